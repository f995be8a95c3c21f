import { rootOfIncreasing, zFor } from './distributions.ts';
import { oriented, type Phases } from './phases.ts';
import { compare } from './ties.ts';
import type { Interval } from './wilson.ts';

export interface Nap {
  /** 0 to 1: the chance that a day of B is better than a day of A, ties counting one half. */
  estimate: number;
  /** Sen's unbiased standard error; null with one point in a phase. */
  seUnbiased: number | null;
  /** Hanley & McNeil's. */
  seHanley: number;
  /** Under no difference. */
  seNull: number;
  ci: Interval;
}

/** Below this a variance is rounding. */
const nothing = 1e-12;

/**
 * Nonoverlap of all pairs: Σ([B>A] + ½[B=A]) / mn over all pairs of a baseline (m) and a treatment (n) point.
 *
 * - unbiased variance: (NAP - (m+n-1)NAP² + nQ₁ + mQ₂ - 2Q₃) / ((m-1)(n-1)), Q₁, Q₂ the mean squares of the row and
 *   column means and Q₃ the mean square of the pairs (Sen 1967; Mee 1990);
 * - Hanley & McNeil (1982): (NAP(1-NAP) + (n-1)(Q₁-NAP²) + (m-1)(Q₂-NAP²)) / mn;
 *   where these come to nothing (full separation), what half a pair would give stands in;
 * - interval: Newcombe (2006) Stat Med 25:559, method 5, the root that is not the trivial one: NAP = 1 has a lower limit.
 *
 * `null` when a phase is empty. Parker & Vannest (2009) Behav Ther 40:357.
 */
export function nap(phases: Phases, confidence = 0.95): Nap | null {
  const { A, B } = oriented(phases);
  const m = A.length;
  const n = B.length;
  if (m === 0 || n === 0) return null;
  const rows = new Array<number>(m).fill(0);
  const columns = new Array<number>(n).fill(0);
  let total = 0;
  let squares = 0;
  for (let i = 0; i < m; i += 1) {
    for (let j = 0; j < n; j += 1) {
      const score = (compare(B[j]!, A[i]!) + 1) / 2;
      rows[i]! += score;
      columns[j]! += score;
      total += score;
      squares += score * score;
    }
  }
  const pairs = m * n;
  const estimate = total / pairs;
  let q1 = 0;
  for (const row of rows) q1 += (row / n) ** 2 / m;
  let q2 = 0;
  for (const column of columns) q2 += (column / m) ** 2 / n;
  const halfPair = 0.5 / pairs;
  const least = halfPair * (1 - halfPair);
  const square = estimate * estimate;
  const unbiased = (estimate - (m + n - 1) * square + n * q1 + m * q2 - (2 * squares) / pairs) / ((m - 1) * (n - 1));
  const hanley = (estimate * (1 - estimate) + (n - 1) * (q1 - square) + (m - 1) * (q2 - square)) / pairs;
  return {
    estimate,
    seUnbiased: m < 2 || n < 2 ? null : Math.sqrt(unbiased > nothing ? unbiased : least / ((m - 1) * (n - 1))),
    seHanley: Math.sqrt(hanley > nothing ? hanley : least / pairs),
    seNull: Math.sqrt((m + n + 1) / (12 * pairs)),
    ci: newcombeMethod5(estimate, m, n, confidence),
  };
}

/** |NAP - θ| = z √(θ(1-θ)(1 + h(1-θ)/(2-θ) + hθ/(1+θ)) / mn), h = (m+n)/2 - 1, solved on either side of NAP. */
function newcombeMethod5(estimate: number, m: number, n: number, confidence: number): Interval {
  const h = (m + n) / 2 - 1;
  const zz = zFor(confidence) ** 2;
  // Divided by the factor that is zero at 0 (or 1), so that the trivial root there is gone.
  const spread = (theta: number): number =>
    (zz * (1 + (h * (1 - theta)) / (2 - theta) + (h * theta) / (1 + theta))) / (m * n);
  const lower =
    estimate === 0
      ? 0
      : rootOfIncreasing(
          (theta) => theta * (1 - theta) * spread(theta) - (estimate - theta) ** 2,
          0,
          estimate === 1 ? nearest(estimate, -1) : estimate,
        );
  const upper =
    estimate === 1
      ? 1
      : rootOfIncreasing(
          (theta) => (estimate - theta) ** 2 - theta * (1 - theta) * spread(theta),
          estimate === 0 ? nearest(estimate, 1) : estimate,
          1,
        );
  return { lower, upper };
}

/** Just beside 0 or 1, where the trivial root is left behind. */
function nearest(edge: number, towards: 1 | -1): number {
  return edge + towards * 1e-12;
}
