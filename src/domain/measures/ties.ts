/**
 * Exact ties in the data must stay ties after arithmetic: residuals such as `5 - (1.5 + 2/3 * 4)` carry
 * floating-point noise that would otherwise turn a tie into an order (research/measurement 0.6).
 */
export const tieTolerance = 1e-9;
const relativeNoise = 1e-12;

/** -1, 0 or 1 as a is below, tied with or above b; differences up to 1e-9 are ties (of large values, 1e-12 of them). */
export function compare(a: number, b: number): -1 | 0 | 1 {
  const difference = a - b;
  const withinNoise =
    Number.isFinite(difference) &&
    Math.abs(difference) <= Math.max(tieTolerance, relativeNoise * Math.max(Math.abs(a), Math.abs(b)));
  if (withinNoise || a === b) return 0;
  return difference < 0 ? -1 : 1;
}

/** a >= b, where a tie counts as reached. */
export function reaches(a: number, b: number): boolean {
  return compare(a, b) >= 0;
}
