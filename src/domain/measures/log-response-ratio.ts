import { mean, variance } from './centre-and-spread.ts';
import { zFor } from './distributions.ts';
import { observed, type Phases } from './phases.ts';
import type { Interval } from './wilson.ts';

export const scales = ['count', 'rate', 'percentage', 'proportion', 'other'] as const;
export type Scale = (typeof scales)[number];

export interface LogRatioOptions {
  scale?: Scale;
  /** How finely was measured: a phase mean of zero is taken as 1/(2·D·points). Needed only for zeros. */
  dConst?: number;
  biasCorrect?: boolean;
  confidence?: number;
}

export interface LogRatio {
  estimate: number;
  se: number | null;
  ci: Interval | null;
}

/**
 * Log response ratio, ln(ȳ_B/ȳ_A) + s²_B/2nȳ²_B - s²_A/2mȳ²_A, SE² = s²_A/mȳ²_A + s²_B/nȳ²_B; 100(e^R - 1) is the
 * percentage change. `increasing` is positive for a wanted change, `decreasing` negative. On percentages and
 * proportions the two differ by more than the sign: the unwanted direction is measured on the complement.
 * Means below 1/(2Dm) are raised to it and variances below 1/(D²m³) likewise, where D is given.
 * `null` when a phase is empty or a mean is not positive. Pustejovsky (2018) J Sch Psychol 68:99.
 */
export function logResponseRatio(
  phases: Phases,
  form: 'increasing' | 'decreasing',
  options: LogRatioOptions = {},
): LogRatio | null {
  const scale = options.scale ?? 'count';
  const wanted = phases.improvement ?? 'increase';
  const matching = (form === 'increasing') === (wanted === 'increase');
  const whole = scale === 'percentage' ? 100 : scale === 'proportion' ? 1 : null;
  const seen = (values: readonly (number | null)[]): number[] =>
    observed(values).map((value) => (whole !== null && !matching ? whole - value : value));
  const A = moments(seen(phases.A), options.dConst);
  const B = moments(seen(phases.B), options.dConst);
  if (A === null || B === null) return null;
  // Counts cannot be turned round, so there the ratio itself is.
  const turn = whole === null && !matching ? -1 : 1;
  const correction = options.biasCorrect === false ? 0 : (B.relative - A.relative) / 2;
  const ratio = Math.log(B.mean / A.mean) + correction;
  if (Number.isNaN(ratio)) return null;
  const estimate = turn * ratio;
  const error = Math.sqrt(A.relative + B.relative);
  if (Number.isNaN(error)) return { estimate, se: null, ci: null };
  const reach = zFor(options.confidence ?? 0.95) * error;
  return { estimate, se: error, ci: { lower: estimate - reach, upper: estimate + reach } };
}

/** Mean, and variance over n·mean² (NaN with one point). */
function moments(values: readonly number[], dConst: number | undefined): { mean: number; relative: number } | null {
  const n = values.length;
  const raw = mean(values);
  if (raw === null) return null;
  const centre = dConst === undefined ? raw : Math.max(raw, 1 / (2 * dConst * n));
  if (!(centre > 0)) return null;
  const spread = variance(values) ?? Number.NaN;
  const least = dConst === undefined ? spread : Math.max(spread, 1 / (dConst * dConst * n ** 3));
  return { mean: centre, relative: least / (n * centre * centre) };
}
