import { describe, expect, it } from 'vitest';
import { readProblem } from '../problem.ts';
import { judge } from '../score.ts';
import { makePlan } from './make-plan.ts';
import { startNodeWorker } from './node.ts';

/*
 * Needs that no single week shows: routines that coincide, A and B days, so many times a month or a quarter, meetings every
 * other week. Each is a plan of two or four weeks under the same rules.
 */

type Json = Record<string, unknown>;

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const dayLong = weekdays.map((day) => ({ day, school: 'A', from: '08:00', to: '11:00' }));

async function plan(more: Json) {
  const reading = readProblem({
    grid: { days: weekdays, stepMinutes: 5 },
    therapists: [{ id: 't1', at: dayLong }],
    services: [],
    students: [],
    limits: { pushInGroup: 5, coTeachingGroup: 8, gradeSpan: 1 },
    ...more,
  });
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  const outcome = await makePlan(reading.problem, { seconds: 120 }, startNodeWorker);
  if ('faults' in outcome) throw new Error(JSON.stringify(outcome.faults));
  expect(outcome.trouble).toEqual([]);
  expect(judge(reading.problem, outcome.plan).breaches).toEqual([]);
  return outcome.plan;
}

describe('six classes arrive at 8:15', () => {
  const six = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'];
  const classes = six.map((id) => ({
    id,
    school: 'A',
    grade: 1,
    blocks: [],
    pushInWindows: weekdays.map((day) => ({ day, from: '08:15', to: '08:35', routine: 'arrival' })),
  }));
  const students = six.map((id) => ({ id: `s-${id}`, class: id }));
  const served = (times: Json) =>
    six.map((id) => ({
      id: `v-${id}`,
      student: `s-${id}`,
      therapist: 't1',
      delivery: 'push-in',
      minutes: 20,
      routines: ['arrival'],
      ...times,
    }));

  it('a week has five mornings: one class is left out, and all six are named as competing', async () => {
    const { unmet, proven } = await plan({ classes, students, services: served({ timesPerWeek: 1 }) });
    expect(proven).toBe(true);
    expect(unmet).toHaveLength(1);
    const rivals = unmet[0]!.reasons.find(({ code }) => code === 'competes');
    expect([...(rivals!.values.services as string[])].sort()).toEqual(six.map((id) => `v-${id}`));
  }, 120_000);

  it.each([
    [2, 1, 6],
    [4, 3, 18],
  ])(
    'in %i weeks each is visited %i times by rotation, one class a morning',
    async (weeks, times, visits) => {
      const { sessions, unmet } = await plan({ weeks, classes, students, services: served({ times, per: 'plan' }) });
      expect(unmet).toEqual([]);
      expect(sessions).toHaveLength(visits);
      expect(sessions.every(({ from }) => from === '08:15')).toBe(true);
      expect(new Set(sessions.map(({ week, day }) => `${week}/${day}`)).size).toBe(visits);
      for (const id of six) expect(sessions.filter((one) => one.class === id)).toHaveLength(times);
    },
    120_000,
  );
});

