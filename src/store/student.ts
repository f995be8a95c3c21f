import { type Kysely, sql } from 'kysely';
import type { CaseloadPlace, Enrolled, RoleHeld, StandIn } from '#domain/caseload/roles.ts';
import type { ResponseMode } from '#domain/goals/goal.ts';
import type { Database } from './schema.ts';
import { wallTimeOf } from './school.ts';

/** Students with their names, classes, IEP dates, own timetables and whom they are kept apart from. */

type Db = Kysely<Database>;

export interface NamedStudent {
  readonly id: string;
  readonly label: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly preferredName: string | null;
  readonly grade: number | null;
  readonly schoolId: string;
  readonly schoolName: string;
  readonly localCode: string | null;
  readonly responseMode: ResponseMode;
  readonly leftOn: string | null;
  readonly ofAgeOn: string | null;
}

const named = (db: Db, districtId: string) =>
  db
    .selectFrom('student')
    .innerJoin('student_name', (join) =>
      join
        .onRef('student_name.district_id', '=', 'student.district_id')
        .onRef('student_name.student_id', '=', 'student.id'),
    )
    .innerJoin('school', (join) =>
      join.onRef('school.district_id', '=', 'student.district_id').onRef('school.id', '=', 'student.school_id'),
    )
    .where('student.district_id', '=', districtId)
    .select([
      'student.id',
      'student.label',
      'student_name.given_name as givenName',
      'student_name.family_name as familyName',
      'student_name.preferred_name as preferredName',
      'student.grade',
      'student.school_id as schoolId',
      'school.name as schoolName',
      'student.local_code as localCode',
      'student.response_mode as responseMode',
      'student.left_on as leftOn',
      'student.of_age_on as ofAgeOn',
    ]);

export interface StudentQuery {
  readonly adultId: string;
  readonly today: string;
  readonly limit: number;
  /** Id of the last student of the page before. */
  readonly after?: string;
  /** Found anywhere in a name, the label or the local code, whatever the case. */
  readonly search?: string;
  readonly classId?: string;
}

/**
 * A page of the students whom the adult reaches today and who have not left, by family name; each with whether it is the
 * record that is reached.
 */
export async function readStudents(
  db: Db,
  districtId: string,
  query: StudentQuery,
): Promise<(NamedStudent & { readonly record: boolean })[]> {
  const { adultId, today, after, search, classId } = query;
  return named(db, districtId)
    .innerJoin(
      (reached) =>
        reached
          .selectFrom('reach')
          .select('student_id')
          .select(sql<boolean>`bool_or(reach = 'record')`.as('record'))
          .where('district_id', '=', districtId)
          .where('adult_id', '=', adultId)
          .where('from_date', '<=', today)
          .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', today)]))
          .groupBy('student_id')
          .as('reached'),
      (join) => join.onRef('reached.student_id', '=', 'student.id'),
    )
    .select('reached.record')
    .where((where) => where.or([where('student.left_on', 'is', null), where('student.left_on', '>=', today)]))
    .$if(search !== undefined && search !== '', (found) =>
      found.where(
        sql<boolean>`position(lower(${search ?? ''}) in lower(concat_ws(' ', student_name.preferred_name, student_name.given_name,
          student_name.family_name, student.label, student.local_code))) > 0`,
      ),
    )
    .$if(classId !== undefined, (found) =>
      found.where((where) =>
        where.exists(
          where
            .selectFrom('enrollment')
            .select('enrollment.id')
            .where('enrollment.district_id', '=', districtId)
            .whereRef('enrollment.student_id', '=', 'student.id')
            .where('enrollment.class_id', '=', classId ?? '')
            .where('enrollment.from_date', '<=', today)
            .where((open) =>
              open.or([open('enrollment.to_date', 'is', null), open('enrollment.to_date', '>=', today)]),
            ),
        ),
      ),
    )
    .$if(after !== undefined, (found) =>
      found.where(
        sql<boolean>`(lower(student_name.family_name), lower(student_name.given_name), student.id) > (
          select lower(n.family_name), lower(n.given_name), n.student_id from student_name n
          where n.district_id = ${districtId} and n.student_id = ${after ?? ''})`,
      ),
    )
    .orderBy(sql`lower(student_name.family_name)`)
    .orderBy(sql`lower(student_name.given_name)`)
    .orderBy('student.id')
    .limit(query.limit)
    .execute();
}

