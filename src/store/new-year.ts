import { type Kysely, sql } from 'kysely';
import type { MadeForSchool, MadeForYear, StudentNow } from '#domain/caseload/new-year.ts';
import type { Rotation } from '#domain/school-day/calendar.ts';
import type { Counted } from './notice.ts';
import type { Database } from './schema.ts';

/** A school's next year: what is known before, the year as a fact, and its beginning. The owner's transaction. */

type Db = Kysely<Database>;

/** Classes that go on after a day or begin later, with their teachers from that day on. */
export async function readClassesAfter(db: Db, districtId: string, schoolId: string, day: string) {
  const classes = await db
    .selectFrom('class')
    .select(['id', 'name', 'grade', 'kind'])
    .where('district_id', '=', districtId)
    .where('school_id', '=', schoolId)
    .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', day)]))
    .orderBy('grade')
    .orderBy('name')
    .execute();
  const ids = classes.map(({ id }) => id);
  const held =
    ids.length === 0
      ? []
      : await db
          .selectFrom('role_held')
          .innerJoin('adult', (join) =>
            join.onRef('adult.district_id', '=', 'role_held.district_id').onRef('adult.id', '=', 'role_held.adult_id'),
          )
          .select(['role_held.class_id as classId', 'adult.id as adultId', 'adult.name', 'role_held.to_date as to'])
          .where('role_held.district_id', '=', districtId)
          .where('role_held.class_id', 'in', ids)
          .where('role_held.role', '=', 'teacher')
          .where((where) => where.or([where('role_held.to_date', 'is', null), where('role_held.to_date', '>=', day)]))
          .orderBy('adult.name')
          .execute();
  const teachers = Map.groupBy(held, ({ classId }) => classId);
  return classes.map((one) => ({ ...one, teachers: teachers.get(one.id) ?? [] }));
}

/** Everybody in the district who teaches a class on that day or later; by name. */
export async function readTeachers(db: Db, districtId: string, day: string) {
  return db
    .selectFrom('role_held')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'role_held.district_id').onRef('adult.id', '=', 'role_held.adult_id'),
    )
    .select(['adult.id as adultId', 'adult.name'])
    .distinct()
    .where('role_held.district_id', '=', districtId)
    .where('role_held.role', '=', 'teacher')
    .where((where) => where.or([where('role_held.to_date', 'is', null), where('role_held.to_date', '>=', day)]))
    .orderBy('adult.name')
    .orderBy('adult.id')
    .execute();
}

/** The students of the school who have not left by that day, with their classes and therapists then; by name. */
export async function readStudentsThen(
  db: Db,
  districtId: string,
  schoolId: string,
  day: string,
): Promise<(Omit<StudentNow, 'servedBy'> & StudentName & { readonly leftOn: string | null })[]> {
  const students = await db
    .selectFrom('student')
    .innerJoin('student_name', (join) =>
      join
        .onRef('student_name.district_id', '=', 'student.district_id')
        .onRef('student_name.student_id', '=', 'student.id'),
    )
    .select(['student.id', 'student.grade', 'student.left_on as leftOn', 'student_name.given_name as givenName'])
    .select(['student_name.family_name as familyName', 'student_name.preferred_name as preferredName'])
    .where('student.district_id', '=', districtId)
    .where('student.school_id', '=', schoolId)
    .where((where) => where.or([where('student.left_on', 'is', null), where('student.left_on', '>', day)]))
    .orderBy('student_name.family_name')
    .orderBy('student_name.given_name')
    .orderBy('student.id')
    .execute();
  const ids = students.map(({ id }) => id);
  const classes = Map.groupBy(await running(db, districtId, 'enrollment', ids, day), (row) => row.studentId);
  const places = Map.groupBy(await running(db, districtId, 'caseload_place', ids, day), (row) => row.studentId);
  return students.map((one) => ({
    ...one,
    classIds: [...new Set((classes.get(one.id) ?? []).map(({ of }) => of))],
    therapistIds: [...new Set((places.get(one.id) ?? []).map(({ of }) => of))],
  }));
}

interface StudentName {
  readonly givenName: string;
  readonly familyName: string;
  readonly preferredName: string | null;
}

