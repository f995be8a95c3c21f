import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fewestPoints } from '../../tests/fixtures/planning/every-plan.ts';
import { outside, runsOf } from '../../tests/fixtures/planning/runs.ts';
import { lockChoices, locksOf, tinyProblems } from '../../tests/fixtures/planning/tiny-problems.ts';
import { roundedBound, staticBound, therapistPart } from './bound.ts';
import { lockFaults } from './locks.ts';
import { buildModel } from './model.ts';
import { type Problem, readProblem } from './problem.ts';
import { judge } from './score.ts';
import { runMip, solver } from './solver/highs.ts';
import { settleElastic, submodel } from './submodel.ts';
import { layOut } from './timetable.ts';
import { scheduleOf } from './vector.ts';

/*
 * On problems so small that every plan can be tried: the model's optimum is the true one, its bounds are bounds, and
 * locks are called contradictory exactly when no plan keeps them.
 */

const highs = await solver();

function read(json: unknown): Problem {
  const reading = readProblem(json);
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.problem;
}

const runs = runsOf(60);
const fromTrying = (problem: Problem) => fewestPoints(problem, 3_000);

/** The best plan of the model; checks that the scorer agrees and that all bounds are bounds. */
function optimum(problem: Problem) {
  const model = buildModel(layOut(problem));
  const whole = submodel(model, () => true, model.lower);
  const result = runMip(highs, whole, { seconds: 10, absoluteGap: 0 });
  const values = model.lower.slice();
  whole.columnsOf.forEach((c, i) => {
    values[c] = result.values![i]!;
  });
  settleElastic(model, values);
  const schedule = scheduleOf(model, values);
  const { breaches, score } = judge(problem, schedule);
  expect(breaches).toEqual([]);
  if (outside && !problem.weeks) {
    const judged = outside.check(problem, schedule);
    expect(judged.breaches).toEqual([]);
    expect(judged.points).toBe(score.points);
  }
  expect(roundedBound(model, result.bound + whole.settled + model.offset)).toBe(score.points);
  expect(staticBound(model)).toBeLessThanOrEqual(score.points);
  const parts = model.timetable.therapists.map((_, t) => therapistPart(model, t));
  const sum = parts.reduce(
    (total, part) => total + runMip(highs, part, { seconds: 5, absoluteGap: 0 }).bound + part.settled,
    model.offset,
  );
  expect(roundedBound(model, sum)).toBeLessThanOrEqual(score.points);
  return { points: score.points, sessions: schedule.sessions };
}

describe.each([1, 2] as const)('every plan of tiny problems of %i week(s)', (weeks) => {
  test('none has fewer points than the planner says', () => {
    let compared = 0;
    fc.assert(
      fc.property(tinyProblems(weeks), (json) => {
        const problem = read(json);
        const fewest = fromTrying(problem);
        if (fewest === 'too-many') return;
        const { points, sessions } = optimum(problem);
        expect(points).toBe(fewest);
        if (sessions.length > 0) compared++;
      }),
      runs,
    );
    expect(compared).toBeGreaterThan(15);
  }, 120_000);

  test('none keeps locks that are called contradictory, and the best that keeps the others is found', () => {
    const seen = { kept: 0, contradictory: 0 };
    fc.assert(
      fc.property(tinyProblems(weeks), lockChoices, (json, choices) => {
        const free = read(json);
        const { sessions } = optimum(free);
        if (sessions.length === 0) return;
        const locked = locksOf(sessions, choices, free.grid.stepMinutes);
        const problem = read({ ...(json as object), locked });
        const fewest = fromTrying(problem);
        if (fewest === 'too-many') return;
        const faults = lockFaults(problem);
        if (fewest === undefined) {
          expect(faults).not.toEqual([]);
          seen.contradictory++;
          return;
        }
        expect(faults).toEqual([]);
        expect(optimum(problem).points).toBe(fewest);
        seen.kept++;
      }),
      runs,
    );
    expect(seen.kept).toBeGreaterThan(5);
    expect(seen.contradictory).toBeGreaterThan(2);
  }, 120_000);
});
