import { sum } from './centre-and-spread.ts';
import { normalTwoSidedP } from './distributions.ts';
import { compare } from './ties.ts';

export interface Line {
  slope: number;
  intercept: number;
}

/** Ordinary least squares; `null` without two different x. */
export function leastSquares(x: readonly number[], y: readonly number[]): Line | null {
  if (x.length === 0) return null;
  const mx = sum(x) / x.length;
  const my = sum(y) / y.length;
  let sxx = 0;
  let sxy = 0;
  for (let i = 0; i < x.length; i += 1) {
    sxx += (x[i]! - mx) ** 2;
    sxy += (x[i]! - mx) * (y[i]! - my);
  }
  if (!(sxx > 0)) return null;
  const slope = sxy / sxx;
  return { slope, intercept: my - slope * mx };
}

export interface MannKendall {
  /** Rising minus falling pairs. */
  s: number;
  /** Variance of S under no trend, corrected for ties. */
  varS: number;
  /** With continuity correction; null when all values are tied or there are fewer than two. */
  z: number | null;
  pTwoSided: number | null;
}

/**
 * Mann-Kendall test of a trend. With ties in y (groups of t) only, var S = (n(n-1)(2n+5) - Σt(t-1)(2t+5)) / 18; ties in
 * x add Kendall's further terms. z = (S ∓ 1)/√var. `null` on an empty series. Mann (1945); Kendall (1970).
 */
export function mannKendall(x: readonly number[], y: readonly number[]): MannKendall | null {
  const n = y.length;
  if (n === 0) return null;
  let s = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) s += compare(y[j]!, y[i]!) * compare(x[j]!, x[i]!);
  }
  const inY = tieGroups(y);
  const inX = tieGroups(x);
  const third = (t: number): number => t * (t - 1) * (2 * t + 5);
  let varS = (third(n) - sum(inY.map(third)) - sum(inX.map(third))) / 18;
  const pairs = (groups: readonly number[]): number => sum(groups.map((t) => t * (t - 1)));
  const triples = (groups: readonly number[]): number => sum(groups.map((t) => t * (t - 1) * (t - 2)));
  if (n > 1) varS += (pairs(inY) * pairs(inX)) / (2 * n * (n - 1));
  if (n > 2) varS += (triples(inY) * triples(inX)) / (9 * n * (n - 1) * (n - 2));
  if (!(varS > 0)) return { s, varS: Math.max(0, varS), z: null, pTwoSided: null };
  const z = (s - Math.sign(s)) / Math.sqrt(varS);
  return { s, varS, z, pTwoSided: normalTwoSidedP(z) };
}

/** Sizes of the groups of tied values. */
function tieGroups(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const groups: number[] = [];
  let size = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    size += 1;
    if (i === sorted.length - 1 || compare(sorted[i + 1]!, sorted[i]!) !== 0) {
      groups.push(size);
      size = 0;
    }
  }
  return groups;
}
