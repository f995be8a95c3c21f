import { sum } from './centre-and-spread.ts';

export interface Kappa {
  n: number;
  /** Agreement beyond chance; null when chance alone would agree always (one category holds everything). */
  kappa: number | null;
  /** With weights by the distance of categories, |i-j| and (i-j)²: for ordered levels such as cue levels. */
  weightedLinear: number | null;
  weightedQuadratic: number | null;
  percentAgreement: number | null;
}

/**
 * Cohen's kappa, (p_o - p_e)/(1 - p_e), and its weighted forms, 1 - ΣwP/ΣwE, of a square table of counts (rows: first
 * observer, columns: second, categories in the same order). Can be below 0 at 90 % agreement: show both, with n.
 * Cohen (1960, 1968).
 */
export function kappa(table: readonly (readonly number[])[]): Kappa {
  const rows = table.map((row) => sum(row));
  const columns = table.map((_, j) => sum(table.map((row) => row[j]!)));
  const n = sum(rows);
  if (n === 0) {
    return { n: 0, kappa: null, weightedLinear: null, weightedQuadratic: null, percentAgreement: null };
  }
  const beyondChance = (weight: (distance: number) => number): number | null => {
    let seen = 0;
    let byChance = 0;
    for (let i = 0; i < table.length; i += 1) {
      for (let j = 0; j < table.length; j += 1) {
        const w = weight(Math.abs(i - j));
        seen += (w * table[i]![j]!) / n;
        byChance += (w * rows[i]! * columns[j]!) / (n * n);
      }
    }
    return byChance > 0 ? 1 - seen / byChance : null;
  };
  return {
    n,
    kappa: beyondChance((distance) => (distance === 0 ? 0 : 1)),
    weightedLinear: beyondChance((distance) => distance),
    weightedQuadratic: beyondChance((distance) => distance * distance),
    percentAgreement: (100 * sum(table.map((row, i) => row[i]!))) / n,
  };
}
