import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

type Db = Kysely<Database>;

/** What was noted of a student and not taken back, the oldest first. */
export async function readNotedChanges(
  db: Db,
  districtId: string,
  studentId: string,
): Promise<{ id: string; on: string; words: string; by: string }[]> {
  return db
    .selectFrom('noted_change as change')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'change.district_id').onRef('adult.id', '=', 'change.noted_by'),
    )
    .select(['change.id', 'change.changed_on as on', 'change.words', 'adult.short_name as by'])
    .where('change.district_id', '=', districtId)
    .where('change.student_id', '=', studentId)
    .where('change.taken_back_by', 'is', null)
    .orderBy('change.changed_on')
    .orderBy('change.id')
    .execute();
}

export async function insertNotedChange(
  db: Db,
  districtId: string,
  change: {
    readonly id: string;
    readonly studentId: string;
    readonly on: string;
    readonly words: string;
    readonly by: string;
    readonly now: string;
  },
): Promise<void> {
  await db
    .insertInto('noted_change')
    .values({
      district_id: districtId,
      id: change.id,
      student_id: change.studentId,
      changed_on: change.on,
      words: change.words,
      noted_by: change.by,
      noted_at: change.now,
      taken_back_by: null,
      taken_back_at: null,
    })
    .execute();
}

/** False: the student has no such change, or it is taken back already. */
export async function takeNotedChangeBack(
  db: Db,
  districtId: string,
  change: { readonly id: string; readonly studentId: string; readonly by: string; readonly now: string },
): Promise<boolean> {
  const changed = await db
    .updateTable('noted_change')
    .set({ taken_back_by: change.by, taken_back_at: change.now })
    .where('district_id', '=', districtId)
    .where('student_id', '=', change.studentId)
    .where('id', '=', change.id)
    .where('taken_back_by', 'is', null)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}
