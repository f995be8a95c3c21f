import { minutesBetween } from '../school-day/elapsed.ts';
import {
  type CarryBackEvent,
  type CaptureMode,
  isObservation,
  type NoteEvent,
  type ObservationContext,
  type ObservationEvent,
  type OpenedEvent,
  type PraiseEvent,
  type SessionEvent,
  type StrategyEvent,
  type TakenUpEvent,
} from './event.ts';
import { compareInstants, inForce } from './merge.ts';
import { type TrialTally, talliesByStudentGoal } from './tally.ts';

export interface Attendance {
  studentId: string;
  goalIds: readonly string[];
  /** Instants. A member who was there from the start has the session's own. */
  from: string;
  /** Null while the session is open and the student in it. */
  until: string | null;
  reason: string | null;
  /** Whole minutes in the session, by elapsed time; null while not known. */
  minutes: number | null;
}

export interface SessionRecord {
  sessionId: string;
  /** Null until its `opened` has arrived; what was recorded is kept meanwhile. */
  opened: OpenedEvent | null;
  endedAt: string | null;
  /** Elapsed whole minutes, right across midnight and clock changes; null while open or not known. */
  minutes: number | null;
  attendance: readonly Attendance[];
  /** The contexts in force, each from its instant on. */
  contexts: readonly { from: string; context: ObservationContext }[];
  observations: readonly ObservationEvent[];
  /** By student, then goal. */
  tallies: ReadonlyMap<string, ReadonlyMap<string, TrialTally>>;
  notes: readonly NoteEvent[];
  strategies: readonly StrategyEvent[];
  praise: readonly PraiseEvent[];
  carryBacks: readonly CarryBackEvent[];
  takenUp: readonly TakenUpEvent[];
  /** How it was recorded. */
  captureModes: ReadonlySet<CaptureMode>;
}

/** The record of one session from its events, in whatever order and however often they came. */
export function sessionRecord(sessionId: string, events: readonly SessionEvent[]): SessionRecord {
  const standing = inForce(events.filter((event) => event.sessionId === sessionId));
  const opened = standing.find((event) => event.kind === 'opened') ?? null;
  const endedAt = standing.findLast((event) => event.kind === 'closed')?.occurredAt ?? null;
  const observations = standing.filter(isObservation).filter((event) => event.asSecondObserver !== true);
  const contexts = standing.flatMap((event) =>
    event.kind === 'opened' || event.kind === 'context' ? [{ from: event.occurredAt, context: event.context }] : [],
  );
  return {
    sessionId,
    opened,
    endedAt,
    minutes: opened === null || endedAt === null ? null : minutesBetween(opened.occurredAt, endedAt),
    attendance: attendanceOf(opened, endedAt, standing),
    contexts,
    observations,
    tallies: talliesByStudentGoal(observations),
    notes: standing.filter((event) => event.kind === 'note'),
    strategies: standing.filter((event) => event.kind === 'strategy'),
    praise: standing.filter((event) => event.kind === 'praise'),
    carryBacks: standing.filter((event) => event.kind === 'carry_back'),
    takenUp: standing.filter((event) => event.kind === 'taken_up'),
    captureModes: new Set(standing.map((event) => event.captureMode)),
  };
}

function attendanceOf(
  opened: OpenedEvent | null,
  endedAt: string | null,
  standing: readonly SessionEvent[],
): Attendance[] {
  const stays: Attendance[] = (opened?.members ?? []).map((member) => ({
    ...member,
    from: opened!.occurredAt,
    until: null,
    reason: null,
    minutes: null,
  }));
  const current = (studentId: string): Attendance | undefined =>
    stays.findLast((stay) => stay.studentId === studentId && stay.until === null);
  for (const event of standing) {
    if (event.kind === 'joined' && current(event.studentId) === undefined) {
      stays.push({
        studentId: event.studentId,
        goalIds: event.goalIds,
        from: event.occurredAt,
        until: null,
        reason: null,
        minutes: null,
      });
    } else if (event.kind === 'left') {
      const stay = current(event.studentId);
      if (stay === undefined) continue;
      stay.reason = event.reason ?? null;
      // Who was away was never there, whenever that was noted.
      stay.until = event.reason === 'absent' ? stay.from : event.occurredAt;
    }
  }
  for (const stay of stays) {
    stay.until ??= endedAt;
    if (stay.until !== null && compareInstants(stay.until, stay.from) < 0) stay.until = stay.from;
    stay.minutes = stay.until === null ? null : minutesBetween(stay.from, stay.until);
  }
  return stays;
}

/** All sessions that the events belong to, by session id. */
export function foldSessions(events: readonly SessionEvent[]): ReadonlyMap<string, SessionRecord> {
  const bySession = new Map<string, SessionEvent[]>();
  for (const event of events) {
    const list = bySession.get(event.sessionId);
    if (list === undefined) bySession.set(event.sessionId, [event]);
    else list.push(event);
  }
  return new Map([...bySession].map(([sessionId, list]) => [sessionId, sessionRecord(sessionId, list)]));
}
