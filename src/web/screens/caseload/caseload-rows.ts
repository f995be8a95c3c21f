import { Temporal } from 'temporal-polyfill';
import type { GoalStanding } from '#contract/goal.ts';
import type { Discipline } from '#domain/goals/goal.ts';
import type { CaseloadRow } from '#contract/student.ts';

export interface ProbeDue {
  readonly goalId: string;
  readonly tag: string;
  readonly weeks: number;
  readonly dueOn: string;
}

/** A student of the table with how their goals stand. */
export interface Row extends CaseloadRow {
  readonly standings: readonly GoalStanding[];
  /** Required minutes of an average school week; null where none is written down. */
  readonly minutes: number | null;
  readonly lastSeenOn: string | null;
  /** Observations and days of the last six weeks, all goals together. */
  readonly points: number;
  readonly dataMissing: boolean;
  /** Looks after a goal was met whose time has come, the earliest first. */
  readonly probesDue: readonly ProbeDue[];
  /** The nearer of annual review and reevaluation. */
  readonly nextReview: string | null;
}

const tooLittle: readonly GoalStanding['state'][] = ['not_enough_data', 'not_enough_days', 'unclear'];

/**
 * @param discipline whose goals and minutes the table is about; null: everybody's, as for a case manager
 * @param probes by goal
 */
export function caseloadRows(
  students: readonly CaseloadRow[],
  standings: readonly GoalStanding[],
  discipline: Discipline | null,
  probes: ReadonlyMap<string, readonly Omit<ProbeDue, 'goalId' | 'tag'>[]> = new Map(),
): Row[] {
  const mine = (one: { readonly discipline: Discipline }) => discipline === null || one.discipline === discipline;
  const byStudent = Map.groupBy(standings.filter(mine), ({ studentId }) => studentId);
  return students.map((student) => {
    const own = byStudent.get(student.id) ?? [];
    const minutesPerWeek = (student.minutesPerWeek ?? []).filter(mine);
    const open = own.filter(({ status }) => status === 'active');
    const dates = [student.annualReviewDue, student.reevaluationDue].filter((date) => typeof date === 'string');
    const seen = own.flatMap(({ lastSeenOn }) => lastSeenOn ?? []);
    return {
      ...student,
      standings: own,
      minutesPerWeek,
      minutes:
        minutesPerWeek.length === 0 ? null : Math.round(minutesPerWeek.reduce((sum, { minutes }) => sum + minutes, 0)),
      lastSeenOn: seen.toSorted().at(-1) ?? null,
      points: own.reduce((sum, { points }) => sum + points, 0),
      dataMissing: open.some(({ state }) => tooLittle.includes(state)),
      probesDue: open
        .flatMap(({ goalId, tag }) => (probes.get(goalId) ?? []).map((probe) => ({ ...probe, goalId, tag })))
        .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1)),
      nextReview: dates.toSorted()[0] ?? null,
    };
  });
}

export type Due = 'past' | 'soon' | 'later';

/** Days ahead in which a review counts as coming up. */
export const soonDays = 60;

export function dueState(date: string, today: string): Due {
  if (date < today) return 'past';
  const days = Temporal.PlainDate.from(today).until(Temporal.PlainDate.from(date), { largestUnit: 'days' }).days;
  return days <= soonDays ? 'soon' : 'later';
}

export const shownOf = ['all', 'missing', 'probes', 'due'] as const;
export type Shown = (typeof shownOf)[number];

export function shownRows(rows: readonly Row[], shown: Shown, today: string): readonly Row[] {
  if (shown === 'missing') return rows.filter(({ dataMissing }) => dataMissing);
  if (shown === 'probes') return rows.filter(({ probesDue }) => probesDue.length > 0);
  if (shown === 'due')
    return rows.filter(({ nextReview }) => nextReview !== null && dueState(nextReview, today) !== 'later');
  return rows;
}
