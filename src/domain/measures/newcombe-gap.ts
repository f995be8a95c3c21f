import { type Interval, wilson } from './wilson.ts';

export interface Gap extends Interval {
  /** p1 - p2, -1 to 1. */
  diff: number;
}

/**
 * The difference of two independent proportions with the hybrid-score interval made from their two Wilson intervals:
 *
 *   lower = d - √((p1-l1)² + (u2-p2)²)      upper = d + √((u1-p1)² + (p2-l2)²)
 *
 * Needs no model and works at 0 and n. `null` when either side has no opportunity.
 * Newcombe (1998) Stat Med 17:873, method 10, without continuity correction.
 */
export function newcombeGap(x1: number, n1: number, x2: number, n2: number, confidence = 0.95): Gap | null {
  const first = wilson(x1, n1, { confidence });
  const second = wilson(x2, n2, { confidence });
  if (first === null || second === null) return null;
  const diff = first.p - second.p;
  return {
    diff,
    lower: Math.max(-1, diff - Math.hypot(first.p - first.lower, second.upper - second.p)),
    upper: Math.min(1, diff + Math.hypot(first.upper - first.p, second.p - second.lower)),
  };
}
