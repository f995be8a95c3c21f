import { type Kysely, sql } from 'kysely';
import type { ClassNextYear, Ended, MadeForSchool, MadeForYear, StudentNextYear } from '#domain/caseload/new-year.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import { giveRole } from './adult.ts';
import { endRows, readEnds, removeRows, restoreEnds, stillEnd } from './dated-rows.ts';
import { type NewYearRow, type NewYearStudentRow, runningEnrollments, runningPlaces } from './new-year.ts';
import type { Database } from './schema.ts';
import { begunSessions, setStatus } from './session.ts';
import { enroll, putOnCaseload } from './student.ts';

/** What preparing a year does to dated rows, and takes back. The owner's transaction; rebuild reach afterwards. */

type Db = Kysely<Database>;

interface Year {
  readonly schoolId: string;
  /** The last day of the year before. */
  readonly endedOn: string;
  /** The first day of the new one. */
  readonly from: string;
  readonly newId: () => string;
}

/** Classes that close end with the year, and with them the roles there; a new teacher's begins on the first day of the next. */
export async function passClasses(
  db: Db,
  districtId: string,
  classes: readonly ClassNextYear[],
  { endedOn, from, newId }: Year,
): Promise<Pick<MadeForSchool, 'classes' | 'extended' | 'roles' | 'newRoles'>> {
  const closing = classes.flatMap(({ classId, fate }) => (fate === 'closes' ? classId : []));
  const renewed = classes.flatMap(({ classId, fate }) => (fate === 'new_teacher' ? classId : []));
  const going = classes.flatMap(({ classId, fate }) => (fate === 'closes' ? [] : classId));
  const open = (await readEnds(db, districtId, 'class', closing)).filter(({ to }) => to === null || to > endedOn);
  // Classes that go on though they had an end before the new year.
  const ending = (await readEnds(db, districtId, 'class', going)).filter(({ to }) => to !== null && to < from);
  const roles = [
    ...(await rolesBeyond(db, districtId, closing, endedOn)),
    ...(await rolesBeyond(db, districtId, renewed, endedOn, 'teacher')),
  ];
  const newRoles: string[] = [];
  const ended = await endRows(db, districtId, 'role_held', roles, endedOn);
  for (const { classId, fate, teacherId } of classes) {
    if (fate !== 'new_teacher' || teacherId === null) continue;
    const id = newId();
    await giveRole(db, {
      ...{ district_id: districtId, id, adult_id: teacherId, role: 'teacher', school_id: null, class_id: classId },
      ...{ from_date: from, to_date: null },
    });
    newRoles.push(id);
  }
  return {
    classes: await endRows(db, districtId, 'class', open, endedOn),
    extended: await endRows(db, districtId, 'class', ending, null),
    roles: ended,
    newRoles,
  };
}

async function rolesBeyond(
  db: Db,
  districtId: string,
  classIds: readonly string[],
  day: string,
  role?: 'teacher',
): Promise<Ended[]> {
  if (classIds.length === 0) return [];
  return db
    .selectFrom('role_held')
    .select(['id', 'to_date as to'])
    .where('district_id', '=', districtId)
    .where('class_id', 'in', [...classIds])
    .$if(role !== undefined, (query) => query.where('role', '=', role!))
    .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>', day)]))
    .orderBy('id')
    .execute();
}

/** Weekly sessions at the school, with their dates. */
export async function plannedIn(
  db: Db,
  districtId: string,
  schoolId: string,
): Promise<(Ended & { readonly from: string })[]> {
  return db
    .selectFrom('session_series')
    .select(['id', 'from_date as from', 'to_date as to'])
    .where('district_id', '=', districtId)
    .where(sql<boolean>`template->>'schoolId' = ${schoolId}`)
    .orderBy('id')
    .execute();
}

/** Weekly sessions and regular talks end with the year: the next one is planned anew. */
export async function endOfPlan(
  db: Db,
  districtId: string,
  { schoolId, endedOn }: Year,
): Promise<Pick<MadeForSchool, 'series' | 'touchBases' | 'sessions'>> {
  const goesOn = ({ from, to }: { readonly from: string; readonly to: string | null }) =>
    from <= endedOn && (to === null || to > endedOn);
  const series = (await plannedIn(db, districtId, schoolId)).filter(goesOn);
  const touchBases = (await talksIn(db, districtId, schoolId)).filter(goesOn);
  const ids = series.map(({ id }) => id);
  const written =
    ids.length === 0
      ? []
      : await db
          .selectFrom('session')
          .select('id')
          .where('district_id', '=', districtId)
          .where('series_id', 'in', ids)
          .where('date', '>', endedOn)
          .where('status', '=', 'planned')
          .orderBy('id')
          .execute();
  const all = written.map(({ id }) => id);
  const begun = await begunSessions(db, districtId, all);
  const sessions = all.filter((id) => !begun.has(id));
  await setStatus(db, districtId, sessions, 'cancelled', 'plan_changed');
  return {
    series: await endRows(db, districtId, 'session_series', series, endedOn),
    touchBases: await endRows(db, districtId, 'touch_base_slot', touchBases, endedOn),
    sessions,
  };
}

