import type { Kysely } from 'kysely';
import type { Discipline } from '#domain/goals/goal.ts';
import type { Database } from './schema.ts';
import { wallTimeOf } from './school.ts';

/** Sessions that a named colleague takes over. The owner's transaction: rows of other adults are asked for, none of students. */

type Db = Kysely<Database>;

export interface Colleague {
  readonly adultId: string;
  readonly name: string;
  readonly discipline: Discipline | null;
}

/** Therapists and assistants of the district on that date but the one who is out, by name. */
export async function readColleagues(db: Db, districtId: string, date: string, but: string): Promise<Colleague[]> {
  return db
    .selectFrom('adult')
    .select(['adult.id as adultId', 'adult.short_name as name', 'adult.discipline'])
    .where('adult.district_id', '=', districtId)
    .where('adult.id', '<>', but)
    .where((where) =>
      where.exists(
        where
          .selectFrom('role_held')
          .select('role_held.id')
          .whereRef('role_held.district_id', '=', 'adult.district_id')
          .whereRef('role_held.adult_id', '=', 'adult.id')
          .where('role_held.role', 'in', ['therapist', 'assistant'])
          .where('role_held.from_date', '<=', date)
          .where((open) => open.or([open('role_held.to_date', 'is', null), open('role_held.to_date', '>=', date)])),
      ),
    )
    .orderBy('adult.name')
    .orderBy('adult.id')
    .execute();
}

/** Planned sessions of a date by who leads them or, where there is one, who covers them. */
export async function readSessionsOfDay(db: Db, districtId: string, date: string) {
  const rows = await db
    .selectFrom('session')
    .leftJoin('session_adult', (join) =>
      join
        .onRef('session_adult.district_id', '=', 'session.district_id')
        .onRef('session_adult.session_id', '=', 'session.id')
        .on('session_adult.part', '=', 'covers'),
    )
    .select(['session.id', 'session.adult_id', 'session.starts', 'session.ends', 'session_adult.adult_id as cover_id'])
    .where('session.district_id', '=', districtId)
    .where('session.date', '=', date)
    .where('session.status', '=', 'planned')
    .where('session.delivery', '<>', 'teacher_note')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    adultId: row.cover_id ?? row.adult_id,
    starts: wallTimeOf(row.starts),
    ends: wallTimeOf(row.ends),
  }));
}

/** Adults noted as absent that day, with the note's id. */
export async function readAdultsOut(db: Db, districtId: string, date: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('absence')
    .select(['id', 'adult_id'])
    .where('district_id', '=', districtId)
    .where('date', '=', date)
    .where('adult_id', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.adult_id!, row.id]));
}

/** Who covers each of these sessions, as far as somebody does. */
export async function readCovers(
  db: Db,
  districtId: string,
  sessionIds: readonly string[],
): Promise<Map<string, { readonly adultId: string; readonly name: string }>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('session_adult')
    .innerJoin('adult', (join) =>
      join
        .onRef('adult.district_id', '=', 'session_adult.district_id')
        .onRef('adult.id', '=', 'session_adult.adult_id'),
    )
    .select(['session_adult.session_id', 'adult.id', 'adult.short_name'])
    .where('session_adult.district_id', '=', districtId)
    .where('session_adult.session_id', 'in', [...sessionIds])
    .where('session_adult.part', '=', 'covers')
    .execute();
  return new Map(rows.map((row) => [row.session_id, { adultId: row.id, name: row.short_name }]));
}

/** The session is covered by that adult and nobody else; null: by nobody. Reach has to be rebuilt afterwards. */
export async function setCover(db: Db, districtId: string, sessionId: string, adultId: string | null): Promise<void> {
  await db
    .deleteFrom('session_adult')
    .where('district_id', '=', districtId)
    .where('session_id', '=', sessionId)
    .where((where) =>
      adultId === null
        ? where('part', '=', 'covers')
        : where.or([where('part', '=', 'covers'), where('adult_id', '=', adultId)]),
    )
    .execute();
  if (adultId === null) return;
  await db
    .insertInto('session_adult')
    .values({ district_id: districtId, session_id: sessionId, adult_id: adultId, part: 'covers' })
    .execute();
}

export async function readMemberIds(db: Db, districtId: string, sessionIds: readonly string[]) {
  if (sessionIds.length === 0) return [];
  return db
    .selectFrom('session_member')
    .select(['session_id as sessionId', 'student_id as studentId'])
    .where('district_id', '=', districtId)
    .where('session_id', 'in', [...sessionIds])
    .execute();
}
