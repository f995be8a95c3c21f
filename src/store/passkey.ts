import type { Insertable, Kysely } from 'kysely';
import type { Database, PasskeyTable } from './schema.ts';

/** Passkeys: the owner's; no request of an adult can read them. */

type Db = Kysely<Database>;

export async function readPasskeys(db: Db, districtId: string, adultId: string) {
  return db
    .selectFrom('passkey')
    .select([
      'id',
      'credential_id as credentialId',
      'transports',
      'label',
      'made_at as madeAt',
      'last_used_at as lastUsedAt',
    ])
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .orderBy('made_at')
    .execute();
}

export async function findPasskey(db: Db, districtId: string, credentialId: string) {
  return db
    .selectFrom('passkey')
    .select(['id', 'adult_id as adultId', 'public_key as publicKey', 'counter', 'transports'])
    .where('district_id', '=', districtId)
    .where('credential_id', '=', credentialId)
    .executeTakeFirst();
}

export async function addPasskey(
  db: Db,
  row: Omit<Insertable<PasskeyTable>, 'transports'> & { readonly transports: readonly string[] },
): Promise<void> {
  await db
    .insertInto('passkey')
    .values({ ...row, transports: JSON.stringify(row.transports) })
    .execute();
}

/** Whether there was one to remove. */
export async function removePasskey(db: Db, districtId: string, adultId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('passkey')
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function notePasskeyUse(
  db: Db,
  districtId: string,
  id: string,
  use: { readonly counter: number; readonly at: string },
): Promise<void> {
  await db
    .updateTable('passkey')
    .set({ counter: use.counter, last_used_at: use.at })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .execute();
}
