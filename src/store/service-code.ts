import type { Kysely } from 'kysely';
import type { ServiceCode } from '#domain/services/service-codes.ts';
import type { Database } from './schema.ts';

/** Tables of codes as the district has loaded them, newest first: added, never changed. */

type Db = Kysely<Database>;

export async function readCodeLoads(db: Db, districtId: string) {
  return db
    .selectFrom('service_code_load as load')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'load.district_id').onRef('adult.id', '=', 'load.loaded_by'),
    )
    .select(['load.version', 'load.codes', 'load.reason', 'adult.name as loadedBy', 'load.loaded_at as loadedAt'])
    .where('load.district_id', '=', districtId)
    .orderBy('load.version', 'desc')
    .execute();
}

export async function insertCodeLoad(
  db: Db,
  districtId: string,
  load: {
    readonly version: number;
    readonly codes: readonly ServiceCode[];
    readonly reason: string;
    readonly by: string;
    readonly now: string;
  },
): Promise<void> {
  await db
    .insertInto('service_code_load')
    .values({
      district_id: districtId,
      version: load.version,
      codes: JSON.stringify(load.codes),
      reason: load.reason,
      loaded_by: load.by,
      loaded_at: load.now,
    })
    .execute();
}
