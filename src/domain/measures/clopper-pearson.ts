import { betaQuantile } from './distributions.ts';
import type { Interval } from './wilson.ts';

/**
 * The "exact" interval of a proportion from beta quantiles, never narrower than promised and so wider than Wilson's;
 * shown only when asked for. Lower: Beta(x, n-x+1), upper: Beta(x+1, n-x). `null` when n is 0.
 * Clopper & Pearson (1934) Biometrika 26:404.
 */
export function clopperPearson(x: number, n: number, confidence = 0.95): Interval | null {
  if (!(n > 0) || x < 0 || x > n) return null;
  const tail = (1 - confidence) / 2;
  return {
    lower: x === 0 ? 0 : betaQuantile(tail, x, n - x + 1),
    upper: x === n ? 1 : betaQuantile(1 - tail, x + 1, n - x),
  };
}
