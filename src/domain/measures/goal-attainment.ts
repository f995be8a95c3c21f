import { sum } from './centre-and-spread.ts';

/**
 * Goal attainment scaling: T = 50 + 10 Σw·x / √((1-ρ)Σw² + ρ(Σw)²), levels x from -2 to 2, ρ the assumed correlation
 * of goals. Without weights all goals weigh the same; multiplying all weights by a number changes nothing. A goal not
 * rated (null) is left out. 50 means "all as expected", not an average child, and T depends on the number of goals: the
 * five written levels come first. `null` without a rated goal or without any weight.
 * Kiresuk & Sherman (1968); Turner-Stokes (2009) with its erratum.
 */
export function gasTScore(
  scores: readonly (number | null)[],
  weights: readonly number[] | null = null,
  rho = 0.3,
): number | null {
  const rated = scores.flatMap((score, i) => (score === null ? [] : [{ score, weight: weights?.[i] ?? 1 }]));
  const total = sum(rated.map(({ weight }) => weight));
  const squares = sum(rated.map(({ weight }) => weight * weight));
  const under = (1 - rho) * squares + rho * total * total;
  if (rated.length === 0 || !(under > 0)) return null;
  return 50 + (10 * sum(rated.map(({ score, weight }) => score * weight))) / Math.sqrt(under);
}
