import { reaches } from './ties.ts';

export interface MaintenanceProbe {
  /** Days since the criterion was met. */
  daysSince: number;
  x: number;
  n: number;
}

export interface ProbeReading {
  days: number;
  /** x / n; null without opportunities. */
  p: number | null;
  /** Share of the level at which the goal was met that is still there; null when that level was 0. */
  retention: number | null;
}

export interface MaintenanceReading {
  probes: ProbeReading[];
  /** Every probe at or above the criterion; null without a probe that had opportunities. */
  maintained: boolean | null;
}

/** Probes after the criterion was met. `level` is the accuracy (0 to 1) at which it was met. Own specification (1.8). */
export function maintenance(level: number, probes: readonly MaintenanceProbe[], criterion = 0.8): MaintenanceReading {
  const readings = probes.map(({ daysSince, x, n }) => {
    const p = n > 0 ? x / n : null;
    return { days: daysSince, p, retention: p === null || !(level > 0) ? null : p / level };
  });
  const checked = readings.flatMap(({ p }) => (p === null ? [] : [p]));
  return {
    probes: readings,
    maintained: checked.length === 0 ? null : checked.every((p) => reaches(p, criterion)),
  };
}
