import type { Insertable, Kysely } from 'kysely';
import type { Role, RoleHeld } from '#domain/caseload/roles.ts';
import type { AdultTable, Database, RoleHeldTable, StandInTable } from './schema.ts';

/** Adults of the district and the roles they hold. */

export async function readRoles(
  db: Kysely<Database>,
  districtId: string,
  adultId?: string,
): Promise<(RoleHeld & { id: string })[]> {
  return db
    .selectFrom('role_held')
    .select([
      'id',
      'adult_id as adultId',
      'role',
      'school_id as schoolId',
      'class_id as classId',
      'from_date as from',
      'to_date as to',
    ])
    .where('district_id', '=', districtId)
    .$if(adultId !== undefined, (query) => query.where('adult_id', '=', adultId!))
    .orderBy('from_date')
    .orderBy('id')
    .execute();
}

export async function readAdult(db: Kysely<Database>, districtId: string, adultId: string) {
  return db
    .selectFrom('adult as a')
    .innerJoin('district as d', 'd.id', 'a.district_id')
    .select([
      'a.id',
      'a.name',
      'a.short_name as shortName',
      'a.email',
      'a.discipline',
      'a.position',
      'a.language',
      'a.preferences',
      'd.name as districtName',
      'd.time_zone as zone',
    ])
    .where('a.district_id', '=', districtId)
    .where('a.id', '=', adultId)
    .executeTakeFirst();
}

export async function listAdults(db: Kysely<Database>, districtId: string) {
  return db
    .selectFrom('adult')
    .select(['id', 'name', 'short_name as shortName', 'position', 'discipline', 'email'])
    .where('district_id', '=', districtId)
    .orderBy('name')
    .orderBy('id')
    .execute();
}

/** Which of them can sign in. The owner's transaction. */
export async function adultsWithAccounts(db: Kysely<Database>, districtId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('password').select('adult_id').where('district_id', '=', districtId).execute();
  return new Set(rows.map((row) => row.adult_id));
}

export async function addAdult(db: Kysely<Database>, row: Insertable<AdultTable>): Promise<void> {
  await db.insertInto('adult').values(row).execute();
}

export async function changeAdult(
  db: Kysely<Database>,
  districtId: string,
  adultId: string,
  change: { name?: string; email?: string; language?: 'en' | 'es'; preferences?: string },
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await db.updateTable('adult').set(change).where('district_id', '=', districtId).where('id', '=', adultId).execute();
}

export async function adultByEmail(db: Kysely<Database>, districtId: string, email: string): Promise<string | null> {
  const found = await db
    .selectFrom('adult')
    .select('id')
    .where('district_id', '=', districtId)
    .where((where) => where(where.fn('lower', ['email']), '=', email.toLowerCase()))
    .executeTakeFirst();
  return found?.id ?? null;
}

export async function isEmailTaken(db: Kysely<Database>, districtId: string, email: string, by?: string) {
  const holder = await adultByEmail(db, districtId, email);
  return holder !== null && holder !== by;
}

/** Rebuild reach afterwards. The owner's transaction. */
export async function giveRole(db: Kysely<Database>, row: Insertable<RoleHeldTable>): Promise<void> {
  await db.insertInto('role_held').values(row).execute();
}

export async function addStandIn(db: Kysely<Database>, row: Insertable<StandInTable>): Promise<void> {
  await db.insertInto('stand_in').values(row).execute();
}

/**
 * Ends a role on a day (that day is its last); one that has not begun by then never counts. Answers whose it was, or null for an
 * unknown role. Rebuild reach afterwards.
 */
export async function endRole(
  db: Kysely<Database>,
  districtId: string,
  roleId: string,
  on: string,
): Promise<{ adultId: string; role: Role } | null> {
  const held = await db
    .selectFrom('role_held')
    .select(['adult_id as adultId', 'role', 'from_date as from', 'to_date as to'])
    .where('district_id', '=', districtId)
    .where('id', '=', roleId)
    .executeTakeFirst();
  if (held === undefined) return null;
  if (held.to === null || held.to > on) {
    await db
      .updateTable('role_held')
      .set({ to_date: on })
      .where('district_id', '=', districtId)
      .where('id', '=', roleId)
      .execute();
  }
  return { adultId: held.adultId, role: held.role };
}

/** Whether a records or coordinator role goes on after that day, for somebody who can sign in. The owner's transaction. */
export async function someoneKeepsAccounts(db: Kysely<Database>, districtId: string, after: string): Promise<boolean> {
  const found = await db
    .selectFrom('role_held as r')
    .innerJoin('password as p', (join) =>
      join.onRef('p.district_id', '=', 'r.district_id').onRef('p.adult_id', '=', 'r.adult_id'),
    )
    .select('r.id')
    .where('r.district_id', '=', districtId)
    .where('r.role', 'in', ['records', 'coordinator'])
    .where((where) => where.or([where('r.to_date', 'is', null), where('r.to_date', '>', after)]))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
