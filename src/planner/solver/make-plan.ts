import { lockFaults } from '../locks.ts';
import type { Plan, Unmet } from '../plan.ts';
import type { Fault, Problem } from '../problem.ts';
import type { Reason } from '../reason.ts';
import { changesFor, whyNot } from '../why-not.ts';
import { conflicts, whatIf } from './explain.ts';
import type { StartWorker } from './messages.ts';
import { type Solution, type SolveOptions, solve } from './solve.ts';

export type Outcome =
  | { readonly plan: Plan; readonly trouble: readonly string[] }
  | { readonly faults: readonly Fault[] };

/** At most this part of the time, and this many seconds, are kept for finding reasons when the search used it all. */
const REASON_SHARE = 0.05;
const REASON_SECONDS = 1.5;
/** However much time is left over, finding reasons takes no longer than this. */
const EXPLAIN_SECONDS = 2;
/** Changes tried for the unmet list. */
const TRIES = 4;

/**
 * Plans a problem and says why it leaves out what it leaves out. Answers faults only for locks that cannot be kept;
 * the problem itself must come from `readProblem`. Takes `options.seconds` in all.
 */
export async function makePlan(problem: Problem, options: SolveOptions, start: StartWorker): Promise<Outcome> {
  const began = performance.now();
  const left = () => options.seconds - (performance.now() - began) / 1000;
  const faults = lockFaults(problem);
  if (faults.length > 0) return { faults };
  const reserve = Math.min(REASON_SECONDS, options.seconds * REASON_SHARE);
  const solution = await solve(problem, { ...options, seconds: left() - reserve }, start);
  if ('impossible' in solution) {
    const seconds = Math.round(options.seconds);
    return {
      faults: [
        solution.known
          ? { path: 'locked', code: 'locks-contradict', values: { others: '' } }
          : { path: 'locked', code: 'locks-undecided', values: { seconds } },
      ],
    };
  }
  let unmet = whyNot(solution.model, solution.values, solution.score, solution.proven);
  const explained = Math.min(left(), EXPLAIN_SECONDS) - left();
  const toExplain = () => left() + explained;
  if (!options.signal?.aborted) {
    unmet = await withConflicts(problem, solution, unmet, toExplain(), start);
    unmet = await withChanges(problem, solution, unmet, toExplain, start);
  }
  const { schedule, score, bound, proven } = solution;
  const plan: Plan = {
    ...schedule,
    unmet,
    points: score.points,
    bound,
    proven,
    seconds: Math.round(solution.seconds * 10) / 10,
    metMinutes: score.metMinutes,
    requiredMinutes: score.requiredMinutes,
    moved: score.moved,
  };
  return { plan, trouble: solution.trouble };
}

type Solved = Exclude<Solution, { impossible: true }>;

function elasticColumn(solution: Solved, item: Unmet): number {
  const { model, values } = solution;
  return model.columns.findIndex((c, i) => {
    if (values[i]! < 0.5) return false;
    if ('service' in item) return c.kind === 'unmet' && model.timetable.services[c.service]!.id === item.service;
    if ('touchBase' in item)
      return c.kind === 'no-touch-base' && model.timetable.classes[c.class]!.id === item.touchBase;
    return (
      c.kind === 'no-co-teaching' &&
      model.timetable.classes[c.class]!.id === item.coTeaching &&
      c.agreement === item.agreement
    );
  });
}

/** Adds the smallest conflicting sets to what has starts but found no place. */
async function withConflicts(
  problem: Problem,
  solution: Solved,
  unmet: Unmet[],
  seconds: number,
  start: StartWorker,
): Promise<Unmet[]> {
  const competing = unmet.filter((item) => item.reasons.some((r) => r.code === 'taken'));
  const targets = new Map(competing.map((item) => [item, elasticColumn(solution, item)]));
  const found = await conflicts(problem, solution.model, solution.values, [...targets.values()], seconds, start);
  return unmet.map((item) => {
    const reason = found.get(targets.get(item) ?? -1);
    return reason ? ({ ...item, reasons: [reason, ...item.reasons] } as Unmet) : item;
  });
}

/** Tries one change for each of the first unmet services, where there is time, and tells what it would do. */
async function withChanges(
  problem: Problem,
  solution: Solved,
  unmet: Unmet[],
  left: () => number,
  start: StartWorker,
): Promise<Unmet[]> {
  const result: Unmet[] = [];
  let tries = 0;
  for (const item of unmet) {
    const service =
      'service' in item ? solution.model.timetable.services.findIndex((need) => need.id === item.service) : -1;
    const change = service >= 0 ? changesFor(solution.model, service)[0] : undefined;
    let reason: Reason | undefined;
    if (change && tries < TRIES && left() > 0.4) {
      tries++;
      const tried = await whatIf(problem, solution, change, left(), start);
      if (tried && tried.gainedMinutes > 0) {
        const { kind, ...named } = change;
        reason = { code: 'change', values: { change: kind, ...named, gained: tried.gainedMinutes } };
      }
    }
    result.push(reason ? { ...item, reasons: [...item.reasons, reason] } : item);
  }
  return result;
}
