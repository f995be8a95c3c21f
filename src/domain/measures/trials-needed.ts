import { zFor } from './distributions.ts';
import { wilsonHalfWidth } from './wilson.ts';

const most = 10_000_000;

/**
 * Fewest trials after which Wilson's interval at a proportion p (p·n need not be whole) reaches no further than
 * `halfWidth` to either side; `null` for a width of 0, p outside 0 to 1, or more than ten million.
 */
export function trialsForHalfWidth(p: number, halfWidth: number, confidence = 0.95): number | null {
  if (!(halfWidth > 0) || !(p >= 0 && p <= 1)) return null;
  const z = zFor(confidence);
  const narrow = (n: number): boolean => wilsonHalfWidth(p, n, z) <= halfWidth + 1e-12;
  // Near p = 0 or 1 the first few trials widen the interval before it narrows, so the first n are tried one by one.
  for (let n = 1; n <= 64; n += 1) if (narrow(n)) return n;
  if (!narrow(most)) return null;
  let below = 64;
  let above = most;
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (narrow(middle)) above = middle;
    else below = middle;
  }
  return above;
}

export interface PerfectRun {
  /** All correct, until Wilson's lower limit reaches the target: n/(n+z²) >= target. */
  wilson: number;
  /** All correct, until a one-sided exact test excludes less: target^n <= 1 - confidence. */
  oneSidedExact: number;
}

/** How many trials, all right, it takes to say that the accuracy is at least `target`; `null` outside (0, 1). */
export function perfectRun(target: number, confidence = 0.95): PerfectRun | null {
  if (!(target > 0 && target < 1)) return null;
  const z = zFor(confidence);
  return {
    wilson: Math.max(1, Math.ceil((z * z * target) / (1 - target) - 1e-9)),
    oneSidedExact: Math.max(1, Math.ceil(Math.log(1 - confidence) / Math.log(target) - 1e-9)),
  };
}
