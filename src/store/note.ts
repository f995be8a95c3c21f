import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** Sessions of teachers' notes: one for each adult, class and day. */

type Db = Kysely<Database>;

export async function findNoteSession(
  db: Db,
  districtId: string,
  of: { readonly adultId: string; readonly classId: string; readonly date: string },
): Promise<string | null> {
  const row = await db
    .selectFrom('session')
    .select('id')
    .where('district_id', '=', districtId)
    .where('adult_id', '=', of.adultId)
    .where('class_id', '=', of.classId)
    .where('date', '=', of.date)
    .where('delivery', '=', 'teacher_note')
    .orderBy('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Where a routine of the class takes place, as a setting; null where the class has no such routine. */
export async function readRoutineSetting(
  db: Db,
  districtId: string,
  classId: string,
  routineId: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('routine')
    .leftJoin('place', (join) =>
      join.onRef('place.district_id', '=', 'routine.district_id').onRef('place.id', '=', 'routine.place_id'),
    )
    .select(sql<string>`coalesce(place.setting, routine.setting)`.as('setting'))
    .where('routine.district_id', '=', districtId)
    .where('routine.class_id', '=', classId)
    .where('routine.id', '=', routineId)
    .executeTakeFirst();
  return row?.setting ?? null;
}

/** Which of these events the adult has recorded already. */
export async function readOwnEventIds(
  db: Db,
  districtId: string,
  adultId: string,
  eventIds: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('event')
    .select('id')
    .where('district_id', '=', districtId)
    .where('recorder_id', '=', adultId)
    .where('id', 'in', [...eventIds])
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** A note that the adult left in that class; taken back or not. */
export async function findOwnNote(
  db: Db,
  districtId: string,
  of: { readonly adultId: string; readonly classId: string; readonly noteId: string },
): Promise<{ sessionId: string; studentId: string; goalId: string | null } | null> {
  const row = await db
    .selectFrom('event')
    .innerJoin('session', (join) =>
      join.onRef('session.district_id', '=', 'event.district_id').onRef('session.id', '=', 'event.session_id'),
    )
    .select(['event.session_id', 'event.student_id', 'event.goal_id'])
    .where('event.district_id', '=', districtId)
    .where('event.id', '=', of.noteId)
    .where('event.recorder_id', '=', of.adultId)
    .where('session.class_id', '=', of.classId)
    .where('session.delivery', '=', 'teacher_note')
    .executeTakeFirst();
  return row === undefined || row.student_id === null
    ? null
    : { sessionId: row.session_id, studentId: row.student_id, goalId: row.goal_id };
}
