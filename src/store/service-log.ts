import type { Kysely } from 'kysely';
import { nameInWords } from '#domain/caseload/name.ts';
import type { Area } from '#domain/goals/goal.ts';
import type { LogFacts, ReceivedNote } from '#domain/services/service-log.ts';
import type { LedgerSession } from '#domain/services/session-stays.ts';
import { readLedgerSessionsOf } from './ledger.ts';
import type { Database } from './schema.ts';

/** What was signed, and what there is to sign. The owner's transaction: whose a contact is, the handler says. */

type Db = Kysely<Database>;

/** Adults that give services of a discipline. */
export async function readGivers(db: Db, districtId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('adult')
    .select('id')
    .where('district_id', '=', districtId)
    .where('discipline', 'is not', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** The sessions an adult leads, and those of others that the adult opened, with all that their leaders had in these days. */
export async function readSessionsGiven(
  db: Db,
  districtId: string,
  adultId: string,
  from: string,
  to: string,
): Promise<LedgerSession[]> {
  const leaders = await db
    .selectFrom('session')
    .innerJoin('event', (join) =>
      join.onRef('event.district_id', '=', 'session.district_id').onRef('event.session_id', '=', 'session.id'),
    )
    .select('session.adult_id')
    .distinct()
    .where('session.district_id', '=', districtId)
    .where('session.date', '>=', from)
    .where('session.date', '<=', to)
    .where('event.kind', '=', 'opened')
    .where('event.recorder_id', '=', adultId)
    .execute();
  const ids = new Set([adultId, ...leaders.map((row) => row.adult_id)]);
  return readLedgerSessionsOf(db, districtId, [...ids], from, to);
}

export interface ContactDetails {
  readonly setting: string;
  readonly goalIds: readonly string[];
  /** Of those goals, each once, in their order. */
  readonly areas: readonly Area[];
}

/** By session and student (`SESSION STUDENT`): where it was and which goals it was about. */
export async function readContactDetails(
  db: Db,
  districtId: string,
  sessionIds: readonly string[],
): Promise<Map<string, ContactDetails>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('session_member as member')
    .innerJoin('session', (join) =>
      join.onRef('session.district_id', '=', 'member.district_id').onRef('session.id', '=', 'member.session_id'),
    )
    .select(['member.session_id', 'member.student_id', 'member.goal_ids', 'session.setting'])
    .where('member.district_id', '=', districtId)
    .where('member.session_id', 'in', [...sessionIds])
    .execute();
  const goalIds = [...new Set(rows.flatMap((row) => row.goal_ids))];
  const goals =
    goalIds.length === 0
      ? []
      : await db
          .selectFrom('goal')
          .select(['id', 'area'])
          .where('district_id', '=', districtId)
          .where('id', 'in', goalIds)
          .execute();
  const areaOf = new Map(goals.map(({ id, area }) => [id, area]));
  return new Map(
    rows.map((row) => [
      `${row.session_id} ${row.student_id}`,
      {
        setting: row.setting,
        goalIds: row.goal_ids,
        areas: [...new Set(row.goal_ids.flatMap((id) => areaOf.get(id) ?? []))],
      },
    ]),
  );
}

/** Service notes that were kept in these sessions, with what takes them back, and when each came in. */
export async function readNotesOfSessions(
  db: Db,
  districtId: string,
  sessionIds: readonly string[],
): Promise<ReceivedNote[]> {
  if (sessionIds.length === 0) return [];
  return db
    .selectFrom('event')
    .select(['body as event', 'received_at as receivedAt'])
    .where('district_id', '=', districtId)
    .where('session_id', 'in', [...new Set(sessionIds)])
    .where('kind', 'in', ['service_note', 'void'])
    .orderBy('occurred_at')
    .orderBy('id')
    .execute();
}

export interface LogEntry {
  readonly id: string;
  readonly sessionId: string;
  readonly studentId: string;
  readonly givenById: string;
  readonly givenBy: string;
  /** What the giver is by trade, as the list of adults says it. */
  readonly position: string;
  readonly byAssistant: boolean;
  readonly facts: LogFacts;
  readonly note: string;
  readonly corrects: string | null;
  readonly reason: string;
  readonly signedAt: string;
  readonly supervisor: { readonly id: string; readonly name: string; readonly signedAt: string } | null;
}

export interface EntriesAsked {
  readonly from?: string;
  readonly to?: string;
  readonly ids?: readonly string[];
  readonly givenBy?: readonly string[];
  readonly studentIds?: readonly string[];
  readonly sessionIds?: readonly string[];
}

/** Signed records in the order of their dates, those that were corrected included. */
export async function readLogEntries(db: Db, districtId: string, asked: EntriesAsked): Promise<LogEntry[]> {
  const lists = [asked.ids, asked.givenBy, asked.studentIds, asked.sessionIds];
  if (lists.some((list) => list?.length === 0)) return [];
  let query = db
    .selectFrom('service_log_entry as entry')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'entry.district_id').onRef('adult.id', '=', 'entry.given_by'),
    )
    .leftJoin('service_log_countersign as under', (join) =>
      join.onRef('under.district_id', '=', 'entry.district_id').onRef('under.entry_id', '=', 'entry.id'),
    )
    .leftJoin('adult as supervisor', (join) =>
      join.onRef('supervisor.district_id', '=', 'under.district_id').onRef('supervisor.id', '=', 'under.signed_by'),
    )
    .select(['entry.id', 'entry.session_id as sessionId', 'entry.student_id as studentId', 'entry.facts'])
    .select(['entry.given_by as givenById', 'adult.name as givenBy', 'entry.by_assistant as byAssistant'])
    .select('adult.position')
    .select(['entry.note', 'entry.corrects', 'entry.reason', 'entry.signed_at as signedAt'])
    .select(['under.signed_by as supervisorId', 'supervisor.name as supervisorName', 'under.signed_at as underAt'])
    .where('entry.district_id', '=', districtId);
  if (asked.from !== undefined) query = query.where('entry.date', '>=', asked.from);
  if (asked.to !== undefined) query = query.where('entry.date', '<=', asked.to);
  if (asked.ids !== undefined) query = query.where('entry.id', 'in', [...asked.ids]);
  if (asked.givenBy !== undefined) query = query.where('entry.given_by', 'in', [...asked.givenBy]);
  if (asked.studentIds !== undefined) query = query.where('entry.student_id', 'in', [...asked.studentIds]);
  if (asked.sessionIds !== undefined) query = query.where('entry.session_id', 'in', [...asked.sessionIds]);
  const rows = await query.orderBy('entry.date').orderBy('entry.signed_at').orderBy('entry.id').execute();
  return rows.map(({ supervisorId, supervisorName, underAt, ...entry }) => ({
    ...entry,
    supervisor:
      supervisorId === null ? null : { id: supervisorId, name: supervisorName ?? '', signedAt: underAt ?? '' },
  }));
}

