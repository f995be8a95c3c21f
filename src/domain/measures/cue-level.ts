import { type Interval, wilson } from './wilson.ts';

/** Trials by the level of help each took; `incorrect` is the only level that is not right. */
export type CueCounts = Readonly<Record<string, number>>;

/** Ordinal and so arbitrary: a rise can be more correct or less help. Never for mastery. */
export const usualCueWeights: CueCounts = {
  independent: 4,
  self_corrected: 3,
  teacher_cue: 2,
  therapist_cue: 1,
  incorrect: 0,
};

export interface CueLevelSummary {
  n: number;
  /** All in percent; null where the denominator is 0. */
  percentCorrectAnyCue: number | null;
  percentIndependent: number | null;
  independentCi: Interval | null;
  percentUnprompted: number | null;
  /** Self-corrected over all trials not right first time: not the product's own rate (see carryover/responses.ts). */
  selfCorrectionRate: number | null;
  /** Needs the number of trials the teacher cued, which these counts do not hold. */
  teacherCueResponseRate: number | null;
  /** Null also where a level has no weight. */
  weightedScore: number | null;
}

/** Summary of trials by level of help. Weighted score: 100 Σ w·count / (w_max·n). */
export function cueLevelSummary(
  counts: CueCounts,
  weights: CueCounts = usualCueWeights,
  teacherCuesGiven: number | null = null,
): CueLevelSummary {
  const of = (level: string): number => counts[level] ?? 0;
  const most = Math.max(0, ...Object.values(weights));
  let n = 0;
  let weighted: number | null = 0;
  for (const [level, count] of Object.entries(counts)) {
    const weight = weights[level];
    n += count;
    weighted = weighted === null || (weight === undefined && count > 0) ? null : weighted + count * (weight ?? 0);
  }
  const percent = (x: number, total: number): number | null => (total > 0 ? (100 * x) / total : null);
  const interval = wilson(of('independent'), n);
  return {
    n,
    percentCorrectAnyCue: percent(n - of('incorrect'), n),
    percentIndependent: percent(of('independent'), n),
    independentCi: interval === null ? null : { lower: 100 * interval.lower, upper: 100 * interval.upper },
    percentUnprompted: percent(of('independent') + of('self_corrected'), n),
    selfCorrectionRate: percent(of('self_corrected'), n - of('independent')),
    teacherCueResponseRate: teacherCuesGiven === null ? null : percent(of('teacher_cue'), teacherCuesGiven),
    weightedScore: weighted === null || most === 0 ? null : percent(weighted, most * n),
  };
}