async function talksIn(db: Db, districtId: string, schoolId: string) {
  return db
    .selectFrom('touch_base_slot as slot')
    .innerJoin('class', (join) =>
      join.onRef('class.district_id', '=', 'slot.district_id').onRef('class.id', '=', 'slot.class_id'),
    )
    .select(['slot.id', 'slot.from_date as from', 'slot.to_date as to'])
    .where('slot.district_id', '=', districtId)
    .where('class.school_id', '=', schoolId)
    .orderBy('slot.id')
    .execute();
}

/**
 * A student's classes change with the year: the old ones end on its last day, the new ones begin with the next. A therapist who
 * passes has the record until the day before that, so that nobody's is without one over the summer.
 */
export async function passStudent(
  db: Db,
  districtId: string,
  one: StudentNextYear & { readonly leftOn: string | null },
  { endedOn, from, newId }: Year,
): Promise<MadeForYear> {
  const { studentId, fate, leftOn } = one;
  const enrolled = await runningEnrollments(db, districtId, [studentId], from);
  const places = await runningPlaces(db, districtId, [studentId], from);
  const leaves = fate === 'leaves';
  const classIds = leaves ? [] : one.classIds;
  const therapistIds = leaves ? [] : one.therapistIds;
  const newEnrollments: string[] = [];
  for (const classId of classIds) {
    if (enrolled.some(({ of }) => of === classId)) continue;
    const id = newId();
    await enroll(db, districtId, studentId, { id, classId, from });
    newEnrollments.push(id);
  }
  const newPlaces: string[] = [];
  for (const adultId of therapistIds) {
    if (places.some(({ of }) => of === adultId)) continue;
    const id = newId();
    await putOnCaseload(db, districtId, studentId, { id, adultId, kind: 'therapy', from });
    newPlaces.push(id);
  }
  if (leaves) await setLeft(db, districtId, studentId, endedOn);
  const others = enrolled.filter(({ of }) => !classIds.includes(of));
  const passing = places.filter(({ of }) => !therapistIds.includes(of));
  return {
    enrollments: await endRows(db, districtId, 'enrollment', others, endedOn),
    newEnrollments,
    places: await endRows(db, districtId, 'caseload_place', passing, placesEnd(leaves, { endedOn, from })),
    newPlaces,
    leftOn,
    leaves,
  };
}

const placesEnd = (leaves: boolean, { endedOn, from }: { readonly endedOn: string; readonly from: string }): string =>
  leaves ? endedOn : addDays(from, -1);

async function setLeft(db: Db, districtId: string, studentId: string, on: string | null): Promise<void> {
  await db
    .updateTable('student')
    .set({ left_on: on })
    .where('district_id', '=', districtId)
    .where('id', '=', studentId)
    .execute();
}

const idsOf = (rows: readonly Ended[]): string[] => rows.map(({ id }) => id);

/** Classes, roles and what was planned are as before. False where somebody has changed one of them since. */
export async function takeClassesBack(db: Db, districtId: string, year: NewYearRow): Promise<boolean> {
  const { made, endedOn } = year;
  const ended = { class: made.classes, role_held: made.roles, session_series: made.series } as const;
  let unchanged =
    (await stillEnd(db, districtId, 'role_held', made.newRoles, null)) &&
    (await stillEnd(db, districtId, 'class', idsOf(made.extended), null));
  await restoreEnds(db, districtId, 'class', made.extended);
  for (const [table, rows] of Object.entries({ ...ended, touch_base_slot: made.touchBases })) {
    const of = table as keyof typeof ended | 'touch_base_slot';
    unchanged = unchanged && (await stillEnd(db, districtId, of, idsOf(rows), endedOn));
    await restoreEnds(db, districtId, of, rows);
  }
  await removeRows(db, districtId, 'role_held', made.newRoles);
  await setStatus(db, districtId, made.sessions, 'planned', null);
  return unchanged;
}

/** One student's classes and therapists are as before. False where somebody has changed one of them since. */
export async function takeStudentBack(
  db: Db,
  districtId: string,
  { studentId, made }: NewYearStudentRow,
  year: Pick<NewYearRow, 'endedOn' | 'from'>,
): Promise<boolean> {
  const unchanged =
    (await stillEnd(db, districtId, 'enrollment', idsOf(made.enrollments), year.endedOn)) &&
    (await stillEnd(db, districtId, 'enrollment', made.newEnrollments, null)) &&
    (await stillEnd(db, districtId, 'caseload_place', idsOf(made.places), placesEnd(made.leaves, year))) &&
    (await stillEnd(db, districtId, 'caseload_place', made.newPlaces, null));
  await removeRows(db, districtId, 'enrollment', made.newEnrollments);
  await removeRows(db, districtId, 'caseload_place', made.newPlaces);
  await restoreEnds(db, districtId, 'enrollment', made.enrollments);
  await restoreEnds(db, districtId, 'caseload_place', made.places);
  if (made.leaves) await setLeft(db, districtId, studentId, made.leftOn);
  return unchanged;
}
