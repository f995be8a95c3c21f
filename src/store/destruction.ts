import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/**
 * The end of one student's record: the one place where facts are deleted. The owner's transaction. What stays is the skeleton:
 * lines of the access log, the marks of its keeping and the certificate, all by number; and of sessions with others, what was
 * theirs. `destruction.test.ts` holds the list against the database, so that a new table cannot be forgotten.
 */

type Db = Kysely<Database>;

/** Tables with rows of one student, in an order in which no row outlives what it refers to. */
export const destroyedTables = [
  'progress_report',
  'session_make_up',
  'service_log_countersign',
  'service_log_entry',
  'billing_consent',
  'card_read',
  'card_reminder',
  'card',
  'review_words',
  'review_dismissal',
  'review_decision',
  'event',
  'absence',
  'session_member',
  'goal_routine',
  'goal_strategy',
  'target',
  'goal_version',
  'goal',
  'service_change',
  'service_period',
  'service_line',
  'hand_over_student',
  'new_year_student',
  'caseload_place',
  'student_block',
  'kept_apart',
  'noted_change',
  'iep',
  'enrollment',
  'break_glass',
  'reach',
  'student_name',
] as const satisfies readonly (keyof Database)[];

/** These stay, by number only. */
export const skeletonTables = [
  'access_log',
  'retention_mark',
  'destruction',
] as const satisfies readonly (keyof Database)[];

/** Rows of a session that only this student was in. */
const sessionTables = [
  'event_waiting',
  'event_refused',
  'visit_reply',
  'visit_plan',
  'session_adult',
  'event',
] as const;

/** Answers how many rows of each table are gone. */
export async function destroyStudent(db: Db, districtId: string, studentId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const count = (table: string, rows: bigint) => {
    if (rows > 0n) counts[table] = (counts[table] ?? 0) + Number(rows);
  };
  const alone = await sessionsAlone(db, districtId, studentId);
  if (alone.length > 0) {
    for (const table of sessionTables) {
      const [gone] = await db
        .deleteFrom(table)
        .where('district_id', '=', districtId)
        .where('session_id', 'in', alone)
        .execute();
      count(table, gone!.numDeletedRows);
    }
    await deleteMembers(db, districtId, alone);
  }
  // Held or refused entries of sessions with others, as far as they speak of the student.
  for (const table of ['event_waiting', 'event_refused'] as const) {
    const [gone] = await db
      .deleteFrom(table)
      .where('district_id', '=', districtId)
      .where(sql<boolean>`strpos(body::text, ${studentId}) > 0`)
      .execute();
    count(table, gone!.numDeletedRows);
  }
  for (const table of destroyedTables) {
    const [gone] = await db
      .deleteFrom(table)
      .where('district_id', '=', districtId)
      .where('student_id', '=', studentId)
      .execute();
    count(table, gone!.numDeletedRows);
  }
  const [apart] = await db
    .deleteFrom('kept_apart')
    .where('district_id', '=', districtId)
    .where('other_student_id', '=', studentId)
    .execute();
  count('kept_apart', apart!.numDeletedRows);
  if (alone.length > 0) {
    const [gone] = await db
      .deleteFrom('session')
      .where('district_id', '=', districtId)
      .where('id', 'in', alone)
      .execute();
    count('session', gone!.numDeletedRows);
  }
  await leaveSeries(db, districtId, studentId);
  const [student] = await db
    .deleteFrom('student')
    .where('district_id', '=', districtId)
    .where('id', '=', studentId)
    .execute();
  count('student', student!.numDeletedRows);
  return counts;
}

/** Sessions of which the student is the only member and nobody else has an event: nothing of them is anybody else's. */
async function sessionsAlone(db: Db, districtId: string, studentId: string): Promise<string[]> {
  const own = await db
    .selectFrom('session_member')
    .select('session_id')
    .where('district_id', '=', districtId)
    .where('student_id', '=', studentId)
    .execute();
  if (own.length === 0) return [];
  const ids = own.map((row) => row.session_id);
  const others = await db
    .selectFrom('session_member')
    .select('session_id')
    .where('district_id', '=', districtId)
    .where('session_id', 'in', ids)
    .where('student_id', '<>', studentId)
    .union(
      db
        .selectFrom('event')
        .select('session_id')
        .where('district_id', '=', districtId)
        .where('session_id', 'in', ids)
        .where('student_id', 'is not', null)
        .where('student_id', '<>', studentId),
    )
    .execute();
  const shared = new Set(others.map((row) => row.session_id));
  return ids.filter((id) => !shared.has(id));
}

async function deleteMembers(db: Db, districtId: string, sessionIds: readonly string[]): Promise<void> {
  await db
    .deleteFrom('session_member')
    .where('district_id', '=', districtId)
    .where('session_id', 'in', [...sessionIds])
    .execute();
}

/** Weekly sessions name their members in their template: the student leaves it. */
async function leaveSeries(db: Db, districtId: string, studentId: string): Promise<void> {
  const series = await db
    .selectFrom('session_series')
    .select(['id', 'template'])
    .where('district_id', '=', districtId)
    .where(sql<boolean>`strpos(template::text, ${studentId}) > 0`)
    .execute();
  for (const { id, template } of series)
    await db
      .updateTable('session_series')
      .set({
        template: JSON.stringify({
          ...template,
          members: template.members.filter((member) => member.studentId !== studentId),
        }),
      })
      .where('district_id', '=', districtId)
      .where('id', '=', id)
      .execute();
}
