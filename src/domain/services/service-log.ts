/**
 * The service log: what whoever gave a service signs of it, contact by contact (one student in one session), and what a claim can be
 * made of. What is signed is kept as it was signed; units and billing are computed anew from it and the district's dated rules.
 */
import type { Area, Discipline } from '../goals/goal.ts';
import type { SessionDelivery } from '../school-day/session.ts';
import type { SessionEvent } from '../trials/event.ts';
import { keptServiceNotes } from '../trials/service-note.ts';
import { sessionRecord } from '../trials/session-record.ts';
import { billedMinutes } from './billed-minutes.ts';
import { unitsOfDay } from './billing-units.ts';
import {
  type MinuteRules,
  type MinuteSegment,
  type MissedReason,
  minuteSegments,
  rulesOn,
  type SessionStay,
} from './minutes.ts';
import { codeOn, type ServiceCode } from './service-codes.ts';
import { type LedgerSession, sessionStays } from './session-stays.ts';

/** A stretch of a contact; minutes from that day's midnight, `from` below `to`. */
export interface LogPart {
  readonly from: number;
  readonly to: number;
  readonly size: 'individual' | 'group';
  /** Students with the therapist at once, this one among them: the most there were. */
  readonly groupSize: number;
}

export interface AreaMinutes {
  readonly area: Area;
  readonly minutes: number;
}

/** What is signed of one contact, beside the note. */
export interface LogFacts {
  readonly date: string;
  readonly discipline: Discipline;
  readonly delivery: SessionDelivery;
  readonly setting: string;
  readonly status: 'given' | 'missed';
  readonly reason: MissedReason | null;
  readonly makesUp: boolean;
  /** False: with the student, and by the district's rules no service (an observation that stands apart). */
  readonly counts: boolean;
  /** None where nothing was given. */
  readonly parts: readonly LogPart[];
  readonly minutesByArea: readonly AreaMinutes[];
  readonly goalIds: readonly string[];
}

export const minutesOfParts = (parts: readonly Pick<LogPart, 'from' | 'to'>[]): number =>
  parts.reduce((sum, { from, to }) => sum + (to - from), 0);

/** Who gave a session: whoever opened it, if they give services of a discipline; else whoever leads it. */
export function giverOf(session: LedgerSession, givesServices: ReadonlySet<string>): string {
  const opened = sessionRecord(session.id, session.events).opened;
  return opened !== null && givesServices.has(opened.recorderId) ? opened.recorderId : session.therapistId;
}

export interface Contact {
  readonly sessionId: string;
  readonly studentId: string;
  readonly facts: Omit<LogFacts, 'setting' | 'minutesByArea' | 'goalIds'>;
}

/**
 * The contacts of one adult that have taken place or were missed, in the order of dates and times.
 *
 * @param sessions all that the adult led on these days, so that groups are seen
 */
export function contactsOf(sessions: readonly LedgerSession[], rules: readonly MinuteRules[]): Contact[] {
  const stays = sessions.flatMap(sessionStays);
  const deliveries = new Map(sessions.map(({ id, delivery }) => [id, delivery]));
  const segments = minuteSegments(stays, rules).filter(({ status }) => status !== 'planned');
  const contacts = Map.groupBy(segments, ({ sessionId, studentId }) => `${sessionId} ${studentId}`);
  return [...contacts.values()].map((own) => {
    const [first] = own as [MinuteSegment];
    const there = own.filter(({ status }) => status !== 'missed');
    return {
      sessionId: first.sessionId,
      studentId: first.studentId,
      facts: {
        date: first.date,
        discipline: first.discipline,
        delivery: deliveries.get(first.sessionId)!,
        status: there.length > 0 ? 'given' : 'missed',
        reason: there.length > 0 ? null : first.reason,
        makesUp: first.makesUp,
        counts: there.some(({ status }) => status === 'given'),
        parts: there.map((part) => ({
          from: part.from,
          to: part.to,
          size: part.bucket.size ?? 'individual',
          groupSize: mostAtOnce(stays, part),
        })),
      },
    };
  });
}

/** Students that were with the adult of a stretch at once. */
function mostAtOnce(stays: readonly SessionStay[], part: MinuteSegment): number {
  const whose = stays.find(({ sessionId }) => sessionId === part.sessionId)!.therapistId;
  const beside = stays.filter(
    (stay) =>
      stay.therapistId === whose &&
      stay.date === part.date &&
      stay.what.kind === 'given' &&
      stay.from < part.to &&
      part.from < stay.to,
  );
  const starts = [part.from, ...beside.map(({ from }) => from).filter((from) => from > part.from)];
  return Math.max(
    ...starts.map(
      (at) => new Set(beside.filter(({ from, to }) => from <= at && at < to).map(({ studentId }) => studentId)).size,
    ),
  );
}

/** Minutes dealt evenly to areas, the first having what is left over: a proposal, until whoever signs says otherwise. */
export function evenly(minutes: number, areas: readonly Area[]): AreaMinutes[] {
  const each = [...new Set(areas)];
  if (minutes === 0) return [];
  return each.map((area, at) => ({
    area,
    minutes: Math.floor(minutes / each.length) + (minutes % each.length > at ? 1 : 0),
  }));
}

/** Whether a signed record still is the one in force: those that a later one corrects are not. */
export function inForceOf<Entry extends { readonly id: string; readonly corrects: string | null }>(
  entries: readonly Entry[],
): Entry[] {
  const corrected = new Set(entries.map(({ corrects }) => corrects));
  return entries.filter(({ id }) => !corrected.has(id));
}

