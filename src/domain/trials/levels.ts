import type { ObservationEvent } from './event.ts';

export interface LevelSummary {
  n: number;
  /** Times each level was given, from the lowest. */
  distribution: readonly { level: number; times: number }[];
  /**
   * The middle level; with an even number the lower of the two in the middle, so that it is a level that was given:
   * levels are ordered, not measured, and have no halves.
   */
  median: number | null;
  lowest: number | null;
  highest: number | null;
}

/** Levels of a rubric (`rubric`) or of a goal attainment scale (`level`). */
export function levelSummary(events: readonly ObservationEvent[], kind: 'rubric' | 'level'): LevelSummary {
  return summaryOfLevels(
    events.flatMap((event) =>
      (event.kind === 'rubric' || event.kind === 'level') && event.kind === kind ? [event.level] : [],
    ),
  );
}

export function summaryOfLevels(levels: readonly number[]): LevelSummary {
  const sorted = [...levels].sort((a, b) => a - b);
  const times = new Map<number, number>();
  for (const level of sorted) times.set(level, (times.get(level) ?? 0) + 1);
  return {
    n: sorted.length,
    distribution: [...times].map(([level, count]) => ({ level, times: count })),
    median: sorted[Math.floor((sorted.length - 1) / 2)] ?? null,
    lowest: sorted[0] ?? null,
    highest: sorted.at(-1) ?? null,
  };
}
