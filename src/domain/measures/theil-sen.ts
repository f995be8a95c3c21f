import { median } from './centre-and-spread.ts';

export interface TheilSen {
  slope: number;
  /** Median of y - slope·x: the convention used for trend lines and baseline correction here. */
  interceptMedianResidual: number;
  /** Median y less slope times median x: the other convention in use. */
  interceptFromMedians: number;
}

/**
 * The median of all pairwise slopes (pairs at the same x are left out); `null` without two different x.
 * Theil (1950); Sen (1968) JASA 63:1379.
 */
export function theilSen(x: readonly number[], y: readonly number[]): TheilSen | null {
  const slopes: number[] = [];
  for (let i = 0; i < x.length; i += 1) {
    for (let j = i + 1; j < x.length; j += 1) {
      const run = x[j]! - x[i]!;
      if (run !== 0) slopes.push((y[j]! - y[i]!) / run);
    }
  }
  const slope = median(slopes);
  if (slope === null) return null;
  return {
    slope,
    interceptMedianResidual: median(y.map((value, i) => value - slope * x[i]!))!,
    interceptFromMedians: median(y)! - slope * median(x)!,
  };
}
