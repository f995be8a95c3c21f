import type { Kysely } from 'kysely';
import type { MadeForStudent, PlannedBefore } from '#domain/caseload/hand-over.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import { endRows, removeRows, restoreEnds } from './dated-rows.ts';
import type { Counted } from './notice.ts';
import type { Database } from './schema.ts';

/** Students who pass from one therapist to another. The owner's transaction, but for what each of the two is told. */

type Db = Kysely<Database>;

/** Where these students stand on the therapist's caseload over a day: begun before it and not ended by then. */
export async function readPlacesOver(
  db: Db,
  districtId: string,
  adultId: string,
  day: string,
): Promise<{ id: string; studentId: string; from: string; to: string | null }[]> {
  return db
    .selectFrom('caseload_place as place')
    .innerJoin('student', (join) =>
      join.onRef('student.district_id', '=', 'place.district_id').onRef('student.id', '=', 'place.student_id'),
    )
    .select(['place.id', 'place.student_id as studentId', 'place.from_date as from', 'place.to_date as to'])
    .where('place.district_id', '=', districtId)
    .where('place.adult_id', '=', adultId)
    .where('place.kind', '=', 'therapy')
    .where('place.from_date', '<', day)
    .where((where) => where.or([where('place.to_date', 'is', null), where('place.to_date', '>=', day)]))
    .where((where) => where.or([where('student.left_on', 'is', null), where('student.left_on', '>=', day)]))
    .execute();
}

