import type { Kysely } from 'kysely';
import type { FeedSeries, FeedSession, ToldEvent } from '#domain/school-day/calendar-feed.ts';
import type { SessionDelivery } from '#domain/school-day/session.ts';
import type { Database } from './schema.ts';
import { wallTimeOf } from './school.ts';

/** Secret addresses of calendars, what stands in them, and what they have been told. All in the owner's transaction. */

type Db = Kysely<Database>;

export async function insertFeed(
  db: Db,
  districtId: string,
  feed: { readonly id: string; readonly adultId: string; readonly tokenHash: string; readonly madeAt: string },
): Promise<void> {
  await db
    .insertInto('calendar_feed')
    .values({
      district_id: districtId,
      id: feed.id,
      adult_id: feed.adultId,
      token_hash: feed.tokenHash,
      made_at: feed.madeAt,
    })
    .execute();
}

export async function listFeeds(db: Db, districtId: string, adultId: string) {
  return db
    .selectFrom('calendar_feed')
    .select(['id', 'made_at as madeAt', 'last_fetched as lastFetched'])
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .where('withdrawn_at', 'is', null)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
}

/** Whether there was such an address of that adult to take back. */
export async function withdrawFeed(
  db: Db,
  districtId: string,
  feed: { readonly id: string; readonly adultId: string },
  at: string,
): Promise<boolean> {
  const row = await db
    .updateTable('calendar_feed')
    .set({ withdrawn_at: at })
    .where('district_id', '=', districtId)
    .where('id', '=', feed.id)
    .where('adult_id', '=', feed.adultId)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Whose calendar the address is, or undefined: unknown or taken back. */
export async function findFeed(db: Db, districtId: string, tokenHash: string) {
  return db
    .selectFrom('calendar_feed')
    .select(['id', 'adult_id as adultId', 'last_fetched as lastFetched'])
    .where('district_id', '=', districtId)
    .where('token_hash', '=', tokenHash)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
}

export async function noteFetched(db: Db, districtId: string, feedId: string, at: string): Promise<void> {
  await db
    .updateTable('calendar_feed')
    .set({ last_fetched: at })
    .where('district_id', '=', districtId)
    .where('id', '=', feedId)
    .execute();
}

/** What the summary and the location are made of. */
export interface FeedPlace {
  readonly delivery: SessionDelivery;
  readonly setting: string;
  readonly roomName: string | null;
  readonly className: string | null;
  readonly schoolName: string;
}

/** The weekly series the adult leads, each with what its sessions are by rule. */
export async function readFeedSeries(
  db: Db,
  districtId: string,
  adultId: string,
): Promise<(Omit<FeedSeries, 'summary' | 'location'> & FeedPlace)[]> {
  const rows = await db
    .selectFrom('session_series')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .orderBy('from_date')
    .orderBy('id')
    .execute();
  const placeOf = await readPlaces(db, districtId);
  return rows.map(({ template, ...row }) => ({
    id: row.id,
    weekday: row.weekday,
    rotationDay: row.rotation_day,
    everyWeeks: row.every_weeks,
    from: row.from_date,
    to: row.to_date,
    writtenTo: row.written_to,
    schoolId: template.schoolId,
    starts: template.starts,
    ends: template.ends,
    delivery: template.delivery,
    setting: template.setting,
    ...placeOf(template),
  }));
}

/** The sessions the adult leads or is named for, from a date on, in order. No member of any of them is asked for. */
export async function readFeedSessions(
  db: Db,
  districtId: string,
  adultId: string,
  from: string,
): Promise<(Omit<FeedSession, 'summary' | 'location'> & FeedPlace)[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'series_id', 'series_date', 'date', 'starts', 'ends', 'status', 'school_id', 'class_id', 'room_id'])
    .select(['delivery', 'setting'])
    .where('district_id', '=', districtId)
    .where('date', '>=', from)
    // A teacher's note is no visit.
    .where('delivery', '<>', 'teacher_note')
    .where((where) =>
      where.or([
        where('adult_id', '=', adultId),
        where.exists(
          where
            .selectFrom('session_adult')
            .select('session_adult.adult_id')
            .whereRef('session_adult.district_id', '=', 'session.district_id')
            .whereRef('session_adult.session_id', '=', 'session.id')
            .where('session_adult.adult_id', '=', adultId),
        ),
      ]),
    )
    .orderBy('date')
    .orderBy('starts')
    .orderBy('id')
    .execute();
  const placeOf = await readPlaces(db, districtId);
  return rows.map((row) => ({
    id: row.id,
    seriesId: row.series_id,
    seriesDate: row.series_date,
    date: row.date,
    starts: wallTimeOf(row.starts),
    ends: wallTimeOf(row.ends),
    status: row.status,
    schoolId: row.school_id,
    delivery: row.delivery as SessionDelivery,
    setting: row.setting,
    ...placeOf({ schoolId: row.school_id, classId: row.class_id, roomId: row.room_id }),
  }));
}

/** Names of rooms, classes and schools; a session without a room of its own is in its class's. */
async function readPlaces(db: Db, districtId: string) {
  const named = (table: 'room' | 'school') =>
    db.selectFrom(table).select(['id', 'name']).where('district_id', '=', districtId).execute();
  const rooms = new Map((await named('room')).map((room) => [room.id, room.name]));
  const schools = new Map((await named('school')).map((school) => [school.id, school.name]));
  const rows = await db
    .selectFrom('class')
    .select(['id', 'name', 'room_id'])
    .where('district_id', '=', districtId)
    .execute();
  const classes = new Map(rows.map((row) => [row.id, row]));
  return (at: { readonly schoolId: string; readonly classId: string | null; readonly roomId: string | null }) => {
    const of = at.classId === null ? undefined : classes.get(at.classId);
    const roomId = at.roomId ?? of?.room_id ?? null;
    return {
      roomName: roomId === null ? null : (rooms.get(roomId) ?? null),
      className: of?.name ?? null,
      schoolName: schools.get(at.schoolId) ?? '',
    };
  };
}

export async function readTold(db: Db, districtId: string, adultId: string): Promise<ToldEvent[]> {
  return db
    .selectFrom('calendar_told')
    .select(['key', 'said', 'sequence', 'changed_at as changedAt'])
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .execute();
}

const rowsPerInsert = 500;

export async function keepTold(db: Db, districtId: string, adultId: string, told: readonly ToldEvent[]): Promise<void> {
  for (let at = 0; at < told.length; at += rowsPerInsert) {
    await db
      .insertInto('calendar_told')
      .values(
        told.slice(at, at + rowsPerInsert).map(({ key, said, sequence, changedAt }) => ({
          district_id: districtId,
          adult_id: adultId,
          key,
          said,
          sequence,
          changed_at: changedAt,
        })),
      )
      .onConflict((on) =>
        on.columns(['district_id', 'adult_id', 'key']).doUpdateSet((set) => ({
          said: set.ref('excluded.said'),
          sequence: set.ref('excluded.sequence'),
          changed_at: set.ref('excluded.changed_at'),
        })),
      )
      .execute();
  }
}