/** A service note of a session, or what takes one back, with the instant it came in. */
export interface ReceivedNote {
  readonly event: SessionEvent;
  readonly receivedAt: string;
}

/**
 * What the giver's note of a signed contact says now, where that came in after the signature and differs from what was signed. A note
 * that was taken back says nothing (''). null: the record says what the note says, or the note was other before it was signed.
 */
export function noteSince(
  signed: {
    readonly sessionId: string;
    readonly studentId: string;
    readonly givenById: string;
    readonly note: string;
    readonly signedAt: string;
  },
  notes: readonly ReceivedNote[],
): string | null {
  const written = notes.filter(
    ({ event }) =>
      event.kind === 'service_note' &&
      event.sessionId === signed.sessionId &&
      event.studentId === signed.studentId &&
      event.recorderId === signed.givenById,
  );
  const ids = new Set(written.map(({ event }) => event.id));
  const own = [...written, ...notes.filter(({ event }) => event.kind === 'void' && ids.has(event.voids))];
  if (!own.some(({ receivedAt }) => receivedAt > signed.signedAt)) return null;
  const text = keptServiceNotes(own.map(({ event }) => event))[0]?.text ?? '';
  return text === signed.note ? null : text;
}

export interface SignedContact {
  readonly id: string;
  readonly studentId: string;
  readonly facts: LogFacts;
  readonly byAssistant: boolean;
  /** Of an assistant's record: whether the supervisor has signed it. */
  readonly countersigned: boolean;
}

export const notBillableReasons = [
  'not_given',
  'without_student',
  'not_counted',
  'awaits_supervisor',
  'billed_with_another',
  'no_code',
  'too_short',
] as const;
export type NotBillableReason = (typeof notBillableReasons)[number];

/** One contact under one code; a contact that was partly alone and partly in a group gives two. */
export interface LogLine {
  readonly id: string;
  readonly size: 'individual' | 'group' | null;
  readonly groupSize: number | null;
  /** By the clock. */
  readonly from: number | null;
  readonly to: number | null;
  readonly minutes: number;
  /** Of them, those that no other discipline or colleague bills. */
  readonly billedMinutes: number;
  readonly code: ServiceCode | null;
  readonly units: number;
  readonly why: NotBillableReason | null;
}

/** @param contacts in force, of whatever students; a student's whole day must be among them, of every discipline */
export function logLines(
  contacts: readonly SignedContact[],
  codes: readonly ServiceCode[],
  rules: readonly MinuteRules[],
): LogLine[] {
  const days = Map.groupBy(contacts, ({ studentId, facts }) => `${studentId} ${facts.date}`);
  return [...days.values()].flatMap((day) => linesOfDay(day, codes, rulesOn(day[0]!.facts.date, rules)));
}

const keyOf = (id: string, size: LogPart['size']) => `${id} ${size}`;

function linesOfDay(day: readonly SignedContact[], codes: readonly ServiceCode[], rules: MinuteRules): LogLine[] {
  const billed = billedMinutes(
    day.flatMap(({ id, facts }) =>
      never(facts) === null
        ? facts.parts.map(({ from, to, size }) => ({ id: keyOf(id, size), discipline: facts.discipline, from, to }))
        : [],
    ),
    rules.coTreatment,
  );
  const lines = day.flatMap((contact) => linesOf(contact, billed, codes));
  for (const same of Map.groupBy(lines, ({ discipline }) => discipline).values()) {
    const timed = same.filter(({ why }) => why === null);
    const units = unitsOfDay(
      timed.map(({ billedMinutes: minutes, code }) => ({
        minutes,
        rule: code!.rule,
        minimumMinutes: code!.minimumMinutes,
      })),
    );
    timed.forEach((line, at) => {
      line.units = units[at]!;
      if (line.units === 0) line.why = 'too_short';
    });
  }
  return lines.map(({ discipline: _, ...line }) => line);
}

type Draft = { -readonly [Key in keyof LogLine]: LogLine[Key] } & { readonly discipline: Discipline };

function linesOf(contact: SignedContact, billed: ReadonlyMap<string, number>, codes: readonly ServiceCode[]): Draft[] {
  const { id, facts } = contact;
  const sizes = [...Map.groupBy(facts.parts, ({ size }) => size)];
  const nothing = { size: null, groupSize: null, from: null, to: null, minutes: 0, billedMinutes: 0, code: null };
  if (sizes.length === 0) return [{ id, ...nothing, units: 0, why: 'not_given', discipline: facts.discipline }];
  return sizes.map(([size, parts]): Draft => {
    const minutes = billed.get(keyOf(id, size)) ?? 0;
    const code = codeOn(facts.date, codes, { discipline: facts.discipline, size });
    const why =
      never(facts) ??
      (contact.byAssistant && !contact.countersigned
        ? 'awaits_supervisor'
        : minutes === 0
          ? 'billed_with_another'
          : code === null
            ? 'no_code'
            : null);
    return {
      id,
      size,
      groupSize: Math.max(...parts.map(({ groupSize }) => groupSize)),
      from: Math.min(...parts.map(({ from }) => from)),
      to: Math.max(...parts.map(({ to }) => to)),
      minutes: minutesOfParts(parts),
      billedMinutes: minutes,
      code,
      units: 0,
      why,
      discipline: facts.discipline,
    };
  });
}

/** Why no payer pays for it, whoever signs. */
function never({ status, delivery, counts }: LogFacts): NotBillableReason | null {
  if (status === 'missed') return 'not_given';
  if (delivery === 'consult') return 'without_student';
  return counts ? null : 'not_counted';
}
