import type { Kysely } from 'kysely';
import { type ReachRow, reachOf } from '#domain/caseload/roles.ts';
import type { Database } from './schema.ts';

const rowsPerInsert = 1_000;

/**
 * Computes `reach` again from roles, caseloads, stand-ins, covers, enrollments and break-glass looks: for the whole district, or for
 * the given students only (after an enrollment or caseload change; a change of roles or stand-ins needs the whole). The
 * owner's transaction.
 */
export async function rebuildReach(
  db: Kysely<Database>,
  districtId: string,
  students?: readonly string[],
): Promise<void> {
  if (students?.length === 0) return;
  const ofStudents = students === undefined ? undefined : [...students];
  const roles = await db
    .selectFrom('role_held')
    .select([
      'adult_id as adultId',
      'role',
      'school_id as schoolId',
      'class_id as classId',
      'from_date as from',
      'to_date as to',
    ])
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
    .$if(ofStudents !== undefined, (query) => query.where('student_id', 'in', ofStudents!))
    .execute();
  const enrollments = await db
    .selectFrom('enrollment')
    .select(['student_id as studentId', 'class_id as classId', 'from_date as from', 'to_date as to'])
    .where('district_id', '=', districtId)
    .$if(ofStudents !== undefined, (query) => query.where('student_id', 'in', ofStudents!))
    .execute();
  const breakGlass = await db
    .selectFrom('break_glass')
    .select(['adult_id as adultId', 'student_id as studentId', 'from_date as from', 'to_date as to'])
    .where('district_id', '=', districtId)
    .$if(ofStudents !== undefined, (query) => query.where('student_id', 'in', ofStudents!))
    .execute();

  const covers = await db
    .selectFrom('session_adult')
    .innerJoin('session', (join) =>
      join
        .onRef('session.district_id', '=', 'session_adult.district_id')
        .onRef('session.id', '=', 'session_adult.session_id'),
    )
    .innerJoin('session_member', (join) =>
      join
        .onRef('session_member.district_id', '=', 'session_adult.district_id')
        .onRef('session_member.session_id', '=', 'session_adult.session_id'),
    )
    .select(['session_adult.adult_id as adultId', 'session_member.student_id as studentId', 'session.date'])
    .where('session_adult.district_id', '=', districtId)
    .where('session_adult.part', '=', 'covers')
    .where('session.status', '=', 'planned')
    .$if(ofStudents !== undefined, (query) => query.where('session_member.student_id', 'in', ofStudents!))
    .execute();

  await db
    .deleteFrom('reach')
    .where('district_id', '=', districtId)
    .$if(ofStudents !== undefined, (query) => query.where('student_id', 'in', ofStudents!))
    .execute();
  const rows = onePerStart(reachOf({ roles, standIns, caseload, enrollments, covers, breakGlass }));
  for (let at = 0; at < rows.length; at += rowsPerInsert) {
    await db
      .insertInto('reach')
      .values(
        rows.slice(at, at + rowsPerInsert).map((row) => ({
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

/** Two ways to the same student from the same day: the longer one says it all. */
function onePerStart(rows: readonly ReachRow[]): ReachRow[] {
  const longest = new Map<string, ReachRow>();
  for (const row of rows) {
    const key = `${row.adultId} ${row.studentId} ${row.reach} ${row.from}`;
    const other = longest.get(key);
    if (other === undefined || row.to === null || (other.to !== null && other.to < row.to)) longest.set(key, row);
  }
  return [...longest.values()];
}
