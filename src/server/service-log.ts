import type { Kysely } from 'kysely';
import {
  type ContactLine,
  correctServiceLog,
  countersignServiceLog,
  exportServiceLog,
  readServiceLog,
  type SignedContactLine,
  signServiceLog,
} from '#contract/service-log.ts';
import { covers } from '#domain/caseload/roles.ts';
import type { Area } from '#domain/goals/goal.ts';
import { addDays, mondayOf } from '#domain/school-day/calendar.ts';
import { minutesOf, wallTimeOf } from '#domain/school-day/intervals.ts';
import { consentOn } from '#domain/services/billing-consent.ts';
import {
  type AreaMinutes,
  type Contact,
  contactsOf,
  evenly,
  giverOf,
  inForceOf,
  type LogFacts,
  minutesOfParts,
  noteSince,
  type ReceivedNote,
} from '#domain/services/service-log.ts';
import { keptServiceNotes } from '#domain/trials/service-note.ts';
import { sessionRecord } from '#domain/trials/session-record.ts';
import { readConsents } from '#store/billing-consent.ts';
import { readSessionDates } from '#store/goal.ts';
import { readMinuteRules } from '#store/minute-rule.ts';
import type { Database } from '#store/schema.ts';
import {
  insertCountersign,
  insertLogEntry,
  type LogEntry,
  readContactDetails,
  readGivers,
  readLogEntries,
  readNotesOfSessions,
  readSessionsGiven,
  readStudentNames,
} from '#store/service-log.ts';
import { readSupervisions } from '#store/supervision.ts';
import { type Handler, handle, isDone, type Signed } from './handle.ts';
import { type Refusal, refuse, refuseFields } from './refusal.ts';
import { serviceLogTable } from './service-log-table.ts';

type Db = Kysely<Database>;

/** The longest span of one table: a school year with its summer. */
const longestDays = 400;

export const serviceLogHandlers: readonly Handler[] = [
  // The owner's transactions: whether a student was alone or in a group is told by the others of the session.
  handle(readServiceLog, { as: 'owner' }, async ({ db, adult, params, today, saw }) => {
    const { districtId, adultId } = adult;
    const from = mondayOf(params.from);
    const to = addDays(from, 6);
    const toSign = await unsigned(db, adult, from, to, today);
    const signed = await readLogEntries(db, districtId, { from, to, givenBy: [adultId] });
    const waiting = await waitingFor(db, districtId, adultId);
    const students = [...toSign, ...signed, ...waiting].map(({ studentId }) => studentId);
    saw(new Set(students));
    const names = await readStudentNames(db, districtId, students);
    const nameOf = (studentId: string) => names.get(studentId)?.name ?? '';
    const standing = [...toSign, ...inForceOf(signed)];
    const notes = await readNotesOfSessions(
      db,
      districtId,
      [...signed, ...waiting].map(({ sessionId }) => sessionId),
    );
    const consents = Map.groupBy(
      await readConsents(
        db,
        districtId,
        standing.map(({ studentId }) => studentId),
      ),
      ({ studentId }) => studentId,
    );
    return {
      from,
      to,
      toSign: toSign.map((contact) => lineOf(contact, nameOf(contact.studentId))),
      signed: signedLines(signed, nameOf, notes),
      waiting: signedLines(waiting, nameOf, notes),
      withoutConsent: standing.filter(
        ({ studentId, facts }) => facts.status === 'given' && !consentOn(facts.date, consents.get(studentId) ?? []),
      ).length,
    };
  }),

  handle(signServiceLog, { as: 'owner' }, async ({ db, adult, body, newId, now, today, saw }) => {
    const { districtId, adultId } = adult;
    saw(body.contacts.map(({ studentId }) => studentId));
    const open = new Map<string, Unsigned>();
    const sessionIds = [...new Set(body.contacts.map(({ sessionId }) => sessionId))];
    const dates = await readSessionDates(db, districtId, sessionIds);
    for (const monday of new Set([...dates.values()].map(mondayOf)))
      for (const contact of await unsigned(db, adult, monday, addDays(monday, 6), today))
        open.set(keyOf(contact), contact);
    for (const [at, said] of body.contacts.entries()) {
      const contact = open.get(keyOf(said));
      if (contact === undefined) return refuse('changed_meanwhile', `contacts.${at}.sessionId`);
      open.delete(keyOf(said));
      const minutes = minutesOfParts(contact.facts.parts);
      if (minutes !== said.minutes) return refuse('changed_meanwhile', `contacts.${at}.minutes`);
      if (contact.facts.status === 'given' && said.note === '')
        return refuse('bad_input', `contacts.${at}.note`, { because: 'missing' });
      const minutesByArea = said.minutesByArea ?? contact.facts.minutesByArea;
      const fault = areasFault(minutesByArea, minutes, `contacts.${at}.minutesByArea`);
      if (fault !== null) return fault;
      await insertLogEntry(db, districtId, {
        id: newId(),
        sessionId: contact.sessionId,
        studentId: contact.studentId,
        givenById: adultId,
        byAssistant: isAssistant(adult),
        facts: { ...contact.facts, minutesByArea },
        note: said.note,
        corrects: null,
        reason: '',
        signedAt: now,
      });
    }
    return isDone;
  }),

  handle(correctServiceLog, { as: 'owner' }, async ({ db, adult, params, body, newId, now, saw }) => {
    const { districtId, adultId } = adult;
    const [named] = await readLogEntries(db, districtId, { ids: [params.entryId] });
    if (named === undefined || named.givenById !== adultId) return refuse('not_found', 'entryId');
    saw([named.studentId]);
    const ofContact = await readLogEntries(db, districtId, {
      sessionIds: [named.sessionId],
      studentIds: [named.studentId],
    });
    if (ofContact.some(({ corrects }) => corrects === named.id)) return refuse('changed_meanwhile', 'entryId');
    const facts = corrected(named.facts, body);
    if (!('parts' in facts)) return facts;
    if (facts.status === 'given' && body.note === '') return refuse('bad_input', 'note', { because: 'missing' });
    const id = newId();
    await insertLogEntry(db, districtId, {
      id,
      sessionId: named.sessionId,
      studentId: named.studentId,
      givenById: adultId,
      byAssistant: isAssistant(adult),
      facts,
      note: body.note,
      corrects: named.id,
      reason: body.reason,
      signedAt: now,
    });
    return { id };
  }),

  handle(countersignServiceLog, { as: 'owner' }, async ({ db, adult, body, now, saw }) => {
    const { districtId, adultId } = adult;
    const waiting = new Map((await waitingFor(db, districtId, adultId)).map((entry) => [entry.id, entry]));
    for (const [at, entryId] of [...new Set(body.entryIds)].entries()) {
      const entry = waiting.get(entryId);
      if (entry === undefined) return refuse('not_found', `entryIds.${at}`);
      saw([entry.studentId]);
      await insertCountersign(db, districtId, entry, adultId, now);
    }
    return isDone;
  }),

  handle(exportServiceLog, { as: 'owner' }, async ({ db, adult, params, fields, now, saw }) => {
    const { from, to } = params;
    if (to < from) return refuse('bad_input', 'to', { because: 'ends_before_it_starts' });
    if (to > addDays(from, longestDays)) return refuse('bad_input', 'to', { because: 'log_too_long' });
    const { table, studentIds } = await serviceLogTable(db, adult, { from, to, fields, now });
    saw(studentIds);
    return table;
  }),
];

