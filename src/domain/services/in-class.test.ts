import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fewestCounted, missedInClass, outOfClassCounts, whereSpent } from './in-class.ts';
import { minuteSegments, type SessionStay } from './minutes.ts';

const stay = (delivery: SessionStay['delivery'], from: number, to: number): SessionStay => ({
  sessionId: `${delivery} ${from}`,
  studentId: 'a',
  therapistId: 't',
  discipline: 'speech',
  delivery,
  date: '2026-03-09',
  from,
  to,
  what: { kind: 'given', counts: true },
  makesUp: false,
});
const segments = minuteSegments([stay('pull_out', 600, 630), stay('push_in', 700, 740)], []);

it('time in class and out of class, and what the class did meanwhile', () => {
  expect(whereSpent(segments)).toEqual({ inClass: 40, outOfClass: 30 });
  const day = [
    { routineId: 'math', from: 540, to: 610 },
    { routineId: 'writing', from: 610, to: 660 },
    { routineId: 'lunch', from: 700, to: 740 },
  ];
  expect(missedInClass(segments, () => day)).toEqual([
    { routineId: 'writing', minutes: 20 },
    { routineId: 'math', minutes: 10 },
  ]);
});

describe('counts without names', () => {
  const group = (grade: number, ...perWeek: number[]) => perWeek.map((minutes) => ({ grade, perWeek: minutes }));
  it('by steps, all together and by grade', () => {
    expect(outOfClassCounts([...group(2, 0, 0, 30, 31, 200), ...group(4, 60, 61, 120, 121, 90)])).toEqual([
      { grades: null, students: 10, counts: [2, 1, 2, 3, 2] },
      { grades: { from: 1, to: 2 }, students: 5, counts: [2, 1, 1, 0, 1] },
      { grades: { from: 3, to: 5 }, students: 5, counts: [0, 0, 1, 3, 1] },
    ]);
  });
  it('tells nothing of a few, not even by what is left over', () => {
    const [all, first, second] = outOfClassCounts([...group(2, 0, 0, 30, 31, 200, 10), ...group(4, 60)]);
    expect(all!.counts).not.toBeNull();
    expect([first!.counts, second!.counts]).toEqual([null, null]);
    expect(outOfClassCounts(group(2, 0, 10))[0]!.counts).toBeNull();
  });
  it('what is kept back is never so few that it could be told by subtracting', () => {
    const student = fc.record({ grade: fc.integer({ min: -1, max: 12 }), perWeek: fc.nat(300) });
    fc.assert(
      fc.property(fc.array(student, { maxLength: 60 }), (students) => {
        const [all, ...bands] = outOfClassCounts(students);
        const hidden = bands.filter(({ counts }) => counts === null).reduce((sum, band) => sum + band.students, 0);
        if (all!.counts !== null && hidden > 0) expect(hidden).toBeGreaterThanOrEqual(fewestCounted);
        for (const { counts, students: n } of [all!, ...bands])
          if (counts !== null) expect(counts.reduce((sum, one) => sum + one, 0)).toBe(n);
      }),
    );
  });
});
