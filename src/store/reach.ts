import type { Kysely } from 'kysely';
import { type ReachRow, reachOf } from '#domain/caseload/roles.ts';
import type { Database } from './schema.ts';

/**
 * Computes anew who sees which student, from roles, caseloads, stand-ins, enrollments and looks behind glass. Needs the
 * owner's transaction, and the one in which those facts change, so that no request ever sees the two disagree.
 * @param studentIds only these; all of the district when left out (a role or a stand-in changed).
 */
export async function rebuildReach(
  db: Kysely<Database>,
  districtId: string,
  studentIds?: readonly string[],
): Promise<void> {
  if (studentIds?.length === 0) return;
  const only = studentIds === undefined ? null : [...studentIds];
  const roles = await db
    .selectFrom('role_held')
    .select(['adult_id as adultId', 'role', 'school_id as schoolId', 'class_id as classId'])
    .select(['from_date as from', 'to_date as to'])
    .where('district_id', '=', districtId)
    .execute();
  const standIns = await db
    .selectFrom('stand_in')
    .select(['adult_id as adultId', 'for_adult_id as forAdultId', 'kind', 'from_date as from', 'to_date as to'])
    .where('district_id', '=', districtId)
    .execute();
  const caseload = await db
    .selectFrom('caseload_place')
    .select(['adult_id as adultId', 'student_id as studentId', 'kind', 'from_date as from', 'to_date as to'])
    .where('district_id', '=', districtId)
    .$if(only !== null, (query) => query.where('student_id', 'in', only ?? []))
    .execute();
  const enrollments = await db
    .selectFrom('enrollment')
    .select(['student_id as studentId', 'class_id as classId', 'from_date as from', 'to_date as to'])
    .where('district_id', '=', districtId)
    .$if(only !== null, (query) => query.where('student_id', 'in', only ?? []))
    .execute();
  const breakGlass = await db
    .selectFrom('break_glass')
    .select(['adult_id as adultId', 'student_id as studentId', 'from_date as from', 'to_date as to'])
    .where('district_id', '=', districtId)
    .$if(only !== null, (query) => query.where('student_id', 'in', only ?? []))
    .execute();

  const rows = longest(reachOf({ roles, standIns, caseload, enrollments, breakGlass }));
  await db
    .deleteFrom('reach')
    .where('district_id', '=', districtId)
    .$if(only !== null, (query) => query.where('student_id', 'in', only ?? []))
    .execute();
  const rowsAtOnce = 2_000;
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await db
      .insertInto('reach')
      .values(
        rows.slice(start, start + rowsAtOnce).map((row) => ({
          district_id: districtId,
          adult_id: row.adultId,
          student_id: row.studentId,
          reach: row.reach,
          from_date: row.from,
          to_date: row.to,
        })),
      )
      .execute();
  }
}

/** Two ways to the same reach that begin on one day (two classes, a caseload held twice) are one row, to the later end. */
function longest(rows: readonly ReachRow[]): ReachRow[] {
  const byKey = new Map<string, ReachRow>();
  for (const row of rows) {
    const key = `${row.adultId} ${row.studentId} ${row.reach} ${row.from}`;
    const known = byKey.get(key);
    if (known === undefined || (known.to !== null && (row.to === null || row.to > known.to))) byKey.set(key, row);
  }
  return [...byKey.values()];
}
