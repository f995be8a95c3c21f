import { type Kysely, sql } from 'kysely';
import type { Told } from '#domain/partnership/notices.ts';
import type { Database } from './schema.ts';

/** What awaits an adult, counted under their own row-level security; and, for the owner, what messages have said. */

type Db = Kysely<Database>;
export interface Counted {
  readonly count: number;
  readonly newest: string | null;
}

/** Replies of classes to the visits of this adult from a day on that nobody has dealt with. */
export async function countReplies(
  db: Db,
  districtId: string,
  of: { readonly adultId: string; readonly from: string },
): Promise<{ readonly not_today: Counted; readonly asks: Counted }> {
  const rows = await db
    .selectFrom('visit_reply')
    .innerJoin('session', (join) =>
      join
        .onRef('session.district_id', '=', 'visit_reply.district_id')
        .onRef('session.id', '=', 'visit_reply.session_id'),
    )
    .select(['visit_reply.kind', 'visit_reply.said_at as at'])
    .where('visit_reply.district_id', '=', districtId)
    .where('visit_reply.adult_id', '<>', of.adultId)
    .where('visit_reply.kind', 'in', ['not_today', 'asks'])
    .where('visit_reply.settled_at', 'is', null)
    .where('session.adult_id', '=', of.adultId)
    .where('session.date', '>=', of.from)
    .where('session.status', '=', 'planned')
    .execute();
  const ofKind = (kind: string) => counted(rows.filter((row) => row.kind === kind).map((row) => row.at));
  return { not_today: ofKind('not_today'), asks: ofKind('asks') };
}

function counted(instants: readonly string[]): Counted {
  return {
    count: instants.length,
    newest: instants.reduce<string | null>((last, at) => (last === null || at > last ? at : last), null),
  };
}

/** Sessions that this adult takes over for a colleague, from a day on. */
export async function countCovers(db: Db, districtId: string, adultId: string, from: string): Promise<Counted> {
  const rows = await db
    .selectFrom('session_adult')
    .innerJoin('session', (join) =>
      join
        .onRef('session.district_id', '=', 'session_adult.district_id')
        .onRef('session.id', '=', 'session_adult.session_id'),
    )
    .select('session.id')
    .where('session_adult.district_id', '=', districtId)
    .where('session_adult.adult_id', '=', adultId)
    .where('session_adult.part', '=', 'covers')
    .where('session.status', '=', 'planned')
    .where('session.date', '>=', from)
    .execute();
  return { count: rows.length, newest: null };
}

/** Visits to these classes on a day that do not take place. */
export async function countCancelled(
  db: Db,
  districtId: string,
  classIds: readonly string[],
  date: string,
): Promise<Counted> {
  if (classIds.length === 0) return { count: 0, newest: null };
  const rows = await db
    .selectFrom('session')
    .select('id')
    .where('district_id', '=', districtId)
    .where('class_id', 'in', [...classIds])
    .where('date', '=', date)
    .where('delivery', 'in', ['push_in', 'observation'])
    .where('status', '=', 'cancelled')
    .where(sql<boolean>`cancelled_reason IS DISTINCT FROM 'plan_changed'`)
    .execute();
  return { count: rows.length, newest: null };
}