/** Ids of the students whose record the adult reaches on a day. */
export async function readReached(db: Db, districtId: string, adultId: string, day: string): Promise<string[]> {
  const rows = await db
    .selectFrom('reach')
    .select('student_id')
    .distinct()
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .where('reach', '=', 'record')
    .where('from_date', '<=', day)
    .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', day)]))
    .execute();
  return rows.map((row) => row.student_id);
}

export async function readStudent(db: Db, districtId: string, studentId: string): Promise<NamedStudent | null> {
  return (await named(db, districtId).where('student.id', '=', studentId).executeTakeFirst()) ?? null;
}

export interface EnrollmentRow {
  readonly id: string;
  readonly studentId: string;
  readonly classId: string;
  readonly className: string;
  readonly schoolName: string;
  readonly from: string;
  readonly to: string | null;
}

/** All enrollments of these students, past and coming ones too; newest first. */
export async function readEnrollments(
  db: Db,
  districtId: string,
  studentIds: readonly string[],
): Promise<EnrollmentRow[]> {
  if (studentIds.length === 0) return [];
  return db
    .selectFrom('enrollment')
    .innerJoin('class', (join) =>
      join.onRef('class.district_id', '=', 'enrollment.district_id').onRef('class.id', '=', 'enrollment.class_id'),
    )
    .innerJoin('school', (join) =>
      join.onRef('school.district_id', '=', 'class.district_id').onRef('school.id', '=', 'class.school_id'),
    )
    .where('enrollment.district_id', '=', districtId)
    .where('enrollment.student_id', 'in', [...studentIds])
    .select(['enrollment.id', 'enrollment.student_id as studentId', 'enrollment.class_id as classId'])
    .select(['class.name as className', 'school.name as schoolName'])
    .select(['enrollment.from_date as from', 'enrollment.to_date as to'])
    .orderBy('enrollment.from_date', 'desc')
    .orderBy('class.name')
    .execute();
}

export interface IepRow {
  readonly id: string;
  readonly studentId: string;
  readonly iepDate: string;
  readonly annualReviewDue: string | null;
  readonly reevaluationDue: string | null;
}

/** Newest first. */
export async function readIeps(db: Db, districtId: string, studentIds: readonly string[]): Promise<IepRow[]> {
  if (studentIds.length === 0) return [];
  return db
    .selectFrom('iep')
    .where('district_id', '=', districtId)
    .where('student_id', 'in', [...studentIds])
    .select(['id', 'student_id as studentId', 'iep_date as iepDate'])
    .select(['annual_review_due as annualReviewDue', 'reevaluation_due as reevaluationDue'])
    .orderBy('iep_date', 'desc')
    .execute();
}

export interface StudentBlock {
  readonly id: string;
  readonly weekday: number;
  readonly rotationDay: string | null;
  readonly starts: string;
  readonly ends: string;
  readonly kind: 'other_service' | 'other_class' | 'not_at_school' | 'other';
  readonly pullOut: 'never' | 'allowed';
  readonly from: string;
  readonly to: string | null;
}

export async function readBlocks(db: Db, districtId: string, studentId: string): Promise<StudentBlock[]> {
  const rows = await db
    .selectFrom('student_block')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('student_id', '=', studentId)
    .orderBy('weekday')
    .orderBy('starts')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    weekday: row.weekday,
    rotationDay: row.rotation_day,
    starts: wallTimeOf(row.starts),
    ends: wallTimeOf(row.ends),
    kind: row.kind as StudentBlock['kind'],
    pullOut: row.pull_out as StudentBlock['pullOut'],
    from: row.from_date,
    to: row.to_date,
  }));
}

