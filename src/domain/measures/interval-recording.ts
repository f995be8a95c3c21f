export interface IntervalRecording {
  /** Whole intervals in the observation; what is left over at its end is not scored. */
  intervals: number;
  /** Shares of intervals, 0 to 1: touched, filled, under way at the end. Null without an interval. */
  partial: number | null;
  whole: number | null;
  momentaryEnd: number | null;
  /** Share of the time itself. */
  trueProportion: number | null;
  /** Bouts, per minute, and their mean length in seconds (null without one). */
  count: number;
  ratePerMinute: number | null;
  meanDurationSeconds: number | null;
}

/**
 * What the three ways of interval recording would have made of a stream of bouts [start, end] in seconds. Partial
 * intervals say at least the truth, whole ones at most, momentary ones are off by chance only (Powell et al. 1977).
 * Momentary: under way just before the interval's end, so a bout that ends with it counts and one that begins with it
 * does not. A bout without an end (null) lasts to the observation's end; what lies outside is cut off.
 */
export function intervalRecording(
  bouts: readonly (readonly [number, number | null])[],
  observationSeconds: number,
  intervalSeconds: number,
): IntervalRecording {
  const inside = bouts
    .map(([start, end]) => ({
      start: Math.max(0, start),
      end: Math.min(observationSeconds, end ?? observationSeconds),
    }))
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start);
  const stretches: { start: number; end: number }[] = [];
  for (const bout of inside) {
    const last = stretches.at(-1);
    if (last !== undefined && bout.start <= last.end) last.end = Math.max(last.end, bout.end);
    else stretches.push({ ...bout });
  }
  const intervals = intervalSeconds > 0 ? Math.floor(observationSeconds / intervalSeconds + 1e-9) : 0;
  let touched = 0;
  let filled = 0;
  let underWay = 0;
  for (let i = 0; i < intervals; i += 1) {
    const from = i * intervalSeconds;
    const to = (i + 1) * intervalSeconds;
    if (stretches.some(({ start, end }) => start < to && end > from)) touched += 1;
    if (stretches.some(({ start, end }) => start <= from && end >= to - 1e-9)) filled += 1;
    if (stretches.some(({ start, end }) => start < to - 1e-9 && end >= to - 1e-9)) underWay += 1;
  }
  const share = (n: number): number | null => (intervals === 0 ? null : n / intervals);
  const durations = inside.reduce((total, { start, end }) => total + end - start, 0);
  const covered = stretches.reduce((total, { start, end }) => total + end - start, 0);
  return {
    intervals,
    partial: share(touched),
    whole: share(filled),
    momentaryEnd: share(underWay),
    trueProportion: observationSeconds > 0 ? covered / observationSeconds : null,
    count: inside.length,
    ratePerMinute: observationSeconds > 0 ? inside.length / (observationSeconds / 60) : null,
    meanDurationSeconds: inside.length === 0 ? null : durations / inside.length,
  };
}
