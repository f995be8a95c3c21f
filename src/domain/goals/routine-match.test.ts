import { describe, expect, it } from 'vitest';
import { areas } from './goal.ts';
import { matchRoutines, type RoutineOffer, usualKinds } from './routine-match.ts';

const offer = (routineId: RoutineOffer['kind'], pushIn: RoutineOffer['pushIn'] = 'open'): RoutineOffer => ({
  routineId,
  kind: routineId,
  minutesPerWeek: 100,
  days: 5,
  pushIn,
});
const day = [offer('arrival'), offer('literacy'), offer('writing'), offer('recess'), offer('math', 'not_offered')];
const because = { area: 'language' as const, markedIds: [] as string[] };
const order = (matches: readonly { routineId: string }[]) => matches.map(({ routineId }) => routineId);

describe('routines for a goal', () => {
  it('come by what they usually give while nobody has counted', () => {
    const matches = matchRoutines(because, day, [], new Map());
    expect(order(matches)).toEqual(['writing', 'literacy', 'arrival', 'recess', 'math']);
    expect(matches[0]!.reasons).toEqual([{ code: 'usual', strength: 'many' }]);
    expect(matches[2]!.reasons).toEqual([]);
  });

  it('come first where the therapist marked them', () => {
    const [first] = matchRoutines({ ...because, markedIds: ['recess'] }, day, [], new Map());
    expect(first).toMatchObject({ routineId: 'recess', marked: true, reasons: [{ code: 'marked' }] });
  });

  it('come by what was counted once there are three visits, whatever is usual', () => {
    const counted = [
      { routineId: 'arrival', chances: 24, minutes: 80, visits: 4 },
      { routineId: 'writing', chances: 0, minutes: 120, visits: 3 },
      { routineId: 'recess', chances: 9, minutes: 20, visits: 1 },
    ];
    const matches = matchRoutines(because, day, counted, new Map());
    expect(order(matches)[0]).toBe('arrival');
    expect(matches[0]!.reasons[0]).toEqual({ code: 'counted', per10Minutes: 3, chances: 24, visits: 4 });
    expect(order(matches).at(-1)).toBe('writing');
    expect(matches.at(-1)!.reasons[0]).toEqual({ code: 'counted_none', visits: 3 });
    // One visit is told and moves nothing.
    expect(order(matches).indexOf('recess')).toBeGreaterThan(order(matches).indexOf('literacy'));
  });

  it('learn from what is marked for goals like it', () => {
    const matches = matchRoutines(because, day, [], new Map([['arrival', 4]]));
    expect(order(matches).slice(0, 2)).toEqual(['writing', 'arrival']);
    expect(matches[1]!.reasons).toEqual([{ code: 'marked_for_others', count: 4 }]);
  });

  it('say where push-in is not offered, and keep every routine', () => {
    const matches = matchRoutines(because, day, [], new Map());
    expect(matches).toHaveLength(day.length);
    expect(matches.find(({ routineId }) => routineId === 'math')!.reasons).toContainEqual({ code: 'not_offered' });
  });

  it.each(areas.filter((area) => area !== 'other'))(
    'are asked for where a goal of %s usually has many chances',
    (area) => {
      expect(usualKinds(area).length).toBeGreaterThan(0);
    },
  );
});