/** Whom the student is kept apart from. One whom the reader does not reach has an id and nothing else. */
export async function readKeptApart(
  db: Db,
  districtId: string,
  studentId: string,
): Promise<{ id: string; label: string | null; name: string | null }[]> {
  return db
    .selectFrom('kept_apart')
    .leftJoin('student', (join) =>
      join
        .onRef('student.district_id', '=', 'kept_apart.district_id')
        .onRef('student.id', '=', 'kept_apart.other_student_id'),
    )
    .leftJoin('student_name', (join) =>
      join
        .onRef('student_name.district_id', '=', 'kept_apart.district_id')
        .onRef('student_name.student_id', '=', 'kept_apart.other_student_id'),
    )
    .where('kept_apart.district_id', '=', districtId)
    .where('kept_apart.student_id', '=', studentId)
    .select(['kept_apart.other_student_id as id', 'student.label'])
    .select(sql<string | null>`student_name.given_name || ' ' || student_name.family_name`.as('name'))
    .execute();
}

/** What decides who sees the student, as far as the reader may know it. */
export async function readAccessFacts(
  db: Db,
  districtId: string,
  studentId: string,
): Promise<{ roles: RoleHeld[]; caseload: CaseloadPlace[]; standIns: StandIn[]; enrollments: Enrolled[] }> {
  const period = ['from_date as from', 'to_date as to'] as const;
  const enrollments = await db
    .selectFrom('enrollment')
    .select(['student_id as studentId', 'class_id as classId', ...period])
    .where('district_id', '=', districtId)
    .where('student_id', '=', studentId)
    .execute();
  const caseload = await db
    .selectFrom('caseload_place')
    .select(['adult_id as adultId', 'student_id as studentId', 'kind', ...period])
    .where('district_id', '=', districtId)
    .where('student_id', '=', studentId)
    .execute();
  const standIns = await db
    .selectFrom('stand_in')
    .select(['adult_id as adultId', 'for_adult_id as forAdultId', 'kind', ...period])
    .where('district_id', '=', districtId)
    .execute();
  const roles = await db
    .selectFrom('role_held')
    .select(['adult_id as adultId', 'role', 'school_id as schoolId', 'class_id as classId', ...period])
    .where('district_id', '=', districtId)
    .execute();
  return { roles, caseload, standIns, enrollments };
}

/** Names for ids, and who of them is or was a therapist or an assistant. */
export async function readAdults(
  db: Db,
  districtId: string,
  adultIds: readonly string[],
): Promise<{ id: string; name: string; shortName: string; therapist: boolean }[]> {
  if (adultIds.length === 0) return [];
  return db
    .selectFrom('adult')
    .select(['id', 'name', 'short_name as shortName'])
    .select((where) =>
      where
        .exists(
          where
            .selectFrom('role_held')
            .select('role_held.id')
            .where('role_held.district_id', '=', districtId)
            .whereRef('role_held.adult_id', '=', 'adult.id')
            .where('role_held.role', 'in', ['therapist', 'assistant']),
        )
        .$castTo<boolean>()
        .as('therapist'),
    )
    .where('district_id', '=', districtId)
    .where('id', 'in', [...new Set(adultIds)])
    .orderBy('name')
    .execute();
}

export interface StudentFields {
  readonly schoolId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly preferredName: string | null;
  readonly label: string;
  readonly grade: number | null;
  readonly localCode: string | null;
  readonly responseMode: ResponseMode;
  readonly leftOn: string | null;
  readonly ofAgeOn: string | null;
}

type StaysUnlessSaid = 'responseMode' | 'leftOn' | 'ofAgeOn';

const studentRow = (fields: Omit<StudentFields, StaysUnlessSaid>) => ({
  school_id: fields.schoolId,
  grade: fields.grade,
  label: fields.label,
  local_code: fields.localCode,
});
const nameRow = (fields: Pick<StudentFields, 'givenName' | 'familyName' | 'preferredName'>) => ({
  given_name: fields.givenName,
  family_name: fields.familyName,
  preferred_name: fields.preferredName,
});

