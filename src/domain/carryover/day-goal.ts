import type { GoalRules } from '../goals/goal.ts';
import { median } from '../measures/centre-and-spread.ts';
import { compare } from '../measures/ties.ts';
import { isNatural } from '../trials/event.ts';
import { summaryOfLevels } from '../trials/levels.ts';
import { type DayPoint, type DayQuantity, dayPoints, dayQuantity, lessIsBetter } from './day-points.ts';
import {
  type Condition,
  compareConditions,
  conditionKey,
  conditionOf,
  grouped,
  type Observed,
  type Viewpoint,
} from './evidence.ts';

/** Median and range over days; levels have a median that was given, never a half. */
export interface DaySide {
  /** Days with a number, and days in play without one. */
  days: number;
  daysWithoutNumber: number;
  /** Days that reached the criterion, of those that say. */
  reached: number;
  judged: number;
  median: number | null;
  lowest: number | null;
  highest: number | null;
  firstDate: string | null;
  lastDate: string | null;
  recorders: readonly string[];
}

export interface ConditionDays extends DaySide, Condition {
  points: readonly DayPoint[];
}

export const dayStates = ['not_enough_days', 'at_goal', 'closer', 'no_change', 'further', 'not_at_goal'] as const;
/**
 * `at_goal`: the last days meet the criterion. Otherwise, from six days on, the middle of the last three against that of
 * the first three: closer to it, no change, further away; with fewer, just not at goal.
 */
export type DayState = (typeof dayStates)[number];

export const twinStates = ['carried_over', 'not_carried_over_yet', 'below_goal_in_both'] as const;
export type TwinState = (typeof twinStates)[number];

export interface DayCarryover {
  unit: 'day';
  since: string;
  until: string;
  quantity: DayQuantity;
  lessIsBetter: boolean;
  state: DayState;
  /** The criterion: on `needed` of the last `ofLast` days; `reached` of the `judged` among them do. */
  criterion: { value: number; needed: number; ofLast: number; reached: number; judged: number };
  /** Days the natural settings still need before the criterion can be judged. */
  daysToJudge: number;
  therapy: DaySide;
  natural: DaySide;
  /** Only where the therapy room has three days or more of its own; many such goals have no twin there. */
  twin: TwinState | null;
  conditions: readonly ConditionDays[];
  /** The days judged: natural settings together, or the therapy room where there is nothing else. */
  points: readonly DayPoint[];
}

const fewestDays = 3;

/** Goals whose unit is the day: no trial arithmetic, no intervals. */
export function dayCarryover(
  observed: readonly Observed[],
  rules: GoalRules,
  viewpoint: Viewpoint,
  since: string,
): DayCarryover {
  const natural = observed.filter(({ event }) => isNatural(event.context.setting));
  const therapy = observed.filter(({ event }) => !isNatural(event.context.setting));
  const naturalPoints = dayPoints(natural, rules, viewpoint);
  const therapyPoints = dayPoints(therapy, rules, viewpoint);
  const points = naturalPoints.length > 0 ? naturalPoints : therapyPoints;
  const demand = dayDemand(rules);
  const last = lastJudged(points, demand.ofLast);
  const met = last.filter((point) => point.reached === true).length >= demand.needed;
  const twin =
    judged(therapyPoints).length >= fewestDays && judged(naturalPoints).length >= fewestDays
      ? twinState(
          met,
          lastJudged(therapyPoints, demand.ofLast).filter((point) => point.reached === true).length >= demand.needed,
        )
      : null;
  return {
    unit: 'day',
    since,
    until: viewpoint.today,
    quantity: dayQuantity(rules),
    lessIsBetter: lessIsBetter(rules),
    state: stateOf(points, met, demand.ofLast, rules),
    criterion: {
      value: rules.criterion.value,
      ...demand,
      reached: last.filter((point) => point.reached === true).length,
      judged: last.length,
    },
    daysToJudge: met ? 0 : Math.max(0, demand.ofLast - judged(naturalPoints).length),
    therapy: daySide(therapyPoints, rules),
    natural: daySide(naturalPoints, rules),
    twin,
    conditions: grouped(observed, ({ event }) => conditionKey(conditionOf(event)))
      .map((group) => {
        const ofCondition = dayPoints(group, rules, viewpoint);
        return { ...conditionOf(group[0]!.event), ...daySide(ofCondition, rules), points: ofCondition };
      })
      .sort(compareConditions),
    points,
  };
}

/** "4 of 5 days"; without it, the criterion's sessions in a row, as days. */
export function dayDemand(rules: GoalRules): { needed: number; ofLast: number } {
  const { days, ofDays, consecutiveSessions } = rules.criterion;
  const ofLast = ofDays ?? days ?? consecutiveSessions;
  return { needed: Math.min(days ?? ofLast, ofLast), ofLast };
}

function judged(points: readonly DayPoint[]): DayPoint[] {
  return points.filter((point) => point.reached !== null);
}

function lastJudged(points: readonly DayPoint[], count: number): DayPoint[] {
  return judged(points).slice(-count);
}

function twinState(naturalMet: boolean, therapyMet: boolean): TwinState {
  if (naturalMet) return 'carried_over';
  return therapyMet ? 'not_carried_over_yet' : 'below_goal_in_both';
}

function stateOf(points: readonly DayPoint[], met: boolean, ofLast: number, rules: GoalRules): DayState {
  if (met) return 'at_goal';
  const withSay = judged(points);
  if (withSay.length < Math.max(fewestDays, ofLast)) return 'not_enough_days';
  if (withSay.length < 2 * fewestDays) return 'not_at_goal';
  // A day without a number here is one that went past every number: the far end of what is not wanted.
  const worst = lessIsBetter(rules) ? Number.MAX_VALUE : -Number.MAX_VALUE;
  const middle = (some: readonly DayPoint[]): number => median(some.map((point) => point.value ?? worst))!;
  const change = compare(middle(withSay.slice(-fewestDays)), middle(withSay.slice(0, fewestDays)));
  if (change === 0) return 'no_change';
  return change > 0 === lessIsBetter(rules) ? 'further' : 'closer';
}

function daySide(points: readonly DayPoint[], rules: GoalRules): DaySide {
  const numbered = points.filter((point) => point.value !== null);
  const values = numbered.map((point) => point.value!);
  const judgedPoints = judged(points);
  return {
    days: numbered.length,
    daysWithoutNumber: points.length - numbered.length,
    reached: judgedPoints.filter((point) => point.reached === true).length,
    judged: judgedPoints.length,
    median: dayQuantity(rules) === 'level' ? summaryOfLevels(values).median : median(values),
    lowest: values.length === 0 ? null : Math.min(...values),
    highest: values.length === 0 ? null : Math.max(...values),
    firstDate: points[0]?.date ?? null,
    lastDate: points.at(-1)?.date ?? null,
    recorders: [...new Set(points.flatMap((point) => point.recorders))].sort(),
  };
}
