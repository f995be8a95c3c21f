import type { Kysely } from 'kysely';
import type { Ended } from '#domain/caseload/new-year.ts';
import type { Database } from './schema.ts';

/** Rows in force from a day to a day, ended together and given back the ends they had. Rebuild reach afterwards. */

type Db = Kysely<Database>;
type Dated = 'class' | 'role_held' | 'enrollment' | 'caseload_place' | 'session_series' | 'touch_base_slot';

/** The ends they have now; null: they go on. A row that is gone has none. */
export async function readEnds(db: Db, districtId: string, table: Dated, ids: readonly string[]): Promise<Ended[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom(table)
    .select(['id', 'to_date as to'])
    .where('district_id', '=', districtId)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute();
}

/** These end on a day, or go on without an end; answers the ends they had. */
export async function endRows(
  db: Db,
  districtId: string,
  table: Dated,
  rows: readonly Ended[],
  on: string | null,
): Promise<Ended[]> {
  if (rows.length === 0) return [];
  await db
    .updateTable(table)
    .set({ to_date: on })
    .where('district_id', '=', districtId)
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  return rows.map(({ id, to }) => ({ id, to }));
}

/** The ends they had before. */
export async function restoreEnds(db: Db, districtId: string, table: Dated, rows: readonly Ended[]): Promise<void> {
  for (const row of rows) await endRows(db, districtId, table, [row], row.to);
}

export async function removeRows(
  db: Db,
  districtId: string,
  table: 'role_held' | 'enrollment' | 'caseload_place',
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .deleteFrom(table)
    .where('district_id', '=', districtId)
    .where('id', 'in', [...ids])
    .execute();
}

/** Whether each of these still ends as it was left; null: goes on. A row that is gone does not. */
export async function stillEnd(
  db: Db,
  districtId: string,
  table: Dated,
  ids: readonly string[],
  to: string | null,
): Promise<boolean> {
  const rows = await readEnds(db, districtId, table, ids);
  return rows.length === ids.length && rows.every((row) => row.to === to);
}
