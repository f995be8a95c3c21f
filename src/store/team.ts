import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** The therapists of some schools and whom they serve. The owner's transaction: answered are counts, or one student for a purpose. */

type Db = Kysely<Database>;
/** Null: every school of the district. */
export type Schools = readonly string[] | null;

export async function readTeamTherapists(db: Db, districtId: string, schools: Schools, today: string) {
  return db
    .selectFrom('role_held as held')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'held.district_id').onRef('adult.id', '=', 'held.adult_id'),
    )
    .select(['adult.id as adultId', 'adult.name', 'adult.discipline'])
    .distinct()
    .where('held.district_id', '=', districtId)
    .where('held.role', '=', 'therapist')
    .where('held.from_date', '<=', today)
    .where((open) => open.or([open('held.to_date', 'is', null), open('held.to_date', '>=', today)]))
    .$if(schools !== null, (query) =>
      query.where((at) => at.or([at('held.school_id', 'is', null), at('held.school_id', 'in', [...schools!])])),
    )
    .orderBy('adult.name')
    .orderBy('adult.id')
    .execute();
}

export interface TeamPlace {
  readonly adultId: string;
  readonly studentId: string;
  readonly schoolId: string;
}

/** Whom each of these therapists has on the caseload today, at these schools. */
export async function readTeamPlaces(
  db: Db,
  districtId: string,
  adultIds: readonly string[],
  schools: Schools,
  today: string,
): Promise<TeamPlace[]> {
  if (adultIds.length === 0) return [];
  return db
    .selectFrom('caseload_place as held')
    .innerJoin('student', (join) =>
      join.onRef('student.district_id', '=', 'held.district_id').onRef('student.id', '=', 'held.student_id'),
    )
    .select(['held.adult_id as adultId', 'held.student_id as studentId', 'student.school_id as schoolId'])
    .distinct()
    .where('held.district_id', '=', districtId)
    .where('held.adult_id', 'in', [...adultIds])
    .where('held.kind', '=', 'therapy')
    .where('held.from_date', '<=', today)
    .where((open) => open.or([open('held.to_date', 'is', null), open('held.to_date', '>=', today)]))
    .where('student.left_on', 'is', null)
    .$if(schools !== null, (query) => query.where('student.school_id', 'in', [...schools!]))
    .execute();
}

/** Dates from `from` on that adults are noted as out. */
export async function readDaysOut(db: Db, districtId: string, adultIds: readonly string[], from: string) {
  if (adultIds.length === 0) return [];
  return db
    .selectFrom('absence')
    .select(['adult_id as adultId', 'date'])
    .where('district_id', '=', districtId)
    .where('adult_id', 'in', [...adultIds])
    .where('withdrawn_at', 'is', null)
    .where('date', '>=', from)
    .execute();
}

const mostFound = 20;

/** Students whose given, family or preferred name, or local code, begins with the words; never all of them. */
export async function findInSchools(db: Db, districtId: string, schools: Schools, search: string) {
  const begins = `${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return db
    .selectFrom('student')
    .innerJoin('student_name as name', (join) =>
      join.onRef('name.district_id', '=', 'student.district_id').onRef('name.student_id', '=', 'student.id'),
    )
    .select(['student.id', 'student.grade', 'student.school_id as schoolId'])
    .select(['name.given_name as givenName', 'name.family_name as familyName', 'name.preferred_name as preferredName'])
    .where('student.district_id', '=', districtId)
    .where('student.left_on', 'is', null)
    .$if(schools !== null, (query) => query.where('student.school_id', 'in', [...schools!]))
    .where((where) =>
      where.or([
        where('name.given_name', 'ilike', begins),
        where('name.family_name', 'ilike', begins),
        where('name.preferred_name', 'ilike', begins),
        where('student.local_code', '=', search),
        where(sql`name.given_name || ' ' || name.family_name`, 'ilike', begins),
      ]),
    )
    .orderBy(sql`lower(name.family_name)`)
    .orderBy('student.id')
    .limit(mostFound)
    .execute();
}

export async function insertBreakGlass(
  db: Db,
  districtId: string,
  look: {
    readonly id: string;
    readonly adultId: string;
    readonly studentId: string;
    readonly reason: string;
    readonly from: string;
    readonly to: string;
    readonly now: string;
  },
): Promise<void> {
  await db
    .insertInto('break_glass')
    .values({
      district_id: districtId,
      id: look.id,
      adult_id: look.adultId,
      student_id: look.studentId,
      reason: look.reason,
      from_date: look.from,
      to_date: look.to,
      made_at: look.now,
    })
    .execute();
}

/** Looks behind glass, newest first. */
export async function readBreakGlass(db: Db, districtId: string, limit: number) {
  return db
    .selectFrom('break_glass as look')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'look.district_id').onRef('adult.id', '=', 'look.adult_id'),
    )
    .select(['look.id', 'look.adult_id as adultId', 'adult.name as adultName', 'look.student_id as studentId'])
    .select(['look.reason', 'look.from_date as from', 'look.to_date as to', 'look.made_at as madeAt'])
    .where('look.district_id', '=', districtId)
    .orderBy('look.made_at', 'desc')
    .orderBy('look.id', 'desc')
    .limit(limit)
    .execute();
}
