import { median } from './centre-and-spread.ts';
import { oriented, type Phases } from './phases.ts';
import { compare } from './ties.ts';

/**
 * Share of B points better than the best A point, 0 to 1; `null` when a phase is empty. One baseline point at the
 * ceiling makes it 0. Scruggs, Mastropieri & Casto (1987). For compatibility; NAP is the default.
 */
export function pnd(phases: Phases): number | null {
  const { A, B } = oriented(phases);
  if (A.length === 0 || B.length === 0) return null;
  const best = Math.max(...A);
  return B.filter((b) => compare(b, best) > 0).length / B.length;
}

/** Share of B points better than the median of A, ties one half; `null` when a phase is empty. Ma (2006). */
export function pem(phases: Phases): number | null {
  const { A, B } = oriented(phases);
  const middle = median(A);
  if (middle === null || B.length === 0) return null;
  let score = 0;
  for (const b of B) score += (compare(b, middle) + 1) / 2;
  return score / B.length;
}

export interface Pand {
  /** Share of points that remain, 0 to 1. */
  estimate: number;
  nonoverlapPoints: number;
}

/**
 * Percentage of all nonoverlapping data by minimum removal: the largest i + j so that the i lowest A points lie all
 * below the j highest B points, over m + n. Ties overlap. `null` when a phase is empty. Parker, Hagan-Burke & Vannest
 * (2007). (Another version, by sorting, gives other numbers.)
 */
export function pand(phases: Phases): Pand | null {
  const { A, B } = oriented(phases);
  if (A.length === 0 || B.length === 0) return null;
  const low = [...A].sort((a, b) => a - b);
  const high = [...B].sort((a, b) => b - a);
  let most = 0;
  let j = high.length;
  for (let i = 0; i <= low.length; i += 1) {
    const highestLow = i === 0 ? Number.NEGATIVE_INFINITY : low[i - 1]!;
    while (j > 0 && compare(high[j - 1]!, highestLow) <= 0) j -= 1;
    most = Math.max(most, i + j);
  }
  return { estimate: most / (A.length + B.length), nonoverlapPoints: most };
}

/**
 * Robust improvement rate difference, 1 - (m+n)²/(2mn) · (1 - PAND); can be negative when the phases are very unequal
 * in length. `null` when a phase is empty. Parker, Vannest & Brown (2009); Parker, Vannest & Davis (2011).
 */
export function robustIrd(phases: Phases): number | null {
  const { A, B } = oriented(phases);
  const share = pand(phases);
  if (share === null) return null;
  return 1 - ((A.length + B.length) ** 2 / (2 * A.length * B.length)) * (1 - share.estimate);
}