/** Who has each of these students on a caseload for therapy on a day, as far as the reader sees it. */
export async function readTherapistsOf(
  db: Db,
  districtId: string,
  studentIds: readonly string[],
  day: string,
): Promise<Map<string, ReadonlySet<string>>> {
  if (studentIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('caseload_place')
    .select(['student_id as studentId', 'adult_id as adultId'])
    .where('district_id', '=', districtId)
    .where('student_id', 'in', [...studentIds])
    .where('kind', '=', 'therapy')
    .where('from_date', '<=', day)
    .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', day)]))
    .execute();
  const of = Map.groupBy(rows, ({ studentId }) => studentId);
  return new Map([...of].map(([studentId, places]) => [studentId, new Set(places.map(({ adultId }) => adultId))]));
}

/** The place ends the day before; the successor's begins, unless the student is theirs already. Rebuild reach afterwards. */
export async function passPlaces(
  db: Db,
  districtId: string,
  places: readonly { readonly id: string; readonly studentId: string; readonly to: string | null }[],
  pass: { readonly to: string; readonly on: string; readonly newId: () => string },
): Promise<Pick<MadeForStudent, 'places' | 'placeId'>> {
  const ended = await endRows(db, districtId, 'caseload_place', places, addDays(pass.on, -1));
  const [first] = places;
  const { studentId } = first!;
  const theirs = (await readTherapistsOf(db, districtId, [studentId], pass.on)).get(studentId);
  if (theirs?.has(pass.to)) return { places: ended, placeId: null };
  const placeId = pass.newId();
  await db
    .insertInto('caseload_place')
    .values({
      district_id: districtId,
      id: placeId,
      adult_id: pass.to,
      student_id: studentId,
      kind: 'therapy',
      from_date: pass.on,
      to_date: first!.to,
    })
    .execute();
  return { places: ended, placeId };
}

/** As before the hand-over: the new place never was, the old ones go on. Rebuild reach afterwards. */
export async function takePlacesBack(db: Db, districtId: string, made: MadeForStudent): Promise<void> {
  if (made.placeId !== null) await removeRows(db, districtId, 'caseload_place', [made.placeId]);
  await restoreEnds(db, districtId, 'caseload_place', made.places);
}

export interface HandOverRow {
  readonly id: string;
  readonly from: string;
  readonly fromName: string;
  readonly to: string;
  readonly toName: string;
  readonly on: string;
  readonly reason: string;
  readonly count: number;
  readonly planned: PlannedBefore;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly undoneAt: string | null;
  readonly students: readonly { readonly studentId: string; readonly made: MadeForStudent }[];
}

export async function insertHandOver(
  db: Db,
  districtId: string,
  made: Omit<HandOverRow, 'fromName' | 'toName' | 'count' | 'undoneAt'>,
): Promise<void> {
  await db
    .insertInto('hand_over')
    .values({
      district_id: districtId,
      id: made.id,
      from_adult_id: made.from,
      to_adult_id: made.to,
      on_date: made.on,
      reason: made.reason,
      students: made.students.length,
      planned: JSON.stringify(made.planned),
      made_by: made.madeBy,
      made_at: made.madeAt,
      undone_by: null,
      undone_at: null,
    })
    .execute();
  await db
    .insertInto('hand_over_student')
    .values(
      made.students.map(({ studentId, made: forOne }) => ({
        district_id: districtId,
        hand_over_id: made.id,
        student_id: studentId,
        made: JSON.stringify(forOne),
      })),
    )
    .execute();
}

/** What this therapist has handed over, newest first; `madeBy` is the name of whoever did. */
export async function readHandOvers(db: Db, districtId: string, fromAdultId: string): Promise<HandOverRow[]> {
  const rows = await db
    .selectFrom('hand_over as made')
    .innerJoin('adult as a', (join) =>
      join.onRef('a.district_id', '=', 'made.district_id').onRef('a.id', '=', 'made.from_adult_id'),
    )
    .innerJoin('adult as b', (join) =>
      join.onRef('b.district_id', '=', 'made.district_id').onRef('b.id', '=', 'made.to_adult_id'),
    )
    .innerJoin('adult as c', (join) =>
      join.onRef('c.district_id', '=', 'made.district_id').onRef('c.id', '=', 'made.made_by'),
    )
    .select(['made.id', 'made.from_adult_id as from', 'a.name as fromName', 'made.to_adult_id as to'])
    .select(['b.name as toName', 'made.on_date as on', 'made.reason', 'made.students as count', 'made.planned'])
    .select(['c.name as madeBy', 'made.made_at as madeAt', 'made.undone_at as undoneAt'])
    .where('made.district_id', '=', districtId)
    .where('made.from_adult_id', '=', fromAdultId)
    .orderBy('made.made_at', 'desc')
    .orderBy('made.id', 'desc')
    .execute();
  if (rows.length === 0) return [];
  const students = Map.groupBy(
    await db
      .selectFrom('hand_over_student')
      .select(['hand_over_id as id', 'student_id as studentId', 'made'])
      .where('district_id', '=', districtId)
      .where(
        'hand_over_id',
        'in',
        rows.map(({ id }) => id),
      )
      .orderBy('student_id')
      .execute(),
    ({ id }) => id,
  );
  return rows.map((row) => ({
    ...row,
    students: (students.get(row.id) ?? []).map(({ studentId, made }) => ({ studentId, made })),
  }));
}

export async function markUndone(
  db: Db,
  districtId: string,
  id: string,
  { by, now }: { readonly by: string; readonly now: string },
): Promise<void> {
  await db
    .updateTable('hand_over')
    .set({ undone_by: by, undone_at: now })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .execute();
}

/** Students who come to this adult, or go from them, until the day on which they do; not what the adult did. */
export async function countPassing(
  db: Db,
  districtId: string,
  adultId: string,
  today: string,
): Promise<{ readonly students_come: Counted; readonly students_go: Counted }> {
  const rows = await db
    .selectFrom('hand_over')
    .select(['to_adult_id as to', 'students', 'made_at as at'])
    .where('district_id', '=', districtId)
    .where('made_by', '<>', adultId)
    .where('on_date', '>=', today)
    .where('undone_at', 'is', null)
    .execute();
  const counted = (of: typeof rows): Counted => ({
    count: of.reduce((sum, { students }) => sum + students, 0),
    newest: of.reduce<string | null>((last, { at }) => (last === null || at > last ? at : last), null),
  });
  return {
    students_come: counted(rows.filter(({ to }) => to === adultId)),
    students_go: counted(rows.filter(({ to }) => to !== adultId)),
  };
}
