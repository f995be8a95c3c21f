import type { Kysely } from 'kysely';
import type { RetentionMark, RetentionRule } from '#domain/caseload/retention.ts';
import type { Database } from './schema.ts';

/** Rules of keeping, marks on records, certificates. The owner's transaction. */

type Db = Kysely<Database>;

/** What the district has set, newest first. */
export async function readRetentionRules(db: Db, districtId: string) {
  return db
    .selectFrom('retention_rule as rule')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'rule.district_id').onRef('adult.id', '=', 'rule.set_by'),
    )
    .select(['rule.version', 'rule.from_date as from', 'rule.years_after_leaving as yearsAfterLeaving'])
    .select(['rule.wait_days as waitDays', 'rule.reason', 'adult.name as setBy'])
    .where('rule.district_id', '=', districtId)
    .orderBy('rule.version', 'desc')
    .execute();
}

export async function insertRetentionRule(
  db: Db,
  districtId: string,
  rule: RetentionRule & { readonly reason: string; readonly by: string; readonly now: string },
): Promise<void> {
  await db
    .insertInto('retention_rule')
    .values({
      district_id: districtId,
      version: rule.version,
      from_date: rule.from,
      years_after_leaving: rule.yearsAfterLeaving,
      wait_days: rule.waitDays,
      reason: rule.reason,
      set_by: rule.by,
      set_at: rule.now,
    })
    .execute();
}

/** Students of the district by number: when they left, when they come of age. */
export async function readKeptRecords(db: Db, districtId: string) {
  return db
    .selectFrom('student')
    .innerJoin('school', (join) =>
      join.onRef('school.district_id', '=', 'student.district_id').onRef('school.id', '=', 'student.school_id'),
    )
    .select(['student.id as studentId', 'school.name as schoolName', 'student.left_on as leftOn'])
    .select('student.of_age_on as ofAgeOn')
    .where('student.district_id', '=', districtId)
    .where((where) => where.or([where('student.left_on', 'is not', null), where('student.of_age_on', 'is not', null)]))
    .orderBy('student.left_on')
    .orderBy('student.id')
    .execute();
}

/** The marks by record, in the order in which they were made. */
export async function readRetentionMarks(db: Db, districtId: string): Promise<Map<string, RetentionMark[]>> {
  const rows = await db
    .selectFrom('retention_mark')
    .select(['student_id', 'what', 'on_date as on', 'reason'])
    .where('district_id', '=', districtId)
    .orderBy('noted_at')
    .orderBy('id')
    .execute();
  return Map.groupBy(rows, (row) => row.student_id);
}

export async function insertRetentionMark(
  db: Db,
  districtId: string,
  mark: RetentionMark & { readonly id: string; readonly studentId: string; readonly by: string; readonly now: string },
): Promise<void> {
  await db
    .insertInto('retention_mark')
    .values({
      district_id: districtId,
      id: mark.id,
      student_id: mark.studentId,
      what: mark.what,
      on_date: mark.on,
      reason: mark.reason,
      noted_by: mark.by,
      noted_at: mark.now,
    })
    .execute();
}

export interface Destroyed {
  readonly id: string;
  readonly studentId: string;
  readonly leftOn: string | null;
  readonly why: 'no_longer_needed' | 'family_asks';
  readonly toldOn: string | null;
  readonly ruleVersion: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly hash: string;
  readonly destroyedAt: string;
}

export async function insertDestruction(db: Db, districtId: string, said: Destroyed, by: string): Promise<void> {
  await db
    .insertInto('destruction')
    .values({
      district_id: districtId,
      id: said.id,
      student_id: said.studentId,
      left_on: said.leftOn,
      why: said.why,
      told_on: said.toldOn,
      rule_version: said.ruleVersion,
      counts: JSON.stringify(said.counts),
      hash: said.hash,
      destroyed_by: by,
      destroyed_at: said.destroyedAt,
    })
    .execute();
}

/** Certificates, newest first. */
export async function readDestructions(db: Db, districtId: string): Promise<(Destroyed & { destroyedBy: string })[]> {
  return db
    .selectFrom('destruction as gone')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'gone.district_id').onRef('adult.id', '=', 'gone.destroyed_by'),
    )
    .select(['gone.id', 'gone.student_id as studentId', 'gone.left_on as leftOn', 'gone.why', 'gone.told_on as toldOn'])
    .select(['gone.rule_version as ruleVersion', 'gone.counts', 'gone.hash', 'gone.destroyed_at as destroyedAt'])
    .select('adult.name as destroyedBy')
    .where('gone.district_id', '=', districtId)
    .orderBy('gone.destroyed_at', 'desc')
    .orderBy('gone.id', 'desc')
    .execute();
}
