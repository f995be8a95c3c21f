import { describe, expect, it } from 'vitest';
import { phraseReason } from '../phrases.ts';
import { readProblem } from '../problem.ts';
import { startNodeWorker } from './node.ts';
import { makePlan } from './make-plan.ts';

/*
 * Built situations in which one knows why: the plan must name that cause, not merely some reason. The speech therapist
 * t1 is at school A on monday and tuesday from 8:00 to 11:00; s1 and s2 are in Ms Lee's class.
 */

type Json = Record<string, unknown>;

const hours = (day: string, school = 'A', from = '08:00', to = '11:00') => ({ day, school, from, to });
const writing = (day: string, from = '09:00', to = '09:30') => ({ day, from, to, routine: 'writing' });
const pushIn = (id: string, student: string, more: Json = {}) => ({
  id,
  student,
  therapist: 't1',
  delivery: 'push-in',
  minutes: 20,
  timesPerWeek: 1,
  routines: ['writing'],
  ...more,
});
const pullOut = (id: string, student: string, more: Json = {}) => ({
  id,
  student,
  therapist: 't1',
  delivery: 'pull-out',
  minutes: 30,
  timesPerWeek: 1,
  area: 'language',
  groupMax: 1,
  ...more,
});
const lee = (more: Json = {}) => ({ id: 'lee', school: 'A', grade: 2, blocks: [], pushInWindows: [], ...more });

function situation(more: Json): Json {
  return {
    grid: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], stepMinutes: 5 },
    therapists: [{ id: 't1', at: [hours('mon'), hours('tue')] }],
    classes: [lee()],
    students: [
      { id: 's1', class: 'lee' },
      { id: 's2', class: 'lee' },
    ],
    services: [],
    limits: { pushInGroup: 1, coTeachingGroup: 8, gradeSpan: 1 },
    ...more,
  };
}

async function plan(more: Json) {
  const reading = readProblem(situation(more));
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  const outcome = await makePlan(reading.problem, { seconds: 120 }, startNodeWorker);
  if ('faults' in outcome) throw new Error(JSON.stringify(outcome.faults));
  expect(outcome.trouble).toEqual([]);
  return outcome.plan;
}

const block = (day: string, from: string, to: string, routine: string, pullOut: string) => ({
  day,
  from,
  to,
  routine,
  pullOut,
});
/** Free on monday from 9:00 to 9:30 and at no other time. */
const busyButThen = [
  { day: 'mon', from: '00:00', to: '09:00' },
  { day: 'mon', from: '09:30', to: '23:59' },
  ...['tue', 'wed', 'thu', 'fri'].map((day) => ({ day, from: '00:00', to: '23:59' })),
];
const never = ['mon', 'tue'].map((day) => block(day, '08:00', '11:00', 'literacy', 'never'));

