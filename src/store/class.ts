import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { classKinds, classSummary, readClass } from '#contract/class.ts';
import { nameInWords } from '#domain/caseload/name.ts';
import type { Role } from '#domain/caseload/roles.ts';
import type { RoutineKind } from '#domain/school-day/class-day.ts';
import { usualTouchBase } from '#domain/services/week-to-plan.ts';
import type { CoTeachingFormat } from '#domain/trials/event.ts';
import type { Database } from './schema.ts';
import { wallTimeOf } from './school.ts';
import { readTouchBaseChoices } from './touch-base.ts';

/** Classes, their routines and times, teacher's free times, agreements and exceptions. */

type Db = Kysely<Database>;
type ClassSummary = z.output<typeof classSummary>;
type ClassPage = z.output<typeof readClass.output>;

export async function readClasses(
  db: Db,
  districtId: string,
  today: string,
  only?: readonly string[],
): Promise<ClassSummary[]> {
  if (only !== undefined && only.length === 0) return [];
  const rows = await db
    .selectFrom('class')
    .innerJoin('school', (join) =>
      join.onRef('school.district_id', '=', 'class.district_id').onRef('school.id', '=', 'class.school_id'),
    )
    .leftJoin('room', (join) =>
      join.onRef('room.district_id', '=', 'class.district_id').onRef('room.id', '=', 'class.room_id'),
    )
    .selectAll('class')
    .select(['school.name as school_name', 'room.name as room_name'])
    .where('class.district_id', '=', districtId)
    .$if(only !== undefined, (query) => query.where('class.id', 'in', [...(only ?? [])]))
    .orderBy('school.name')
    .orderBy('class.grade')
    .orderBy('class.name')
    .execute();
  const held = await db
    .selectFrom('role_held')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'role_held.district_id').onRef('adult.id', '=', 'role_held.adult_id'),
    )
    .select(['role_held.class_id', 'role_held.role', 'adult.id as adult_id', 'adult.name', 'adult.short_name'])
    .where('role_held.district_id', '=', districtId)
    .where('role_held.class_id', 'is not', null)
    .where('role_held.from_date', '<=', today)
    .where((where) => where.or([where('role_held.to_date', 'is', null), where('role_held.to_date', '>=', today)]))
    .orderBy('adult.name')
    .execute();
  // Row-level security leaves only the enrollments of students whom the reader reaches today.
  const enrolled = await db
    .selectFrom('enrollment')
    .select((select) => ['class_id', select.fn.countAll<number>().as('students')])
    .where('district_id', '=', districtId)
    .where('from_date', '<=', today)
    .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', today)]))
    .groupBy('class_id')
    .execute();
  const routines = await db
    .selectFrom('routine')
    .select((select) => ['class_id', select.fn.countAll<number>().as('routines')])
    .where('district_id', '=', districtId)
    .groupBy('class_id')
    .execute();
  const routinesByClass = new Map(routines.map((row) => [row.class_id, Number(row.routines)]));
  const adultsByClass = Map.groupBy(held, (row) => row.class_id);
  const studentsByClass = new Map(enrolled.map((row) => [row.class_id, Number(row.students)]));
  return rows.map((row) => ({
    id: row.id,
    schoolId: row.school_id,
    schoolName: row.school_name,
    name: row.name,
    grade: row.grade,
    kind: row.kind as (typeof classKinds)[number],
    halfDay: row.half_day,
    roomId: row.room_id,
    roomName: row.room_name,
    from: row.from_date,
    to: row.to_date,
    adults: (adultsByClass.get(row.id) ?? []).map((adult) => ({
      adultId: adult.adult_id,
      name: adult.name,
      shortName: adult.short_name,
      role: adult.role as Role,
    })),
    routines: routinesByClass.get(row.id) ?? 0,
    students: studentsByClass.get(row.id) ?? 0,
  }));
}

