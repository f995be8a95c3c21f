import { mean, variance } from './centre-and-spread.ts';
import { observed } from './phases.ts';

export interface PercentOfGoal {
  /** 100 when the goal is reached on average; may pass 100 or be negative. */
  estimate: number;
  /** Null with one point in a phase. */
  se: number | null;
}

/**
 * How far from the baseline mean to the goal the phase mean has come: 100(ȳ_B-ȳ_A)/(goal-ȳ_A). The error is that of a
 * ratio by the delta method, its two parts taken as independent: 100/(g-ȳ_A) · √(s²_A/m + s²_B/n + r² s²_A/m), r the
 * ratio.
 * `null` when a phase is empty or the baseline mean already is the goal. Ferron, Goldstein, Olszewski & Rohrer (2020).
 */
export function percentOfGoal(
  A: readonly (number | null)[],
  B: readonly (number | null)[],
  goal: number,
): PercentOfGoal | null {
  const before = observed(A);
  const after = observed(B);
  const mA = mean(before);
  const mB = mean(after);
  if (mA === null || mB === null) return null;
  const way = goal - mA;
  if (Math.abs(way) <= 1e-12 * Math.max(1, Math.abs(goal))) return null;
  const vA = variance(before);
  const vB = variance(after);
  const ratio = (mB - mA) / way;
  return {
    estimate: 100 * ratio,
    se:
      vA === null || vB === null
        ? null
        : (100 / Math.abs(way)) * Math.sqrt(vB / after.length + ((1 + ratio * ratio) * vA) / before.length),
  };
}