describe('why not: the one thing that takes every start away', () => {
  it.each<[string, Json, string, Json, string]>([
    [
      'the class writes only on a day the therapist is elsewhere',
      {
        therapists: [{ id: 't1', at: [hours('mon'), hours('thu', 'B')] }],
        classes: [lee({ pushInWindows: [writing('thu')] })],
        services: [pushIn('v1', 's1')],
      },
      'only-school-day',
      { therapist: 't1', school: 'A', days: ['thu'] },
      't1 is not at A',
    ],
    [
      'writing begins before the therapist comes',
      { classes: [lee({ pushInWindows: [writing('mon', '07:30', '08:00')] })], services: [pushIn('v1', 's1')] },
      'only-hours',
      { days: ['mon'] },
      'outside the hours of t1 at A',
    ],
    [
      'the class offers no writing at all',
      {
        classes: [lee({ pushInWindows: [{ ...writing('mon'), routine: 'centers' }] })],
        services: [pushIn('v1', 's1')],
      },
      'no-window',
      { class: 'lee', routines: ['writing'] },
      'lee has no writing window',
    ],
    [
      'writing is too short',
      { classes: [lee({ pushInWindows: [writing('mon', '09:00', '09:15')] })], services: [pushIn('v1', 's1')] },
      'window-short',
      { longest: 15, minutes: 20 },
      'the longest lasts 15',
    ],
    [
      'the class writes when the therapist is there, but offers no window then',
      {
        therapists: [{ id: 't1', at: [hours('mon')] }],
        classes: [
          lee({
            blocks: [
              block('mon', '09:00', '09:30', 'writing', 'never'),
              block('thu', '09:00', '09:30', 'writing', 'never'),
            ],
            pushInWindows: [writing('thu')],
          }),
        ],
        services: [pushIn('v1', 's1')],
      },
      'only-window',
      { class: 'lee', days: ['mon'] },
      'no writing window of lee',
    ],
    [
      'the therapist has a meeting then',
      {
        therapists: [{ id: 't1', at: [hours('mon')], unavailable: [{ day: 'mon', from: '09:00', to: '10:00' }] }],
        classes: [lee({ pushInWindows: [writing('mon')] })],
        services: [pushIn('v1', 's1')],
      },
      'only-unavailable',
      { therapist: 't1', days: ['mon'] },
      't1 has other duties then',
    ],
    [
      'the student is with the nurse then',
      {
        classes: [lee({ pushInWindows: [writing('mon')] })],
        students: [{ id: 's1', class: 'lee', unavailable: [{ day: 'mon', from: '09:10', to: '09:20' }] }],
        services: [pushIn('v1', 's1')],
      },
      'only-student',
      { student: 's1', days: ['mon'] },
      's1 is not free',
    ],
    [
      'literacy is protected whenever the therapist is there',
      { classes: [lee({ blocks: never })], services: [pullOut('v1', 's1')] },
      'only-blocks',
      { student: 's1', days: ['mon', 'tue'] },
      's1 may not be taken out of class',
    ],
    [
      'the room is taken',
      {
        rooms: [{ school: 'A', unavailable: ['mon', 'tue'].map((day) => ({ day, from: '08:00', to: '11:00' })) }],
        services: [pullOut('v1', 's1')],
      },
      'only-room',
      { school: 'A', days: ['mon', 'tue'] },
      'the room at A is not free',
    ],
    [
      'lunch needs the only half hour',
      {
        therapists: [
          { id: 't1', at: [hours('mon', 'A', '11:00', '11:30')], lunch: { minutes: 30, from: '11:00', to: '11:30' } },
        ],
        services: [pullOut('v1', 's1')],
      },
      'only-lunch',
      { therapist: 't1', days: ['mon'] },
      'no time for lunch',
    ],
    [
      'the day has fewer direct minutes than one session',
      {
        therapists: [{ id: 't1', at: [hours('mon')], maxDirectMinutes: { day: 20 } }],
        services: [pullOut('v1', 's1')],
      },
      'only-limit',
      { therapist: 't1', minutes: 30 },
      'more than the direct minutes t1 may have',
    ],
    [
      'three times on two days',
      { services: [pullOut('v1', 's1', { timesPerWeek: 3 })] },
      'few-days',
      { possible: 2, needed: 3, days: ['mon', 'tue'] },
      'only 2 of the 3 days needed are possible',
    ],
  ])(
    '%s',
    async (_, more, code, values, sentence) => {
      const { unmet } = await plan(more);
      expect(unmet).toHaveLength(1);
      expect(unmet[0]).toMatchObject({ service: 'v1', times: 1 });
      expect(unmet[0]!.reasons[0]).toMatchObject({ code, values });
      expect(phraseReason(unmet[0]!.reasons[0]!)).toContain(sentence);
    },
    120_000,
  );
});

