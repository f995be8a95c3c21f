import { Temporal } from 'temporal-polyfill';
import type { Carryover } from '../carryover/carryover.ts';
import type { Observed, Viewpoint } from '../carryover/evidence.ts';
import type { Mastery, MasteryState } from '../carryover/mastery.ts';
import { trendOf } from '../carryover/phase-comparison.ts';
import { sessionPoints } from '../carryover/session-points.ts';
import { sideOf } from '../carryover/side.ts';
import type { GoalRules } from '../goals/goal.ts';
import type { PhaseKind } from '../goals/phase-changes.ts';
import { newcombeGap } from '../measures/newcombe-gap.ts';
import { compare, reaches } from '../measures/ties.ts';
import { addDays } from '../school-day/calendar.ts';
import { isNatural } from '../trials/event.ts';

interface Count {
  readonly x: number;
  readonly n: number;
}

/**
 * All that the rules of a review are told of a goal. What is not here cannot weigh: no grade, no label, no caseload, no staff.
 */
export interface ReviewFacts {
  /** As the goal's page reads it. */
  readonly state: Carryover['state'];
  readonly therapy: Count;
  readonly natural: Count & { readonly days: number };
  /** Opportunities (or days) in natural settings without the therapist. */
  readonly away: number;
  /** Whether anybody but a therapist has recorded in natural settings. */
  readonly otherRecorder: boolean;
  readonly therapyAtGoal: boolean;
  readonly naturalAtGoal: boolean;
  /** Course in natural settings: `points` sessions or days; `rising` is towards the goal. */
  readonly course: { readonly points: number; readonly rising: boolean };
  readonly teacherCues: Count;
  /** Trials in natural settings with the therapist's cue, of all of them. */
  readonly therapistCues: Count;
  readonly mastery: MasteryState;
  /** The last change of the service that has data on both sides in natural settings. */
  readonly sinceService: {
    readonly on: string;
    readonly before: Count;
    readonly after: Count;
    readonly less: boolean;
  } | null;
  /** Whole weeks since the last change of class or grade; null without one. */
  readonly weeksSinceMove: number | null;
  /** Opportunities left out because only one place has their level. */
  readonly leftOut: number;
  /** Agreement of two observers, 0 to 1; null where nobody looked twice. */
  readonly agreement: number | null;
  /** Practice without the therapist in the last weeks, as far as the reader has it on record; null: nothing is. */
  readonly practice: { readonly planned: number; readonly done: number } | null;
}

/** Of adults' own ways with a strategy, what was planned or done without the therapist. */
export interface PracticeNoted {
  readonly plannedFor: string | null;
  readonly doneOn: string | null;
}

/** Weeks of practice that are looked at. */
const weeksOfPractice = 8;

/** What was planned up to today in the last weeks, and of it what was done; done without having been planned counts as both. */
export function practiceOf(noted: readonly PracticeNoted[], today: string): ReviewFacts['practice'] {
  const since = addDays(today, -7 * weeksOfPractice);
  const past = noted.filter(({ plannedFor, doneOn }) => {
    const on = doneOn ?? plannedFor;
    return on !== null && since <= on && on <= today;
  });
  if (past.length === 0) return null;
  return { planned: past.length, done: past.filter(({ doneOn }) => doneOn !== null).length };
}

/** Weeks on either side of a change of service that are compared. */
const weeksAround = 10;

/**
 * From what the goal's page shows. `changes` are the goal's phase lines; `agreement` that of its last session with two observers.
 */
export function reviewFacts(
  goal: {
    readonly observed: readonly Observed[];
    readonly carryover: Carryover;
    readonly mastery: Mastery;
    readonly rules: GoalRules;
    readonly practice: readonly PracticeNoted[];
  },
  changes: readonly { readonly on: string; readonly kind: PhaseKind }[],
  agreement: number | null,
  viewpoint: Viewpoint,
): ReviewFacts {
  const { observed, carryover, mastery, rules } = goal;
  const natural = observed.filter(({ event }) => isNatural(event.context.setting));
  const recent = natural.filter(({ date }) => date >= carryover.since);
  const last = (...kinds: readonly PhaseKind[]): string | null =>
    changes.reduce<string | null>(
      (found, one) => (kinds.includes(one.kind) && one.on <= viewpoint.today ? one.on : found),
      null,
    );
  const movedOn = last('class', 'grade');
  const shared = {
    state: carryover.state,
    otherRecorder: recent.some(({ event }) => viewpoint.therapistIds?.has(event.recorderId) === false),
    mastery: mastery.state,
    sinceService: carryover.unit === 'trial' ? sinceService(natural, last('service'), rules) : null,
    weeksSinceMove: movedOn === null ? null : Math.floor(daysBetween(movedOn, viewpoint.today) / 7),
    agreement,
    practice: practiceOf(goal.practice, viewpoint.today),
  };
  if (carryover.unit === 'day') {
    const { state, criterion, conditions } = carryover;
    const away = conditions.filter(({ setting, part }) => isNatural(setting) && part === 'away');
    return {
      ...shared,
      therapy: { x: carryover.therapy.reached, n: carryover.therapy.judged },
      natural: { x: carryover.natural.reached, n: carryover.natural.judged, days: carryover.natural.days },
      away: away.reduce((sum, { days }) => sum + days, 0),
      therapyAtGoal: carryover.twin !== null && carryover.twin !== 'below_goal_in_both',
      naturalAtGoal: state === 'at_goal',
      course: { points: criterion.judged === 0 ? 0 : carryover.points.length, rising: state === 'closer' },
      teacherCues: { x: 0, n: 0 },
      therapistCues: { x: 0, n: 0 },
      leftOut: 0,
    };
  }
  const { therapy, compared, presence, responses, criterion } = carryover;
  const points = sessionPoints(recent, rules).flatMap(({ date, p }) => (p === null ? [] : [{ date, value: p }]));
  const trend = trendOf(points);
  const cued = recent.filter(
    ({ event }) => event.kind === 'trial' && event.cues.some(({ by }) => by === 'therapist'),
  ).length;
  const { teacher } = responses.natural.toCuesOf;
  return {
    ...shared,
    therapy: { x: therapy.x, n: therapy.n },
    natural: { x: carryover.natural.x, n: carryover.natural.n, days: carryover.natural.days },
    away: presence.away.n,
    therapyAtGoal: therapy.p !== null && reaches(therapy.p, criterion),
    naturalAtGoal: carryover.natural.p !== null && reaches(carryover.natural.p, criterion),
    course: { points: points.length, rising: trend !== null && compare(trend.slopePerDay, 0) > 0 },
    teacherCues: { x: teacher.x, n: teacher.n },
    therapistCues: { x: cued, n: carryover.natural.n },
    leftOut: compared.leftOut.therapy + compared.leftOut.natural,
  };
}

function sinceService(natural: readonly Observed[], on: string | null, rules: GoalRules): ReviewFacts['sinceService'] {
  if (on === null) return null;
  const from = addDays(on, -7 * weeksAround);
  const to = addDays(on, 7 * weeksAround);
  const before = sideOf(
    natural.filter(({ date }) => date >= from && date < on),
    rules,
  );
  const after = sideOf(
    natural.filter(({ date }) => date >= on && date < to),
    rules,
  );
  const gap = newcombeGap(before.x, before.n, after.x, after.n, 0.9);
  if (gap === null) return null;
  return {
    on,
    before: { x: before.x, n: before.n },
    after: { x: after.x, n: after.n },
    less: compare(gap.lower, 0) > 0,
  };
}

function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}
