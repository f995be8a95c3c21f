import type { GoalEvidence } from '#contract/goal.ts';
import { type Carryover, carryoverOf } from '#domain/carryover/carryover.ts';
import { type CounterEvidence, counterEvidence } from '#domain/carryover/counter-evidence.ts';
import { type DayPoint, dayPoints } from '#domain/carryover/day-points.ts';
import {
  bothObservers,
  type Condition,
  compareConditions,
  conditionKey,
  conditionOf,
  evidenceOf,
  grouped,
  type Observed,
  type Viewpoint,
} from '#domain/carryover/evidence.ts';
import { type Mastery, masteryOf } from '#domain/carryover/mastery.ts';
import type { DatedValue } from '#domain/carryover/phase-comparison.ts';
import { type SessionPoint, sessionPoints } from '#domain/carryover/session-points.ts';
import { type GoalRules, levelsOf } from '#domain/goals/goal.ts';
import { type GoalVersion, rulesOf } from '#domain/goals/version.ts';

/** Everything the page shows, computed from the events by the functions that the server uses too. */
export interface GoalPage {
  readonly evidence: GoalEvidence;
  readonly version: GoalVersion;
  readonly rules: GoalRules;
  readonly viewpoint: Viewpoint;
  /** Every observation that counts, from the beginning. */
  readonly observed: readonly Observed[];
  /** The same with what a second observer recorded of the same moments. */
  readonly both: readonly Observed[];
  readonly carryover: Carryover;
  readonly against: readonly CounterEvidence[];
  readonly met: Mastery;
}

/** @param since first date that is compared, where it is not the usual eight weeks: a report's period begins with it */
export function goalPage(evidence: GoalEvidence, since?: string): GoalPage {
  const { goal, today, zone, adults, sessions } = evidence;
  const version = (goal.versions.find((one) => one.version === goal.version) ?? goal.versions[0]) as GoalVersion;
  const rules = rulesOf({ ...goal, studentId: goal.student.id }, version);
  const viewpoint: Viewpoint = {
    today,
    zone,
    ...(since === undefined ? {} : { since }),
    therapistIds: new Set(adults.filter((adult) => adult.therapist).map((adult) => adult.id)),
    levels: levelsOf(goal.targets),
    dates: new Map(sessions.map(({ id, date }) => [id, date])),
  };
  const carryover = carryoverOf(evidence.events, rules, viewpoint);
  const observed = evidenceOf(evidence.events, rules, viewpoint);
  return {
    evidence,
    version,
    rules,
    viewpoint,
    observed,
    both: bothObservers(evidence.events, rules, viewpoint),
    carryover,
    against: counterEvidence(carryover, observed, viewpoint),
    met: masteryOf(evidence.events, rules, viewpoint),
  };
}

/** One panel of the chart: a place and the therapist's part there, with its sessions (or days) in order. */
export interface Panel extends Condition {
  readonly id: string;
  readonly sessions: readonly SessionPoint[];
  readonly days: readonly DayPoint[];
}

export function panelsOf({ observed, rules, viewpoint, carryover }: GoalPage): Panel[] {
  return grouped(observed, ({ event }) => conditionKey(conditionOf(event)))
    .map((group) => ({
      ...conditionOf(group[0]!.event),
      id: conditionKey(conditionOf(group[0]!.event)),
      sessions: carryover.unit === 'trial' ? sessionPoints(group, rules) : [],
      days: carryover.unit === 'day' ? dayPoints(group, rules, viewpoint) : [],
    }))
    .sort(compareConditions);
}

/** The panel's points that have a value, in the criterion's own unit (a share is 0 to 1). */
export function valuesOf(panel: Panel): DatedValue[] {
  const points = [...panel.sessions.map(({ date, p }) => ({ date, value: p })), ...panel.days];
  return points.flatMap(({ date, value }) => (value === null || !Number.isFinite(value) ? [] : [{ date, value }]));
}
