import type { PlanPage } from '#contract/plan.ts';
import type { SessionLine } from '#contract/session.ts';
import { weekdayOf } from '#domain/school-day/calendar.ts';
import { type SeriesToPlan, usualChoices, type WeekTime, type WeekToPlan } from '#domain/services/week-to-plan.ts';
import { asSession, breachesOf, judgeSessions, problemOf } from '#planner/from-week.ts';
import type { Problem } from '#planner/problem.ts';
import type { Breach } from '#planner/score.ts';
import type { Words } from '#words/words.ts';
import type { GridBand, Spot } from './grid-items.ts';

/** What a session that is moved would meet, and what it would do to the minutes: judged by the planner's own rules. */

/** The plan's first week alone, which is the week that is looked at; what is not weekly has no minutes in it. */
export function firstWeek(week: WeekToPlan): WeekToPlan {
  const of = <T extends WeekTime>(times: readonly T[]): T[] =>
    times.filter((time) => time.week === null || time.week === 1).map((time) => ({ ...time, week: null }));
  return {
    ...week,
    weeks: 1,
    therapist: { ...week.therapist, at: of(week.therapist.at), busy: of(week.therapist.busy) },
    rooms: week.rooms.map((room) => ({ ...room, busy: of(room.busy) })),
    classes: week.classes.map((one) => ({
      ...one,
      blocks: of(one.blocks),
      visited: of(one.visited),
      teacherFree: of(one.teacherFree),
      touchBase: { ...one.touchBase, everyWeeks: 0 },
    })),
    students: week.students.map((student) => ({
      ...student,
      busy: of(student.busy),
      elsewhere: of(student.elsewhere),
    })),
    services: week.services.filter(({ per }) => per === 'week'),
    inForce: [],
  };
}

/** A session of the week that is looked at, as the planner knows weekly ones; null for what it does not plan. */
function seriesOf(session: SessionLine): SeriesToPlan | null {
  const { delivery } = session;
  if ((delivery !== 'push_in' && delivery !== 'pull_out') || session.status === 'cancelled') return null;
  return {
    seriesId: session.id,
    weekday: weekdayOf(session.date),
    week: null,
    starts: session.starts,
    ends: session.ends,
    delivery,
    schoolId: session.schoolId,
    classId: session.classId,
    routineId: session.routineId,
    coTeaching: false,
    studentIds: session.members?.map(({ studentId }) => studentId) ?? [],
    kept: false,
  };
}

export interface WeekCheck {
  readonly met: number;
  readonly required: number;
  /** What is in the way of the session that was moved, and was not where it came from. */
  readonly breaches: readonly Breach[];
}

export interface Checker {
  readonly week: WeekToPlan;
  readonly problem: Problem;
}

export function checkerOf(page: Pick<PlanPage, 'week'>): Checker {
  const week = firstWeek(page.week);
  return { week, problem: problemOf(week, usualChoices) };
}

/** Judges the week as it is, with one session elsewhere. Without `moved` nothing is. */
export function checkWeek(
  { week, problem }: Checker,
  sessions: readonly SessionLine[],
  moved?: { readonly id: string; readonly date: string; readonly starts: string; readonly ends: string },
): WeekCheck {
  const judged = (lines: readonly SessionLine[]) => {
    const planned = lines.flatMap((line) => seriesOf(line) ?? []).map((series) => asSession(series, week));
    // The moved one is judged last, so that a clash is told of it.
    const last = planned.toSorted((a, b) => Number(a.id === moved?.id) - Number(b.id === moved?.id));
    return judgeSessions(problem, last, []);
  };
  const before = judged(sessions);
  if (moved === undefined)
    return { met: before.score.metMinutes, required: before.score.requiredMinutes, breaches: [] };
  const after = judged(sessions.map((line) => (line.id === moved.id ? { ...line, ...moved } : line)));
  const ids = new Set([moved.id]);
  const known = new Set(breachesOf(before.breaches, ids).map(keyOf));
  const lunchBefore = new Set(before.breaches.filter(({ code }) => code === 'lunch-count').map(keyOf));
  const fresh = [
    ...breachesOf(after.breaches, ids).filter((breach) => !known.has(keyOf(breach))),
    ...after.breaches.filter((breach) => breach.code === 'lunch-count' && !lunchBefore.has(keyOf(breach))),
  ];
  const seen = new Set<string>();
  return {
    met: after.score.metMinutes,
    required: after.score.requiredMinutes,
    breaches: fresh.filter(({ code }) => !seen.has(code) && seen.add(code)),
  };
}

const keyOf = ({ code, about }: Breach) => `${code} ${about.join(' ')}`;

/** Other work behind the grid; observations and consults stand in it themselves. */
export function busyBands(busy: WeekToPlan['therapist']['busy'], words: Words): GridBand[] {
  return busy.flatMap(({ weekday, starts, ends, what }, index) =>
    what === 'session'
      ? []
      : [
          {
            key: `busy ${index}`,
            column: String(weekday),
            starts,
            ends,
            kind: 'other' as const,
            label: words.say(`work.${what}`),
          },
        ],
  );
}

/** Behind the grid while a session is moved: where its class offers its routine, or what its students are not taken out of. */
export function bandsFor(session: SessionLine, week: WeekToPlan, columnOf: (weekday: number) => string): GridBand[] {
  const members = new Set(session.members?.map(({ studentId }) => studentId) ?? []);
  const homes = new Set(week.students.filter(({ studentId }) => members.has(studentId)).map(({ classId }) => classId));
  const band = (time: WeekTime, kind: GridBand['kind'], index: number): GridBand => ({
    key: `${kind} ${index}`,
    column: columnOf(time.weekday),
    starts: time.starts,
    ends: time.ends,
    kind,
  });
  if (session.delivery === 'pull_out')
    return week.classes
      .filter(({ classId }) => homes.has(classId))
      .flatMap(({ blocks }) => blocks.filter(({ pullOut }) => pullOut === 'never'))
      .map((time, index) => band(time, 'protected', index));
  return week.classes
    .filter(({ classId }) => classId === session.classId)
    .flatMap(({ blocks }) =>
      blocks.filter(({ routineId, pushIn }) => routineId === session.routineId && pushIn !== 'not_offered'),
    )
    .map((time, index) => band(time, 'offered', index));
}

/** Whether one's own day has something else at that spot, of whatever kind. */
export function meetsOwn(sessions: readonly SessionLine[], id: string, date: string, spot: Spot): SessionLine[] {
  return sessions.filter(
    (other) =>
      other.id !== id &&
      other.status === 'planned' &&
      other.date === date &&
      other.starts < spot.ends &&
      spot.starts < other.ends,
  );
}
