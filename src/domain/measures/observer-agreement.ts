import { mean, sum } from './centre-and-spread.ts';

/**
 * Agreement of two observers of one session, in percent; every one needs its n shown beside it. Intervals or trials
 * that either observer missed (null) are left out. `null` where there was nothing to agree on.
 * Reed & Azulay (2011) Behav Anal Pract 4:51; Cooper, Heron & Heward.
 */

type Counts = readonly (number | null)[];

function paired(first: Counts, second: Counts): [number, number][] {
  return first.flatMap((value, i) => {
    const other = second[i] ?? null;
    return value === null || other === null ? [] : [[value, other] as [number, number]];
  });
}

/** The smaller over the larger; two zeros agree fully. */
function ratio(a: number, b: number): number {
  return a === b ? 1 : Math.min(a, b) / Math.max(a, b);
}

function percentOf(shares: readonly number[]): number | null {
  const share = mean(shares);
  return share === null ? null : 100 * share;
}

/** Smaller total over larger. Weak: full agreement is possible without one event in common. */
export function totalCountAgreement(first: Counts, second: Counts): number | null {
  const a = first.filter((value) => value !== null);
  const b = second.filter((value) => value !== null);
  if (a.length === 0 || b.length === 0) return null;
  return 100 * ratio(sum(a), sum(b));
}

/** Mean over intervals of the smaller count over the larger. */
export function meanCountPerIntervalAgreement(first: Counts, second: Counts): number | null {
  return percentOf(paired(first, second).map(([a, b]) => ratio(a, b)));
}

/** Share of intervals with the same count. */
export function exactCountPerIntervalAgreement(first: Counts, second: Counts): number | null {
  return percentOf(paired(first, second).map(([a, b]) => (a === b ? 1 : 0)));
}

/** Share of intervals both scored the same way: occurred or not. */
export function intervalByIntervalAgreement(first: Counts, second: Counts): number | null {
  return percentOf(paired(first, second).map(([a, b]) => (a > 0 === b > 0 ? 1 : 0)));
}

/** Of the intervals in which either saw it, the share in which both did: for what happens seldom. */
export function scoredIntervalAgreement(first: Counts, second: Counts): number | null {
  const seen = paired(first, second).filter(([a, b]) => a > 0 || b > 0);
  return percentOf(seen.map(([a, b]) => (a > 0 && b > 0 ? 1 : 0)));
}

/** Of the intervals in which either did not see it, the share in which neither did: for what happens often. */
export function unscoredIntervalAgreement(first: Counts, second: Counts): number | null {
  const unseen = paired(first, second).filter(([a, b]) => !(a > 0 && b > 0));
  return percentOf(unseen.map(([a, b]) => (a > 0 || b > 0 ? 0 : 1)));
}

/** Smaller total duration over larger. */
export function totalDurationAgreement(first: Counts, second: Counts): number | null {
  return totalCountAgreement(first, second);
}

/** Mean over occurrences of the shorter duration over the longer. */
export function meanDurationPerOccurrenceAgreement(first: Counts, second: Counts): number | null {
  return meanCountPerIntervalAgreement(first, second);
}

/** Codes that say "not right". All others (independent, self-corrected, with a cue) are right, with more or less help. */
const notRight: ReadonlySet<string> = new Set(['X', '-', '0', 'NR', 'incorrect', 'not_yet', 'no_response']);

export interface TrialAgreement {
  n: number;
  /** Same code. */
  percent: number | null;
  /** Both right or both not, whatever help it took. */
  percentCorrectnessOnly: number | null;
}

/** Trial by trial, on codes. */
export function trialByTrialAgreement(
  first: readonly (string | null)[],
  second: readonly (string | null)[],
): TrialAgreement {
  const pairs = first.flatMap((code, i) => {
    const other = second[i] ?? null;
    return code === null || other === null ? [] : [[code, other] as const];
  });
  return {
    n: pairs.length,
    percent: percentOf(pairs.map(([a, b]) => (a === b ? 1 : 0))),
    percentCorrectnessOnly: percentOf(pairs.map(([a, b]) => (notRight.has(a) === notRight.has(b) ? 1 : 0))),
  };
}
