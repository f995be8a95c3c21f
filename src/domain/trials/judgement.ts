/**
 * Whether an event that a device sent becomes part of the record. Each event is judged alone, by facts that do not depend on
 * what else was sent with it or in which order: sending everything again, in any order, ends in the same record.
 * Rights are those that held on the day it happened, at the session's school.
 */
import { Temporal } from 'temporal-polyfill';
import { covers, type ReachRow, type RoleHeld, type StandIn } from '../caseload/roles.ts';
import { isTimeZone } from '../school-day/school-clock.ts';
import type { SessionEvent } from './event.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Below this a difference between two clocks is network delay, and correcting for it would only add noise. */
export const noticeableSkewMs = 2 * minuteMs;
export const futureToleranceMs = 10 * minuteMs;
/** A school year and its summer, and some weeks. */
export const oldestMs = 400 * dayMs;

export interface RecordedSession {
  readonly leaderId: string;
  readonly classId: string | null;
  /** IANA zone of its school. */
  readonly zone: string;
  /** Whether the recorder is named for it beside its leader. */
  readonly namesRecorder: boolean;
}

export interface RecordingFacts {
  readonly recorderId: string;
  /** The server's clock, milliseconds since 1970. */
  readonly receivedAtMs: number;
  /** Received minus sent. */
  readonly skewMs: number;
  readonly roles: readonly RoleHeld[];
  readonly standIns: readonly StandIn[];
  readonly reach: ReadonlyMap<string, readonly ReachRow[]>;
  readonly sessions: ReadonlyMap<string, RecordedSession>;
  readonly schoolZones: ReadonlyMap<string, string>;
  readonly students: ReadonlySet<string>;
  /** Goal to its student. */
  readonly goalStudents: ReadonlyMap<string, string>;
  /** Target to its goal. */
  readonly targetGoals: ReadonlyMap<string, string>;
  readonly adults: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
  readonly rooms: ReadonlySet<string>;
  readonly routines: ReadonlySet<string>;
  readonly strategies: ReadonlySet<string>;
  /** Events already part of the record that a void of this batch names. */
  readonly voided: ReadonlyMap<string, VoidedEvent>;
}

export interface VoidedEvent {
  readonly sessionId: string;
  readonly studentId: string | null;
  readonly goalId: string | null;
}

export type JudgementCode =
  | 'not_your_student'
  | 'not_your_session'
  | 'not_the_recorder'
  | 'unknown_goal'
  | 'unknown_student'
  | 'unknown_reference'
  | 'in_the_future'
  | 'too_old'
  | 'impossible_order'
  | 'nothing_to_void'
  | 'bad_event';

export type Judgement =
  | {
      readonly verdict: 'accept';
      readonly studentId: string | null;
      readonly goalId: string | null;
      /** ISO instants, corrected for a wrong clock. */
      readonly occurredAt: string;
      readonly enteredAt: string;
    }
  | { readonly verdict: 'refuse'; readonly code: JudgementCode; readonly field: string }
  /** Its session, or what it takes back, has not arrived yet. */
  | { readonly verdict: 'wait' };

/** Everything an event names, by kind, with the path of the field that names it. */
export type ReferenceKind =
  | 'session'
  | 'student'
  | 'goal'
  | 'target'
  | 'adult'
  | 'school'
  | 'class'
  | 'room'
  | 'routine'
  | 'strategy'
  | 'event';
export interface Reference {
  readonly kind: ReferenceKind;
  readonly id: string;
  readonly field: string;
}

