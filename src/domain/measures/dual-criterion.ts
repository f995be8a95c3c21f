import { mean, variance } from './centre-and-spread.ts';
import { binomialUpperTail } from './distributions.ts';
import type { Phases } from './phases.ts';
import { splitMiddle } from './split-middle.ts';
import { compare } from './ties.ts';
import { leastSquares, type Line } from './trend.ts';

export const baselineTrends = ['ols', 'bisplit'] as const;
export type BaselineTrend = (typeof baselineTrends)[number];

export interface DualCriterion {
  pointsBeyondBoth: number;
  nB: number;
  /** P(at least that many of n_B) when each point lies beyond by a coin's toss. */
  p: number;
}

/**
 * Counts the B points that lie, in the wanted direction, beyond both the baseline's mean and its trend, drawn on into B
 * and both moved by `shiftSd` standard deviations of A: 0 for the dual criterion (DC), 0.25 for the conservative one
 * (CDC). `null` without two points in A or one in B. Fisher, Kelley & Lomas (2003) J Appl Behav Anal 36:387. Their
 * printed table may ask for other counts; here p is the binomial tail at one half, and p < .05 is the usual rule.
 */
export function dualCriterion(phases: Phases, shiftSd: number, trend: BaselineTrend = 'ols'): DualCriterion | null {
  const turn = phases.improvement === 'decrease' ? -1 : 1;
  const place = (values: readonly (number | null)[], from: number) =>
    values.flatMap((value, i) => (value === null ? [] : [{ session: from + i, value: turn * value }]));
  const A = place(phases.A, 1);
  const B = place(phases.B, phases.A.length + 1);
  const valuesA = A.map((point) => point.value);
  const spread = variance(valuesA);
  const line: Line | null =
    trend === 'ols'
      ? leastSquares(
          A.map((point) => point.session),
          valuesA,
        )
      : halvesLine(phases.A.map((value) => (value === null ? null : turn * value)));
  if (spread === null || line === null || B.length === 0) return null;
  const shift = shiftSd * Math.sqrt(spread);
  const level = mean(valuesA)! + shift;
  const beyond = B.filter(
    (point) =>
      compare(point.value, level) > 0 && compare(point.value, line.intercept + line.slope * point.session + shift) > 0,
  ).length;
  return { pointsBeyondBoth: beyond, nB: B.length, p: binomialUpperTail(beyond, B.length, 0.5) };
}

function halvesLine(values: readonly (number | null)[]): Line | null {
  const halves = splitMiddle(values);
  return halves === null ? null : { slope: halves.slope, intercept: halves.quarterIntersectIntercept };
}
