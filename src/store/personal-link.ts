import type { Insertable, Kysely } from 'kysely';
import type { Database, PersonalLinkTable } from './schema.ts';

/** Personal links to classes: the owner's table; no request of an adult can read it. */

type Db = Kysely<Database>;

export async function insertLink(db: Db, row: Insertable<PersonalLinkTable>): Promise<void> {
  await db.insertInto('personal_link').values(row).execute();
}

/** Whose the link is and until when, ended and withdrawn ones included; undefined where there is none. */
export async function findLink(db: Db, districtId: string, tokenHash: string) {
  return db
    .selectFrom('personal_link')
    .innerJoin('district', 'district.id', 'personal_link.district_id')
    .select([
      'personal_link.id',
      'personal_link.adult_id as adultId',
      'personal_link.class_id as classId',
      'personal_link.ends_at as endsAt',
      'personal_link.withdrawn_at as withdrawnAt',
      'district.time_zone as zone',
    ])
    .where('personal_link.district_id', '=', districtId)
    .where('personal_link.token_hash', '=', tokenHash)
    .executeTakeFirst();
}

/** Links to a class that still open something or ended since that instant, the newest first. */
export async function listLinksOf(db: Db, districtId: string, classId: string, since: string) {
  return db
    .selectFrom('personal_link')
    .innerJoin('adult', (join) =>
      join
        .onRef('adult.district_id', '=', 'personal_link.district_id')
        .onRef('adult.id', '=', 'personal_link.adult_id'),
    )
    .innerJoin('adult as maker', (join) =>
      join.onRef('maker.district_id', '=', 'personal_link.district_id').onRef('maker.id', '=', 'personal_link.made_by'),
    )
    .select([
      'personal_link.id',
      'personal_link.adult_id as adultId',
      'adult.name',
      'maker.short_name as madeBy',
      'personal_link.made_at as madeAt',
      'personal_link.ends_at as endsAt',
      'personal_link.withdrawn_at as withdrawnAt',
      'personal_link.opened_count as openedCount',
      'personal_link.last_opened as lastOpened',
    ])
    .where('personal_link.district_id', '=', districtId)
    .where('personal_link.class_id', '=', classId)
    .where('personal_link.ends_at', '>', since)
    .where((where) =>
      where.or([where('personal_link.withdrawn_at', 'is', null), where('personal_link.withdrawn_at', '>', since)]),
    )
    .orderBy('personal_link.made_at', 'desc')
    .orderBy('personal_link.id')
    .execute();
}

/** Whether there was such a link to that class to take back. */
export async function markLinkWithdrawn(
  db: Db,
  districtId: string,
  link: { readonly linkId: string; readonly classId: string },
  at: string,
): Promise<boolean> {
  const changed = await db
    .updateTable('personal_link')
    .set({ withdrawn_at: at })
    .where('district_id', '=', districtId)
    .where('id', '=', link.linkId)
    .where('class_id', '=', link.classId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}

export async function noteLinkOpened(db: Db, districtId: string, linkId: string, at: string): Promise<void> {
  await db
    .updateTable('personal_link')
    .set((link) => ({ last_opened: at, opened_count: link('opened_count', '+', 1) }))
    .where('district_id', '=', districtId)
    .where('id', '=', linkId)
    .execute();
}
