import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** Which of these ids the reader's district has as classes, schools ...: what somebody sent may name anything. */
export async function knownIds(
  db: Kysely<Database>,
  districtId: string,
  table: 'adult' | 'class' | 'cue_set' | 'routine' | 'school' | 'student',
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom(table)
    .select('id')
    .where('district_id', '=', districtId)
    .where('id', 'in', [...ids])
    .execute();
  return new Set(rows.map((row) => row.id));
}
