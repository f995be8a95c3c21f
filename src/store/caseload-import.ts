import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type {
  ImportCounts,
  ImportPlan,
  KnownName,
  KnownRecord,
  KnownSchool,
  Ref,
  StudentFields,
  StudentPlan,
} from '#domain/caseload/import/plan.ts';
import { covers } from '#domain/caseload/roles.ts';
import type { ServiceTerms } from '#domain/services/service-period.ts';
import { addAdult, giveRole } from './adult.ts';
import { insertClass } from './class.ts';
import { insertGoal, insertVersion, readGoalsOf, readVersions } from './goal.ts';
import { rebuildReach } from './reach.ts';
import type { Database } from './schema.ts';
import { applyServiceChange, insertServiceLine, readServices } from './service.ts';
import { enroll, insertStudent, putOnCaseload, readIeps, readReached, saveIep, updateStudent } from './student.ts';

/** What an import has to know of the school, and the import itself. The owner's transaction. */

type Db = Kysely<Database>;

/** The district as one imports into it, without the students' records. */
export async function readKnownSchool(
  db: Db,
  districtId: string,
  adultId: string,
  today: string,
): Promise<Omit<KnownSchool, 'records'>> {
  const running = (table: 'role_held' | 'enrollment' | 'caseload_place' | 'class') =>
    sql<boolean>`${sql.ref(`${table}.from_date`)} <= ${today}::date and (${sql.ref(`${table}.to_date`)} is null or ${sql.ref(`${table}.to_date`)} >= ${today}::date)`;
  const schools = await db
    .selectFrom('school')
    .select(['id', 'name', 'year_from as yearFrom'])
    .where('district_id', '=', districtId)
    .orderBy('id')
    .execute();
  const classes = await db
    .selectFrom('class')
    .select(['id', 'school_id as schoolId', 'name'])
    .where('district_id', '=', districtId)
    // One that begins later is known, too.
    .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', today)]))
    .orderBy('id')
    .execute();
  const roles = await db
    .selectFrom('role_held')
    .select(['adult_id as adultId', 'class_id as classId', 'role'])
    .where('district_id', '=', districtId)
    .where('role', 'in', ['teacher', 'therapist'])
    .where(running('role_held'))
    .orderBy('id')
    .execute();
  const adults = await db
    .selectFrom('adult')
    .select(['id', 'name', 'short_name as shortName', 'email', 'discipline'])
    .where('district_id', '=', districtId)
    .orderBy('id')
    .execute();
  const names = await db
    .selectFrom('student')
    .innerJoin('student_name', (join) =>
      join
        .onRef('student_name.district_id', '=', 'student.district_id')
        .onRef('student_name.student_id', '=', 'student.id'),
    )
    .select(['student.id', 'student.school_id as schoolId', 'student.local_code as number'])
    .select(['student_name.given_name as givenName', 'student_name.family_name as familyName'])
    .select('student_name.preferred_name as preferredName')
    .where('student.district_id', '=', districtId)
    .orderBy('student.id')
    .execute();
  const enrolled = await db
    .selectFrom('enrollment')
    .select(['student_id as studentId', 'class_id as classId'])
    .where('district_id', '=', districtId)
    .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', today)]))
    .orderBy('class_id')
    .execute();
  const mine = await db
    .selectFrom('caseload_place')
    .innerJoin('student', (join) =>
      join.onRef('student.district_id', '=', 'caseload_place.district_id').onRef('student.id', '=', 'student_id'),
    )
    .select('student.id')
    .distinct()
    .where('caseload_place.district_id', '=', districtId)
    .where('caseload_place.adult_id', '=', adultId)
    .where('caseload_place.kind', '=', 'therapy')
    .where(running('caseload_place'))
    .where((where) => where.or([where('student.left_on', 'is', null), where('student.left_on', '>=', today)]))
    .orderBy('student.id')
    .execute();
  const therapists = new Set(roles.filter(({ role }) => role === 'therapist').map((held) => held.adultId));
  const teachers = Map.groupBy(
    roles.filter(({ role }) => role === 'teacher'),
    ({ classId }) => classId,
  );
  const classesOf = Map.groupBy(enrolled, ({ studentId }) => studentId);
  return {
    schools,
    classes: classes.map((one) => ({ ...one, teacherIds: (teachers.get(one.id) ?? []).map((held) => held.adultId) })),
    adults: adults.map((adult) => ({ ...adult, therapist: therapists.has(adult.id) })),
    names: names.map(
      (name): KnownName => ({ ...name, classIds: (classesOf.get(name.id) ?? []).map(({ classId }) => classId) }),
    ),
    mine: mine.map(({ id }) => id),
  };
}

