import type { Setting } from '../trials/event.ts';
import { isNatural } from '../trials/event.ts';
import type { RoutineSide } from './by-routine.ts';
import { mostPerOccasion, type Occasion } from './sampling-plan.ts';

/** A session that is planned and not begun. */
export interface ComingVisit {
  readonly sessionId: string;
  readonly date: string;
  /** Wall time. */
  readonly startsAt: string;
  readonly setting: Setting;
  readonly routineId: string | null;
  readonly leaderId: string;
  readonly leaderIsTherapist: boolean;
  /** Without goals: all of the student's. */
  readonly members: readonly { readonly studentId: string; readonly goalIds: readonly string[] }[];
}

/** A routine on a coming school day, with the adults of its class who are there. */
export interface ComingRoutine {
  readonly routineId: string;
  readonly date: string;
  readonly startsAt: string;
  readonly setting: Setting;
  /** Who may record, best first. */
  readonly adultIds: readonly string[];
}

export interface GoalInPlay {
  readonly goalId: string;
  readonly studentId: string;
  /** Routines marked as giving it chances. */
  readonly routineIds: readonly string[];
}

/** Chances that a routine is taken to give where nobody has counted yet. */
export const usualChances = 3;

/** An occasion without a planned session is known by its routine and date. */
export const routineOccasionId = (routineId: string, date: string): string => `${routineId}/${date}`;

/**
 * The coming times and places at which a goal can be seen: planned visits with the student, and the routines marked for the
 * goal in which no therapist is planned, where an adult of the class may record. What was counted in a routine before says
 * how many chances it gives.
 */
export function occasionsFor(
  goal: GoalInPlay,
  visits: readonly ComingVisit[],
  routines: readonly ComingRoutine[],
  seen: readonly RoutineSide[] = [],
): Occasion[] {
  const chances = (setting: Setting, routineId: string | null): number => {
    if (!isNatural(setting)) return mostPerOccasion;
    const counted = seen.find((side) => side.routineId !== null && side.routineId === routineId);
    return counted === undefined ? usualChances : Math.round(counted.chancesPerVisit);
  };
  const own = visits.filter(({ members }) =>
    members.some(
      ({ studentId, goalIds }) =>
        studentId === goal.studentId && (goalIds.length === 0 || goalIds.includes(goal.goalId)),
    ),
  );
  const visited = new Set(
    own.flatMap(({ routineId, date }) => (routineId === null ? [] : [routineOccasionId(routineId, date)])),
  );
  return [
    ...own.map(
      (visit): Occasion => ({
        id: visit.sessionId,
        date: visit.date,
        startsAt: visit.startsAt,
        setting: visit.setting,
        ...(visit.routineId === null ? {} : { routineId: visit.routineId }),
        therapistPresent: visit.leaderIsTherapist,
        recorderIds: [visit.leaderId],
        chances: chances(visit.setting, visit.routineId),
      }),
    ),
    ...routines
      .filter(
        ({ routineId, date }) =>
          goal.routineIds.includes(routineId) && !visited.has(routineOccasionId(routineId, date)),
      )
      .map(
        (routine): Occasion => ({
          id: routineOccasionId(routine.routineId, routine.date),
          date: routine.date,
          startsAt: routine.startsAt,
          setting: routine.setting,
          routineId: routine.routineId,
          therapistPresent: false,
          recorderIds: routine.adultIds,
          chances: chances(routine.setting, routine.routineId),
        }),
      ),
  ];
}
