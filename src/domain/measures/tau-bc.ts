import { zFor } from './distributions.ts';
import { nap } from './nap.ts';
import type { Phases } from './phases.ts';
import { contrastScore, tauB } from './tau.ts';
import { theilSen } from './theil-sen.ts';
import type { Interval } from './wilson.ts';

interface Detrended {
  slope: number;
  intercept: number;
  A: number[];
  B: number[];
  rawA: number[];
  rawB: number[];
  sessionsA: number[];
}

/** Takes the Theil-Sen trend of A, on session numbers 1, 2, ..., off both phases. */
function detrended(phases: Phases): Detrended | null {
  const turn = phases.improvement === 'decrease' ? -1 : 1;
  const place = (values: readonly (number | null)[], from: number) =>
    values.flatMap((value, i) => (value === null ? [] : [{ session: from + i, value: turn * value }]));
  const A = place(phases.A, 1);
  const B = place(phases.B, phases.A.length + 1);
  const line = theilSen(
    A.map((point) => point.session),
    A.map((point) => point.value),
  );
  if (line === null || B.length === 0) return null;
  const { slope, interceptMedianResidual: intercept } = line;
  const residual = (point: { session: number; value: number }): number =>
    point.value - (intercept + slope * point.session);
  return {
    slope,
    intercept,
    A: A.map(residual),
    B: B.map(residual),
    rawA: A.map((point) => point.value),
    rawB: B.map((point) => point.value),
    sessionsA: A.map((point) => point.session),
  };
}

export interface TauBcNonoverlap {
  estimate: number;
  /** Of the baseline, in the data's own direction. */
  slope: number;
  intercept: number;
  /** Twice the unbiased error of NAP on the residuals; null with one point in B. */
  se: number | null;
}

/**
 * Baseline-corrected tau, nonoverlap form: the Theil-Sen trend of A is always taken off both phases, then pairs are
 * compared, over mn. Ties among residuals are ties. Can turn the sign of what the raw data show; only with the graph
 * and 5 or more baseline points. `null` without two points in A or without B. Tarlow (2017) Behav Modif 41:427.
 */
export function tauBcNonoverlap(phases: Phases): TauBcNonoverlap | null {
  const flat = detrended(phases);
  if (flat === null) return null;
  const turn = phases.improvement === 'decrease' ? -1 : 1;
  // Residuals of values at the edge of the machine's numbers are none.
  const error = nap({ A: flat.A, B: flat.B })?.seUnbiased ?? null;
  return {
    estimate: contrastScore(flat.A, flat.B) / (flat.A.length * flat.B.length),
    slope: turn * flat.slope,
    intercept: turn * flat.intercept,
    se: error === null ? null : 2 * error,
  };
}

export interface TauBcKendall {
  /** Kendall's tau-b of residual and phase; 0 when all residuals are tied. */
  estimate: number;
  se: number;
  /** Wald limits, which can pass ±1: clip when shown. */
  ci: Interval;
  /** Tau-b of A with time, and of the raw values with phase; null when constant. */
  baselineTau: number | null;
  uncorrectedTau: number | null;
}

/**
 * Baseline-corrected tau as Tarlow (2017) computes it: tau-b of the residuals with a phase dummy,
 * SE = √(2(1-τ²)/(m+n)). `null` without two points in A or without B.
 */
export function tauBcKendall(phases: Phases, confidence = 0.95): TauBcKendall | null {
  const flat = detrended(phases);
  if (flat === null) return null;
  const phase = [...flat.A.map(() => 0), ...flat.B.map(() => 1)];
  // All residuals tied: nothing is left beyond the baseline's trend.
  const estimate = tauB(phase, [...flat.A, ...flat.B]) ?? 0;
  const se = Math.sqrt((2 * (1 - estimate * estimate)) / phase.length);
  const reach = zFor(confidence) * se;
  return {
    estimate,
    se,
    ci: { lower: estimate - reach, upper: estimate + reach },
    baselineTau: tauB(flat.sessionsA, flat.rawA),
    uncorrectedTau: tauB(phase, [...flat.rawA, ...flat.rawB]),
  };
}
