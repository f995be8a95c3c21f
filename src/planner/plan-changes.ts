import type { SeriesToPlan, WeekToPlan } from '#domain/services/week-to-plan.ts';
import { asSession } from './from-week.ts';
import { minutesOf } from './clock-time.ts';
import type { PlannedSession } from './plan.ts';

/** What becomes of one weekly session when a plan takes the place of the week in force. */
export interface PlanChange {
  /** The planned session's id, else the series'. */
  readonly id: string;
  readonly kind: 'stays' | 'moves' | 'new' | 'ends';
  readonly before: SeriesToPlan | null;
  readonly after: PlannedSession | null;
}

/**
 * Pairs the week in force with a plan: what stays exactly as it is, what moves or gets another group (the planned session of
 * the same delivery that shares most students, then the same class, then the nearest time), what is new, what ends. Every
 * session of either is in exactly one change.
 */
export function changesBetween(week: WeekToPlan, planned: readonly PlannedSession[]): PlanChange[] {
  const before = week.inForce.map((series) => ({ series, session: asSession(series, week) }));
  const left = new Map(planned.map((session) => [session.id, session]));
  const changes: PlanChange[] = [];
  const open: typeof before = [];
  for (const one of before) {
    const same = [...left.values()].find((session) => sameSession(session, one.session));
    if (same === undefined) {
      open.push(one);
      continue;
    }
    left.delete(same.id);
    changes.push({ id: same.id, kind: 'stays', before: one.series, after: same });
  }
  const studentOf = new Map(week.services.map(({ serviceId, studentId }) => [serviceId, studentId]));
  const shared = (session: PlannedSession, series: SeriesToPlan) =>
    session.services.filter((service) => series.studentIds.includes(studentOf.get(service) ?? '')).length;
  const pairs = open
    .flatMap((one) =>
      [...left.values()].flatMap((session) => {
        const students = shared(session, one.series);
        if (students === 0 || session.delivery !== one.session.delivery) return [];
        const away =
          (session.day === one.session.day ? 0 : 1_000) +
          Math.abs(minutesOf(session.from) - minutesOf(one.session.from));
        return [{ one, session, students, sameClass: session.class === one.session.class ? 1 : 0, away }];
      }),
    )
    .toSorted(
      (a, b) =>
        b.students - a.students ||
        b.sameClass - a.sameClass ||
        a.away - b.away ||
        (a.one.series.seriesId < b.one.series.seriesId ? -1 : 1),
    );
  const paired = new Set<string>();
  for (const { one, session } of pairs) {
    if (paired.has(one.series.seriesId) || !left.has(session.id)) continue;
    paired.add(one.series.seriesId);
    left.delete(session.id);
    changes.push({ id: session.id, kind: 'moves', before: one.series, after: session });
  }
  for (const { series } of open)
    if (!paired.has(series.seriesId)) changes.push({ id: series.seriesId, kind: 'ends', before: series, after: null });
  for (const session of left.values()) changes.push({ id: session.id, kind: 'new', before: null, after: session });
  return changes;
}

/** Whether nothing differs that anybody would notice. */
export function sameSession(a: PlannedSession, b: PlannedSession): boolean {
  return (
    a.day === b.day &&
    a.week === b.week &&
    a.from === b.from &&
    a.to === b.to &&
    a.delivery === b.delivery &&
    a.class === b.class &&
    a.routine === b.routine &&
    a.services.length === b.services.length &&
    a.services.every((service) => b.services.includes(service))
  );
}
