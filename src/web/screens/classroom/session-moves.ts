import type { SessionPack } from '#contract/session.ts';
import type { ObservationContext } from '#domain/trials/event.ts';
import type { PackGoal } from './record.ts';
import type { EventBody, How } from './recording.ts';
import { instantAt, wallClockAt } from './school-time.ts';

/** A goal list is cut where the contract cuts it; nobody records thirteen goals of one student in one session. */
const mostGoals = 12;

export const memberOf = (member: { readonly studentId: string; readonly goals: readonly PackGoal[] }) => ({
  studentId: member.studentId,
  goalIds: member.goals.slice(0, mostGoals).map((goal) => goal.goalId),
});

/** How a session is entered: as it happens, or afterwards for its planned time, from memory or from a sheet of paper. */
export type Entering = 'live' | 'later' | 'paper';

/** The event that begins a session, and how it is written down. */
export function opening(
  pack: SessionPack,
  context: ObservationContext,
  entering: Entering,
  now: number,
  unplanned = false,
): { readonly body: EventBody; readonly how: Partial<How> } {
  const here = pack.members.filter((member) => !member.absent);
  const body: EventBody = {
    kind: 'opened',
    date: pack.date,
    startsAt: entering === 'live' ? wallClockAt(now, pack.zone).time : pack.starts,
    zone: pack.zone,
    schoolId: pack.schoolId,
    ...(pack.classId === null ? {} : { classId: pack.classId }),
    ...(pack.roomId === null ? {} : { roomId: pack.roomId }),
    ...(unplanned ? {} : { plannedSessionId: pack.sessionId }),
    members: here.map(memberOf),
    context: { ...context, groupSize: Math.max(1, here.length) },
  };
  if (entering === 'live') return { body, how: { captureMode: 'live' } };
  return { body, how: { captureMode: entering, occurredAt: instantAt(pack.date, pack.starts, pack.zone) } };
}