/** Plans of visits ahead that the other side has changed and this one has not agreed to: one's own visits, or to one's classes. */
export async function countPlansToAgree(
  db: Db,
  districtId: string,
  of: { readonly adultId: string; readonly classIds: readonly string[]; readonly from: string },
): Promise<Counted> {
  const rows = await db
    .selectFrom('visit_plan as plan')
    .innerJoin('session', (join) =>
      join.onRef('session.district_id', '=', 'plan.district_id').onRef('session.id', '=', 'plan.session_id'),
    )
    .select('plan.changed_at as at')
    .where('plan.district_id', '=', districtId)
    .where('plan.changed_by', '<>', of.adultId)
    .where('session.date', '>=', of.from)
    .where('session.status', '=', 'planned')
    .where((where) =>
      where.or([
        where('plan.adult_id', '=', of.adultId),
        ...(of.classIds.length === 0
          ? []
          : [
              where.and([
                where('plan.class_id', 'in', [...of.classIds]),
                where('plan.changed_by', '=', where.ref('plan.adult_id')),
              ]),
            ]),
      ]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('visit_plan as later')
            .select('later.id')
            .whereRef('later.district_id', '=', 'plan.district_id')
            .whereRef('later.session_id', '=', 'plan.session_id')
            .whereRef('later.changed_at', '>', 'plan.changed_at'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('visit_reply as reply')
            .select('reply.id')
            .whereRef('reply.district_id', '=', 'plan.district_id')
            .whereRef('reply.plan_id', '=', 'plan.id')
            .where('reply.kind', '=', 'got_it')
            .where('reply.settled_at', 'is', null)
            .where((who) =>
              who.or([
                who('reply.adult_id', '=', of.adultId),
                ...(of.classIds.length === 0 ? [] : [who('reply.adult_id', '<>', who.ref('plan.adult_id'))]),
              ]),
            ),
        ),
      ),
    )
    .execute();
  return counted(rows.map((row) => row.at));
}

/** Decisions of touch-bases that this adult was to do by today. */
export async function countDecisionsDue(db: Db, districtId: string, adultId: string, today: string): Promise<Counted> {
  const rows = await db
    .selectFrom('touch_base_point')
    .select('id')
    .where('district_id', '=', districtId)
    .where('kind', '=', 'decision')
    .where('who_id', '=', adultId)
    .where('settled_on', 'is', null)
    .where('by_date', '<=', today)
    .execute();
  return { count: rows.length, newest: null };
}

/** Thanks to this adult that wait to be read. */
export async function countThanks(db: Db, districtId: string, adultId: string): Promise<Counted> {
  const rows = await db
    .selectFrom('thanks')
    .select('said_at as at')
    .where('district_id', '=', districtId)
    .where('to_adult_id', '=', adultId)
    .where('read_at', 'is', null)
    .execute();
  return counted(rows.map((row) => row.at));
}

/** Who wants messages and has an address and an account, in the owner's transaction. */
export async function readMailedAdults(db: Db, districtId: string) {
  const rows = await db
    .selectFrom('adult')
    .innerJoin('password', (join) =>
      join.onRef('password.district_id', '=', 'adult.district_id').onRef('password.adult_id', '=', 'adult.id'),
    )
    .leftJoin('notice_mail', (join) =>
      join.onRef('notice_mail.district_id', '=', 'adult.district_id').onRef('notice_mail.adult_id', '=', 'adult.id'),
    )
    .innerJoin('district', 'district.id', 'adult.district_id')
    .select([
      'adult.id as adultId',
      'adult.email',
      'adult.language',
      'adult.preferences',
      'district.time_zone as zone',
      'notice_mail.sent_at as sentAt',
      'notice_mail.counts',
    ])
    .where('adult.district_id', '=', districtId)
    .where('adult.email', 'is not', null)
    .orderBy('adult.id')
    .execute();
  return rows
    .filter((row) => row.preferences.mail === true)
    .map(({ sentAt, counts, email, preferences: _, ...row }) => ({
      ...row,
      email: email!,
      told: sentAt === null || counts === null ? null : ({ at: sentAt, counts } satisfies Told),
    }));
}

export async function keepMailed(db: Db, districtId: string, adultId: string, told: Told): Promise<void> {
  const said = { sent_at: told.at, counts: JSON.stringify(told.counts) };
  await db
    .insertInto('notice_mail')
    .values({ district_id: districtId, adult_id: adultId, ...said })
    .onConflict((on) => on.columns(['district_id', 'adult_id']).doUpdateSet(said))
    .execute();
}
