import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { runsOf } from '../../tests/fixtures/planning/runs.ts';
import { tinyProblems } from '../../tests/fixtures/planning/tiny-problems.ts';
import { greedy } from './greedy.ts';
import { lockFaults } from './locks.ts';
import { buildModel } from './model.ts';
import { phraseFault, phraseReason } from './phrases.ts';
import { readProblem } from './problem.ts';
import { judge } from './score.ts';
import { layOut } from './timetable.ts';
import { scheduleOf } from './vector.ts';
import { whyNot } from './why-not.ts';

const good = () => ({
  grid: { days: ['mon', 'tue'], stepMinutes: 5 },
  therapists: [
    {
      id: 't1',
      at: [{ day: 'mon', school: 'A', from: '08:00', to: '12:00' }],
      lunch: { minutes: 30, from: '11:00', to: '12:00' },
    },
  ],
  classes: [
    {
      id: 'c1',
      school: 'A',
      grade: 2,
      blocks: [{ day: 'mon', from: '08:15', to: '08:35', routine: 'circle', pullOut: 'allowed', pullOutPoints: 4 }],
      pushInWindows: [{ day: 'mon', from: '08:15', to: '08:35', routine: 'circle', liked: true }],
    },
  ],
  students: [
    { id: 's1', class: 'c1' },
    { id: 's2', class: 'c1' },
  ],
  services: [
    {
      id: 'v1',
      student: 's1',
      therapist: 't1',
      delivery: 'push-in',
      minutes: 20,
      timesPerWeek: 1,
      routines: ['circle'],
    },
    { id: 'v2', student: 's1', therapist: 't1', delivery: 'pull-out', minutes: 30, timesPerWeek: 1, groupMax: 2 },
    { id: 'v3', student: 's2', therapist: 't1', delivery: 'pull-out', minutes: 30, timesPerWeek: 1, groupMax: 2 },
  ],
  limits: { pushInGroup: 5, coTeachingGroup: 8, gradeSpan: 1 },
  locked: [] as unknown[],
  previous: [] as unknown[],
  points: {},
});

/** The good problem with one value put in at a path; undefined takes it away. */
function withValue(path: readonly (string | number)[], value: unknown): unknown {
  const problem = good() as unknown as Record<string | number, unknown>;
  let place: Record<string | number, unknown> = problem;
  for (const key of path.slice(0, -1)) place = place[key] as Record<string | number, unknown>;
  const last = path[path.length - 1]!;
  if (value === undefined) delete place[last];
  else place[last] = value;
  return problem;
}

function faultsOf(json: unknown): string[] {
  const reading = readProblem(json);
  const faults = 'faults' in reading ? reading.faults : lockFaults(reading.problem);
  return faults.map(phraseFault);
}