const keyOf = ({ sessionId, studentId }: { readonly sessionId: string; readonly studentId: string }) =>
  `${sessionId} ${studentId}`;

/** Whoever holds no role but an assistant's among those that give services. */
const isAssistant = ({ roles }: Signed['adult']): boolean =>
  roles.some(({ role }) => role === 'assistant') && !roles.some(({ role }) => role === 'therapist');

interface Unsigned extends Pick<Contact, 'sessionId' | 'studentId'> {
  readonly facts: LogFacts;
  readonly areas: readonly Area[];
  readonly note: string;
}

/** Contacts that the adult has given, or that were missed, and that nobody has signed. A session that is open is not over. */
async function unsigned(
  db: Db,
  { districtId, adultId }: Signed['adult'],
  from: string,
  to: string,
  today: string,
): Promise<Unsigned[]> {
  const sessions = await readSessionsGiven(db, districtId, adultId, from, to < today ? to : today);
  const givers = await readGivers(db, districtId);
  const isOpen = (session: (typeof sessions)[number]) => {
    const { opened, endedAt } = sessionRecord(session.id, session.events);
    return opened !== null && endedAt === null && session.date === today;
  };
  const own = new Set(
    sessions.filter((session) => giverOf(session, givers) === adultId && !isOpen(session)).map(({ id }) => id),
  );
  const signed = new Set((await readLogEntries(db, districtId, { sessionIds: [...own] })).map(keyOf));
  const contacts = contactsOf(sessions, await readMinuteRules(db, districtId)).filter(
    (contact) => own.has(contact.sessionId) && !signed.has(keyOf(contact)),
  );
  const ids = [...new Set(contacts.map(({ sessionId }) => sessionId))];
  const details = await readContactDetails(db, districtId, ids);
  const notes = new Map(
    keptServiceNotes((await readNotesOfSessions(db, districtId, ids)).map(({ event }) => event))
      .filter(({ recorderId }) => recorderId === adultId)
      .map((note) => [keyOf(note), note.text]),
  );
  return contacts.map(({ facts, ...contact }) => {
    const { setting = '', goalIds = [], areas = [] } = details.get(keyOf(contact)) ?? {};
    const minutesByArea = evenly(minutesOfParts(facts.parts), areas);
    return {
      ...contact,
      facts: { ...facts, setting, goalIds, minutesByArea },
      areas,
      note: notes.get(keyOf(contact)) ?? '',
    };
  });
}

