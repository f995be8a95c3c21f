import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrialEvent } from '#domain/trials/event.ts';
import {
  focusOn,
  movePad,
  type PadState,
  padAtStart,
  reasonsFor,
  selectedChip,
  selectedGoal,
  targetOf,
} from './pad-state.ts';
import type { Chip, PackGoal } from './record.ts';

const goal = (goalId: string, targets: PackGoal['targets'] = []): PackGoal => ({
  goalId,
  tag: goalId,
  measure: 'trials',
  unit: 'trial',
  cueSetId: null,
  waitSeconds: 5,
  responseMode: 'speech',
  selfCorrectionOffered: true,
  targets,
});
const chip = (studentId: string, goals: readonly string[], here = true): Chip => ({
  studentId,
  label: studentId.slice(0, 2),
  here,
  goals: goals.map((goalId) => goal(goalId)),
});
const group = [chip('an', ['because', 'ask']), chip('be', ['r']), chip('cy', ['talk'], false), chip('da', ['turn'])];
const moved = (state: PadState, ...moves: Parameters<typeof movePad>[1][]) =>
  moves.reduce((now, move) => movePad(now, move, group), state);
const at = (state: PadState) => {
  const selected = selectedChip(state, group);
  return [selected?.studentId, selected === null ? null : selectedGoal(state, selected)?.goalId];
};

describe('where the recorder is', () => {
  it('begins with the first student who is here and their first goal', () => {
    expect(at(padAtStart)).toEqual(['an', 'because']);
    expect(selectedChip(padAtStart, [])).toBeNull();
  });

  it('goes to the next goal when the selected chip is pressed again, and round to the first', () => {
    const press = { kind: 'press_chip', studentId: 'an' } as const;
    expect(at(moved(padAtStart, press))).toEqual(['an', 'ask']);
    expect(at(moved(padAtStart, press, press))).toEqual(['an', 'because']);
  });

  it('keeps each student’s goal while others are selected', () => {
    const state = moved(
      padAtStart,
      { kind: 'press_chip', studentId: 'an' },
      { kind: 'press_chip', studentId: 'da' },
      { kind: 'press_chip', studentId: 'an' },
    );
    expect(at(state)).toEqual(['an', 'ask']);
  });

  it('passes over who is not here', () => {
    expect(at(moved(padAtStart, { kind: 'go', by: 'student', step: -1 }))).toEqual(['da', 'turn']);
    const next = { kind: 'go', by: 'student', step: 1 } as const;
    expect(at(moved(padAtStart, next, next))).toEqual(['da', 'turn']);
  });

  it('closes what was open once something is marked, and goes round the table if wished', () => {
    const open = moved(padAtStart, { kind: 'panel', panel: 'cue' }, { kind: 'cue_by', by: 'teacher' });
    expect(moved(open, { kind: 'marked' })).toMatchObject({ panel: 'marks', cueBy: null });
    const round = moved(padAtStart, { kind: 'round_robin' });
    expect(at(moved(round, { kind: 'marked' }))).toEqual(['be', 'r']);
    expect(at(moved(round, { kind: 'settle' }))).toEqual(['an', 'because']);
  });

  it('is not drawn anew for a mark before which nothing was chosen', () => {
    const state = moved(padAtStart, { kind: 'press_chip', studentId: 'be' });
    expect(moved(state, { kind: 'marked' })).toBe(state);
    const strategy = moved(state, { kind: 'panel', panel: 'strategy' }, { kind: 'strategy', strategyId: 'wait' });
    expect(strategy).toMatchObject({ studentId: 'be', panel: 'marks', strategyId: 'wait' });
  });

  it('returns to the student and goal of a mark that is changed, and stays there', () => {
    const trial = { studentId: 'an', goalId: 'ask' } as TrialEvent;
    const fixing = moved(
      padAtStart,
      { kind: 'round_robin' },
      { kind: 'press_chip', studentId: 'be' },
      { kind: 'fix', trial },
    );
    expect(at(fixing)).toEqual(['an', 'ask']);
    expect(moved(fixing, { kind: 'marked' }).fix).toBeNull();
    expect(at(moved(fixing, { kind: 'marked' }))).toEqual(['an', 'ask']);
  });
});

describe('targets and reasons', () => {
  const word = (targetId: string, status: 'acquisition' | 'later' = 'acquisition') =>
    ({ targetId, kind: 'word', text: targetId, level: null, position: 0, status }) as const;

  it('takes the only target there is, none of several, and what was chosen', () => {
    expect(targetOf(padAtStart, goal('g', [word('rain')]))).toBe('rain');
    expect(targetOf(padAtStart, goal('g', [word('rain'), word('road', 'later')]))).toBe('rain');
    const several = goal('g', [word('rain'), word('road')]);
    expect(targetOf(padAtStart, several)).toBeNull();
    expect(targetOf(moved(padAtStart, { kind: 'target', goalId: 'g', targetId: 'road' }), several)).toBe('road');
  });

  it('offers "device not there" where a speech device answers, and nowhere else', () => {
    expect(reasonsFor({ responseMode: 'speech_device' })).toContain('device_unavailable');
    expect(reasonsFor({ responseMode: 'speech' })).not.toContain('device_unavailable');
  });
});

describe('whom somebody who teaches watches', () => {
  it('one of three, two of more, only who is here', () => {
    expect(focusOn(group, '2026-03-12')).toHaveLength(1);
    const five = ['an', 'be', 'cy', 'da', 'ev'].map((id) => chip(id, ['g']));
    expect(new Set(focusOn(five, '2026-03-12')).size).toBe(2);
    expect(focusOn([], '2026-03-12')).toEqual([]);
    expect(focusOn([chip('cy', ['g'], false)], '2026-03-12')).toEqual([]);
  });

  it('everybody comes to their turn, in weekly visits and in daily ones', () => {
    const monday = Date.parse('2026-01-05T00:00:00Z');
    const dayOf = (days: number) => new Date(monday + days * 86_400_000).toISOString().slice(0, 10);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 4 }), (size, weekday) => {
        const chips = Array.from({ length: size }, (_, index) => chip(`s${index}`, ['g']));
        const weekly = Array.from({ length: size }, (_, week) => focusOn(chips, dayOf(7 * week + weekday)));
        expect(new Set(weekly.flat()).size).toBe(size);
        const daily = Array.from({ length: 4 * size }, (_, visit) =>
          focusOn(chips, dayOf(7 * Math.floor(visit / 5) + (visit % 5))),
        );
        expect(new Set(daily.flat()).size).toBe(size);
      }),
    );
  });
});
