import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** Who is not there. Noted once, withdrawn rather than deleted; row-level security shows those of people one may know of. */

type Db = Kysely<Database>;

export interface AbsenceNote {
  readonly date: string;
  readonly schoolId: string;
  readonly kind: 'absent' | 'substitute';
  readonly studentId: string | null;
  readonly adultId: string | null;
  readonly classId: string | null;
  readonly substituteName: string | null;
}

/** The id of the note; the one that stands already, where there is one of the same kind about the same person and date. */
export async function noteAbsence(
  db: Db,
  districtId: string,
  note: AbsenceNote,
  noted: { readonly id: string; readonly by: string; readonly at: string },
): Promise<string> {
  const standing = await db
    .selectFrom('absence')
    .select(['id', 'substitute_name'])
    .where('district_id', '=', districtId)
    .where('date', '=', note.date)
    .where('kind', '=', note.kind)
    .where('withdrawn_at', 'is', null)
    .$if(note.studentId !== null, (query) => query.where('student_id', '=', note.studentId!))
    .$if(note.adultId !== null, (query) => query.where('adult_id', '=', note.adultId!))
    .executeTakeFirst();
  if (standing !== undefined) {
    if (note.substituteName !== null && note.substituteName !== standing.substitute_name) {
      await db
        .updateTable('absence')
        .set({ substitute_name: note.substituteName })
        .where('district_id', '=', districtId)
        .where('id', '=', standing.id)
        .execute();
    }
    return standing.id;
  }
  await db
    .insertInto('absence')
    .values({
      district_id: districtId,
      id: noted.id,
      date: note.date,
      school_id: note.schoolId,
      student_id: note.studentId,
      adult_id: note.adultId,
      class_id: note.classId,
      kind: note.kind,
      substitute_name: note.substituteName,
      noted_by: noted.by,
      noted_at: noted.at,
    })
    .execute();
  return noted.id;
}

/** The student the withdrawn note was about (null: an adult), or undefined where there is no such note. */
export async function withdrawAbsence(
  db: Db,
  districtId: string,
  absenceId: string,
  at: string,
): Promise<string | null | undefined> {
  const row = await db
    .updateTable('absence')
    .set({ withdrawn_at: at })
    .where('district_id', '=', districtId)
    .where('id', '=', absenceId)
    .returning('student_id')
    .executeTakeFirst();
  return row?.student_id;
}

export async function readAbsences(db: Db, districtId: string, date: string) {
  const rows = await db
    .selectFrom('absence')
    .leftJoin('student', (join) =>
      join.onRef('student.district_id', '=', 'absence.district_id').onRef('student.id', '=', 'absence.student_id'),
    )
    .leftJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'absence.district_id').onRef('adult.id', '=', 'absence.adult_id'),
    )
    .leftJoin('class', (join) =>
      join.onRef('class.district_id', '=', 'absence.district_id').onRef('class.id', '=', 'absence.class_id'),
    )
    .select([
      'absence.id',
      'absence.kind',
      'absence.student_id',
      'absence.adult_id',
      'absence.class_id',
      'absence.substitute_name',
      'student.label as student_label',
      'adult.short_name',
      'class.name as class_name',
    ])
    .where('absence.district_id', '=', districtId)
    .where('absence.date', '=', date)
    .where('absence.withdrawn_at', 'is', null)
    .orderBy('absence.noted_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    studentId: row.student_id,
    adultId: row.adult_id,
    label: row.student_label ?? row.short_name ?? '',
    classId: row.class_id,
    className: row.class_name,
    substituteName: row.substitute_name,
  }));
}

/** Where a student is at school: the school and the homeroom, for the note. Null where the reader does not reach the student. */
export async function placeOfStudent(
  db: Db,
  districtId: string,
  studentId: string,
  date: string,
): Promise<{ schoolId: string; classId: string | null } | null> {
  const student = await db
    .selectFrom('student')
    .select('school_id')
    .where('district_id', '=', districtId)
    .where('id', '=', studentId)
    .executeTakeFirst();
  if (student === undefined) return null;
  const homeroom = await db
    .selectFrom('enrollment')
    .innerJoin('class', (join) =>
      join.onRef('class.district_id', '=', 'enrollment.district_id').onRef('class.id', '=', 'enrollment.class_id'),
    )
    .select('class.id')
    .where('enrollment.district_id', '=', districtId)
    .where('enrollment.student_id', '=', studentId)
    .where('enrollment.from_date', '<=', date)
    .where((where) => where.or([where('enrollment.to_date', 'is', null), where('enrollment.to_date', '>=', date)]))
    .orderBy((order) => order.case().when('class.kind', '=', 'homeroom').then(0).else(1).end())
    .executeTakeFirst();
  return { schoolId: student.school_id, classId: homeroom?.id ?? null };
}

/** The school an adult's class is at, or the one where the adult works. */
export async function schoolOfAdult(
  db: Db,
  districtId: string,
  adultId: string,
  classId: string | null,
): Promise<string | null> {
  if (classId !== null) {
    const found = await db
      .selectFrom('class')
      .select('school_id')
      .where('district_id', '=', districtId)
      .where('id', '=', classId)
      .executeTakeFirst();
    return found?.school_id ?? null;
  }
  const held = await db
    .selectFrom('role_held')
    .leftJoin('class', (join) =>
      join.onRef('class.district_id', '=', 'role_held.district_id').onRef('class.id', '=', 'role_held.class_id'),
    )
    .select((select) => select.fn.coalesce('role_held.school_id', 'class.school_id').as('school_id'))
    .where('role_held.district_id', '=', districtId)
    .where('role_held.adult_id', '=', adultId)
    .execute();
  const ofRoles = held.find((role) => role.school_id !== null)?.school_id;
  if (ofRoles !== undefined) return ofRoles;
  const work = await db
    .selectFrom('work_time')
    .select('school_id')
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .where('school_id', 'is not', null)
    .executeTakeFirst();
  return work?.school_id ?? null;
}
