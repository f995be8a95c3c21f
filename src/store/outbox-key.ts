import type { Insertable, Kysely } from 'kysely';
import type { Database, OutboxKeyTable } from './schema.ts';

/** The keys to which devices seal their events: the owner's; no request of an adult can read them. */

export async function readOutboxKeys(db: Kysely<Database>, districtId: string) {
  return db
    .selectFrom('outbox_key')
    .select(['id', 'public_key as publicKey', 'private_key as privateKey'])
    .where('district_id', '=', districtId)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

export async function addOutboxKey(db: Kysely<Database>, row: Insertable<OutboxKeyTable>): Promise<void> {
  await db.insertInto('outbox_key').values(row).execute();
}
