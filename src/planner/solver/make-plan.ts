import { lockFaults } from '../locks.ts';
import type { Plan, Unmet } from '../plan.ts';
import type { Fault, Problem } from '../problem.ts';
import type { Reason } from '../reason.ts';
import { changesFor, whyNot, type Change } from '../why-not.ts';
import { conflicts, whatIf } from './explain.ts';
import type { StartWorker } from './messages.ts';
import { type Solution, type SolveOptions, solve } from './solve.ts';

export type Outcome =
  | { readonly plan: Plan; readonly trouble: readonly string[] }
  | { readonly faults: readonly Fault[] };

/** At most this part of the time, and this many seconds, are kept for finding reasons when the search used it all. */
const REASON_SHARE = 0.05;
const REASON_SECONDS = 1.5;
/** However much time is left over, finding reasons takes no longer than this part of the whole, and these seconds. */
const EXPLAIN_SHARE = 0.15;
const EXPLAIN_SECONDS = 2;
/** Changes tried for the unmet list. */
const TRIES = 6;
const TRIES_EACH = 2;

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
  const explained = Math.min(left(), Math.max(EXPLAIN_SECONDS, options.seconds * EXPLAIN_SHARE)) - left();
  const toExplain = () => left() + explained;
  if (!options.signal?.aborted) {
    unmet = await withConflicts(problem, solution, unmet, toExplain() / 2, start);
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

/** Tries changes for the first unmet services, where there is time, and tells of the first that would let more in. */
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
    let reason: Reason | undefined;
    for (const change of promising(solution, item)) {
      if (reason || tries === TRIES || left() < 0.4) break;
      tries++;
      const tried = await whatIf(problem, solution, change, left(), start);
      if (!tried || tried.gainedMinutes <= 0) continue;
      const { kind, ...named } = change;
      reason = { code: 'change', values: { change: kind, ...named, gained: tried.gainedMinutes } };
    }
    result.push(reason ? { ...item, reasons: [...item.reasons, reason] } : item);
  }
  return result;
}

/** The first change of each kind that could help, those against what is known to stand in the way first. */
function promising({ model }: Solved, item: Unmet): Change[] {
  if (!('service' in item)) return [];
  const service = model.timetable.services.findIndex((need) => need.id === item.service);
  const all = changesFor(model, service);
  const first = all.filter((change, i) => all.findIndex((other) => other.kind === change.kind) === i);
  const limits = item.reasons.some((r) => Array.isArray(r.values.limits) && r.values.limits.length > 0);
  const rank = (change: Change) => Number((change.kind === 'raise-limit') !== limits);
  return first.sort((a, b) => rank(a) - rank(b)).slice(0, TRIES_EACH);
}
