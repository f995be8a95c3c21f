/**
 * Exact ties in the data must stay ties after arithmetic: residuals such as `5 - (1.5 + 2/3 * 4)` carry
 * floating-point noise that would otherwise turn a tie into an order (research/measurement 0.6).
 */
export const tieTolerance = 1e-9;

/** -1, 0 or 1 as a is below, tied with or above b; differences up to 1e-9 (of the larger value, if above 1) are ties. */
export function compare(a: number, b: number): -1 | 0 | 1 {
  const difference = a - b;
  if (Math.abs(difference) <= tieTolerance * Math.max(1, Math.abs(a), Math.abs(b))) return 0;
  return difference < 0 ? -1 : 1;
}

/** a >= b, where a tie counts as reached. */
export function reaches(a: number, b: number): boolean {
  return compare(a, b) >= 0;
}