describe('a faulty problem', () => {
  test('a good one has no faults', () => expect(faultsOf(good())).toEqual([]));

  it.each<[string, (string | number)[], unknown, string]>([
    ['an unknown student', ['services', 1, 'student'], 's9', 'services[1].student: no student "s9"'],
    ['an unknown therapist', ['services', 1, 'therapist'], 't9', 'services[1].therapist: no therapist "t9"'],
    ['an unknown class', ['students', 0, 'class'], 'c9', 'students[0].class: no class "c9"'],
    ['an unknown section', ['services', 0, 'class'], 'c9', 'services[0].class: no class "c9"'],
    ['an unknown neighbour', ['students', 0, 'apartFrom'], ['x'], 'students[0].apartFrom[0]: no student "x"'],
    ['apart from oneself', ['students', 0, 'apartFrom'], ['s1'], 'students[0].apartFrom[0]: "s1" cannot be kept apart'],
    ['an unknown room user', ['rooms'], [{ school: 'A', therapist: 'x' }], 'rooms[0].therapist: no therapist "x"'],
    ['an unknown service in a lock', ['locked'], [{ services: ['v9'] }], 'locked[0].services[0]: no service "v9"'],
    ['a missing list', ['services'], undefined, 'services: missing'],
    ['a missing id', ['services', 2, 'id'], undefined, 'services[2].id: missing'],
    ['a list that is none', ['students'], {}, 'students: expected array, got {}'],
    ['a number for a name', ['students', 1, 'class'], 7, 'students[1].class: expected string, got 7'],
    ['nothing for an entry', ['services', 2], null, 'services[2]: expected object, got null'],
    [
      'a day there is not',
      ['therapists', 0, 'at', 0, 'day'],
      'monday',
      'therapists[0].at[0].day: "monday" is not one of',
    ],
    [
      'a time there is not',
      ['therapists', 0, 'at', 0, 'from'],
      '25:00',
      'therapists[0].at[0].from: "25:00" is not a time',
    ],
    [
      'a short time',
      ['therapists', 0, 'at', 0, 'from'],
      '8:00',
      'therapists[0].at[0].from: "8:00" is not a time HH:MM',
    ],
    [
      'an end before the start',
      ['therapists', 0, 'at', 0, 'to'],
      '07:00',
      'therapists[0].at[0]: 08:00-07:00 ends before',
    ],
    ['minutes of none', ['services', 0, 'minutes'], 0, 'services[0].minutes: 0 is less than 1'],
    ['minutes without measure', ['services', 0, 'minutes'], 1e9, 'services[0].minutes: 1000000000 is more than 1440'],
    ['half a minute', ['services', 0, 'minutes'], 20.5, 'services[0].minutes: expected int, got 20.5'],
    [
      'a delivery there is not',
      ['services', 0, 'delivery'],
      'both',
      'services[0].delivery: "both" is not one of push-in',
    ],
    ['no routines', ['services', 0, 'routines'], undefined, 'services[0].routines: missing'],
    ['no times', ['services', 0, 'timesPerWeek'], undefined, 'services[0]: needs timesPerWeek'],
    ['an id twice', ['services', 2, 'id'], 'v1', 'services[2].id: "v1" is there already (services[0])'],
    ['no day', ['grid', 'days'], [], 'grid.days: is empty'],
    ['an id without a letter', ['services', 2, 'id'], '', 'services[2].id: is empty'],
    ['a day twice', ['grid', 'days'], ['mon', 'mon'], 'grid.days[1]: "mon" is there already'],
    ['points below zero', ['points', 'unmet'], -1, 'points.unmet: -1 is less than 0'],
    ['points there are not', ['points', 'unmett'], 5, 'points: no such points: unmett'],
    [
      'a lunch off the grid',
      ['therapists', 0, 'lunch', 'minutes'],
      33,
      'therapists[0].lunch.minutes: 33 is not on the 5',
    ],
    ['three weeks', ['weeks'], 3, 'weeks: 3 is not one of 1, 2, 4'],
    [
      'a week there is not',
      ['therapists', 0, 'at', 0, 'week'],
      2,
      'therapists[0].at[0].week: week 2, but the plan has 1',
    ],
    ['a lock off the grid', ['locked'], [{ from: '08:01', services: ['v1'] }], 'locked[0].from: 08:01 is not on the 5'],
  ])('%s is named with its place', (_, path, value, line) => {
    const lines = faultsOf(withValue(path, value));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(line);
  });

  it('names every fault, not only the first', () => {
    const problem = good();
    problem.services[0]!.student = 's8';
    problem.services[1]!.therapist = 't8';
    problem.students[1]!.class = 'c8';
    expect(faultsOf(problem)).toHaveLength(3);
  });

  it.each<[string, unknown[], string[]]>([
    [
      'outside the window',
      [{ day: 'mon', from: '09:00', services: ['v1'] }],
      ['locked[0]: no session can keep this lock: it lies outside the windows of that routine'],
    ],
    [
      'before the therapist comes',
      [{ day: 'mon', from: '07:00', to: '07:30', services: ['v2'] }],
      ['locked[0]: no session can keep this lock: the therapist is not at that school then'],
    ],
    [
      'in the only lunch',
      [
        { day: 'mon', from: '11:00', services: ['v2'] },
        { day: 'mon', from: '11:30', services: ['v3'] },
      ],
      ['locked[0]: cannot be kept together with locked[1]'],
    ],
    [
      'two at once, and another two',
      [
        { day: 'mon', from: '08:15', services: ['v1'] },
        { day: 'mon', from: '08:00', services: ['v2'] },
        { day: 'mon', from: '09:00', services: ['v3'] },
        { day: 'mon', from: '10:00', services: ['v3'] },
      ],
      ['locked[0]: cannot be kept together with locked[1]', 'locked[2]: cannot be kept together with locked[3]'],
    ],
    [
      'a pull-out in a class',
      [{ day: 'mon', from: '09:00', class: 'c1', services: ['v2'] }],
      ['locked[0]: no session can keep this lock: a pull-out session has no class, routine or co-teaching'],
    ],
  ])('locks %s are named', (_, locked, lines) => {
    expect(faultsOf({ ...good(), locked })).toEqual(lines);
  });

  it('a lock may say little', () => {
    expect(
      faultsOf({ ...good(), locked: [{ services: [] }, { to: '10:00', services: [] }, { services: ['v3', 'v2'] }] }),
    ).toEqual([]);
  });
});

