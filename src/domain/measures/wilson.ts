import { zFor } from './distributions.ts';

export interface Interval {
  lower: number;
  upper: number;
}

export interface Proportion extends Interval {
  /** x / n, 0 to 1. */
  p: number;
  /** The interval's centre, pulled towards one half. */
  centre: number;
}

export interface WilsonOptions {
  /** Between 0 and 1; 0.95 unless given. */
  confidence?: number;
  /** The critical value itself, in place of `confidence`. */
  z?: number;
  /** Yates' continuity correction (Newcombe 1998, method 4). */
  continuity?: boolean;
}

/**
 * Wilson's score interval of a proportion, x successes of n opportunities, all on 0 to 1; `null` when n is 0.
 *
 *   (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)
 *
 * Assumes independent opportunities. Wilson (1927) JASA 22:209; Newcombe (1998) Stat Med 17:857, methods 3 and 4.
 */
export function wilson(x: number, n: number, options: WilsonOptions = {}): Proportion | null {
  if (!(n > 0) || x < 0 || x > n) return null;
  const z = options.z ?? zFor(options.confidence ?? 0.95);
  const p = x / n;
  const zz = z * z;
  const centre = (p + zz / (2 * n)) / (1 + zz / n);
  if (options.continuity === true) {
    const below = zz - 2 - 1 / n + 4 * p * (n * (1 - p) + 1);
    const above = zz + 2 - 1 / n + 4 * p * (n * (1 - p) - 1);
    const lower = p === 0 ? 0 : (2 * n * p + zz - 1 - z * Math.sqrt(Math.max(0, below))) / (2 * (n + zz));
    const upper = p === 1 ? 1 : (2 * n * p + zz + 1 + z * Math.sqrt(Math.max(0, above))) / (2 * (n + zz));
    return { p, centre, lower: Math.max(0, lower), upper: Math.min(1, upper) };
  }
  const half = wilsonHalfWidth(p, n, z);
  return {
    p,
    centre,
    // At 0 and n the formula is exact but its rounding is not.
    lower: x === 0 ? 0 : Math.max(0, centre - half),
    upper: x === n ? 1 : Math.min(1, centre + half),
  };
}

/** Half the width of Wilson's interval at a proportion p (x = p·n need not be whole), n > 0. */
export function wilsonHalfWidth(p: number, n: number, z: number): number {
  const zz = z * z;
  return (z * Math.sqrt((p * (1 - p)) / n + zz / (4 * n * n))) / (1 + zz / n);
}