export function referencesOf(event: SessionEvent): Reference[] {
  const found: Reference[] = [{ kind: 'session', id: event.sessionId, field: 'sessionId' }];
  const add = (kind: ReferenceKind, id: string | undefined, field: string) => {
    if (id !== undefined) found.push({ kind, id, field });
  };
  if ('studentId' in event) add('student', event.studentId, 'studentId');
  if ('goalId' in event) add('goal', event.goalId, 'goalId');
  if ('goalIds' in event) for (const [at, goalId] of event.goalIds.entries()) add('goal', goalId, `goalIds.${at}`);
  if ('targetId' in event) add('target', event.targetId, 'targetId');
  if ('stepId' in event) add('target', event.stepId, 'stepId');
  if ('personId' in event) add('adult', event.personId, 'personId');
  if ('adultId' in event) add('adult', event.adultId, 'adultId');
  if ('strategyId' in event) add('strategy', event.strategyId, 'strategyId');
  if (event.kind === 'trial') {
    for (const [at, cue] of event.cues.entries()) add('adult', cue.personId, `cues.${at}.personId`);
  }
  if (event.kind === 'void') add('event', event.voids, 'voids');
  if (event.kind === 'opened') {
    add('school', event.schoolId, 'schoolId');
    add('class', event.classId, 'classId');
    add('room', event.roomId, 'roomId');
    for (const [place, member] of event.members.entries()) {
      add('student', member.studentId, `members.${place}.studentId`);
      for (const [at, goalId] of member.goalIds.entries()) add('goal', goalId, `members.${place}.goalIds.${at}`);
    }
  }
  if ('context' in event) {
    add('routine', event.context.routineId, 'context.routineId');
    add('adult', event.context.ledBy, 'context.ledBy');
    add('adult', event.context.remote?.facilitatorId, 'context.remote.facilitatorId');
    for (const [at, adultId] of event.context.present.entries()) add('adult', adultId, `context.present.${at}`);
  }
  return found;
}

/** One judge for a batch: it remembers what it worked out about days and zones. */
export function judgeOf(facts: RecordingFacts): (event: SessionEvent) => Judgement {
  const correction = Math.abs(facts.skewMs) > noticeableSkewMs ? facts.skewMs : 0;
  // Offsets change on quarter hours only, so the day of one instant is the day of its quarter of an hour.
  const days = new Map<string, string>();
  const dayAt = (ms: number, zone: string): string => {
    const quarter = Math.floor(ms / (15 * minuteMs));
    const key = `${quarter} ${zone}`;
    const known = days.get(key);
    if (known !== undefined) return known;
    const day = Temporal.Instant.fromEpochMilliseconds(quarter * 15 * minuteMs)
      .toZonedDateTimeISO(zone)
      .toPlainDate()
      .toString();
    days.set(key, day);
    return day;
  };
  const reaches = (studentId: string, day: string): boolean =>
    facts.reach.get(studentId)?.some((row) => covers(row, day)) ?? false;

  return (event) => {
    if (event.recorderId !== facts.recorderId) return refuse('not_the_recorder', 'recorderId');
    const occurred = epochMs(event.occurredAt, correction);
    const entered = epochMs(event.enteredAt, correction);
    const untimely = judgeTimes(occurred, entered, facts.receivedAtMs);
    if (untimely !== null) return untimely;

    const session = facts.sessions.get(event.sessionId);
    if (session === undefined && event.kind !== 'opened') return { verdict: 'wait' };
    const zone = session?.zone ?? (event.kind === 'opened' ? facts.schoolZones.get(event.schoolId) : undefined);
    if (zone === undefined) return refuse('unknown_reference', 'schoolId');
    const day = dayAt(occurred, zone);
    if (session !== undefined && !mayRecordIn(session, facts, day)) return refuse('not_your_session', 'sessionId');

    // Adults of the class record what they see; what the service was is said by whose session it is.
    if (event.kind === 'service_note' && session !== undefined && !isTheirSession(session, facts, day))
      return refuse('not_your_session', 'sessionId');

    const unknown = firstUnknown(event, facts, (studentId) => reaches(studentId, day));
    if (unknown !== null) return unknown;

    if (event.kind === 'opened') {
      if (!isTimeZone(event.zone)) return refuse('bad_event', 'zone');
      const nextTo = [dayAt(occurred - dayMs, zone), day, dayAt(occurred + dayMs, zone)];
      if (!nextTo.includes(event.date)) return refuse('impossible_order', 'date');
    }

    let studentId = 'studentId' in event ? (event.studentId ?? null) : null;
    let goalId = 'goalId' in event ? (event.goalId ?? null) : null;
    if (event.kind === 'void') {
      const voided = facts.voided.get(event.voids);
      if (voided === undefined) return { verdict: 'wait' };
      if (voided.sessionId !== event.sessionId) return refuse('nothing_to_void', 'voids');
      if (voided.studentId !== null && !reaches(voided.studentId, day)) return refuse('not_your_student', 'voids');
      studentId = voided.studentId;
      goalId = voided.goalId;
    }
    return {
      verdict: 'accept',
      studentId,
      goalId,
      occurredAt: isoInstant(occurred),
      enteredAt: isoInstant(entered),
    };
  };
}