describe('whatever is read', () => {
  test('any JSON is refused in words or becomes a problem', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const reading = readProblem(json);
        if ('faults' in reading)
          for (const fault of reading.faults) expect(phraseFault(fault)).not.toMatch(/undefined|\n/);
      }),
      runsOf(300),
    );
  });

  test('a problem with anything in any place is refused in words, or planned without a breach', () => {
    const anything = fc.oneof(
      fc.constantFrom(
        null,
        '',
        0,
        -1,
        1,
        2,
        1e308,
        0.5,
        [],
        {},
        true,
        'mon',
        '09:00',
        '24:00',
        's0',
        'v0',
        't1',
        'c1',
        'A',
        '__proto__',
      ),
      fc.jsonValue({ maxDepth: 1 }),
    );
    let planned = 0;
    fc.assert(
      fc.property(tinyProblems(1), fc.nat(), anything, fc.boolean(), (json, place, value, removed) => {
        const problem = structuredClone(json) as Record<string, unknown>;
        const places: [Record<string, unknown>, string][] = [];
        const visit = (x: unknown) => {
          if (typeof x !== 'object' || x === null) return;
          for (const key of Object.keys(x)) {
            places.push([x as Record<string, unknown>, key]);
            visit((x as Record<string, unknown>)[key]);
          }
        };
        visit(problem);
        const [holder, key] = places[place % places.length]!;
        if (removed && !Array.isArray(holder)) delete holder[key];
        else holder[key] = value;
        const reading = readProblem(problem);
        if ('faults' in reading) {
          expect(reading.faults.length).toBeGreaterThan(0);
          for (const fault of reading.faults) expect(phraseFault(fault)).not.toMatch(/undefined|\n/);
          return;
        }
        planned++;
        const model = buildModel(layOut(reading.problem));
        const values = greedy(model)!;
        const { breaches, score } = judge(reading.problem, scheduleOf(model, values));
        expect(breaches).toEqual([]);
        const unmet = whyNot(model, values, score, false);
        const lacking = unmet.flatMap((u) => ('service' in u ? [u.minutes] : []));
        expect(lacking.reduce((a, b) => a + b, 0)).toBe(score.requiredMinutes - score.metMinutes);
        for (const { reasons } of unmet) {
          expect(reasons.length).toBeGreaterThan(0);
          for (const reason of reasons) expect(phraseReason(reason)).not.toMatch(/undefined|NaN|Infinity/);
        }
      }),
      runsOf(300),
    );
    expect(planned).toBeGreaterThan(10);
  });
});
