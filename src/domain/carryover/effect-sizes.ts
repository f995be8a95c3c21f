import type { GoalRules } from '../goals/goal.ts';
import { logResponseRatio } from '../measures/log-response-ratio.ts';
import { smdBaseline, smdPooled } from '../measures/mean-difference.ts';
import { nap } from '../measures/nap.ts';
import { pand, pem, pnd, robustIrd } from '../measures/nonoverlap.ts';
import { percentOfGoal } from '../measures/percent-of-goal.ts';
import type { Phases } from '../measures/phases.ts';
import { tauNonoverlap, tauUMinusTrendA } from '../measures/tau.ts';
import { tauBcKendall, tauBcNonoverlap } from '../measures/tau-bc.ts';
import { lessIsBetter } from './day-points.ts';
import { type DatedValue, fewestPoints } from './phase-comparison.ts';

/** Every index by the name under which its formula and source stand in `measures/`. */
export const effectSizeNames = [
  'nap',
  'percent_of_goal',
  'log_response_ratio',
  'tau',
  'tau_u_minus_trend_a',
  'tau_bc_nonoverlap',
  'tau_bc_kendall',
  'pnd',
  'pem',
  'pand_minimum_removal',
  'robust_ird',
  'smd_baseline',
  'smd_pooled',
] as const;
export type EffectSizeName = (typeof effectSizeNames)[number];

export interface EffectSize {
  readonly name: EffectSizeName;
  /** Null where it cannot be computed from these points. */
  readonly estimate: number | null;
  readonly standardError: number | null;
  /** 95 % limits, where the index has them. */
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * All indices of two phases, for research: they go into the export and nowhere else, because most of them ask for more than
 * a goal's data have (independent points, no trend, a baseline without ties). `goal` is the criterion in the values' unit.
 * Empty below 3 + 3 points.
 */
export function effectSizes(
  before: readonly DatedValue[],
  after: readonly DatedValue[],
  rules: GoalRules,
  goal: number,
): EffectSize[] {
  if (before.length < fewestPoints || after.length < fewestPoints) return [];
  const phases: Phases = {
    A: before.map(({ value }) => value),
    B: after.map(({ value }) => value),
    improvement: lessIsBetter(rules) ? 'decrease' : 'increase',
  };
  const of = (
    name: EffectSizeName,
    estimate: number | null | undefined,
    standardError: number | null = null,
    interval: { lower: number; upper: number } | null = null,
  ): EffectSize => ({
    name,
    estimate: finite(estimate),
    standardError: finite(standardError),
    lower: finite(interval?.lower),
    upper: finite(interval?.upper),
  });
  const overlap = nap(phases);
  const way = percentOfGoal(phases.A, phases.B, goal);
  const ratio = logResponseRatio(phases, 'increasing', { dConst: 1 });
  const nonoverlap = tauBcNonoverlap(phases);
  const kendall = tauBcKendall(phases);
  const byBaseline = smdBaseline(phases);
  const byBoth = smdPooled(phases);
  return [
    of('nap', overlap?.estimate, overlap?.seUnbiased, overlap?.ci),
    of('percent_of_goal', way?.estimate, way?.se),
    of('log_response_ratio', ratio?.estimate, ratio?.se, ratio?.ci),
    of('tau', tauNonoverlap(phases)),
    of('tau_u_minus_trend_a', tauUMinusTrendA(phases)),
    of('tau_bc_nonoverlap', nonoverlap?.estimate, nonoverlap?.se),
    // Wald limits can pass the ends of the scale.
    of('tau_bc_kendall', kendall?.estimate, kendall?.se, kendall === null ? null : clipped(kendall.ci)),
    of('pnd', pnd(phases)),
    of('pem', pem(phases)),
    of('pand_minimum_removal', pand(phases)?.estimate),
    of('robust_ird', robustIrd(phases)),
    of('smd_baseline', byBaseline?.estimate, byBaseline?.se, byBaseline?.ci),
    of('smd_pooled', byBoth?.estimate, byBoth?.se, byBoth?.ci),
  ];
}

function finite(value: number | null | undefined): number | null {
  return value === null || value === undefined || !Number.isFinite(value) ? null : value;
}

const clipped = ({ lower, upper }: { lower: number; upper: number }) => ({
  lower: Math.max(-1, lower),
  upper: Math.min(1, upper),
});
