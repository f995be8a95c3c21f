import type { Kysely } from 'kysely';
import type { MinuteRules } from '#domain/services/minutes.ts';
import type { Database } from './schema.ts';

/** What the district has said of its minutes: added, never changed. */

type Db = Kysely<Database>;

/** Those set last come first. */
export async function readMinuteRules(db: Db, districtId: string) {
  return db
    .selectFrom('minute_rule as rule')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'rule.district_id').onRef('adult.id', '=', 'rule.set_by'),
    )
    .select(['rule.version', 'rule.from_date as from', 'rule.observation', 'rule.co_treatment as coTreatment'])
    .select(['rule.holiday_weeks as holidayWeeks', 'rule.reason', 'adult.name as setBy', 'rule.set_at as setAt'])
    .where('rule.district_id', '=', districtId)
    .orderBy('rule.version', 'desc')
    .execute();
}

export async function insertMinuteRule(
  db: Db,
  districtId: string,
  rule: MinuteRules & {
    readonly version: number;
    readonly reason: string;
    readonly by: string;
    readonly now: string;
  },
): Promise<void> {
  await db
    .insertInto('minute_rule')
    .values({
      district_id: districtId,
      version: rule.version,
      from_date: rule.from,
      observation: rule.observation,
      co_treatment: rule.coTreatment,
      holiday_weeks: rule.holidayWeeks,
      reason: rule.reason,
      set_by: rule.by,
      set_at: rule.now,
    })
    .execute();
}
