import type { Kysely } from 'kysely';
import type { WorkKind, WorkPeriod } from '#domain/school-day/other-work.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import type { Database } from './schema.ts';
import { wallTimeOf } from './school.ts';

/** Working times and other work of an adult. */

type Db = Kysely<Database>;

/** Those that have not ended before the date, by weekday and time. */
export async function readWorkTimesFrom(db: Db, districtId: string, adultId: string, date: string) {
  const rows = await db
    .selectFrom('work_time')
    .leftJoin('school', (join) =>
      join.onRef('school.district_id', '=', 'work_time.district_id').onRef('school.id', '=', 'work_time.school_id'),
    )
    .selectAll('work_time')
    .select('school.name as school_name')
    .where('work_time.district_id', '=', districtId)
    .where('work_time.adult_id', '=', adultId)
    .where((where) => where.or([where('work_time.to_date', 'is', null), where('work_time.to_date', '>=', date)]))
    .orderBy('work_time.weekday')
    .orderBy('work_time.starts')
    .orderBy('work_time.from_date')
    .orderBy('work_time.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as WorkKind,
    label: row.label,
    schoolId: row.school_id,
    schoolName: row.school_name,
    weekday: row.weekday,
    rotationDay: row.rotation_day,
    starts: wallTimeOf(row.starts),
    ends: wallTimeOf(row.ends),
    from: row.from_date,
    to: row.to_date,
  }));
}

export async function insertWorkTimes(
  db: Db,
  districtId: string,
  work: {
    readonly adultId: string;
    readonly kind: WorkKind;
    readonly label: string;
    readonly schoolId: string | null;
    readonly rotationDay: string | null;
    readonly starts: string;
    readonly ends: string;
  },
  periods: readonly (WorkPeriod & { readonly id: string })[],
): Promise<void> {
  if (periods.length === 0) return;
  await db
    .insertInto('work_time')
    .values(
      periods.map(({ id, weekday, from, to }) => ({
        district_id: districtId,
        id,
        adult_id: work.adultId,
        school_id: work.schoolId,
        weekday,
        rotation_day: work.rotationDay,
        starts: work.starts,
        ends: work.ends,
        kind: work.kind,
        label: work.label,
        from_date: from,
        to_date: to,
      })),
    )
    .execute();
}

/** Ends them before the date; what would only have begun then is taken away. How many of the adult's own there were. */
export async function endWorkTimes(
  db: Db,
  districtId: string,
  adultId: string,
  ids: readonly string[],
  on: string,
): Promise<number> {
  const ended = await db
    .updateTable('work_time')
    .set({ to_date: addDays(on, -1) })
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .where('id', 'in', [...ids])
    .where('from_date', '<', on)
    .executeTakeFirst();
  const removed = await db
    .deleteFrom('work_time')
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .where('id', 'in', [...ids])
    .where('from_date', '>=', on)
    .executeTakeFirst();
  return Number(ended.numUpdatedRows) + Number(removed.numDeletedRows);
}
