import { oriented, type Phases } from './phases.ts';
import { compare } from './ties.ts';

/** Kendall's S within a series: rising pairs minus falling pairs in time order. */
export function trendScore(series: readonly number[]): number {
  let score = 0;
  for (let i = 0; i < series.length; i += 1) {
    for (let j = i + 1; j < series.length; j += 1) score += compare(series[j]!, series[i]!);
  }
  return score;
}

/** Pairs in which B is above A minus pairs in which it is below. */
export function contrastScore(A: readonly number[], B: readonly number[]): number {
  let score = 0;
  for (const a of A) for (const b of B) score += compare(b, a);
  return score;
}

/** Kendall's tau-b of two lists of the same length; `null` when either is constant. Kendall (1970). */
export function tauB(x: readonly number[], y: readonly number[]): number | null {
  let score = 0;
  let untiedX = 0;
  let untiedY = 0;
  for (let i = 0; i < x.length; i += 1) {
    for (let j = i + 1; j < x.length; j += 1) {
      const dx = compare(x[j]!, x[i]!);
      const dy = compare(y[j]!, y[i]!);
      score += dx * dy;
      untiedX += dx * dx;
      untiedY += dy * dy;
    }
  }
  return untiedX === 0 || untiedY === 0 ? null : score / Math.sqrt(untiedX * untiedY);
}

/** 2·NAP - 1: rising minus falling pairs over all mn. `null` when a phase is empty. Parker, Vannest & Davis (2011). */
export function tauNonoverlap(phases: Phases): number | null {
  const { A, B } = oriented(phases);
  return over(contrastScore(A, B), A.length * B.length);
}

/**
 * Tau-U, A against B less the trend in A, (S_AB - S_A) / mn; may pass ±1. `null` when a phase is empty.
 * Parker, Vannest, Davis & Sauber (2011) Behav Ther 42:284, as in that paper's example (.65).
 */
export function tauUMinusTrendA(phases: Phases): number | null {
  const { A, B } = oriented(phases);
  return over(contrastScore(A, B) - trendScore(A), A.length * B.length);
}

export const tauUVariants = ['parker', 'tarlow', 'complete_tau_b'] as const;
export type TauUVariant = (typeof tauUVariants)[number];

export interface TauU {
  aVsB: number | null;
  aVsBMinusTrendA: number | null;
  aVsBPlusTrendB: number | null;
  aVsBPlusTrendBMinusTrendA: number | null;
}

/**
 * "Tau-U" is several numbers; the variant is always named.
 * `parker`: S over the pairs compared, but mn where the trend of A is taken off. `tarlow`: that one too over its own
 * pairs (mn + m(m-1)/2). `complete_tau_b`: Kendall's tau-b over the whole series, with the order of A turned round where
 * its trend is taken off; A against B there is S / (mn - ties/2).
 * Parker et al. (2011); Tarlow (2017); Brossart, Laird & Armstrong (2018).
 */
export function tauU(phases: Phases, variant: TauUVariant): TauU | null {
  const { A, B } = oriented(phases);
  const m = A.length;
  const n = B.length;
  if (m === 0 || n === 0) return null;
  const between = m * n;
  const withinA = (m * (m - 1)) / 2;
  const withinB = (n * (n - 1)) / 2;
  const contrast = contrastScore(A, B);
  const trendA = trendScore(A);
  const trendB = trendScore(B);
  if (variant !== 'complete_tau_b') {
    return {
      aVsB: over(contrast, between),
      aVsBMinusTrendA: over(contrast - trendA, variant === 'parker' ? between : between + withinA),
      aVsBPlusTrendB: over(contrast + trendB, between + withinB),
      aVsBPlusTrendBMinusTrendA: over(contrast + trendB - trendA, between + withinA + withinB),
    };
  }
  const all = [...A, ...B];
  const reversedA = A.map((_, i) => -i);
  const oneA = A.map(() => 0);
  const oneB = B.map(() => 1);
  const orderedB = B.map((_, i) => 1 + i);
  let ties = 0;
  for (const a of A) for (const b of B) if (compare(a, b) === 0) ties += 1;
  return {
    aVsB: over(contrast, between - ties / 2),
    aVsBMinusTrendA: tauB([...reversedA, ...oneB], all),
    aVsBPlusTrendB: tauB([...oneA, ...orderedB], all),
    aVsBPlusTrendBMinusTrendA: tauB([...reversedA, ...orderedB], all),
  };
}

function over(score: number, pairs: number): number | null {
  return pairs === 0 ? null : score / pairs;
}
