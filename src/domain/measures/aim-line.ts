import { theilSen } from './theil-sen.ts';
import { compare } from './ties.ts';
import { leastSquares } from './trend.ts';

/** A straight line from a start value at a first session (or day number) to the goal at a last one. */
export interface AimLine {
  start: number;
  goal: number;
  firstSession: number;
  lastSession: number;
}

/** Session (or day) number and value. */
export type Point = readonly [number, number];

export function aimSlope(aim: AimLine): number | null {
  const run = aim.lastSession - aim.firstSession;
  return run === 0 ? null : (aim.goal - aim.start) / run;
}

/** The aim line's value at a session; `null` when it has no length. */
export function aimAt(aim: AimLine, session: number): number | null {
  const slope = aimSlope(aim);
  return slope === null ? null : aim.start + slope * (session - aim.firstSession);
}

export interface TrendAgainstAim {
  olsSlope: number | null;
  theilSenSlope: number | null;
  aimSlope: number | null;
  /** Where the least-squares trend would be at the last session: no forecast, a way to read the slope. */
  projectedAtEndOls: number | null;
  /** The least-squares slope against the aim line's. Both false when equal or when there is none. */
  steeper: boolean;
  flatter: boolean;
}

/** The trend of the points compared with the slope of the aim line. To prompt a look, never to decide. */
export function trendAgainstAim(points: readonly Point[], aim: AimLine): TrendAgainstAim {
  const x = points.map(([session]) => session);
  const y = points.map(([, value]) => value);
  const line = leastSquares(x, y);
  const wanted = aimSlope(aim);
  const order = line === null || wanted === null ? 0 : compare(line.slope, wanted);
  return {
    olsSlope: line?.slope ?? null,
    theilSenSlope: theilSen(x, y)?.slope ?? null,
    aimSlope: wanted,
    projectedAtEndOls: line === null ? null : line.intercept + line.slope * aim.lastSession,
    steeper: order > 0,
    flatter: order < 0,
  };
}

export type FourPointDecision = 'raise_or_fade' | 'change_or_intensify' | 'keep_going' | 'not_enough_points';

export interface FourPointReading {
  decision: FourPointDecision;
  /** The aim line at the last four points; null with fewer than four. */
  aimValuesLast4: number[] | null;
}

/**
 * Four-point rule: the last four points (of at least `minPoints`) all strictly on the better side of the aim line, all
 * strictly on the worse, or neither; a point on the line breaks the run. Better is above for a goal that rises and below
 * for one that falls. As taught in progress-monitoring guides; such rules are often wrong (Van Norman & Christ 2016), so
 * it prompts a look and never decides.
 */
export function fourPointRule(points: readonly Point[], aim: AimLine, minPoints = 6): FourPointReading {
  const last = [...points].sort((a, b) => a[0] - b[0]).slice(-4);
  const values = last.map(([session]) => aimAt(aim, session)).filter((value) => value !== null);
  const aimValuesLast4 = values.length === 4 ? values : null;
  if (points.length < minPoints || aimValuesLast4 === null) return { decision: 'not_enough_points', aimValuesLast4 };
  const better = aim.goal < aim.start ? -1 : 1;
  const sides = last.map(([, value], i) => better * compare(value, aimValuesLast4[i]!));
  if (sides.every((side) => side > 0)) return { decision: 'raise_or_fade', aimValuesLast4 };
  if (sides.every((side) => side < 0)) return { decision: 'change_or_intensify', aimValuesLast4 };
  return { decision: 'keep_going', aimValuesLast4 };
}