/** The records of these students, each with whether the adult sees it today. */
export async function readKnownRecords(
  db: Db,
  districtId: string,
  studentIds: readonly string[],
  adultId: string,
  today: string,
): Promise<KnownRecord[]> {
  if (studentIds.length === 0) return [];
  const ids = [...studentIds];
  const students = await db
    .selectFrom('student')
    .select(['id', 'label', 'grade', 'left_on as leftOn'])
    .where('district_id', '=', districtId)
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  const places = await db
    .selectFrom('caseload_place')
    .select(['adult_id as adultId', 'student_id as studentId', 'from_date as from', 'to_date as to'])
    .where('district_id', '=', districtId)
    .where('kind', '=', 'therapy')
    .where('student_id', 'in', ids)
    .orderBy('id')
    .execute();
  const numbers = await db
    .selectFrom('goal')
    .select(['id', 'external_ref as number'])
    .where('district_id', '=', districtId)
    .where('student_id', 'in', ids)
    .execute();
  const goals = await readGoalsOf(db, districtId, ids);
  const versions = await readVersions(
    db,
    districtId,
    goals.map(({ id }) => id),
  );
  const lines = Map.groupBy(await readServices(db, districtId, ids), ({ studentId }) => studentId);
  const ieps = Map.groupBy(await readIeps(db, districtId, ids), ({ studentId }) => studentId);
  const reached = new Set(await readReached(db, districtId, adultId, today));
  const numberOf = new Map(numbers.map(({ id, number }) => [id, number]));
  const versionsOf = Map.groupBy(versions, ({ goalId }) => goalId);
  const goalsOf = Map.groupBy(goals, ({ studentId }) => studentId);
  return students.map((student) => ({
    ...student,
    caseloadOf: places
      .filter((place) => place.studentId === student.id && covers(place, today))
      .map((place) => place.adultId),
    ieps: (ieps.get(student.id) ?? []).map(({ iepDate, annualReviewDue, reevaluationDue }) => ({
      iepDate,
      annualReviewDue,
      reevaluationDue,
    })),
    goals: (goalsOf.get(student.id) ?? []).flatMap((goal) => {
      const newest = versionsOf.get(goal.id)?.at(-1);
      if (newest === undefined) return [];
      const { goalId: _goal, writtenBy: _by, ...version } = newest;
      const { id, tag, status, discipline, area, startsOn, endsOn } = goal;
      const number = numberOf.get(id) ?? null;
      return [{ id, number, tag, status, discipline, area, startsOn, endsOn, newest: version }];
    }),
    lines: (lines.get(student.id) ?? []).map(({ id, discipline, periods }) => ({
      id,
      discipline,
      periods: periods.map(({ adultName: _, ...period }) => period),
    })),
    reached: reached.has(student.id),
  }));
}

/**
 * Two imports of one district do not both see the school as it was before the other: the second meets a changed row, and its
 * transaction runs again.
 */
export async function oneImportAtATime(db: Db, districtId: string): Promise<void> {
  await db.updateTable('district').set({ name: sql`name` }).where('id', '=', districtId).execute();
}

export interface ImportWritten {
  readonly by: string;
  readonly now: string;
  readonly today: string;
  readonly newId: () => string;
  readonly shortNameOf: (name: string) => string;
}

/** Does what the plan says, and answers the ids of its students in the plan's order. */
export async function applyPlan(
  db: Db,
  districtId: string,
  plan: ImportPlan,
  written: ImportWritten,
): Promise<string[]> {
  const { newId, now, today } = written;
  const classIds: string[] = [];
  for (const one of plan.classes) {
    const id = newId();
    classIds.push(id);
    await insertClass(db, districtId, id, one.schoolId, {
      name: one.name,
      grade: one.grade,
      kind: 'homeroom',
      halfDay: null,
      roomId: null,
      from: one.from,
      to: null,
      howItRuns: '',
    });
  }
  const adultIds: string[] = [];
  for (const { name, email } of plan.adults) {
    const id = newId();
    adultIds.push(id);
    await addAdult(db, {
      district_id: districtId,
      id,
      name,
      short_name: written.shortNameOf(name),
      email,
      created_at: now,
    });
  }
  const classId = (ref: Ref) => ('id' in ref ? ref.id : classIds[ref.made]!);
  for (const teacher of plan.teachers)
    await giveRole(db, {
      district_id: districtId,
      id: newId(),
      adult_id: 'id' in teacher.adult ? teacher.adult.id : adultIds[teacher.adult.made]!,
      role: 'teacher',
      school_id: teacher.schoolId,
      class_id: classId(teacher.class),
      from_date: today,
    });
  const studentIds: string[] = [];
  for (const student of plan.students) studentIds.push(await saveStudent(db, districtId, student, classId, written));
  // A new role reaches the students a class has already.
  await rebuildReach(db, districtId, plan.teachers.length > 0 ? undefined : studentIds);
  return studentIds;
}