/** In force and without a second signature, of assistants whom the adult supervised on the day of the service. */
async function waitingFor(db: Db, districtId: string, adultId: string): Promise<LogEntry[]> {
  const pairs = (await readSupervisions(db, districtId)).filter(({ supervisorId }) => supervisorId === adultId);
  const entries = await readLogEntries(db, districtId, {
    givenBy: [...new Set(pairs.map((pair) => pair.assistantId))],
  });
  return inForceOf(entries).filter(
    (entry) =>
      entry.byAssistant &&
      entry.supervisor === null &&
      pairs.some((pair) => pair.assistantId === entry.givenById && covers(pair, entry.facts.date)),
  );
}

function areasFault(said: readonly AreaMinutes[], minutes: number, field: string): Refusal | null {
  const sum = said.reduce((all, each) => all + each.minutes, 0);
  if (new Set(said.map(({ area }) => area)).size < said.length)
    return refuse('bad_input', field, { because: 'area_twice' });
  return said.length === 0 || sum === minutes
    ? null
    : refuse('bad_input', field, { because: 'area_minutes_differ', values: { minutes, sum } });
}

/** What the correction says in the place of what was signed. */
function corrected(
  facts: LogFacts,
  said: {
    readonly starts?: string | undefined;
    readonly ends?: string | undefined;
    readonly minutesByArea?: readonly AreaMinutes[] | undefined;
  },
): LogFacts | Refusal {
  let parts = facts.parts;
  if (said.starts !== undefined || said.ends !== undefined) {
    const [from, to] = [minutesOf(said.starts ?? ''), minutesOf(said.ends ?? '')];
    if (from === null) return refuse('bad_input', 'starts', { because: 'missing' });
    if (to === null) return refuse('bad_input', 'ends', { because: 'missing' });
    if (to <= from) return refuseFields([{ field: 'ends', because: 'ends_before_it_starts_time' }]);
    const [first] = parts;
    parts = [{ from, to, size: first?.size ?? 'individual', groupSize: first?.groupSize ?? 1 }];
  }
  const minutes = minutesOfParts(parts);
  const areas = facts.minutesByArea.map(({ area }) => area);
  const minutesByArea =
    said.minutesByArea ?? (minutes === minutesOfParts(facts.parts) ? facts.minutesByArea : evenly(minutes, areas));
  const fault = areasFault(minutesByArea, minutes, 'minutesByArea');
  if (fault !== null) return fault;
  return parts.length === 0
    ? { ...facts, minutesByArea }
    : { ...facts, status: 'given', reason: null, parts, minutesByArea };
}

function lineOf({ sessionId, studentId, facts, areas, note }: Unsigned, studentName: string): ContactLine {
  const { date, discipline, delivery, parts, reason } = facts;
  return {
    sessionId,
    studentId,
    studentName,
    date,
    discipline,
    delivery,
    starts: parts.length === 0 ? null : wallTimeOf(Math.min(...parts.map(({ from }) => from))),
    ends: parts.length === 0 ? null : wallTimeOf(Math.max(...parts.map(({ to }) => to)) % (24 * 60)),
    minutes: minutesOfParts(parts),
    inGroup: parts.some(({ size }) => size === 'group'),
    missed: reason,
    minutesByArea: [...facts.minutesByArea],
    areas: [...areas],
    note,
  };
}

/** @param notes of the sessions, to tell which was changed after the signature; none: nobody asks */
export function signedLines(
  entries: readonly LogEntry[],
  nameOf: (studentId: string) => string,
  notes: readonly ReceivedNote[],
): SignedContactLine[] {
  const standing = new Set(inForceOf(entries).map(({ id }) => id));
  return entries.map((entry) => ({
    ...lineOf({ ...entry, areas: entry.facts.minutesByArea.map(({ area }) => area) }, nameOf(entry.studentId)),
    id: entry.id,
    givenBy: entry.givenBy,
    signedAt: entry.signedAt,
    supervisor: entry.supervisor,
    byAssistant: entry.byAssistant,
    corrects: entry.corrects,
    reason: entry.reason,
    corrected: !standing.has(entry.id),
    noteSince: standing.has(entry.id) ? noteSince(entry, notes) : null,
  }));
}