describe('not every week is the same', () => {
  const class1 = (more: Json) => ({ id: 'c1', school: 'A', grade: 1, blocks: [], ...more });
  const students = [{ id: 's1', class: 'c1' }];
  const pullOut = { id: 'v1', student: 's1', therapist: 't1', delivery: 'pull-out', minutes: 30, area: 'language' };

  it('a routine of A days only is visited in A weeks, twice a month', async () => {
    const pushInWindows = [1, 3].map((week) => ({
      day: 'tue',
      week,
      from: '09:00',
      to: '09:30',
      routine: 'science',
    }));
    const service = { ...pullOut, delivery: 'push-in', routines: ['science'], times: 2, per: 'plan' };
    const { sessions, unmet } = await plan({
      weeks: 4,
      classes: [class1({ pushInWindows })],
      students,
      services: [service],
    });
    expect(unmet).toEqual([]);
    expect(sessions.map(({ week, day }) => [week, day])).toEqual([
      [1, 'tue'],
      [3, 'tue'],
    ]);
  }, 120_000);

  it('a weekly service is planned once and stands in every week; where a B day is protected it is missed only then', async () => {
    // Taken out on Tuesday mornings alone, and in the second week not even then.
    const therapists = [{ id: 't1', at: [{ day: 'tue', school: 'A', from: '09:00', to: '09:30' }] }];
    const blocks = [{ day: 'tue', week: 2, from: '09:00', to: '09:30', pullOut: 'never' }];
    const { sessions, unmet } = await plan({
      weeks: 2,
      therapists,
      classes: [class1({ blocks })],
      students,
      services: [{ ...pullOut, timesPerWeek: 1 }],
    });
    expect(sessions.map(({ week }) => week)).toEqual([1]);
    expect(unmet).toMatchObject([{ service: 'v1', times: 1, minutes: 30 }]);
    expect(unmet[0]!.reasons.map(({ code }) => code)).toContain('only-blocks');
  }, 120_000);

  it('sixty minutes a month with the same group: two meetings, at one day and time', async () => {
    const two = ['s1', 's2'].map((id) => ({ id, class: 'c1' }));
    const services = two.map(({ id }) => ({
      ...pullOut,
      id: `v-${id}`,
      student: id,
      groupMax: 2,
      times: 2,
      per: 'plan',
      steady: true,
    }));
    const therapists = [{ id: 't1', at: [{ day: 'tue', school: 'A', from: '09:00', to: '10:00' }] }];
    const { sessions, unmet } = await plan({ weeks: 4, therapists, classes: [class1({})], students: two, services });
    expect(unmet).toEqual([]);
    expect(sessions).toHaveLength(2);
    expect(new Set(sessions.map(({ day, from }) => `${day} ${from}`)).size).toBe(1);
    expect(sessions.every((one) => one.services.length === 2)).toBe(true);
  }, 120_000);
});

describe('touch-bases every other week', () => {
  // Both teachers are free only in the same ten minutes, and the therapist can sit with one of them.
  const teacherFree = [{ day: 'mon', from: '10:00', to: '10:10' }];
  const two = (everyWeeks: number) =>
    ['c1', 'c2'].map((id) => ({
      id,
      school: 'A',
      grade: 1,
      blocks: [],
      pushInWindows: [{ day: 'mon', from: '08:15', to: '08:35', routine: 'arrival' }],
      touchBase: { minutes: 10, teacherFree, everyWeeks },
    }));
  const students = [
    { id: 's1', class: 'c1' },
    { id: 's2', class: 'c2' },
  ];
  const services = students.map(({ id }) => ({
    id: `v-${id}`,
    student: id,
    therapist: 't1',
    delivery: 'push-in',
    minutes: 20,
    times: 1,
    per: 'plan',
    routines: ['arrival'],
  }));

  it('two classes share ten minutes by taking turns', async () => {
    const { touchBases, unmet } = await plan({ weeks: 2, classes: two(2), students, services });
    expect(unmet).toEqual([]);
    expect(touchBases.map((one) => one.class).sort()).toEqual(['c1', 'c2']);
    expect(touchBases.map(({ week }) => week).sort()).toEqual([1, 2]);
  }, 120_000);

  it('wanted every week only one of them can have it, and the other is left out each week', async () => {
    const { touchBases, unmet } = await plan({ weeks: 2, classes: two(1), students, services });
    expect(touchBases.filter(({ week }) => week === undefined || week === 1)).toHaveLength(1);
    expect(unmet.reduce((sum, { times }) => sum + times, 0)).toBe(2);
  }, 120_000);

  it('in four weeks each has two, one in every two weeks', async () => {
    const { touchBases, unmet } = await plan({ weeks: 4, classes: two(2), students, services });
    expect(unmet).toEqual([]);
    for (const id of ['c1', 'c2'])
      expect(
        touchBases
          .filter((one) => one.class === id)
          .map(({ week = 0 }) => Math.ceil(week / 2))
          .sort(),
      ).toEqual([1, 2]);
  }, 120_000);
});
