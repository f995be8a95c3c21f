import { newcombeGap } from './newcombe-gap.ts';
import { compare, reaches } from './ties.ts';

export const carryoverStates = [
  'not_enough_data',
  'carried_over',
  'similar_but_below_goal',
  'not_carried_over_yet',
  'small_gap',
  'unclear',
] as const;
export type CarryoverState = (typeof carryoverStates)[number];

/** Successes x of n opportunities. */
export interface Tally {
  x: number;
  n: number;
}

export interface CarryoverThresholds {
  /** The goal's criterion, 0 to 1. */
  criterion: number;
  /** Gap (0 to 1) that is still "about as well". */
  margin: number;
  /** Fewest opportunities on either side. */
  minN: number;
  /** Confidence of the gap's interval that decides the state. */
  confidence: number;
}

export const usualThresholds: CarryoverThresholds = { criterion: 0.8, margin: 0.15, minN: 10, confidence: 0.9 };

export interface CarryoverReading {
  state: CarryoverState;
  /** Therapy room minus natural settings, with its interval at `confidence`; null without enough data. */
  gap: number | null;
  lower: number | null;
  upper: number | null;
}

/**
 * Has it carried over? Read from the interval of the gap between therapy room and natural settings:
 * not enough data (n below `minN` on a side); about as well (upper limit <= margin), which is *carried over* where the
 * natural settings also reach the criterion and *similar but below goal* otherwise; clearly less (lower limit > 0 and
 * gap >= margin); a *small gap* (lower limit > 0, gap below the margin); *unclear* otherwise.
 * Own specification (research/measurement 1.2).
 */
export function carryoverState(
  therapy: Tally,
  natural: Tally,
  thresholds: CarryoverThresholds = usualThresholds,
): CarryoverReading {
  const gap =
    therapy.n < thresholds.minN || natural.n < thresholds.minN
      ? null
      : newcombeGap(therapy.x, therapy.n, natural.x, natural.n, thresholds.confidence);
  if (gap === null) return { state: 'not_enough_data', gap: null, lower: null, upper: null };
  const { margin, criterion } = thresholds;
  let state: CarryoverState = 'unclear';
  if (compare(gap.upper, margin) <= 0) {
    state = reaches(natural.x / natural.n, criterion) ? 'carried_over' : 'similar_but_below_goal';
  } else if (compare(gap.lower, 0) > 0) {
    state = reaches(gap.diff, margin) ? 'not_carried_over_yet' : 'small_gap';
  }
  return { state, gap: gap.diff, lower: gap.lower, upper: gap.upper };
}