/** The class's page, or null where there is no such class. Students are those whom row-level security lets the reader see. */
export async function readClassPage(
  db: Db,
  districtId: string,
  classId: string,
  today: string,
): Promise<ClassPage | null> {
  const [summary] = await readClasses(db, districtId, today, [classId]);
  if (summary === undefined) return null;
  const of = { districtId, classId };
  const row = await db
    .selectFrom('class')
    .select('how_it_runs')
    .where('district_id', '=', districtId)
    .where('id', '=', classId)
    .executeTakeFirstOrThrow();
  const routines = await db
    .selectFrom('routine')
    .selectAll()
    .where('district_id', '=', of.districtId)
    .where('class_id', '=', of.classId)
    .orderBy('name')
    .execute();
  const times = await db
    .selectFrom('routine_time')
    .selectAll()
    .where('district_id', '=', of.districtId)
    .where('class_id', '=', of.classId)
    .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', today)]))
    .orderBy('weekday')
    .orderBy('starts')
    .execute();
  const free = await db
    .selectFrom('teacher_free')
    .selectAll()
    .where('district_id', '=', of.districtId)
    .where('class_id', '=', of.classId)
    .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', today)]))
    .orderBy('weekday')
    .orderBy('starts')
    .execute();
  const agreements = await db
    .selectFrom('co_teaching_agreement')
    .selectAll()
    .where('district_id', '=', of.districtId)
    .where('class_id', '=', of.classId)
    .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', today)]))
    .execute();
  const exceptions = await db
    .selectFrom('class_exception')
    .selectAll()
    .where('district_id', '=', of.districtId)
    .where('class_id', '=', of.classId)
    .where('date', '>=', today)
    .orderBy('date')
    .execute();
  const students = await db
    .selectFrom('enrollment')
    .innerJoin('student', (join) =>
      join
        .onRef('student.district_id', '=', 'enrollment.district_id')
        .onRef('student.id', '=', 'enrollment.student_id'),
    )
    .innerJoin('student_name', (join) =>
      join
        .onRef('student_name.district_id', '=', 'student.district_id')
        .onRef('student_name.student_id', '=', 'student.id'),
    )
    .leftJoin('reach', (join) =>
      join
        .onRef('reach.district_id', '=', 'student.district_id')
        .onRef('reach.student_id', '=', 'student.id')
        .on('reach.reach', '=', 'record')
        .on('reach.from_date', '<=', today)
        .on((on) => on.or([on('reach.to_date', 'is', null), on('reach.to_date', '>=', today)])),
    )
    .select((select) => [
      'student.id',
      'student.label',
      'student_name.given_name as givenName',
      'student_name.family_name as familyName',
      'student_name.preferred_name as preferredName',
      select.fn.count<number>('reach.student_id').as('records'),
    ])
    .where('enrollment.district_id', '=', of.districtId)
    .where('enrollment.class_id', '=', of.classId)
    .where('enrollment.from_date', '<=', today)
    .where((where) => where.or([where('enrollment.to_date', 'is', null), where('enrollment.to_date', '>=', today)]))
    .groupBy([
      'student.id',
      'student.label',
      'student_name.given_name',
      'student_name.family_name',
      'student_name.preferred_name',
    ])
    .orderBy('student_name.given_name')
    .execute();
  return {
    class: summary,
    howItRuns: row.how_it_runs,
    routines: routines.map(({ id, kind, name, setting, place_id }) => ({
      id,
      kind: kind as RoutineKind,
      name,
      setting,
      placeId: place_id,
    })),
    times: times.map((time) => ({
      id: time.id,
      routineId: time.routine_id,
      weekday: time.weekday,
      rotationDay: time.rotation_day as ClassPage['times'][number]['rotationDay'],
      starts: wallTimeOf(time.starts),
      ends: wallTimeOf(time.ends),
      pullOut: time.pull_out,
      pullOutCost: time.pull_out_cost,
      pushIn: time.push_in,
      from: time.from_date,
      to: time.to_date,
    })),
    teacherFree: free.map((time) => ({
      id: time.id,
      weekday: time.weekday,
      rotationDay: time.rotation_day as ClassPage['times'][number]['rotationDay'],
      starts: wallTimeOf(time.starts),
      ends: wallTimeOf(time.ends),
      from: time.from_date,
      to: time.to_date,
    })),
    coTeaching: agreements.map((agreement) => ({
      id: agreement.id,
      adultId: agreement.adult_id,
      format: agreement.format as CoTeachingFormat,
      minutes: agreement.minutes,
      options: [...agreement.options],
      from: agreement.from_date,
      to: agreement.to_date,
    })),
    exceptions: exceptions.map((exception) => ({
      id: exception.id,
      date: exception.date,
      kind: exception.kind as ClassPage['exceptions'][number]['kind'],
      starts: exception.starts === null ? null : wallTimeOf(exception.starts),
      ends: exception.ends === null ? null : wallTimeOf(exception.ends),
      note: exception.note,
    })),
    touchBase: (await readTouchBaseChoices(db, districtId, [classId])).get(classId) ?? usualTouchBase,
    students: students.map((student) => ({
      id: student.id,
      label: student.label,
      name: nameInWords(student),
      onMyCaseload: Number(student.records) > 0,
    })),
  };
}