export interface NewPlace {
  readonly id: string;
  readonly adultId: string;
  readonly kind: CaseloadPlace['kind'];
  readonly from: string;
}

/**
 * A new student, on the caseload of `place` where one is given. Needs the owner's transaction and `rebuildReach` after it.
 */
export async function insertStudent(
  db: Db,
  districtId: string,
  student: StudentFields & { readonly id: string; readonly now: string },
  place: NewPlace | null,
): Promise<void> {
  await db
    .insertInto('student')
    .values({
      district_id: districtId,
      id: student.id,
      ...studentRow(student),
      response_mode: student.responseMode,
      left_on: student.leftOn,
      of_age_on: student.ofAgeOn,
      created_at: student.now,
    })
    .execute();
  await db
    .insertInto('student_name')
    .values({ district_id: districtId, student_id: student.id, ...nameRow(student) })
    .execute();
  if (place !== null) await putOnCaseload(db, districtId, student.id, place);
}

/** From that day on. Needs the owner's transaction and `rebuildReach` after it. */
export async function putOnCaseload(db: Db, districtId: string, studentId: string, place: NewPlace): Promise<void> {
  await db
    .insertInto('caseload_place')
    .values({
      district_id: districtId,
      id: place.id,
      adult_id: place.adultId,
      student_id: studentId,
      kind: place.kind,
      from_date: place.from,
      to_date: null,
    })
    .execute();
}

/** Needs the owner's transaction and `rebuildReach` after it. */
export async function enroll(
  db: Db,
  districtId: string,
  studentId: string,
  { id, classId, from, to = null }: { id: string; classId: string; from: string; to?: string | null },
): Promise<void> {
  await db
    .insertInto('enrollment')
    .values({ district_id: districtId, id, student_id: studentId, class_id: classId, from_date: from, to_date: to })
    .execute();
}

/** What is left out stays as it is. */
export async function updateStudent(
  db: Db,
  districtId: string,
  id: string,
  fields: Omit<StudentFields, StaysUnlessSaid> & Partial<Pick<StudentFields, StaysUnlessSaid>>,
): Promise<void> {
  await db
    .updateTable('student')
    .set({
      ...studentRow(fields),
      ...(fields.responseMode === undefined ? {} : { response_mode: fields.responseMode }),
      ...(fields.leftOn === undefined ? {} : { left_on: fields.leftOn }),
      ...(fields.ofAgeOn === undefined ? {} : { of_age_on: fields.ofAgeOn }),
    })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .execute();
  await db
    .updateTable('student_name')
    .set(nameRow(fields))
    .where('district_id', '=', districtId)
    .where('student_id', '=', id)
    .execute();
}

/** The student who already has this local code. */
export async function findByLocalCode(db: Db, districtId: string, localCode: string): Promise<string | null> {
  const found = await db
    .selectFrom('student')
    .select('id')
    .where('district_id', '=', districtId)
    .where('local_code', '=', localCode)
    .executeTakeFirst();
  return found?.id ?? null;
}

/** A period of a list that is edited as a whole: known ones carry their id. */
interface Dated {
  readonly id: string;
  readonly from: string;
  readonly to: string | null;
}

/**
 * What becomes of the rows that an edited list no longer has: those that have begun end the day before, and so stay in the past;
 * those that have not are plans, and go.
 */
export function leftOut<Row extends Dated>(
  known: readonly Row[],
  kept: ReadonlySet<string>,
  yesterday: string,
): { readonly end: readonly Row[]; readonly drop: readonly Row[] } {
  const missing = known.filter((row) => !kept.has(row.id) && (row.to === null || row.to > yesterday));
  return { end: missing.filter((row) => row.from <= yesterday), drop: missing.filter((row) => row.from > yesterday) };
}

