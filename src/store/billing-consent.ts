import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** Parents' consent to billing: added, never changed. */

type Db = Kysely<Database>;

export interface Consent {
  readonly id: string;
  readonly studentId: string;
  readonly given: boolean;
  readonly from: string;
  readonly notedBy: string;
  readonly notedAt: string;
}

/** Noted last first. */
export async function readConsents(db: Db, districtId: string, studentIds: readonly string[]): Promise<Consent[]> {
  if (studentIds.length === 0) return [];
  return db
    .selectFrom('billing_consent as consent')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'consent.district_id').onRef('adult.id', '=', 'consent.noted_by'),
    )
    .select(['consent.id', 'consent.student_id as studentId', 'consent.given', 'consent.from_date as from'])
    .select(['adult.name as notedBy', 'consent.noted_at as notedAt'])
    .where('consent.district_id', '=', districtId)
    .where('consent.student_id', 'in', [...new Set(studentIds)])
    .orderBy('consent.noted_at', 'desc')
    .orderBy('consent.id', 'desc')
    .execute();
}

export async function insertConsent(
  db: Db,
  districtId: string,
  consent: {
    readonly id: string;
    readonly studentId: string;
    readonly given: boolean;
    readonly from: string;
    readonly by: string;
    readonly now: string;
  },
): Promise<void> {
  await db
    .insertInto('billing_consent')
    .values({
      district_id: districtId,
      id: consent.id,
      student_id: consent.studentId,
      given: consent.given,
      from_date: consent.from,
      noted_by: consent.by,
      noted_at: consent.now,
    })
    .execute();
}
