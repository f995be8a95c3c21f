import { mean, variance } from './centre-and-spread.ts';
import { zFor } from './distributions.ts';
import { oriented, type Phases } from './phases.ts';
import type { Interval } from './wilson.ts';

export interface MeanDifference {
  estimate: number;
  se: number;
  ci: Interval;
}

/**
 * Within-case standardised mean difference by the baseline's SD, with Hedges' correction: J(ȳ_B-ȳ_A)/s_A,
 * J = 1 - 3/(4(m-1)-1); variance J²(1/m + s²_B/(n s²_A) + g²/2(m-1)), g the corrected estimate. Not comparable to a
 * group's d. `null` when s_A is 0 or there are fewer than 3 points in A or 2 in B. Gingerich (1984); Busk & Serlin (1992).
 */
export function smdBaseline(phases: Phases, confidence = 0.95): MeanDifference | null {
  const { A, B } = oriented(phases);
  const vA = variance(A);
  const vB = variance(B);
  if (vA === null || !(vA > 0)) return null;
  const df = A.length - 1;
  return corrected(
    mean(B),
    mean(A),
    Math.sqrt(vA),
    df,
    1 / A.length + (vB ?? Number.NaN) / (B.length * vA),
    confidence,
  );
}

/**
 * The same by the SD pooled over both phases; J on m+n-2 degrees of freedom, variance J²(1/m + 1/n + g²/2(m+n-2)).
 * `null` when both phases are constant or a phase is too short.
 */
export function smdPooled(phases: Phases, confidence = 0.95): MeanDifference | null {
  const { A, B } = oriented(phases);
  const vA = variance(A);
  const vB = variance(B);
  if (vA === null || vB === null) return null;
  const df = A.length + B.length - 2;
  const pooled = ((A.length - 1) * vA + (B.length - 1) * vB) / df;
  if (!(pooled > 0)) return null;
  return corrected(mean(B), mean(A), Math.sqrt(pooled), df, 1 / A.length + 1 / B.length, confidence);
}

function corrected(
  after: number | null,
  before: number | null,
  sd: number,
  df: number,
  sampling: number,
  confidence: number,
): MeanDifference | null {
  if (after === null || before === null || df < 1) return null;
  const d = (after - before) / sd;
  const j = 1 - 3 / (4 * df - 1);
  const estimate = j * d;
  const se = j * Math.sqrt(sampling + (estimate * estimate) / (2 * df));
  if (!Number.isFinite(se)) return null;
  const reach = zFor(confidence) * se;
  return { estimate, se, ci: { lower: estimate - reach, upper: estimate + reach } };
}
