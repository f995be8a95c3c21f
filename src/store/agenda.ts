import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** What is kept of touch-bases: notes, decisions, questions; and, for the agenda, days on which a class differs. */

type Db = Kysely<Database>;
interface Between {
  readonly classId: string;
  readonly therapistId: string;
}

export async function readTouchBaseNotes(db: Db, districtId: string, of: Between, date: string): Promise<string> {
  const row = await db
    .selectFrom('touch_base')
    .select('notes')
    .where('district_id', '=', districtId)
    .where('class_id', '=', of.classId)
    .where('adult_id', '=', of.therapistId)
    .where('date', '=', date)
    .executeTakeFirst();
  return row?.notes ?? '';
}

export async function saveNotes(
  db: Db,
  districtId: string,
  of: Between,
  said: { readonly date: string; readonly notes: string; readonly by: string; readonly at: string },
): Promise<void> {
  const changed = { notes: said.notes, changed_by: said.by, changed_at: said.at };
  await db
    .insertInto('touch_base')
    .values({ district_id: districtId, class_id: of.classId, adult_id: of.therapistId, date: said.date, ...changed })
    .onConflict((on) => on.columns(['district_id', 'class_id', 'adult_id', 'date']).doUpdateSet(changed))
    .execute();
}

export async function readPoints(db: Db, districtId: string, of: Between) {
  const rows = await db
    .selectFrom('touch_base_point')
    .innerJoin('adult as sayer', (join) =>
      join
        .onRef('sayer.district_id', '=', 'touch_base_point.district_id')
        .onRef('sayer.id', '=', 'touch_base_point.said_by'),
    )
    .leftJoin('adult as doer', (join) =>
      join
        .onRef('doer.district_id', '=', 'touch_base_point.district_id')
        .onRef('doer.id', '=', 'touch_base_point.who_id'),
    )
    .selectAll('touch_base_point')
    .select(['sayer.short_name as said_by_name', 'doer.short_name as who_name'])
    .where('touch_base_point.district_id', '=', districtId)
    .where('touch_base_point.class_id', '=', of.classId)
    .where('touch_base_point.adult_id', '=', of.therapistId)
    .orderBy('touch_base_point.said_at')
    .orderBy('touch_base_point.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    words: row.words,
    who: row.who_name ?? '',
    by: row.by_date,
    saidBy: row.said_by_name,
    saidOn: row.said_on,
    doneOn: row.settled_on,
  }));
}

export async function insertPoint(
  db: Db,
  districtId: string,
  of: Between,
  point: {
    readonly id: string;
    readonly kind: 'decision' | 'question';
    readonly words: string;
    readonly whoId: string | null;
    readonly by: string | null;
    readonly saidBy: string;
    readonly saidOn: string;
    readonly at: string;
  },
): Promise<void> {
  await db
    .insertInto('touch_base_point')
    .values({
      district_id: districtId,
      id: point.id,
      class_id: of.classId,
      adult_id: of.therapistId,
      kind: point.kind,
      words: point.words,
      who_id: point.whoId,
      by_date: point.by,
      said_on: point.saidOn,
      said_by: point.saidBy,
      said_at: point.at,
      settled_on: null,
      settled_by: null,
    })
    .execute();
}

/** False where there is no such point between these two. */
export async function settlePointRow(
  db: Db,
  districtId: string,
  of: Between & { readonly pointId: string },
  settled: { readonly on: string | null; readonly by: string },
): Promise<boolean> {
  const changed = await db
    .updateTable('touch_base_point')
    .set({ settled_on: settled.on, settled_by: settled.on === null ? null : settled.by })
    .where('district_id', '=', districtId)
    .where('class_id', '=', of.classId)
    .where('adult_id', '=', of.therapistId)
    .where('id', '=', of.pointId)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}

export async function readDifferentDays(
  db: Db,
  districtId: string,
  classId: string,
  from: string,
  to: string,
): Promise<{ date: string; kind: string; note: string }[]> {
  return db
    .selectFrom('class_exception')
    .select(['date', 'kind', 'note'])
    .where('district_id', '=', districtId)
    .where('class_id', '=', classId)
    .where('date', '>=', from)
    .where('date', '<=', to)
    .orderBy('date')
    .execute();
}
