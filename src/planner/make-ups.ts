import { minutesOf, wallTimeOf } from '#domain/school-day/intervals.ts';
import { bit, Candidates } from './candidates.ts';
import { overlaps, type Stretch } from './clock-time.ts';
import type { Problem } from './problem.ts';
import { dateOf, layOut, type ServiceNeed } from './timetable.ts';

/*
 * Where a missed session could be made up without harm: in a session that takes place anyway and has room, or at a time of its
 * own. The planner's rules of the week hold: no protected time, nobody kept apart, no two places at once, lunch, rooms.
 */

/** Students in a session at most, where the service's own line does not say fewer. */
export const usualLargestGroup = 4;

/** A session of the therapist as it stands on its date. */
export interface StandingSession {
  readonly id: string;
  readonly starts: string;
  readonly ends: string;
  readonly delivery: string;
  readonly classId: string | null;
  readonly routineId: string | null;
  readonly studentIds: readonly string[];
  /** Somebody may still be put into it: planned, not begun, nobody else's. */
  readonly open: boolean;
}

export interface DayForMakeUps {
  readonly date: string;
  /** 1 Monday to 5 Friday, in the first week of the problem. */
  readonly weekday: number;
  /** Whether school is in at that time of the date. */
  readonly held: (starts: string, ends: string) => boolean;
  readonly sessions: readonly StandingSession[];
}

export interface MakeUp {
  readonly date: string;
  readonly starts: string;
  readonly ends: string;
  /** The session that the student joins; null: one of their own. */
  readonly sessionId: string | null;
  /** With the student. */
  readonly students: number;
  /** The planner's points for what is missed in class; 0 in push-in. */
  readonly cost: number;
}

/**
 * Every session that could be joined, and for each day the time of its own that costs the class the least, the earliest of
 * several. By date and time.
 * @param largest of each service the largest group its line allows, the student included
 */
export function makeUpsFor(
  problem: Problem,
  serviceId: string,
  largest: ReadonlyMap<string, number>,
  days: readonly DayForMakeUps[],
): MakeUp[] {
  const timetable = layOut(problem);
  const need = timetable.services.find(({ id }) => id === serviceId);
  if (need === undefined) return [];
  const candidates = new Candidates(timetable);
  return days
    .flatMap((day) => [...joined(candidates, need, largest, day), ...alone(candidates, need, day)])
    .toSorted((a, b) => (a.date + a.starts < b.date + b.starts ? -1 : 1));
}

const stretchOf = ({ starts, ends }: { readonly starts: string; readonly ends: string }): Stretch => ({
  from: minutesOf(starts) ?? 0,
  to: minutesOf(ends) ?? 0,
});

function joined(
  candidates: Candidates,
  need: ServiceNeed,
  largest: ReadonlyMap<string, number>,
  day: DayForMakeUps,
): MakeUp[] {
  const { timetable } = candidates;
  const student = timetable.students[need.student]!;
  const date = dateOf(1, day.weekday - 1);
  const own = day.sessions.filter(({ studentIds }) => studentIds.includes(student.id)).map(stretchOf);
  return day.sessions.flatMap((session): MakeUp[] => {
    const stretch = stretchOf(session);
    const { studentIds, starts, ends } = session;
    if (!session.open || studentIds.includes(student.id) || !day.held(starts, ends)) return [];
    if (session.delivery !== (need.pushIn ? 'push_in' : 'pull_out')) return [];
    if (own.some((other) => overlaps(other, stretch)) || !candidates.studentIsFree(need.student, date, stretch))
      return [];
    const students = studentIds.length + 1;
    if (students > usualLargestGroup || !roomFor(candidates, need, largest, session)) return [];
    let cost = 0;
    if (need.pushIn) {
      if (session.classId !== timetable.classes[need.class]!.id) return [];
      if (session.routineId === null || !need.routines.includes(session.routineId)) return [];
    } else {
      const points = candidates.pullOutPoints(need.student, date, stretch);
      if (points === undefined) return [];
      cost = points;
    }
    return [{ date: day.date, starts, ends, sessionId: session.id, students, cost }];
  });
}

/** Nobody's line allows fewer, nobody is kept apart from the other; of whom nothing is known, nothing is decided. */
function roomFor(
  { timetable }: Candidates,
  need: ServiceNeed,
  largest: ReadonlyMap<string, number>,
  { studentIds }: StandingSession,
): boolean {
  const { students, services, classes } = timetable;
  const allows = ({ id }: ServiceNeed) => studentIds.length + 1 <= (largest.get(id) ?? 1);
  if (!allows(need)) return false;
  return studentIds.every((id) => {
    const index = students.findIndex((one) => one.id === id);
    const other = services.find((one) => one.student === index && one.pushIn === need.pushIn);
    if (index < 0 || other === undefined || !allows(other)) return false;
    if (students[index]!.apartFrom.has(need.student) || students[need.student]!.apartFrom.has(index)) return false;
    const grades = [students[index]!, students[need.student]!].map((one) => classes[one.class]!.grade);
    return Math.abs(grades[0]! - grades[1]!) <= timetable.problem.limits.gradeSpan;
  });
}

function alone(candidates: Candidates, need: ServiceNeed, day: DayForMakeUps): MakeUp[] {
  const { timetable, bounds } = candidates;
  const date = dateOf(1, day.weekday - 1);
  const taken = day.sessions.map(stretchOf);
  let best: MakeUp | null = null;
  for (let from = bounds.from; from + need.sessionMinutes <= bounds.to; from += timetable.step) {
    const stretch = { from, to: from + need.sessionMinutes };
    if (taken.some((other) => overlaps(other, stretch))) continue;
    // The day's limit is of direct minutes that the week promises; a make-up is beside them.
    if ((candidates.rejections(need, date, from) & ~bit('limit')) !== 0) continue;
    const [starts, ends] = [wallTimeOf(stretch.from), wallTimeOf(stretch.to)];
    if (!day.held(starts, ends)) continue;
    const cost = need.pushIn ? 0 : candidates.pullOutPoints(need.student, date, stretch)!;
    if (best === null || cost < best.cost) best = { date: day.date, starts, ends, sessionId: null, students: 1, cost };
  }
  return best === null ? [] : [best];
}
