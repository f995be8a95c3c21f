import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outside, runsOf } from '../../tests/fixtures/planning/runs.ts';
import { roundedBound, therapistPart } from './bound.ts';
import { CALENDAR, timeOf } from './clock-time.ts';
import { greedy } from './greedy.ts';
import { lockFaults } from './locks.ts';
import { buildModel } from './model.ts';
import type { Schedule } from './plan.ts';
import { type Problem, readProblem } from './problem.ts';
import { ruinAndRecreate } from './ruin-and-recreate.ts';
import { judge } from './score.ts';
import { runMip, solver } from './solver/highs.ts';
import { costOf, submodel } from './submodel.ts';
import { layOut } from './timetable.ts';
import { scheduleOf } from './vector.ts';

/*
 * Random small problems: whatever the input, no plan breaks a rule, the model's points are the scorer's points, and
 * bounds are bounds.
 */

const time = (from: number, to: number) => fc.integer({ min: from / 5, max: to / 5 }).map((n) => n * 5);
const day = fc.constantFrom('mon', 'tue', 'wed') as fc.Arbitrary<'mon' | 'tue' | 'wed'>;
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const defined = <T extends object>(x: T): T => JSON.parse(JSON.stringify(x)) as T;

const span = (least: number, most: number, weeks: number) =>
  fc
    .record({
      day,
      start: time(480, 720),
      length: time(least, most),
      week: weeks === 1 ? fc.constant(undefined) : some(fc.integer({ min: 1, max: weeks })),
    })
    .map(({ start, length, ...rest }) => ({ ...rest, from: timeOf(start), to: timeOf(start + length) }));

function problems(weeks: 1 | 2): fc.Arbitrary<unknown> {
  const count = { therapists: 3, classes: 3, students: 5, services: 7 };
  const id = (letter: string, n: number) => fc.integer({ min: 0, max: n - 1 }).map((i) => `${letter}${i}`);
  const routine = fc.constantFrom('writing', 'centers', 'arrival');
  const school = fc.constantFrom('A', 'B');
  const therapist = fc.record({
    stays: fc.array(fc.tuple(day, school, fc.boolean()), { minLength: 2, maxLength: 4 }),
    unavailable: fc.array(span(10, 60, weeks), { maxLength: 2 }),
    lunch: some(fc.constantFrom(20, 30).map((minutes) => ({ minutes, from: '10:30', to: '12:00' }))),
    maxDirectMinutes: some(fc.record({ day: some(time(30, 120)), week: some(time(60, 200)) })),
  });
  const block = fc.record({
    pullOut: fc.constantFrom('allowed', 'never'),
    pullOutPoints: some(fc.integer({ min: 0, max: 10 })),
  });
  const schoolClass = fc.record({
    school,
    grade: fc.integer({ min: 0, max: 3 }),
    blocks: fc
      .array(fc.tuple(span(20, 90, weeks), block), { maxLength: 5 })
      .map((list) => list.map(([s, b]) => ({ ...s, ...b }))),
    pushInWindows: fc
      .array(fc.tuple(span(15, 60, weeks), routine, some(fc.boolean())), { maxLength: 5 })
      .map((list) => list.map(([s, r, liked]) => ({ ...s, routine: r, liked }))),
    coTeaching: some(
      fc.array(
        fc.record({
          minutes: fc.constantFrom(15, 20, 30),
          options: fc.array(fc.record({ day, from: time(480, 720).map(timeOf) }), { minLength: 1, maxLength: 3 }),
        }),
        { maxLength: 2 },
      ),
    ),
    touchBase: some(
      fc.record({
        minutes: fc.constantFrom(5, 10),
        teacherFree: fc.array(span(10, 40, weeks), { maxLength: 3 }),
        everyWeeks: weeks === 1 ? fc.constant(undefined) : some(fc.constantFrom(1, 2, 4)),
      }),
    ),
    together: some(fc.boolean()),
  });
  const service = fc.record({
    student: id('s', count.students),
    therapist: id('t', count.therapists),
    class: some(id('c', count.classes)),
    delivery: fc.constantFrom('push-in', 'pull-out'),
    minutes: fc.constantFrom(15, 20, 30),
    often: fc.integer({ min: 1, max: 3 }),
    perPlan: weeks === 1 ? fc.constant(false) : fc.boolean(),
    steady: some(fc.boolean()),
    routines: fc.uniqueArray(routine, { minLength: 1, maxLength: 2 }),
    area: fc.constantFrom('language', 'speech'),
    groupMax: some(fc.integer({ min: 1, max: 3 })),
  });
  return fc
    .record({
      therapists: fc.array(therapist, { minLength: count.therapists, maxLength: count.therapists }),
      rooms: fc.array(
        fc.record({
          school,
          therapist: some(id('t', count.therapists)),
          unavailable: fc.array(span(20, 60, weeks), { maxLength: 1 }),
        }),
        {
          maxLength: 3,
        },
      ),
      classes: fc.array(schoolClass, { minLength: count.classes, maxLength: count.classes }),
      students: fc.array(
        fc.record({
          class: id('c', count.classes),
          unavailable: fc.array(span(10, 60, weeks), { maxLength: 2 }),
          apart: some(id('s', count.students)),
        }),
        { minLength: count.students, maxLength: count.students },
      ),
      services: fc.array(service, { minLength: 2, maxLength: count.services }),
      limits: fc.record({
        pushInGroup: fc.integer({ min: 1, max: 3 }),
        coTeachingGroup: fc.integer({ min: 0, max: 3 }),
        gradeSpan: fc.integer({ min: 0, max: 2 }),
      }),
    })
    .map((p) =>
      defined({
        grid: { days: ['mon', 'tue', 'wed'], stepMinutes: 5 },
        weeks,
        therapists: p.therapists.map(({ stays, ...t }, i) => ({
          id: `t${i}`,
          ...t,
          at: stays
            .map(([d, s, late]) => ({
              day: d,
              school: s,
              from: late ? '10:35' : '08:00',
              to: late ? '13:00' : '10:30',
            }))
            .filter((a, k, all) => {
              return all.findIndex((b) => b.day === a.day && b.from === a.from) === k;
            }),
        })),
        rooms: p.rooms,
        classes: p.classes.map((c, i) => ({ id: `c${i}`, ...c })),
        students: p.students.map(({ apart, ...s }, i) => ({
          id: `s${i}`,
          ...s,
          apartFrom: apart && apart !== `s${i}` ? [apart] : [],
        })),
        services: p.services.map(({ often, perPlan, ...v }, i) => ({
          id: `v${i}`,
          ...v,
          ...(perPlan ? { times: often, per: 'plan' } : { timesPerWeek: often }),
        })),
        limits: p.limits,
      }),
    );
}

