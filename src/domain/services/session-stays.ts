/** From a session as it was planned and recorded to the stays of its students in it: the times that the ledger sums up. */
import type { Discipline } from '../goals/goal.ts';
import { minutesBetween } from '../school-day/elapsed.ts';
import { minutesOf } from '../school-day/intervals.ts';
import { instantOf } from '../school-day/school-clock.ts';
import type { SessionDelivery } from '../school-day/session.ts';
import type { SessionEvent } from '../trials/event.ts';
import { sessionRecord } from '../trials/session-record.ts';
import type { MissedReason, SessionStay } from './minutes.ts';

export interface LedgerSession {
  readonly id: string;
  readonly therapistId: string;
  readonly discipline: Discipline;
  readonly date: string;
  /** Wall times `HH:MM` at the school, as planned. */
  readonly starts: string;
  readonly ends: string;
  /** IANA zone of the school. */
  readonly zone: string;
  readonly delivery: SessionDelivery;
  readonly status: 'planned' | 'cancelled';
  readonly cancelledReason: string | null;
  readonly memberIds: readonly string[];
  /** Of them, those for whom it makes up for one that was missed. */
  readonly makesUpFor: readonly string[];
  /** Students noted as absent on that date. */
  readonly absentIds: readonly string[];
  /** Who came, joined, left, and the end; what else was recorded makes no difference. */
  readonly events: readonly SessionEvent[];
}

const missedWhy: Readonly<Record<string, MissedReason>> = {
  student_absent: 'student_absent',
  therapist_absent: 'therapist_absent',
  testing: 'testing',
  no_school: 'school_closed',
  early_release: 'school_closed',
  late_start: 'school_closed',
};

/**
 * The stays of every student of one session. What was recorded counts with its own times, on the clock of the school's day;
 * a recorded session nobody ended lasts to its planned end. Who was absent missed the planned minutes.
 */
export function sessionStays(session: LedgerSession): SessionStay[] {
  const { id, date, zone, therapistId, discipline, delivery } = session;
  const base = { sessionId: id, therapistId, discipline, delivery, date };
  const makesUp = (studentId: string) => session.makesUpFor.includes(studentId);
  const from = minutesOf(session.starts) ?? 0;
  const ends = minutesOf(session.ends) ?? 0;
  const to = ends > from ? ends : ends + 24 * 60;
  const planned = (studentId: string, what: SessionStay['what']): SessionStay => ({
    ...base,
    studentId,
    makesUp: makesUp(studentId),
    from,
    to,
    what,
  });
  const missed = (studentId: string, reason: MissedReason) => planned(studentId, { kind: 'missed', reason });

  const record = sessionRecord(id, session.events);
  if (record.opened === null) {
    if (session.status === 'cancelled') {
      const reason = missedWhy[session.cancelledReason ?? ''] ?? 'other';
      return session.memberIds.map((studentId) => missed(studentId, reason));
    }
    return session.memberIds.map((studentId) =>
      session.absentIds.includes(studentId)
        ? missed(studentId, 'student_absent')
        : planned(studentId, { kind: 'planned' }),
    );
  }

  const midnight = instantOf(date, '00:00', zone);
  const minute = (instant: string) => minutesBetween(midnight, instant);
  const there = record.attendance.flatMap((stay): SessionStay[] => {
    const begins = minute(stay.from);
    const until = stay.until === null ? Math.max(to, begins) : minute(stay.until);
    if (until <= begins) return [];
    const { studentId } = stay;
    return [
      {
        ...base,
        studentId,
        makesUp: makesUp(studentId),
        from: begins,
        to: until,
        what: { kind: 'given', counts: true },
      },
    ];
  });
  const came = new Set(there.map(({ studentId }) => studentId));
  const away = session.memberIds.filter((studentId) => !came.has(studentId));
  // Who was there for less than a minute had nothing of it, but was not absent.
  const seen = new Set(record.attendance.filter(({ reason }) => reason !== 'absent').map(({ studentId }) => studentId));
  return [...there, ...away.map((studentId) => missed(studentId, seen.has(studentId) ? 'other' : 'student_absent'))];
}
