/**
 * The numbers of a progress report, each with the events it was counted from. Nothing is on paper that cannot be followed to
 * the taps behind it.
 */
import { dayPoints } from '../carryover/day-points.ts';
import { median } from '../measures/centre-and-spread.ts';
import {
  type Condition,
  compareConditions,
  conditionKey,
  conditionOf,
  evidenceOf,
  grouped,
  type Observed,
  type Viewpoint,
} from '../carryover/evidence.ts';
import { sideOf } from '../carryover/side.ts';
import type { GoalRules } from '../goals/goal.ts';
import type { SessionEvent } from '../trials/event.ts';
import type { ReportingPeriod } from './reporting-period.ts';

/** What was seen of a goal in one place, with one part of the therapist, in a period. */
export interface Figure extends Condition {
  readonly goalId: string;
  /** Unprompted and opportunities; null where the day is the unit. */
  readonly x: number | null;
  readonly n: number | null;
  /** 95 % Wilson interval of x of n, 0 to 1. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Median of the days in the goal's own unit, where the day is the unit. */
  readonly median: number | null;
  readonly days: number;
  /** The observations it was counted from, in the order they happened. */
  readonly eventIds: readonly string[];
}

/** Therapy room first. Only what stands and counts, from the first to the last day of the period. */
export function figuresOf(
  events: readonly SessionEvent[],
  rules: GoalRules,
  viewpoint: Viewpoint,
  { from, to }: ReportingPeriod,
): Figure[] {
  const observed = evidenceOf(events, rules, viewpoint).filter(({ date }) => from <= date && date <= to);
  return grouped(observed, ({ event }) => conditionKey(conditionOf(event)))
    .toSorted((a, b) => compareConditions(conditionOf(a[0]!.event), conditionOf(b[0]!.event)))
    .map((seen) => figureOf(seen, rules, viewpoint));
}

function figureOf(seen: readonly Observed[], rules: GoalRules, viewpoint: Viewpoint): Figure {
  const of = {
    goalId: rules.goalId,
    ...conditionOf(seen[0]!.event),
    eventIds: seen.map(({ event }) => event.id),
  };
  if (rules.unit === 'day' || rules.measure !== 'trials') {
    const values = dayPoints(seen, rules, viewpoint).flatMap(({ value }) => (value === null ? [] : [value]));
    return {
      ...of,
      x: null,
      n: null,
      lower: null,
      upper: null,
      median: values.length === 0 ? null : median(values),
      days: values.length,
    };
  }
  const { x, n, interval, days } = sideOf(seen, rules);
  return { ...of, x, n, lower: interval?.lower ?? null, upper: interval?.upper ?? null, median: null, days };
}
