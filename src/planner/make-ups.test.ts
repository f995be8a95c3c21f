import { describe, expect, it } from 'vitest';
import { type DayForMakeUps, makeUpsFor, type StandingSession } from './make-ups.ts';
import type { Problem } from './problem.ts';

/** A Monday from 9 to 11: writing until 9:30 is protected, reading may be missed. */
const problem = (part: Partial<Problem> = {}): Problem => ({
  grid: { days: ['mon'], stepMinutes: 5 },
  weeks: 1,
  therapists: [{ id: 'dana', at: [{ day: 'mon', from: '09:00', to: '11:00', school: 'cedar' }] }],
  classes: [
    {
      id: 'room 7',
      school: 'cedar',
      grade: 2,
      blocks: [
        { day: 'mon', from: '09:00', to: '09:30', routine: 'writing', pullOut: 'never' },
        { day: 'mon', from: '09:30', to: '10:30', routine: 'reading', pullOut: 'allowed', pullOutPoints: 2 },
        { day: 'mon', from: '10:30', to: '11:00', routine: 'recess', pullOut: 'allowed', pullOutPoints: 1 },
      ],
    },
  ],
  students: ['ana', 'bela', 'cy', 'darius', 'eva'].map((id) => ({ id, class: 'room 7' })),
  services: ['ana', 'bela', 'cy', 'darius', 'eva'].map((student) => ({
    id: `service of ${student}`,
    student,
    therapist: 'dana',
    delivery: 'pull-out' as const,
    minutes: 30,
    timesPerWeek: 2,
    groupMax: 5,
  })),
  limits: { pushInGroup: 5, coTeachingGroup: 8, gradeSpan: 1 },
  ...part,
});
const largest = (part: Readonly<Record<string, number>> = {}) =>
  new Map(['ana', 'bela', 'cy', 'darius', 'eva'].map((id) => [`service of ${id}`, part[id] ?? 5]));
const session = (part: Partial<StandingSession> = {}): StandingSession => ({
  id: 'group',
  starts: '09:30',
  ends: '10:00',
  delivery: 'pull_out',
  classId: null,
  routineId: null,
  studentIds: ['bela'],
  open: true,
  ...part,
});
const day = (...sessions: StandingSession[]): DayForMakeUps => ({
  date: '2026-03-09',
  weekday: 1,
  held: () => true,
  sessions,
});
const forAna = (...sessions: StandingSession[]) =>
  makeUpsFor(problem(), 'service of ana', largest(), [day(...sessions)]);

describe('where a missed session could be made up', () => {
  it('at a time of its own that costs the class the least, and in a session with room', () => {
    expect(forAna(session())).toEqual([
      { date: '2026-03-09', starts: '09:30', ends: '10:00', sessionId: 'group', students: 2, cost: 60 },
      { date: '2026-03-09', starts: '10:30', ends: '11:00', sessionId: null, students: 1, cost: 30 },
    ]);
  });

  it('never in protected time, not even in a session that stands there', () => {
    const found = forAna(session({ starts: '09:00', ends: '09:30' }));
    expect(found.every(({ starts }) => starts >= '09:30')).toBe(true);
  });

  it.each([
    ['four are there already', session({ studentIds: ['bela', 'cy', 'darius', 'eva'] }), {}],
    ['the line of the student says two', session({ studentIds: ['bela', 'cy'] }), { ana: 2 }],
    ['the line of somebody who is there says two', session({ studentIds: ['bela', 'cy'] }), { cy: 2 }],
    ['somebody is there of whom nothing is known', session({ studentIds: ['guest'] }), {}],
    ['it has begun', session({ open: false }), {}],
    ['it is of another kind', session({ delivery: 'push_in' }), {}],
    ['the student is in it', session({ studentIds: ['ana'] }), {}],
  ])('in no session when %s', (_, standing, lines) => {
    const found = makeUpsFor(problem(), 'service of ana', largest(lines), [day(standing)]);
    expect(found.filter(({ sessionId }) => sessionId !== null)).toEqual([]);
  });

  it('with nobody who is kept apart from the student, and not with much older ones', () => {
    const apart = problem({
      students: problem().students.map((one) => (one.id === 'bela' ? { ...one, apartFrom: ['ana'] } : one)),
    });
    const older = problem({
      classes: [...problem().classes, { id: 'room 20', school: 'cedar', grade: 5, blocks: [] }],
      students: problem().students.map((one) => (one.id === 'bela' ? { ...one, class: 'room 20' } : one)),
    });
    for (const other of [apart, older])
      expect(
        makeUpsFor(other, 'service of ana', largest(), [day(session())]).filter(({ sessionId }) => sessionId !== null),
      ).toEqual([]);
  });

  it('beside no session that stands, and on no day without school', () => {
    const full = session({ starts: '09:00', ends: '11:00', studentIds: ['bela', 'cy', 'darius', 'eva'] });
    expect(forAna(full)).toEqual([]);
    expect(makeUpsFor(problem(), 'service of ana', largest(), [{ ...day(session()), held: () => false }])).toEqual([]);
  });
});
