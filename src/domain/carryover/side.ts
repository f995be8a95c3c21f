import type { GoalRules } from '../goals/goal.ts';
import { type Interval, wilson } from '../measures/wilson.ts';
import { chancesIn, opportunities, type TrialTally, tallyOf, unprompted } from '../trials/tally.ts';
import { type Condition, compareConditions, conditionKey, conditionOf, grouped, type Observed } from './evidence.ts';

/** What was seen under some condition, with all it takes to judge how much it says. */
export interface Side {
  /** Unprompted, of opportunities. */
  x: number;
  n: number;
  /** x / n; null without an opportunity. */
  p: number | null;
  /** 95 % Wilson interval of p. */
  interval: Interval | null;
  /** School days with an opportunity, and the first and last of them. */
  days: number;
  firstDate: string | null;
  lastDate: string | null;
  sessions: number;
  /** Who recorded, sorted. */
  recorders: readonly string[];
  /** Every kind of outcome apart, with what had no opportunity and what nobody could watch. */
  tally: TrialTally;
}

export interface ConditionSide extends Side, Condition {}

/** Whether "fixed it" counts as unprompted for this goal. */
export function selfCorrectedCounts(rules: GoalRules): boolean {
  return rules.criterion.selfCorrectedCounts && rules.selfCorrectionOffered;
}

export function sideOf(observed: readonly Observed[], rules: GoalRules): Side {
  const tally = tallyOf(observed.map(({ event }) => event));
  const n = opportunities(tally);
  const x = unprompted(tally, selfCorrectedCounts(rules));
  const chances = observed.filter(({ event }) => chancesIn(event) > 0);
  const dates = [...new Set(chances.map(({ date }) => date))].sort();
  const interval = wilson(x, n);
  return {
    x,
    n,
    p: interval?.p ?? null,
    interval: interval === null ? null : { lower: interval.lower, upper: interval.upper },
    days: dates.length,
    firstDate: dates[0] ?? null,
    lastDate: dates.at(-1) ?? null,
    sessions: new Set(chances.map(({ event }) => event.sessionId)).size,
    recorders: [...new Set(chances.map(({ event }) => event.recorderId))].sort(),
    tally,
  };
}

/** Each condition in which the goal was in play, therapy room first. */
export function sidesByCondition(observed: readonly Observed[], rules: GoalRules): ConditionSide[] {
  return grouped(observed, ({ event }) => conditionKey(conditionOf(event)))
    .map((group) => ({ ...conditionOf(group[0]!.event), ...sideOf(group, rules) }))
    .sort(compareConditions);
}
