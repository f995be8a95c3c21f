/**
 * When a point is put to the team. A district may set its own; every set of them is kept with who set it and why, so that a
 * point of last year is read with what held then.
 */
export interface ReviewThresholds {
  /** Opportunities in natural settings before places are compared; 10-100. */
  readonly fewestTrials: number;
  /** School days with such an opportunity; 2-20. */
  readonly fewestDays: number;
  /** Points before a flat course is spoken of; 3-30. */
  readonly fewestPoints: number;
  /** Share of the teacher's cues that are answered, 0 to 1. */
  readonly cueShare: number;
  /** Trials with the teacher's cue before that share says something; 5-100. */
  readonly cueTrials: number;
  /** At most this share of the trials in natural settings had the therapist's cue, 0 to 1. */
  readonly therapistCueShare: number;
  /** Weeks for which a new class makes earlier data doubtful; 1-20. */
  readonly changeWeeks: number;
  /** Agreement of two observers below which the data are not compared, 0 to 1. */
  readonly agreement: number;
}

/** Own defaults (research/measurement 3.2). */
export const usualReviewThresholds: ReviewThresholds = {
  fewestTrials: 10,
  fewestDays: 3,
  fewestPoints: 6,
  cueShare: 0.8,
  cueTrials: 10,
  therapistCueShare: 0.1,
  changeWeeks: 6,
  agreement: 0.8,
};

/** What a district may choose, both ends included; no lower than what the comparison itself needs. */
export const reviewThresholdLimits: { readonly [Key in keyof ReviewThresholds]: readonly [number, number] } = {
  fewestTrials: [10, 100],
  fewestDays: [2, 20],
  fewestPoints: [3, 30],
  cueShare: [0.5, 1],
  cueTrials: [5, 100],
  therapistCueShare: [0, 0.5],
  changeWeeks: [1, 20],
  agreement: [0.5, 1],
};
