import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** What only a copy of a record asks for. The owner's transaction: the copy is made for the family, of all there is. */

type Db = Kysely<Database>;

/** All the names of those who were ever in a session with the student. */
export async function readNamesOfOthers(db: Db, districtId: string, studentId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('session_member as own')
    .innerJoin('session_member as other', (join) =>
      join.onRef('other.district_id', '=', 'own.district_id').onRef('other.session_id', '=', 'own.session_id'),
    )
    .innerJoin('student_name as name', (join) =>
      join.onRef('name.district_id', '=', 'other.district_id').onRef('name.student_id', '=', 'other.student_id'),
    )
    .select(['name.given_name as given', 'name.family_name as family', 'name.preferred_name as preferred'])
    .distinct()
    .where('own.district_id', '=', districtId)
    .where('own.student_id', '=', studentId)
    .where('other.student_id', '!=', studentId)
    .execute();
  return rows.flatMap(({ given, family, preferred }) => [given, family, preferred ?? '']).filter(Boolean);
}

/** Who has looked at the record, by adult and day in the zone, latest first. */
export async function readSeenBy(
  db: Db,
  districtId: string,
  studentId: string,
  zone: string,
): Promise<{ adultName: string; date: string; times: number }[]> {
  const date = sql<string>`to_char(log.at at time zone ${zone}, 'YYYY-MM-DD')`;
  const rows = await db
    .selectFrom('access_log as log')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'log.district_id').onRef('adult.id', '=', 'log.adult_id'),
    )
    .select(['adult.name as adultName', date.as('date'), sql<number>`count(*)::int`.as('times')])
    .where('log.district_id', '=', districtId)
    .where('log.student_id', '=', studentId)
    .where('log.result', '=', 'allowed')
    .groupBy(['adult.name', sql`2`])
    .orderBy('date', 'desc')
    .orderBy('adultName')
    .execute();
  return rows;
}