describe('why not: what it competes with, and what would help', () => {
  const tight = { therapists: [{ id: 't1', at: [hours('mon', 'A', '09:00', '09:30')] }] };

  it('two students want the only half hour, and a larger group would do', async () => {
    const both = [pullOut('v1', 's1', { groupMax: 2 }), pullOut('v2', 's2', { groupMax: 1 })];
    const { unmet, points } = await plan({ ...tight, services: both });
    expect(points).toBe(3060);
    expect(unmet).toHaveLength(1);
    const rivals = unmet[0]!.reasons.find((r) => r.code === 'competes');
    expect(rivals?.values).toMatchObject({ services: ['v1', 'v2'], moments: ['t1 mon 09:00'] });
  }, 120_000);

  it('a second window of the class would let both in, which is found by planning again', async () => {
    const { unmet } = await plan({
      therapists: [{ id: 't1', at: [hours('mon', 'A', '09:00', '09:20'), hours('thu', 'A', '09:00', '09:20')] }],
      classes: [
        lee({
          blocks: ['mon', 'thu'].map((day) => block(day, '09:00', '09:20', 'writing', 'never')),
          pushInWindows: [writing('mon', '09:00', '09:20')],
        }),
      ],
      services: [pushIn('v1', 's1'), pushIn('v2', 's2')],
    });
    expect(unmet).toHaveLength(1);
    const change = unmet[0]!.reasons.find((r) => r.code === 'change');
    expect(change?.values).toMatchObject({
      change: 'open-window',
      class: 'lee',
      day: 'thu',
      from: '09:00',
      gained: 20,
    });
    expect(phraseReason(change!)).toBe('if writing in lee were open on thu 09:00-09:20, 20 more minutes would fit');
  }, 120_000);

  it('the direct minutes of the week are used up, and more of them would do', async () => {
    const { unmet } = await plan({
      therapists: [{ id: 't1', at: [hours('mon')], maxDirectMinutes: { week: 45 } }],
      services: [pullOut('v1', 's1'), pullOut('v2', 's2')],
    });
    expect(unmet).toHaveLength(1);
    expect(unmet[0]!.reasons.find((r) => r.code === 'taken')?.values).toMatchObject({ limits: ['t1'] });
    const change = unmet[0]!.reasons.find((r) => r.code === 'change');
    expect(change?.values).toMatchObject({ change: 'raise-limit', therapist: 't1', gained: 30 });
  }, 120_000);

  it('the other therapist is in the class at that time', async () => {
    const { unmet } = await plan({
      therapists: ['t1', 't2'].map((id) => ({ id, at: [hours('mon', 'A', '09:00', '09:20')] })),
      classes: [lee({ pushInWindows: [writing('mon', '09:00', '09:20')] })],
      services: [pushIn('v1', 's1'), pushIn('v2', 's2', { therapist: 't2' })],
    });
    expect(unmet).toHaveLength(1);
    const rivals = unmet[0]!.reasons.find((r) => r.code === 'competes');
    expect(rivals?.values).toMatchObject({ services: ['v1', 'v2'], moments: ['lee mon 09:00'] });
  }, 120_000);

  it('the teacher is never free while the therapist is there', async () => {
    const touchBase = { minutes: 10, teacherFree: [{ day: 'wed', from: '13:00', to: '13:30' }] };
    const { unmet } = await plan({
      classes: [lee({ pushInWindows: [writing('mon')], touchBase })],
      services: [pushIn('v1', 's1')],
    });
    expect(unmet).toMatchObject([
      { touchBase: 'lee', reasons: [{ code: 'several', values: { filters: ['school-day'] } }] },
    ]);
  }, 120_000);

  it('co-teaching was agreed for a time at which the class offers no window', async () => {
    const coTeaching = [{ minutes: 30, options: [{ day: 'mon', from: '10:00' }] }];
    const { unmet } = await plan({
      classes: [lee({ pushInWindows: [writing('mon')], coTeaching })],
      services: [pushIn('v1', 's1')],
    });
    expect(unmet).toMatchObject([{ coTeaching: 'lee', agreement: 0, reasons: [{ values: { filters: ['window'] } }] }]);
  }, 120_000);

  it.each<[string, Json, Json]>([
    [
      'lunch needs half of the only hour',
      {
        therapists: [
          { id: 't1', at: [hours('mon', 'A', '11:00', '12:00')], lunch: { minutes: 30, from: '11:00', to: '12:00' } },
        ],
        services: [pullOut('v1', 's1'), pullOut('v2', 's2')],
      },
      { services: ['v1', 'v2'], moments: ['lunch mon'] },
    ],
    [
      'the teacher is free only while the class writes',
      {
        therapists: [{ id: 't1', at: [hours('mon', 'A', '09:00', '09:20')] }],
        classes: [
          lee({
            pushInWindows: [writing('mon', '09:00', '09:20')],
            touchBase: { minutes: 10, teacherFree: [{ day: 'mon', from: '09:00', to: '09:20' }] },
          }),
        ],
        services: [pushIn('v1', 's1')],
      },
      { services: ['v1'], touchBases: ['lee'] },
    ],
    [
      'two therapists want the same student in the only half hour',
      {
        therapists: ['t1', 't2'].map((id) => ({ id, at: [hours('mon', 'A', '09:00', '09:30')] })),
        services: [pullOut('v1', 's1'), pullOut('v2', 's1', { therapist: 't2' })],
      },
      { services: ['v1', 'v2'], moments: ['s1 mon 09:00'] },
    ],
    [
      'two therapists share a room in the only half hour',
      {
        therapists: ['t1', 't2'].map((id) => ({ id, at: [hours('mon', 'A', '09:00', '09:30')] })),
        rooms: [{ school: 'A' }],
        services: [pullOut('v1', 's1'), pullOut('v2', 's2', { therapist: 't2' })],
      },
      { services: ['v1', 'v2'], moments: ['A mon 09:00'] },
    ],
  ])(
    '%s',
    async (_, more, named) => {
      const { unmet } = await plan(more);
      expect(unmet).toHaveLength(1);
      const rivals = unmet[0]!.reasons.find((r) => r.code === 'competes');
      for (const [kind, ids] of Object.entries(named))
        expect(rivals?.values[kind], kind).toEqual(expect.arrayContaining(ids as string[]));
    },
    120_000,
  );

  it.each<[string, Json, Json]>([
    [
      'the nurse lets the student go',
      {
        classes: [lee({ pushInWindows: [writing('mon')] })],
        students: [{ id: 's1', class: 'lee', unavailable: [{ day: 'mon', from: '09:10', to: '09:20' }] }],
        services: [pushIn('v1', 's1')],
      },
      { change: 'free-student', student: 's1', day: 'mon', gained: 20 },
    ],
    [
      'the therapist comes to the school on thursday',
      {
        therapists: [{ id: 't1', at: [hours('mon')] }],
        classes: [
          lee({ blocks: [block('thu', '09:00', '09:30', 'writing', 'never')], pushInWindows: [writing('thu')] }),
        ],
        services: [pushIn('v1', 's1')],
      },
      { change: 'be-at-school', therapist: 't1', school: 'A', day: 'thu', gained: 20 },
    ],
    [
      'the therapist leaves the meeting out',
      {
        therapists: [{ id: 't1', at: [hours('mon')], unavailable: [{ day: 'mon', from: '09:00', to: '10:00' }] }],
        classes: [lee({ pushInWindows: [writing('mon')] })],
        services: [pushIn('v1', 's1')],
      },
      { change: 'free-therapist', therapist: 't1', day: 'mon', gained: 20 },
    ],
    [
      'the student may be taken out of literacy',
      { classes: [lee({ blocks: never })], services: [pullOut('v1', 's1')] },
      { change: 'allow-pull-out', student: 's1', gained: 30 },
    ],
    [
      'the room is given free',
      {
        rooms: [{ school: 'A', unavailable: ['mon', 'tue'].map((day) => ({ day, from: '08:00', to: '11:00' })) }],
        services: [pullOut('v1', 's1')],
      },
      { change: 'free-room', school: 'A', gained: 30 },
    ],
    [
      'the group of two takes in a third',
      {
        ...tight,
        students: ['s1', 's2', 's3'].map((id) => ({ id, class: 'lee', unavailable: busyButThen })),
        services: [
          pullOut('v1', 's1', { groupMax: 3 }),
          pullOut('v2', 's2', { groupMax: 3 }),
          pullOut('v3', 's3', { groupMax: 2 }),
        ],
      },
      { change: 'larger-group', gained: 30 },
    ],
  ])(
    'if %s, all fits: found by planning again',
    async (_, more, expected) => {
      const { unmet } = await plan(more);
      expect(unmet).toHaveLength(1);
      const change = unmet[0]!.reasons.find((r) => r.code === 'change');
      expect(change?.values).toMatchObject(expected);
      expect(phraseReason(change!)).toContain(`${expected.gained} more minutes would fit`);
    },
    120_000,
  );
});