export interface ClassFields {
  readonly name: string;
  readonly grade: number | null;
  readonly kind: (typeof classKinds)[number];
  readonly halfDay: 'am' | 'pm' | null;
  readonly roomId: string | null;
  readonly from: string;
  readonly to: string | null;
  readonly howItRuns: string;
}

const classRow = (fields: ClassFields) => ({
  name: fields.name,
  grade: fields.grade,
  kind: fields.kind,
  half_day: fields.halfDay,
  room_id: fields.roomId,
  from_date: fields.from,
  to_date: fields.to,
  how_it_runs: fields.howItRuns,
});

export async function insertClass(
  db: Db,
  districtId: string,
  id: string,
  schoolId: string,
  fields: ClassFields,
): Promise<void> {
  await db
    .insertInto('class')
    .values({ district_id: districtId, id, school_id: schoolId, ...classRow(fields) })
    .execute();
}

export async function updateClass(db: Db, districtId: string, id: string, fields: ClassFields): Promise<boolean> {
  const changed = await db
    .updateTable('class')
    .set(classRow(fields))
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}

export interface RoutineFields {
  readonly kind: RoutineKind;
  readonly name: string;
  readonly setting: string;
  readonly placeId: string | null;
}

export async function insertRoutine(
  db: Db,
  districtId: string,
  classId: string,
  id: string,
  fields: RoutineFields,
): Promise<void> {
  await db
    .insertInto('routine')
    .values({
      district_id: districtId,
      id,
      class_id: classId,
      kind: fields.kind,
      name: fields.name,
      setting: fields.setting,
      place_id: fields.placeId,
    })
    .execute();
}

export async function updateRoutine(
  db: Db,
  districtId: string,
  classId: string,
  id: string,
  fields: RoutineFields,
): Promise<boolean> {
  const changed = await db
    .updateTable('routine')
    .set({ kind: fields.kind, name: fields.name, setting: fields.setting, place_id: fields.placeId })
    .where('district_id', '=', districtId)
    .where('class_id', '=', classId)
    .where('id', '=', id)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}

export async function routineIdsOf(db: Db, districtId: string, classId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('routine')
    .select('id')
    .where('district_id', '=', districtId)
    .where('class_id', '=', classId)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** The day before a calendar day. */
function dayBefore(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, date - 1)).toISOString().slice(0, 10);
}

type DatedDayTable = 'routine_time' | 'teacher_free' | 'co_teaching_agreement';

/** Ends what is in force from `from` on, where `narrow` holds; what had not begun by then never was. */
async function endFrom(
  db: Db,
  table: DatedDayTable,
  districtId: string,
  classId: string,
  from: string,
  narrow: RawBuilder<SqlBool>,
): Promise<void> {
  await db
    .updateTable(table)
    .set({ to_date: dayBefore(from) })
    .where('district_id', '=', districtId)
    .where('class_id', '=', classId)
    .where('from_date', '<', from)
    .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', from)]))
    .where(narrow)
    .execute();
  await db
    .deleteFrom(table)
    .where('district_id', '=', districtId)
    .where('class_id', '=', classId)
    .where('from_date', '>=', from)
    .where(narrow)
    .execute();
}

