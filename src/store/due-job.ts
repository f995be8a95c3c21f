import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** When jobs last ran. Jobs of the whole store are kept under the nil district. The owner's transaction. */

export async function lastRun(db: Kysely<Database>, districtId: string, name: string): Promise<string | null> {
  const row = await db
    .selectFrom('due_job')
    .select('last_run')
    .where('district_id', '=', districtId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.last_run ?? null;
}

/** When a job ran last and what it did; null where it never ran. */
export async function readJob(
  db: Kysely<Database>,
  districtId: string,
  name: string,
): Promise<{ lastRun: string; outcome: string } | null> {
  const row = await db
    .selectFrom('due_job')
    .select(['last_run as lastRun', 'outcome'])
    .where('district_id', '=', districtId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row ?? null;
}

export async function noteRun(
  db: Kysely<Database>,
  districtId: string,
  name: string,
  at: string,
  outcome: string,
): Promise<void> {
  await db
    .insertInto('due_job')
    .values({ district_id: districtId, name, last_run: at, outcome })
    .onConflict((on) => on.columns(['district_id', 'name']).doUpdateSet({ last_run: at, outcome }))
    .execute();
}

export async function listDistricts(db: Kysely<Database>): Promise<{ id: string; zone: string }[]> {
  return db.selectFrom('district').select(['id', 'time_zone as zone']).orderBy('id').execute();
}