function refuse(code: JudgementCode, field: string): Judgement {
  return { verdict: 'refuse', code, field };
}

function epochMs(instant: string, correction: number): number {
  return Temporal.Instant.from(instant).epochMilliseconds + correction;
}

function isoInstant(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toString({ fractionalSecondDigits: 3 });
}

function judgeTimes(occurred: number, entered: number, received: number): Judgement | null {
  if (occurred > received + futureToleranceMs) return refuse('in_the_future', 'occurredAt');
  if (entered > received + futureToleranceMs) return refuse('in_the_future', 'enteredAt');
  if (occurred < received - oldestMs) return refuse('too_old', 'occurredAt');
  if (entered < occurred - futureToleranceMs) return refuse('impossible_order', 'enteredAt');
  return null;
}

/** Its leader, who is named for it, who stood in for its leader that day, and the adults of its class that day. */
export function mayRecordIn(
  session: RecordedSession,
  recorder: Pick<RecordingFacts, 'recorderId' | 'roles' | 'standIns'>,
  day: string,
): boolean {
  return (
    isTheirSession(session, recorder, day) ||
    (session.classId !== null && recorder.roles.some((held) => held.classId === session.classId && covers(held, day)))
  );
}

function isTheirSession(
  session: RecordedSession,
  recorder: Pick<RecordingFacts, 'recorderId' | 'standIns'>,
  day: string,
): boolean {
  if (session.leaderId === recorder.recorderId || session.namesRecorder) return true;
  return recorder.standIns.some((standIn) => standIn.forAdultId === session.leaderId && covers(standIn, day));
}

function firstUnknown(
  event: SessionEvent,
  facts: RecordingFacts,
  reaches: (studentId: string) => boolean,
): Judgement | null {
  const sets: Partial<Record<ReferenceKind, ReadonlySet<string> | ReadonlyMap<string, unknown>>> = {
    adult: facts.adults,
    school: facts.schoolZones,
    class: facts.classes,
    room: facts.rooms,
    routine: facts.routines,
    strategy: facts.strategies,
  };
  let student: string | undefined;
  let goal: string | undefined;
  for (const { kind, id, field } of referencesOf(event)) {
    if (kind === 'student') {
      if (!facts.students.has(id)) return refuse('unknown_student', field);
      if (!reaches(id)) return refuse('not_your_student', field);
      student = id;
    } else if (kind === 'goal') {
      const of = facts.goalStudents.get(id);
      if (of === undefined || (student !== undefined && of !== student)) return refuse('unknown_goal', field);
      // A note may name a goal without its student; the student is reached all the same.
      if (!reaches(of)) return refuse('not_your_student', field);
      goal = id;
    } else if (kind === 'target') {
      if (goal === undefined || facts.targetGoals.get(id) !== goal) return refuse('unknown_reference', field);
    } else if (sets[kind]?.has(id) === false) {
      return refuse('unknown_reference', field);
    }
  }
  return null;
}
