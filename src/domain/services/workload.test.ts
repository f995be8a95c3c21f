import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datesInWeek, type WorkStretch, workloadKinds, workloadOf } from './workload.ts';

const monday = '2026-03-09';
const at = (kind: WorkStretch['kind'], from: number, to: number, date = monday): WorkStretch => ({
  date,
  kind,
  from,
  to,
});
const minutes = (week: ReturnType<typeof workloadOf>, of: 'planned' | 'done') =>
  Object.fromEntries(week.kinds.filter((one) => one[of] > 0).map((one) => [one.kind, one[of]]));

describe('what a week goes to', () => {
  it('two sessions at once are one stretch of work, and a session goes before a meeting', () => {
    const planned = [at('direct', 540, 600), at('direct', 585, 630), at('meeting', 620, 650)];
    const week = workloadOf(monday, { planned, done: [], atSchool: [], lunch: [] });
    expect(minutes(week, 'planned')).toEqual({ direct: 90, meeting: 20 });
    expect(minutes(week, 'done')).toEqual({});
  });
  it('what is planned for nothing is the time at school without lunch and without work', () => {
    const week = workloadOf(monday, {
      planned: [at('direct', 540, 600), at('documentation', 700, 720)],
      done: [],
      atSchool: [{ date: monday, from: 480, to: 900 }],
      lunch: [{ date: monday, from: 690, to: 720 }],
    });
    expect([week.atSchool, week.free]).toEqual([390, 330]);
  });
  it('every minute is in one kind: the kinds never add up to more than the time they cover', () => {
    const stretch = fc
      .record({ kind: fc.constantFrom(...workloadKinds), from: fc.nat(1400), length: fc.integer({ min: 1, max: 39 }) })
      .map(({ kind, from, length }) => at(kind, from, from + length));
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 20 }), (planned) => {
        const week = workloadOf(monday, { planned, done: planned, atSchool: [], lunch: [] });
        const covered = new Set<number>();
        for (const { from, to } of planned) for (let minute = from; minute < to; minute += 1) covered.add(minute);
        expect(week.kinds.reduce((sum, one) => sum + one.planned, 0)).toBe(covered.size);
        expect(week.kinds.map((one) => one.done)).toEqual(week.kinds.map((one) => one.planned));
      }),
    );
  });
  it.each([
    [3, '2026-01-01', null, ['2026-03-11']],
    [3, '2026-03-12', null, []],
    [3, '2026-01-01', '2026-03-10', []],
  ] as const)('weekday %i from %s to %s', (weekday, from, to, expected) => {
    expect(datesInWeek({ weekday, from, to }, monday)).toEqual(expected);
  });
});
