/** The agenda of a touch-base: what waits longest first, and what was decided until it is done. */
import { nextStage, type UseNoted } from './strategy.ts';
import type { StrategyUse } from '../trials/event.ts';
import { addDays } from '../school-day/calendar.ts';

export interface Decided {
  /** Days `YYYY-MM-DD`. */
  readonly by: string | null;
  readonly saidOn: string;
  readonly doneOn: string | null;
}

/** What is done is shown for two weeks more: it is what was agreed last time. */
export const doneShownDays = 14;

/** Open ones first, the longest due before; then those done lately. One that is done long since is the past. */
export function decisionsToShow<D extends Decided>(
  decisions: readonly D[],
  today: string,
): (D & { readonly overdue: boolean })[] {
  const due = (one: Decided) => one.by ?? '9999-12-31';
  return decisions
    .filter((one) => one.doneOn === null || one.doneOn >= addDays(today, -doneShownDays))
    .map((one) => ({ ...one, overdue: one.doneOn === null && one.by !== null && one.by < today }))
    .toSorted(
      (a, b) =>
        Number(a.doneOn !== null) - Number(b.doneOn !== null) ||
        due(a).localeCompare(due(b)) ||
        a.saidOn.localeCompare(b.saidOn),
    );
}

/** What of one adult's way with one strategy is due by that day: a look four weeks after, or a step that was planned. */
export function dueUse(
  uses: readonly UseNoted[],
  today: string,
): { readonly stage: StrategyUse; readonly since: string } | null {
  const next = nextStage(uses);
  if (next !== null && next.from !== null && next.from <= today) return { stage: next.stage, since: next.from };
  const planned = uses.find((use) => use.doneOn === null && use.plannedFor !== null && use.plannedFor <= today);
  return planned === undefined ? null : { stage: planned.stage, since: planned.plannedFor! };
}
