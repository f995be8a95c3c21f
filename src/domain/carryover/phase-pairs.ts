import type { DatedValue } from './phase-comparison.ts';

/** A day from which a series stands under other conditions. */
export interface PhaseStart {
  /** `YYYY-MM-DD`. */
  readonly on: string;
}

export interface PhasePair<Start extends PhaseStart> {
  readonly on: string;
  /** What changed that day; more than one thing may have. */
  readonly changes: readonly Start[];
  readonly before: readonly DatedValue[];
  readonly after: readonly DatedValue[];
}

/**
 * Each phase change with the points of the phase before it and of the phase that it begins, in order of date. A point on the
 * day of the change belongs to the new phase. Changes before the first point, and after the last, part nothing and are left
 * out; changes of one day are one.
 */
export function phasePairs<Start extends PhaseStart>(
  points: readonly DatedValue[],
  changes: readonly Start[],
): PhasePair<Start>[] {
  const sorted = [...points].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const parts = (on: string): boolean => sorted.some(({ date }) => date < on) && sorted.some(({ date }) => date >= on);
  const days = [...new Set(changes.map(({ on }) => on))].filter(parts).sort();
  return days.map((on, index) => {
    const from = days[index - 1];
    const until = days[index + 1];
    return {
      on,
      changes: changes.filter((change) => change.on === on),
      before: sorted.filter(({ date }) => date < on && (from === undefined || date >= from)),
      after: sorted.filter(({ date }) => date >= on && (until === undefined || date < until)),
    };
  });
}