/** Rows of these students that are in force on a day, each with the class or therapist it is about. */
async function running(
  db: Db,
  districtId: string,
  table: 'enrollment' | 'caseload_place',
  studentIds: readonly string[],
  day: string,
): Promise<{ id: string; studentId: string; of: string; to: string | null }[]> {
  if (studentIds.length === 0) return [];
  return db
    .selectFrom(table)
    .select(['id', 'student_id as studentId', 'to_date as to'])
    .select(sql<string>`${sql.ref(table === 'enrollment' ? 'class_id' : 'adult_id')}`.as('of'))
    .$if(table === 'caseload_place', (query) => query.where(sql<boolean>`kind = 'therapy'`))
    .where('district_id', '=', districtId)
    .where('student_id', 'in', [...studentIds])
    .where('from_date', '<=', day)
    .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', day)]))
    .orderBy('id')
    .execute();
}

export const runningEnrollments = (db: Db, districtId: string, studentIds: readonly string[], day: string) =>
  running(db, districtId, 'enrollment', studentIds, day);
export const runningPlaces = (db: Db, districtId: string, studentIds: readonly string[], day: string) =>
  running(db, districtId, 'caseload_place', studentIds, day);

export interface NewYearRow {
  readonly id: string;
  readonly schoolId: string;
  /** The last day of the year before. */
  readonly endedOn: string;
  readonly from: string;
  readonly to: string;
  readonly rotation: Rotation;
  readonly rotationFrom: string | null;
  readonly count: number;
  readonly made: MadeForSchool;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly begunAt: string | null;
  readonly undoneBy: string | null;
  readonly undoneAt: string | null;
}

export interface NewYearStudentRow {
  readonly studentId: string;
  readonly gradeBefore: number | null;
  readonly grade: number | null;
  readonly made: MadeForYear;
}

export async function insertNewYear(
  db: Db,
  districtId: string,
  year: Omit<NewYearRow, 'count' | 'begunAt' | 'undoneBy' | 'undoneAt'> & {
    readonly students: readonly NewYearStudentRow[];
  },
): Promise<void> {
  await db
    .insertInto('new_year')
    .values({
      district_id: districtId,
      id: year.id,
      school_id: year.schoolId,
      ended_on: year.endedOn,
      from_date: year.from,
      to_date: year.to,
      rotation: year.rotation,
      rotation_from: year.rotationFrom,
      students: year.students.length,
      made: JSON.stringify(year.made),
      made_by: year.madeBy,
      made_at: year.madeAt,
      begun_at: null,
      undone_by: null,
      undone_at: null,
    })
    .execute();
  if (year.students.length === 0) return;
  await db
    .insertInto('new_year_student')
    .values(
      year.students.map(({ studentId, gradeBefore, grade, made }) => ({
        district_id: districtId,
        new_year_id: year.id,
        student_id: studentId,
        grade_before: gradeBefore,
        grade,
        made: JSON.stringify(made),
      })),
    )
    .execute();
}

/** The years prepared for a school, newest first; `madeBy` and `undoneBy` are names. */
export async function readNewYears(db: Db, districtId: string, schoolId: string): Promise<NewYearRow[]> {
  const rows = await db
    .selectFrom('new_year as year')
    .innerJoin('adult as a', (join) =>
      join.onRef('a.district_id', '=', 'year.district_id').onRef('a.id', '=', 'year.made_by'),
    )
    .leftJoin('adult as b', (join) =>
      join.onRef('b.district_id', '=', 'year.district_id').onRef('b.id', '=', 'year.undone_by'),
    )
    .select(['year.id', 'year.school_id as schoolId', 'year.ended_on as endedOn', 'year.from_date as from'])
    .select(['year.to_date as to', 'year.rotation', 'year.rotation_from as rotationFrom', 'year.students as count'])
    .select(['year.made', 'a.name as madeBy', 'year.made_at as madeAt', 'year.begun_at as begunAt'])
    .select(['b.name as undoneBy', 'year.undone_at as undoneAt'])
    .where('year.district_id', '=', districtId)
    .where('year.school_id', '=', schoolId)
    .orderBy('year.made_at', 'desc')
    .orderBy('year.id', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, rotation: row.rotation as Rotation }));
}

export async function readNewYearStudents(db: Db, districtId: string, yearId: string): Promise<NewYearStudentRow[]> {
  return db
    .selectFrom('new_year_student')
    .select(['student_id as studentId', 'grade_before as gradeBefore', 'grade', 'made'])
    .where('district_id', '=', districtId)
    .where('new_year_id', '=', yearId)
    .orderBy('student_id')
    .execute();
}