export interface DayTime {
  readonly id: string;
  readonly routineId: string;
  readonly starts: string;
  readonly ends: string;
  readonly pullOut: 'never' | 'allowed';
  readonly pullOutCost: number;
  readonly pushIn: 'not_offered' | 'open' | 'liked';
}

/** Sets one weekday (of one rotation day, or of every week) from a date on. Earlier dates keep the day they had. */
export async function setDay(
  db: Db,
  districtId: string,
  classId: string,
  on: { readonly weekday: number; readonly rotationDay: string | null; readonly from: string },
  times: readonly DayTime[],
): Promise<void> {
  await endFrom(
    db,
    'routine_time',
    districtId,
    classId,
    on.from,
    sql<SqlBool>`weekday = ${on.weekday} AND rotation_day IS NOT DISTINCT FROM ${on.rotationDay}::text`,
  );
  if (times.length === 0) return;
  await db
    .insertInto('routine_time')
    .values(
      times.map((time) => ({
        district_id: districtId,
        id: time.id,
        class_id: classId,
        routine_id: time.routineId,
        weekday: on.weekday,
        rotation_day: on.rotationDay,
        starts: time.starts,
        ends: time.ends,
        pull_out: time.pullOut,
        pull_out_cost: time.pullOutCost,
        push_in: time.pushIn,
        from_date: on.from,
        to_date: null,
      })),
    )
    .execute();
}

export async function setTeacherFreeTimes(
  db: Db,
  districtId: string,
  classId: string,
  from: string,
  times: readonly {
    readonly id: string;
    readonly weekday: number;
    readonly rotationDay: string | null;
    readonly starts: string;
    readonly ends: string;
  }[],
): Promise<void> {
  await endFrom(db, 'teacher_free', districtId, classId, from, sql<SqlBool>`true`);
  if (times.length === 0) return;
  await db
    .insertInto('teacher_free')
    .values(
      times.map(({ id, weekday, rotationDay, starts, ends }) => ({
        district_id: districtId,
        id,
        class_id: classId,
        weekday,
        rotation_day: rotationDay,
        starts,
        ends,
        from_date: from,
        to_date: null,
      })),
    )
    .execute();
}

/** Replaces the agreements between one therapist and the class from a date on; those with other therapists stay. */
export async function setCoTeachingAgreements(
  db: Db,
  districtId: string,
  classId: string,
  adultId: string,
  from: string,
  agreements: readonly {
    readonly id: string;
    readonly format: CoTeachingFormat;
    readonly minutes: number;
    readonly options: readonly { readonly weekday: number; readonly starts: string }[];
  }[],
): Promise<void> {
  await endFrom(db, 'co_teaching_agreement', districtId, classId, from, sql<SqlBool>`adult_id = ${adultId}::uuid`);
  if (agreements.length === 0) return;
  await db
    .insertInto('co_teaching_agreement')
    .values(
      agreements.map(({ id, format, minutes, options }) => ({
        district_id: districtId,
        id,
        class_id: classId,
        adult_id: adultId,
        format,
        minutes,
        options: JSON.stringify(options),
        from_date: from,
        to_date: null,
      })),
    )
    .execute();
}

export async function insertClassException(
  db: Db,
  districtId: string,
  classId: string,
  exception: {
    readonly id: string;
    readonly date: string;
    readonly kind: string;
    readonly starts: string | null;
    readonly ends: string | null;
    readonly note: string;
    readonly notedBy: string;
  },
): Promise<void> {
  const { notedBy, ...rest } = exception;
  await db
    .insertInto('class_exception')
    .values({ district_id: districtId, class_id: classId, ...rest, noted_by: notedBy })
    .execute();
}

export async function deleteClassException(db: Db, districtId: string, classId: string, id: string): Promise<boolean> {
  const removed = await db
    .deleteFrom('class_exception')
    .where('district_id', '=', districtId)
    .where('class_id', '=', classId)
    .where('id', '=', id)
    .executeTakeFirst();
  return Number(removed.numDeletedRows) > 0;
}
