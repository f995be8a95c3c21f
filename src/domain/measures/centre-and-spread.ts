/** Centre and spread of a list of numbers; `null` where the list is too short. */
import { compare } from './ties.ts';

export function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}

/** Sample variance, divisor n - 1; `null` below two values; 0 where all are tied, not the rounding of their mean. */
export function variance(values: readonly number[]): number | null {
  const centre = mean(values);
  if (centre === null || values.length < 2) return null;
  if (values.every((value) => compare(value, values[0]!) === 0)) return 0;
  return sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1);
}

/** Quantile by linear interpolation between order statistics (Hyndman & Fan 1996, type 7). `share` is 0 to 1. */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (position - below);
}

export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5);
}
