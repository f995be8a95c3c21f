import type { Kysely } from 'kysely';
import type { School, rotations, schoolDateKinds } from '#contract/school.ts';
import type { Database } from './schema.ts';

/** Schools, their dates, bell times, rooms and places. Times come back as `HH:MM`. */

type Db = Kysely<Database>;

export const wallTimeOf = (time: string): string => time.slice(0, 5);

type Rotation = (typeof rotations)[number];

function yearAhead(row: {
  readonly aheadFrom: string | null;
  readonly aheadTo: string | null;
  readonly aheadRotation: string | null;
  readonly aheadRotationFrom: string | null;
}): School['nextYear'] {
  const { aheadFrom: from, aheadTo: to, aheadRotation: rotation, aheadRotationFrom: rotationFrom } = row;
  if (from === null || to === null) return null;
  return { from, to, rotation: rotation as Rotation, rotationFrom };
}

export async function readSchools(db: Db, districtId: string): Promise<School[]> {
  const schools = await db
    .selectFrom('school')
    // The year that is prepared and has not begun: there is one at most.
    .leftJoin('new_year as ahead', (join) =>
      join
        .onRef('ahead.district_id', '=', 'school.district_id')
        .onRef('ahead.school_id', '=', 'school.id')
        .on('ahead.begun_at', 'is', null)
        .on('ahead.undone_at', 'is', null),
    )
    .selectAll('school')
    .select(['ahead.from_date as aheadFrom', 'ahead.to_date as aheadTo'])
    .select(['ahead.rotation as aheadRotation', 'ahead.rotation_from as aheadRotationFrom'])
    .where('school.district_id', '=', districtId)
    .orderBy('school.name')
    .execute();
  const dates = await db
    .selectFrom('school_date')
    .selectAll()
    .where('district_id', '=', districtId)
    .orderBy('date')
    .execute();
  const periods = await db
    .selectFrom('bell_period')
    .selectAll()
    .where('district_id', '=', districtId)
    .orderBy('starts')
    .execute();
  const rooms = await db.selectFrom('room').selectAll().where('district_id', '=', districtId).orderBy('name').execute();
  const places = await db
    .selectFrom('place')
    .selectAll()
    .where('district_id', '=', districtId)
    .orderBy('name')
    .execute();
  return schools.map((school) => ({
    id: school.id,
    name: school.name,
    timeZone: school.time_zone,
    yearFrom: school.year_from,
    yearTo: school.year_to,
    rotation: school.rotation as Rotation,
    rotationFrom: school.rotation_from,
    nextYear: yearAhead(school),
    dates: dates
      .filter((date) => date.school_id === school.id)
      .map((date) => ({
        date: date.date,
        kind: date.kind as (typeof schoolDateKinds)[number],
        label: date.label,
        starts: date.starts === null ? null : wallTimeOf(date.starts),
        ends: date.ends === null ? null : wallTimeOf(date.ends),
        rotationDay: date.rotation_day,
      })),
    bellPeriods: periods
      .filter((period) => period.school_id === school.id)
      .map(({ id, schedule, name, starts, ends }) => ({
        id,
        schedule,
        name,
        starts: wallTimeOf(starts),
        ends: wallTimeOf(ends),
      })),
    rooms: rooms
      .filter((room) => room.school_id === school.id)
      .map((room) => ({ id: room.id, name: room.name, kind: room.kind, adultId: room.adult_id })),
    places: places
      .filter((place) => place.school_id === school.id)
      .map(({ id, name, setting }) => ({ id, name, setting })),
  }));
}

export interface SchoolFields {
  readonly name: string;
  readonly timeZone: string;
  readonly yearFrom: string;
  readonly yearTo: string;
  readonly rotation: (typeof rotations)[number];
  readonly rotationFrom: string | null;
}

const schoolRow = (fields: SchoolFields) => ({
  name: fields.name,
  time_zone: fields.timeZone,
  year_from: fields.yearFrom,
  year_to: fields.yearTo,
  rotation: fields.rotation,
  rotation_from: fields.rotationFrom,
});

export async function insertSchool(db: Db, districtId: string, id: string, fields: SchoolFields): Promise<void> {
  await db
    .insertInto('school')
    .values({ district_id: districtId, id, ...schoolRow(fields) })
    .execute();
}

export async function updateSchool(db: Db, districtId: string, id: string, fields: SchoolFields): Promise<boolean> {
  const changed = await db
    .updateTable('school')
    .set(schoolRow(fields))
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}

export interface SchoolDateFields {
  readonly kind: (typeof schoolDateKinds)[number];
  readonly label: string;
  readonly starts: string | null;
  readonly ends: string | null;
  readonly rotationDay: string | null;
}

export async function upsertSchoolDate(
  db: Db,
  districtId: string,
  schoolId: string,
  date: string,
  fields: SchoolDateFields,
): Promise<void> {
  const row = {
    kind: fields.kind,
    label: fields.label,
    starts: fields.starts,
    ends: fields.ends,
    rotation_day: fields.rotationDay,
  };
  await db
    .insertInto('school_date')
    .values({ district_id: districtId, school_id: schoolId, date, ...row })
    .onConflict((conflict) => conflict.columns(['district_id', 'school_id', 'date']).doUpdateSet(row))
    .execute();
}

export async function deleteSchoolDate(db: Db, districtId: string, schoolId: string, date: string): Promise<void> {
  await db
    .deleteFrom('school_date')
    .where('district_id', '=', districtId)
    .where('school_id', '=', schoolId)
    .where('date', '=', date)
    .execute();
}

export async function replaceBellPeriods(
  db: Db,
  districtId: string,
  schoolId: string,
  schedule: string,
  periods: readonly { readonly id: string; readonly name: string; readonly starts: string; readonly ends: string }[],
): Promise<void> {
  await db
    .deleteFrom('bell_period')
    .where('district_id', '=', districtId)
    .where('school_id', '=', schoolId)
    .where('schedule', '=', schedule)
    .execute();
  if (periods.length === 0) return;
  await db
    .insertInto('bell_period')
    .values(periods.map((period) => ({ district_id: districtId, school_id: schoolId, schedule, ...period })))
    .execute();
}

export async function upsertRoom(
  db: Db,
  districtId: string,
  schoolId: string,
  room: {
    readonly id: string;
    readonly name: string;
    readonly kind: 'classroom' | 'therapy' | 'other';
    readonly adultId: string | null;
  },
): Promise<void> {
  const row = { name: room.name, kind: room.kind, adult_id: room.adultId };
  await db
    .insertInto('room')
    .values({ district_id: districtId, id: room.id, school_id: schoolId, ...row })
    .onConflict((conflict) => conflict.columns(['district_id', 'id']).doUpdateSet(row))
    .execute();
}

export async function upsertPlace(
  db: Db,
  districtId: string,
  schoolId: string,
  place: { readonly id: string; readonly name: string; readonly setting: string },
): Promise<void> {
  const row = { name: place.name, setting: place.setting };
  await db
    .insertInto('place')
    .values({ district_id: districtId, id: place.id, school_id: schoolId, ...row })
    .onConflict((conflict) => conflict.columns(['district_id', 'id']).doUpdateSet(row))
    .execute();
}