async function saveStudent(
  db: Db,
  districtId: string,
  plan: StudentPlan,
  classId: (ref: Ref) => string,
  written: ImportWritten,
): Promise<string> {
  const { newId, now, today } = written;
  const id = plan.id ?? newId();
  if (plan.id === null)
    await insertStudent(
      db,
      districtId,
      { ...rowOf(plan.fields!), responseMode: 'speech', leftOn: null, ofAgeOn: null, id, now },
      null,
    );
  else if (plan.fields !== null) await updateStudent(db, districtId, id, rowOf(plan.fields));
  for (const enrollment of plan.enrollments)
    await enroll(db, districtId, id, { id: newId(), classId: classId(enrollment.class), from: enrollment.from });
  for (const adultId of plan.caseloadOf)
    await putOnCaseload(db, districtId, id, { id: newId(), adultId, kind: 'therapy', from: today });
  if (plan.iep !== null) await saveIep(db, districtId, { ...plan.iep, studentId: id, newId: newId(), now });
  await saveGoals(db, districtId, id, plan.goals, written);
  await saveServices(db, districtId, id, plan.services, written);
  return id;
}

const rowOf = ({ number, ...fields }: StudentFields) => ({ ...fields, localCode: number });

async function saveGoals(
  db: Db,
  districtId: string,
  studentId: string,
  goals: StudentPlan['goals'],
  { by, now, newId }: ImportWritten,
): Promise<void> {
  for (const plan of goals) {
    const { number, ...frame } = plan.frame;
    const goal = { id: plan.is === 'new' ? newId() : plan.goalId, studentId };
    if (plan.is === 'new') {
      const usual = { shownAsCode: false, measure: 'trials', unit: 'trial', cueSetId: null } as const;
      await insertGoal(db, districtId, { ...frame, ...usual, ...goal, ownerId: plan.ownerId, now });
    }
    await db
      .updateTable('goal')
      .set({
        external_ref: number,
        discipline: frame.discipline,
        area: frame.area,
        tag: frame.tag,
        starts_on: frame.startsOn,
        ends_on: frame.endsOn,
      })
      .where('district_id', '=', districtId)
      .where('id', '=', goal.id)
      .execute();
    const version = plan.is === 'new' ? { ...plan.wording, version: 1, from: frame.startsOn } : plan.version;
    if (version !== null) await insertVersion(db, districtId, goal, version, { by, at: now });
  }
}

async function saveServices(
  db: Db,
  districtId: string,
  studentId: string,
  services: StudentPlan['services'],
  written: ImportWritten,
): Promise<void> {
  const { by, newId, now } = written;
  const made = new Map<string, string>();
  for (const { discipline, lineId, close, correct, open } of services) {
    const line = { id: lineId ?? made.get(discipline) ?? newId(), studentId };
    if (lineId === null && !made.has(discipline)) {
      made.set(discipline, line.id);
      await insertServiceLine(db, districtId, { ...line, discipline, now });
    }
    if (correct !== null)
      await db
        .updateTable('service_period')
        .set(termsRow(correct.terms))
        .where('district_id', '=', districtId)
        .where('line_id', '=', line.id)
        .where('id', '=', correct.id)
        .execute();
    const change = {
      on: open?.from ?? written.today,
      reason: '',
      close: close === null ? [] : [close],
      open: open === null ? [] : [{ ...open.terms, from: open.from, to: null, reason: '' }],
    };
    await applyServiceChange(db, districtId, line, change, { by, now, newId });
  }
}

const termsRow = (terms: ServiceTerms) => ({
  adult_id: terms.adultId,
  delivery: terms.delivery,
  minutes: terms.minutes,
  times: terms.times,
  per: terms.per,
  group_max: terms.groupMax,
  place: terms.place,
});

/** That a table was brought in: its fingerprint and what it changed, never its content. */
export async function noteImport(
  db: Db,
  districtId: string,
  batch: {
    readonly id: string;
    readonly adultId: string;
    readonly at: string;
    readonly table: string;
    readonly counts: ImportCounts;
  },
): Promise<void> {
  await db
    .insertInto('import_batch')
    .values({
      district_id: districtId,
      id: batch.id,
      adult_id: batch.adultId,
      at: batch.at,
      file_sha256: createHash('sha256').update(batch.table).digest('hex'),
      counts: JSON.stringify(batch.counts),
    })
    .execute();
}
