import { median } from './centre-and-spread.ts';
import { compare } from './ties.ts';

export interface SplitMiddle {
  /** Median session number of each half, and median value. */
  midDate: [number, number];
  midRate: [number, number];
  slope: number;
  /** Of the line through both half medians. */
  quarterIntersectIntercept: number;
  /** After the parallel shift that puts as many points above as below. */
  splitMiddleIntercept: number;
  above: number;
  below: number;
}

/**
 * Split-middle line on sessions 1, 2, ...: halves (the middle point dropped when the number is odd), their medians,
 * the line through them, moved by the median residual. Linear ordinate. A missing value keeps its session number.
 * `null` below two points. White & Haring (1980).
 */
export function splitMiddle(y: readonly (number | null)[]): SplitMiddle | null {
  const points = y.flatMap((value, i) => (value === null ? [] : [{ session: i + 1, value }]));
  const half = Math.floor(points.length / 2);
  if (half < 1) return null;
  const middles = [points.slice(0, half), points.slice(points.length - half)].map((part) => ({
    date: median(part.map((point) => point.session))!,
    rate: median(part.map((point) => point.value))!,
  }));
  const [first, last] = [middles[0]!, middles[1]!];
  const slope = (last.rate - first.rate) / (last.date - first.date);
  const quarterIntersectIntercept = first.rate - slope * first.date;
  const residuals = points.map((point) => point.value - (quarterIntersectIntercept + slope * point.session));
  const shift = median(residuals)!;
  return {
    midDate: [first.date, last.date],
    midRate: [first.rate, last.rate],
    slope,
    quarterIntersectIntercept,
    splitMiddleIntercept: quarterIntersectIntercept + shift,
    above: residuals.filter((residual) => compare(residual, shift) > 0).length,
    below: residuals.filter((residual) => compare(residual, shift) < 0).length,
  };
}
