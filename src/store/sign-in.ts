import type { Insertable, Kysely } from 'kysely';
import type { Database, InvitationTable, SignInTable } from './schema.ts';

/** Passwords, sign-ins and invitations: the owner's tables; no request of an adult can read them. */

/** Ended ones as well: a device may still deliver with them. */
export async function findSignIn(db: Kysely<Database>, districtId: string, tokenHash: string) {
  const row = await db
    .selectFrom('sign_in as s')
    .innerJoin('adult as a', (join) =>
      join.onRef('a.district_id', '=', 's.district_id').onRef('a.id', '=', 's.adult_id'),
    )
    .innerJoin('district as d', 'd.id', 's.district_id')
    .leftJoin('personal_link as l', (join) =>
      join.onRef('l.district_id', '=', 's.district_id').onRef('l.id', '=', 's.link_id'),
    )
    .select([
      's.id',
      's.adult_id as adultId',
      's.how',
      's.last_seen as lastSeen',
      's.ends_at as endsAt',
      's.ended_at as endedAt',
      's.ended_how as endedHow',
      'a.language',
      'd.time_zone as zone',
      'l.id as linkId',
      'l.class_id as linkClass',
      'l.ends_at as linkEnds',
      'l.withdrawn_at as linkWithdrawn',
    ])
    .where('s.district_id', '=', districtId)
    .where('s.token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { linkId, linkClass, linkEnds, linkWithdrawn, ...found } = row;
  const link =
    linkId === null || linkClass === null || linkEnds === null
      ? null
      : { id: linkId, classId: linkClass, endsAt: linkEnds, withdrawnAt: linkWithdrawn };
  return { ...found, link };
}

export async function openSignIn(db: Kysely<Database>, row: Insertable<SignInTable>): Promise<void> {
  await db.insertInto('sign_in').values(row).execute();
}

export async function touchSignIn(db: Kysely<Database>, districtId: string, id: string, at: string): Promise<void> {
  await db
    .updateTable('sign_in')
    .set({ last_seen: at })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .execute();
}

export async function endSignIn(
  db: Kysely<Database>,
  districtId: string,
  id: string,
  at: string,
  how: 'left' | 'unused',
): Promise<void> {
  await db
    .updateTable('sign_in')
    .set({ ended_at: at, ended_how: how })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}

/** Every open sign-in of the adult, but `except`. What their devices have not sent yet is still taken from them. */
export async function endSignInsOf(
  db: Kysely<Database>,
  districtId: string,
  adultId: string,
  at: string,
  except?: string,
): Promise<void> {
  await db
    .updateTable('sign_in')
    .set({ ended_at: at, ended_how: 'elsewhere' })
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .where('ended_at', 'is', null)
    .$if(except !== undefined, (query) => query.where('id', '<>', except!))
    .execute();
}

/** Sign-ins that ended or ran out before the instant. The access log keeps what was done with them. */
export async function removeOldSignIns(db: Kysely<Database>, before: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('sign_in')
    .where((where) => where.or([where('ended_at', '<', before), where('ends_at', '<', before)]))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** The accounts of an e-mail address: usually one, in another district perhaps another. */
export async function findPasswords(db: Kysely<Database>, email: string) {
  return db
    .selectFrom('adult as a')
    .innerJoin('password as p', (join) =>
      join.onRef('p.district_id', '=', 'a.district_id').onRef('p.adult_id', '=', 'a.id'),
    )
    .select([
      'a.district_id as districtId',
      'a.id as adultId',
      'p.hash',
      'p.wrong_count as wrongCount',
      'p.locked_until as lockedUntil',
    ])
    .where((where) => where(where.fn('lower', ['a.email']), '=', email.toLowerCase()))
    .orderBy('a.district_id')
    .execute();
}

export async function readPassword(db: Kysely<Database>, districtId: string, adultId: string) {
  return db
    .selectFrom('password')
    .select(['hash', 'wrong_count as wrongCount', 'locked_until as lockedUntil'])
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .executeTakeFirst();
}

export async function setPassword(
  db: Kysely<Database>,
  districtId: string,
  adultId: string,
  hash: string,
  at: string,
): Promise<void> {
  await db
    .insertInto('password')
    .values({ district_id: districtId, adult_id: adultId, hash, set_at: at })
    .onConflict((on) =>
      on.columns(['district_id', 'adult_id']).doUpdateSet({ hash, set_at: at, wrong_count: 0, locked_until: null }),
    )
    .execute();
}

export async function noteWrongPassword(
  db: Kysely<Database>,
  districtId: string,
  adultId: string,
  lockedUntil: (wrongCount: number) => string | null,
): Promise<void> {
  const { wrong_count } = await db
    .updateTable('password')
    .set((set) => ({ wrong_count: set('wrong_count', '+', 1) }))
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .where('wrong_count', '<', 1_000)
    .returning('wrong_count')
    .executeTakeFirst()
    .then((row) => row ?? { wrong_count: 1_000 });
  await db
    .updateTable('password')
    .set({ locked_until: lockedUntil(wrong_count) })
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .execute();
}

export async function forgetWrongPasswords(db: Kysely<Database>, districtId: string, adultId: string): Promise<void> {
  await db
    .updateTable('password')
    .set({ wrong_count: 0, locked_until: null })
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .where('wrong_count', '>', 0)
    .execute();
}

export async function hasAccounts(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('password').select('adult_id').limit(1).executeTakeFirst()) !== undefined;
}

export async function makeInvitation(db: Kysely<Database>, row: Insertable<InvitationTable>): Promise<void> {
  await db.insertInto('invitation').values(row).execute();
}

export async function findInvitation(db: Kysely<Database>, districtId: string, tokenHash: string) {
  return db
    .selectFrom('invitation')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
}

/** Whether it was this call that used it: two at once cannot both. */
export async function takeInvitation(
  db: Kysely<Database>,
  districtId: string,
  id: string,
  at: string,
): Promise<boolean> {
  const used = await db
    .updateTable('invitation')
    .set({ used_at: at })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('ends_at', '>', at)
    .returning('id')
    .executeTakeFirst();
  return used !== undefined;
}

/** Whether there was an unused one to take back. */
export async function withdrawInvitation(
  db: Kysely<Database>,
  districtId: string,
  id: string,
  at: string,
): Promise<boolean> {
  const withdrawn = await db
    .updateTable('invitation')
    .set({ withdrawn_at: at })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return withdrawn !== undefined;
}

/** Links of first accounts that were not used: a new start makes a new one, and the old ones end. */
export async function withdrawFirstAccountLinks(db: Kysely<Database>, districtId: string, at: string): Promise<void> {
  await db
    .updateTable('invitation')
    .set({ withdrawn_at: at })
    .where('district_id', '=', districtId)
    .where('role', '=', 'first_account')
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute();
}

export async function listInvitations(db: Kysely<Database>, districtId: string) {
  return db
    .selectFrom('invitation')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('role', '<>', 'first_account')
    .orderBy('made_at', 'desc')
    .limit(500)
    .execute();
}
