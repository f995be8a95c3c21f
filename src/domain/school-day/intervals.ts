/**
 * Stretches of one school day in minutes from midnight (wall time), half open: `from` belongs to it, `to` does not.
 * Lists are kept normal: sorted, not touching, not empty.
 */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Minutes from midnight of a wall time `HH:MM` or `HH:MM:SS`; refuses anything else by returning null. */
export function minutesOf(wallTime: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/.exec(wallTime);
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}

/** `HH:MM` of minutes from midnight, 0 to 1439. */
export function wallTimeOf(minutes: number): string {
  const hours = Math.trunc(minutes / 60);
  return `${String(hours).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function normal(stretches: readonly Stretch[]): Stretch[] {
  const sorted = stretches.filter((stretch) => stretch.to > stretch.from).toSorted((a, b) => a.from - b.from);
  const kept: Stretch[] = [];
  for (const stretch of sorted) {
    const last = kept.at(-1);
    if (last !== undefined && stretch.from <= last.to)
      kept[kept.length - 1] = { from: last.from, to: Math.max(last.to, stretch.to) };
    else kept.push(stretch);
  }
  return kept;
}

/** What of `open` is not covered by `taken`. */
export function without(open: readonly Stretch[], taken: readonly Stretch[]): Stretch[] {
  const blocks = normal(taken);
  const left: Stretch[] = [];
  for (const stretch of normal(open)) {
    let from = stretch.from;
    for (const block of blocks) {
      if (block.to <= from || block.from >= stretch.to) continue;
      if (block.from > from) left.push({ from, to: block.from });
      from = Math.max(from, block.to);
    }
    if (from < stretch.to) left.push({ from, to: stretch.to });
  }
  return left;
}

/** What two lists have in common. */
export function common(a: readonly Stretch[], b: readonly Stretch[]): Stretch[] {
  return without(a, without([{ from: 0, to: 24 * 60 }], b));
}
