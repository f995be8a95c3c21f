import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';
import { wallTimeOf } from './school.ts';

/** The times of an adult's work, as far as they are logged. The owner's transaction: nothing of any student is read. */

type Db = Kysely<Database>;

/** The sessions an adult led, with when each was begun and ended by its events. A session covered by another is that one's. */
export async function readSessionTimes(db: Db, districtId: string, adultId: string, from: string, to: string) {
  const rows = await db
    .selectFrom('session')
    .innerJoin('school', (join) =>
      join.onRef('school.district_id', '=', 'session.district_id').onRef('school.id', '=', 'session.school_id'),
    )
    .leftJoin('session_adult as cover', (join) =>
      join
        .onRef('cover.district_id', '=', 'session.district_id')
        .onRef('cover.session_id', '=', 'session.id')
        .on('cover.part', '=', 'covers'),
    )
    .select(['session.id', 'session.date', 'session.starts', 'session.ends', 'session.delivery', 'session.status'])
    .select(['session.adult_id', 'cover.adult_id as cover_id', 'school.time_zone as zone'])
    .where('session.district_id', '=', districtId)
    .where('session.date', '>=', from)
    .where('session.date', '<=', to)
    .where('session.delivery', '<>', 'teacher_note')
    .where((where) => where.or([where('session.adult_id', '=', adultId), where('cover.adult_id', '=', adultId)]))
    .execute();
  const own = rows.filter((row) => (row.cover_id ?? row.adult_id) === adultId);
  if (own.length === 0) return [];
  const events = await db
    .selectFrom('event')
    .select(['session_id', 'kind'])
    .select((select) => [select.fn.min('occurred_at').as('first'), select.fn.max('occurred_at').as('last')])
    .where('district_id', '=', districtId)
    .where(
      'session_id',
      'in',
      own.map(({ id }) => id),
    )
    .where('kind', 'in', ['opened', 'closed'])
    .groupBy(['session_id', 'kind'])
    .execute();
  const at = new Map(events.map((row) => [`${row.session_id} ${row.kind}`, row]));
  return own.map((row) => ({
    id: row.id,
    date: row.date,
    starts: wallTimeOf(row.starts),
    ends: wallTimeOf(row.ends),
    delivery: row.delivery,
    status: row.status,
    zone: row.zone,
    covered: row.cover_id !== null,
    openedAt: at.get(`${row.id} opened`)?.first ?? null,
    closedAt: at.get(`${row.id} closed`)?.last ?? null,
  }));
}

export async function readSchoolsOfClasses(
  db: Db,
  districtId: string,
  classIds: readonly string[],
): Promise<Map<string, string>> {
  if (classIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('class')
    .select(['id', 'school_id'])
    .where('district_id', '=', districtId)
    .where('id', 'in', [...classIds])
    .execute();
  return new Map(rows.map((row) => [row.id, row.school_id]));
}

/** `classId date` of the touch-bases of which something was written down. */
export async function readTouchBasesHeld(
  db: Db,
  districtId: string,
  adultId: string,
  from: string,
  to: string,
): Promise<string[]> {
  const notes = await db
    .selectFrom('touch_base')
    .select(['class_id', 'date'])
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .where('date', '>=', from)
    .where('date', '<=', to)
    .execute();
  const points = await db
    .selectFrom('touch_base_point')
    .select(['class_id', 'said_on as date'])
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .where('said_on', '>=', from)
    .where('said_on', '<=', to)
    .execute();
  return [...new Set([...notes, ...points].map((row) => `${row.class_id} ${row.date}`))];
}