export async function markYearUndone(
  db: Db,
  districtId: string,
  id: string,
  { by, now }: { readonly by: string; readonly now: string },
): Promise<void> {
  await db
    .updateTable('new_year')
    .set({ undone_by: by, undone_at: now })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .execute();
}

/**
 * The year begins: its days are the school's, and students are in their new grade unless somebody has changed it since. False:
 * it has begun, or was taken back.
 */
export async function beginYear(
  db: Db,
  districtId: string,
  schoolId: string,
  today: string,
  now: string,
): Promise<boolean> {
  const year = await db
    .updateTable('new_year')
    .set({ begun_at: now })
    .where('district_id', '=', districtId)
    .where('school_id', '=', schoolId)
    .where('begun_at', 'is', null)
    .where('undone_at', 'is', null)
    .where('from_date', '<=', today)
    .returning(['id', 'from_date', 'to_date', 'rotation', 'rotation_from'])
    .executeTakeFirst();
  if (year === undefined) return false;
  await db
    .updateTable('school')
    .set({
      year_from: year.from_date,
      year_to: year.to_date,
      rotation: year.rotation,
      rotation_from: year.rotation_from,
    })
    .where('district_id', '=', districtId)
    .where('id', '=', schoolId)
    .execute();
  for (const { studentId, gradeBefore, grade } of await readNewYearStudents(db, districtId, year.id)) {
    if (grade === gradeBefore) continue;
    await db
      .updateTable('student')
      .set({ grade })
      .where('district_id', '=', districtId)
      .where('id', '=', studentId)
      .where('grade', gradeBefore === null ? 'is' : '=', gradeBefore)
      .execute();
  }
  return true;
}

/** The days on which a new year brought these students another grade, those still to come included. */
export async function readGradeChanges(
  db: Db,
  districtId: string,
  studentIds: readonly string[],
): Promise<{ id: string; studentId: string; on: string }[]> {
  if (studentIds.length === 0) return [];
  return db
    .selectFrom('new_year_student as of')
    .innerJoin('new_year as year', (join) =>
      join.onRef('year.district_id', '=', 'of.district_id').onRef('year.id', '=', 'of.new_year_id'),
    )
    .select(['year.id', 'of.student_id as studentId', 'year.from_date as on'])
    .where('of.district_id', '=', districtId)
    .where('of.student_id', 'in', [...studentIds])
    .where('year.undone_at', 'is', null)
    .whereRef('of.grade', 'is distinct from', 'of.grade_before')
    .execute();
}

/** The days on which these students came into another grade or class, the oldest first; what was so from the beginning is none. */
export async function readMoves(
  db: Db,
  districtId: string,
  studentIds: readonly string[],
): Promise<{ studentId: string; on: string }[]> {
  if (studentIds.length === 0) return [];
  const grades = await readGradeChanges(db, districtId, studentIds);
  const enrolled = await db
    .selectFrom('enrollment')
    .select(['student_id as studentId', 'from_date as on'])
    .where('district_id', '=', districtId)
    .where('student_id', 'in', [...studentIds])
    .execute();
  const first = new Map<string, string>();
  for (const { studentId, on } of enrolled) if (on < (first.get(studentId) ?? '9999-12-31')) first.set(studentId, on);
  return [...grades, ...enrolled.filter(({ studentId, on }) => on > first.get(studentId)!)].toSorted((a, b) =>
    a.on < b.on ? -1 : a.on > b.on ? 1 : 0,
  );
}

/** How many students the adult has in a new year that somebody else has prepared and that has not begun. */
export async function countNewYear(db: Db, districtId: string, adultId: string): Promise<Counted> {
  const rows = await db
    .selectFrom('new_year')
    .select(['made', 'made_at as at'])
    .where('district_id', '=', districtId)
    .where('made_by', '<>', adultId)
    .where('begun_at', 'is', null)
    .where('undone_at', 'is', null)
    .execute();
  const told = rows.flatMap(({ made, at }) =>
    made.told.flatMap((one) => (one.adultId === adultId ? { count: one.students, at } : [])),
  );
  return {
    count: told.reduce((sum, { count }) => sum + count, 0),
    newest: told.reduce<string | null>((last, { at }) => (last === null || at > last ? at : last), null),
  };
}