/** All enrollments as they should be. Needs the owner's transaction and `rebuildReach` after it. */
export async function saveEnrollments(
  db: Db,
  districtId: string,
  studentId: string,
  wanted: readonly (Dated & { readonly classId: string })[],
  yesterday: string,
): Promise<void> {
  const known = await db
    .selectFrom('enrollment')
    .select(['id', 'class_id as classId', 'from_date as from', 'to_date as to'])
    .where('district_id', '=', districtId)
    .where('student_id', '=', studentId)
    .execute();
  const { end, drop } = leftOut(known, new Set(wanted.map((row) => row.id)), yesterday);
  for (const { id } of end)
    await db
      .updateTable('enrollment')
      .set({ to_date: yesterday })
      .where('district_id', '=', districtId)
      .where('id', '=', id)
      .execute();
  for (const { id } of drop)
    await db.deleteFrom('enrollment').where('district_id', '=', districtId).where('id', '=', id).execute();
  const own = new Set(known.map((row) => row.id));
  for (const row of wanted) {
    if (own.has(row.id))
      await db
        .updateTable('enrollment')
        .set({ from_date: row.from, to_date: row.to })
        .where('district_id', '=', districtId)
        .where('student_id', '=', studentId)
        .where('id', '=', row.id)
        .execute();
    else await enroll(db, districtId, studentId, row);
  }
}

export async function saveBlocks(
  db: Db,
  districtId: string,
  studentId: string,
  wanted: readonly StudentBlock[],
  yesterday: string,
): Promise<void> {
  const known = await readBlocks(db, districtId, studentId);
  const { end, drop } = leftOut(known, new Set(wanted.map((row) => row.id)), yesterday);
  for (const { id } of end)
    await db
      .updateTable('student_block')
      .set({ to_date: yesterday })
      .where('district_id', '=', districtId)
      .where('id', '=', id)
      .execute();
  for (const { id } of drop)
    await db.deleteFrom('student_block').where('district_id', '=', districtId).where('id', '=', id).execute();
  const own = new Set(known.map((row) => row.id));
  for (const block of wanted) {
    const row = {
      weekday: block.weekday,
      rotation_day: block.rotationDay,
      starts: block.starts,
      ends: block.ends,
      kind: block.kind,
      pull_out: block.pullOut,
      from_date: block.from,
      to_date: block.to,
    };
    if (own.has(block.id))
      await db
        .updateTable('student_block')
        .set(row)
        .where('district_id', '=', districtId)
        .where('student_id', '=', studentId)
        .where('id', '=', block.id)
        .execute();
    else
      await db
        .insertInto('student_block')
        .values({ district_id: districtId, id: block.id, student_id: studentId, ...row })
        .execute();
  }
}

/** The dates of one IEP; a date that is not there yet adds one. */
export async function saveIep(
  db: Db,
  districtId: string,
  iep: Omit<IepRow, 'id'> & { readonly newId: string; readonly now: string },
): Promise<void> {
  const dates = { annual_review_due: iep.annualReviewDue, reevaluation_due: iep.reevaluationDue };
  await db
    .insertInto('iep')
    .values({
      district_id: districtId,
      id: iep.newId,
      student_id: iep.studentId,
      iep_date: iep.iepDate,
      created_at: iep.now,
      ...dates,
    })
    .onConflict((conflict) => conflict.columns(['district_id', 'student_id', 'iep_date']).doUpdateSet(dates))
    .execute();
}

/** Kept both ways round, so that either student's own row says it. Needs the owner's transaction. */
export async function replaceKeptApart(
  db: Db,
  districtId: string,
  studentId: string,
  others: readonly string[],
): Promise<void> {
  await db
    .deleteFrom('kept_apart')
    .where('district_id', '=', districtId)
    .where((where) => where.or([where('student_id', '=', studentId), where('other_student_id', '=', studentId)]))
    .execute();
  if (others.length === 0) return;
  await db
    .insertInto('kept_apart')
    .values(
      others.flatMap((other) => [
        { district_id: districtId, student_id: studentId, other_student_id: other },
        { district_id: districtId, student_id: other, other_student_id: studentId },
      ]),
    )
    .execute();
}
