import type { acceptPlan, PlanPage } from '#contract/plan.ts';
import type { PlanChoices, WeekToPlan } from '#domain/services/week-to-plan.ts';
import { addDays, mondayOf } from '#domain/school-day/calendar.ts';
import { asSession, breachesOf, type Judged, judgeSessions, weekdayOfDay } from '#planner/from-week.ts';
import type { PlanChange } from '#planner/plan-changes.ts';
import type { PlannedSession, PlannedTouchBase } from '#planner/plan.ts';
import type { Problem } from '#planner/problem.ts';
import type { Breach } from '#planner/score.ts';
import type { BodyInputOf } from '#contract/operation.ts';

export type Accepting = BodyInputOf<typeof acceptPlan>;

/** The Monday after a date: until then there is time to tell everybody. */
export function nextMonday(today: string): string {
  return addDays(mondayOf(today), 7);
}

/** The week that a plan, or the part of it that is taken, would make. */
export interface Draft {
  /** Of the week in force: what stays, and what the plan moved and is not taken. */
  readonly stays: readonly PlannedSession[];
  readonly taken: readonly PlannedSession[];
  readonly touchBases: readonly PlannedTouchBase[];
  readonly judged: Judged;
  /** What of it does not go together. */
  readonly breaches: readonly Breach[];
}

/**
 * The draft of taking these changes. Touch-bases that meet something of the old week that stays are left out: a meeting
 * gives way to a session.
 */
export function draftOf(
  week: WeekToPlan,
  problem: Problem,
  changes: readonly PlanChange[],
  planned: readonly PlannedTouchBase[],
  left: ReadonlySet<string>,
): Draft {
  const stays = changes.flatMap(({ id, kind, before }) =>
    before !== null && (kind === 'stays' || left.has(id)) ? [asSession(before, week)] : [],
  );
  const taken = changes.flatMap(({ id, kind, after }) =>
    after !== null && kind !== 'stays' && !left.has(id) ? [after] : [],
  );
  const free = (one: PlannedTouchBase) =>
    ![...stays, ...taken].some(
      (session) =>
        session.day === one.day &&
        (session.week === undefined || one.week === undefined || session.week === one.week) &&
        session.from < one.to &&
        one.from < session.to,
    );
  const touchBases = planned.filter(free);
  const judged = judgeSessions(problem, [...stays, ...taken], touchBases);
  return {
    stays,
    taken,
    touchBases,
    judged,
    breaches: breachesOf(judged.breaches, new Set(taken.map(({ id }) => id))),
  };
}

/** The draft as it is sent. */
export function accepting(
  page: Pick<PlanPage, 'week'>,
  choices: PlanChoices,
  changes: readonly PlanChange[],
  draft: Draft,
  left: ReadonlySet<string>,
): Accepting {
  const sessionOf = (after: PlannedSession, seriesId: string | null): Accepting['sessions'][number] => ({
    seriesId,
    weekday: weekdayOfDay(after.day),
    week: after.week ?? null,
    starts: after.from,
    ends: after.to,
    delivery: after.delivery === 'push-in' ? 'push_in' : 'pull_out',
    schoolId: after.school,
    classId: after.class ?? null,
    routineId: after.routine ?? null,
    coTeaching: after.coTeaching,
    serviceIds: [...after.services],
  });
  return {
    from: page.week.from,
    choices,
    sessions: changes.flatMap(({ id, kind, before, after }) =>
      after === null || (kind !== 'stays' && left.has(id)) ? [] : [sessionOf(after, before?.seriesId ?? null)],
    ),
    keep: [
      ...new Set(
        changes.flatMap(({ id, kind, before }) =>
          before !== null && kind !== 'stays' && left.has(id) ? [before.seriesId] : [],
        ),
      ),
    ],
    touchBases: draft.touchBases.map((one) => ({
      classId: one.class,
      weekday: weekdayOfDay(one.day),
      week: one.week ?? null,
      starts: one.from,
      ends: one.to,
    })),
  };
}