export async function insertLogEntry(
  db: Db,
  districtId: string,
  entry: Omit<LogEntry, 'givenBy' | 'position' | 'supervisor'>,
): Promise<void> {
  await db
    .insertInto('service_log_entry')
    .values({
      district_id: districtId,
      id: entry.id,
      session_id: entry.sessionId,
      student_id: entry.studentId,
      date: entry.facts.date,
      given_by: entry.givenById,
      by_assistant: entry.byAssistant,
      facts: JSON.stringify(entry.facts),
      note: entry.note,
      corrects: entry.corrects,
      reason: entry.reason,
      signed_at: entry.signedAt,
    })
    .execute();
}

export async function insertCountersign(
  db: Db,
  districtId: string,
  entry: Pick<LogEntry, 'id' | 'studentId'>,
  by: string,
  now: string,
): Promise<void> {
  await db
    .insertInto('service_log_countersign')
    .values({
      district_id: districtId,
      entry_id: entry.id,
      student_id: entry.studentId,
      signed_by: by,
      signed_at: now,
    })
    .execute();
}

/** What students are called, and by what number and school a claim knows them. */
export async function readStudentNames(db: Db, districtId: string, studentIds: readonly string[]) {
  if (studentIds.length === 0) return new Map<string, { name: string; localCode: string | null; schoolId: string }>();
  const rows = await db
    .selectFrom('student')
    .innerJoin('student_name as called', (join) =>
      join.onRef('called.district_id', '=', 'student.district_id').onRef('called.student_id', '=', 'student.id'),
    )
    .select(['student.id', 'student.local_code as localCode', 'student.school_id as schoolId'])
    .select(['called.given_name as givenName', 'called.family_name as familyName'])
    .select('called.preferred_name as preferredName')
    .where('student.district_id', '=', districtId)
    .where('student.id', 'in', [...new Set(studentIds)])
    .execute();
  return new Map(
    rows.map(({ id, localCode, schoolId, ...called }) => [id, { name: nameInWords(called), localCode, schoolId }]),
  );
}

/** By session and student (`SESSION STUDENT`): the missed session that it makes up for. */
export async function readMadeUpFor(
  db: Db,
  districtId: string,
  sessionIds: readonly string[],
): Promise<Map<string, string>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('session_make_up')
    .select(['session_id', 'student_id', 'missed_session_id'])
    .where('district_id', '=', districtId)
    .where('session_id', 'in', [...new Set(sessionIds)])
    .execute();
  return new Map(rows.map((row) => [`${row.session_id} ${row.student_id}`, row.missed_session_id]));
}

/** How an IEP numbers its goals, or their tags where it has no numbers. */
export async function readGoalRefs(
  db: Db,
  districtId: string,
  goalIds: readonly string[],
): Promise<Map<string, string>> {
  if (goalIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('goal')
    .select(['id', 'tag', 'external_ref'])
    .where('district_id', '=', districtId)
    .where('id', 'in', [...new Set(goalIds)])
    .execute();
  return new Map(rows.map(({ id, tag, external_ref }) => [id, external_ref ?? tag]));
}