function read(json: unknown): Problem {
  const reading = readProblem(json);
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.problem;
}

/** Judges by our scorer and, for plans of one week and where it is there, by the outside checker; answers the points. */
function pointsOf(problem: Problem, schedule: Schedule): number {
  const { breaches, score } = judge(problem, schedule);
  expect(breaches).toEqual([]);
  if (outside && problem.weeks === 1) {
    const { breaches: others, points } = outside.check(problem, schedule);
    expect(others).toEqual([]);
    expect(points).toBe(score.points);
  }
  return score.points;
}

const highs = await solver();

function solveExactly(problem: Problem) {
  const model = buildModel(layOut(problem));
  const first = greedy(model);
  if (!first) throw new Error('no first plan');
  const sub = submodel(model, () => true, first);
  const result = runMip(highs, sub, { seconds: 10, absoluteGap: 0 });
  const values = first.slice();
  sub.columnsOf.forEach((c, i) => {
    values[c] = result.values![i]!;
  });
  return { model, first, values, result, sub };
}

describe.each([1, 2] as const)('random problems of %i week(s)', (weeks) => {
  test('no plan breaks a rule, points are the scorer’s, bounds are below', () => {
    fc.assert(
      fc.property(problems(weeks), (json) => {
        const problem = read(json);
        const { model, first, values, result, sub } = solveExactly(problem);
        const firstPoints = pointsOf(problem, scheduleOf(model, first));
        expect(costOf(model, first)).toBeCloseTo(firstPoints, 4);

        let checks = 0;
        let improved = firstPoints;
        ruinAndRecreate(
          model,
          first,
          () => checks++ / 3,
          (better, cost) => {
            improved = pointsOf(problem, scheduleOf(model, better));
            expect(cost).toBeCloseTo(improved, 4);
          },
        );

        expect(result.finished).toBe(true);
        const best = pointsOf(problem, scheduleOf(model, values));
        expect(best).toBeLessThanOrEqual(improved);
        expect(result.cost + sub.settled + model.offset).toBeCloseTo(best, 3);
        expect(roundedBound(model, result.bound + sub.settled + model.offset)).toBeLessThanOrEqual(best);

        const parts = model.timetable.therapists.map((_, t) => therapistPart(model, t));
        const sum = parts.reduce(
          (total, part) => total + runMip(highs, part, { seconds: 5, absoluteGap: 0 }).cost + part.settled,
          model.offset,
        );
        expect(sum).toBeLessThanOrEqual(best + 1e-4);
      }),
      runsOf(30),
    );
  }, 120_000);

  test('locks from a plan are kept when the problem changes, and the plan in force is followed', () => {
    fc.assert(
      fc.property(problems(weeks), fc.integer({ min: 0, max: 30 }), day, (json, chosen, dayOff) => {
        const problem = read(json);
        const { model, values } = solveExactly(problem);
        const before = scheduleOf(model, values);
        if (before.sessions.length === 0) return;
        const kept = before.sessions[chosen % before.sessions.length]!;
        const { id: _, ...lock } = kept;
        const away = { day: dayOff, from: '08:00', to: '09:00' };
        const changedProblem = read({
          ...(json as object),
          previous: before.sessions,
          locked: [lock],
          therapists: problem.therapists.map((t) => ({ ...t, unavailable: [...(t.unavailable ?? []), away] })),
        });
        const faults = lockFaults(changedProblem);
        if (faults.length > 0) {
          expect(kept.day).toBe(dayOff);
          return;
        }
        const after = solveExactly(changedProblem);
        const firstPoints = pointsOf(changedProblem, scheduleOf(after.model, after.first));
        const points = pointsOf(changedProblem, scheduleOf(after.model, after.values));
        expect(points).toBeLessThanOrEqual(firstPoints);
        expect(costOf(after.model, after.values)).toBeCloseTo(points, 3);
      }),
      runsOf(20),
    );
  }, 120_000);
});

test('days of the calendar are in order', () => {
  expect(CALENDAR.indexOf('tue') - CALENDAR.indexOf('mon')).toBe(1);
});
