import { Temporal } from 'temporal-polyfill';
import type { GoalRules } from '../goals/goal.ts';
import { type LogRatio, logResponseRatio } from '../measures/log-response-ratio.ts';
import { type Nap, nap } from '../measures/nap.ts';
import { type PercentOfGoal, percentOfGoal } from '../measures/percent-of-goal.ts';
import { theilSen } from '../measures/theil-sen.ts';
import { lessIsBetter } from './day-points.ts';

/** A chart's point: date and value in the chart's own unit. */
export interface DatedValue {
  date: string;
  value: number;
}

export interface PhaseComparison {
  nBefore: number;
  nAfter: number;
  nap: Nap;
  /** Of the way from the first phase's mean to the criterion; null where there is no way. */
  percentOfGoal: PercentOfGoal | null;
  /** For rates and counts only. */
  logRatio: LogRatio | null;
}

/** Fewest points in either phase for any index: below it, the graph and "too few points". */
export const fewestPoints = 3;

/**
 * Two phases of one series compared, for "more": NAP with its interval, percent of goal, and for counts the log response
 * ratio. `null` below 3 + 3 points. Says nothing of why they differ. `goal` is the criterion in the values' unit.
 */
export function comparePhases(
  before: readonly DatedValue[],
  after: readonly DatedValue[],
  rules: GoalRules,
  goal: number,
): PhaseComparison | null {
  if (before.length < fewestPoints || after.length < fewestPoints) return null;
  const A = before.map(({ value }) => value);
  const B = after.map(({ value }) => value);
  const improvement = lessIsBetter(rules) ? 'decrease' : 'increase';
  const counted = rules.measure === 'frequency' || rules.measure === 'prompts';
  return {
    nBefore: A.length,
    nAfter: B.length,
    nap: nap({ A, B, improvement })!,
    percentOfGoal: percentOfGoal(A, B, goal),
    logRatio: counted ? logResponseRatio({ A, B, improvement }, 'increasing', { dConst: 1 }) : null,
  };
}

/** value = intercept + slopePerDay · (calendar days since `origin`), over the dates given. */
export interface DatedTrend {
  from: string;
  to: string;
  origin: string;
  slopePerDay: number;
  intercept: number;
  n: number;
}

/** The Theil-Sen trend of a series by calendar days; `null` without two different dates. */
export function trendOf(points: readonly DatedValue[]): DatedTrend | null {
  const sorted = [...points].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const origin = sorted[0]?.date;
  if (origin === undefined) return null;
  const line = theilSen(
    sorted.map(({ date }) => daysBetween(origin, date)),
    sorted.map(({ value }) => value),
  );
  if (line === null) return null;
  return {
    from: origin,
    to: sorted.at(-1)!.date,
    origin,
    slopePerDay: line.slope,
    intercept: line.interceptMedianResidual,
    n: sorted.length,
  };
}

export interface DatedAimLine {
  from: string;
  fromValue: number;
  to: string;
  toValue: number;
}

/**
 * The aim line: from the baseline (its stated value, or the median of the first three points) to the criterion at the goal's
 * end. `null` without a baseline or without a length. Values in the criterion's own unit (a share is 0 to 1).
 */
export function aimLineOf(rules: GoalRules, points: readonly DatedValue[]): DatedAimLine | null {
  const first = [...points].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)).slice(0, fewestPoints);
  const middle = first.length < fewestPoints ? null : first.map(({ value }) => value).sort((a, b) => a - b)[1]!;
  const fromValue = rules.baseline?.value ?? middle;
  const from = rules.baseline?.value === undefined ? (first[1]?.date ?? rules.startsOn) : rules.baseline.date;
  if (fromValue === null || fromValue === undefined || from >= rules.endsOn) return null;
  return { from, fromValue, to: rules.endsOn, toValue: rules.criterion.value };
}

/** The aim line's value on a date within it; beyond its ends it stays level. */
export function aimOn(aim: DatedAimLine, date: string): number {
  const share = daysBetween(aim.from, date) / daysBetween(aim.from, aim.to);
  return aim.fromValue + (aim.toValue - aim.fromValue) * Math.max(0, Math.min(1, share));
}

function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}
