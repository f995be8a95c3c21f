import { type Interval, wilson } from './wilson.ts';

export interface CueCounts {
  independent: number;
  selfCorrected: number;
  teacherCue: number;
  therapistCue: number;
  incorrect: number;
}

/** Ordinal and so arbitrary: a rise can be more correct or less help. Never for mastery. */
export const usualCueWeights: CueCounts = {
  independent: 4,
  selfCorrected: 3,
  teacherCue: 2,
  therapistCue: 1,
  incorrect: 0,
};

export interface CueLevelSummary {
  n: number;
  /** All in percent; null where the denominator is 0. */
  percentCorrectAnyCue: number | null;
  percentIndependent: number | null;
  independentCi: Interval | null;
  percentUnprompted: number | null;
  /** Self-corrected over all trials not right first time: not the product's own rate (see carryover/cues.ts). */
  selfCorrectionRate: number | null;
  /** Needs the number of trials the teacher cued, which these counts do not hold. */
  teacherCueResponseRate: number | null;
  weightedScore: number | null;
}

/** Summary of trials by the level of help each took. */
export function cueLevelSummary(
  counts: CueCounts,
  weights: CueCounts = usualCueWeights,
  teacherCuesGiven: number | null = null,
): CueLevelSummary {
  const levels = ['independent', 'selfCorrected', 'teacherCue', 'therapistCue', 'incorrect'] as const;
  let n = 0;
  let weighted = 0;
  let most = 0;
  for (const level of levels) {
    n += counts[level];
    weighted += counts[level] * weights[level];
    most = Math.max(most, weights[level]);
  }
  const percent = (x: number, of: number): number | null => (of > 0 ? (100 * x) / of : null);
  const interval = wilson(counts.independent, n);
  return {
    n,
    percentCorrectAnyCue: percent(n - counts.incorrect, n),
    percentIndependent: percent(counts.independent, n),
    independentCi: interval === null ? null : { lower: 100 * interval.lower, upper: 100 * interval.upper },
    percentUnprompted: percent(counts.independent + counts.selfCorrected, n),
    selfCorrectionRate: percent(counts.selfCorrected, n - counts.independent),
    teacherCueResponseRate: teacherCuesGiven === null ? null : percent(counts.teacherCue, teacherCuesGiven),
    weightedScore: most > 0 ? percent(weighted, most * n) : null,
  };
}
