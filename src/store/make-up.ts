import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** Which session makes up for which missed one. */

type Db = Kysely<Database>;

/** Of these missed sessions, those already made up, or planned to be, by student. A cancelled make-up makes up for nothing. */
export async function readMadeUp(
  db: Db,
  districtId: string,
  missedIds: readonly string[],
): Promise<{ studentId: string; missedSessionId: string }[]> {
  if (missedIds.length === 0) return [];
  return db
    .selectFrom('session_make_up as made')
    .innerJoin('session', (join) =>
      join.onRef('session.district_id', '=', 'made.district_id').onRef('session.id', '=', 'made.session_id'),
    )
    .select(['made.student_id as studentId', 'made.missed_session_id as missedSessionId'])
    .where('made.district_id', '=', districtId)
    .where('made.missed_session_id', 'in', [...missedIds])
    .where('session.status', '=', 'planned')
    .execute();
}

export async function insertMakeUp(
  db: Db,
  districtId: string,
  made: {
    readonly sessionId: string;
    readonly studentId: string;
    readonly missedSessionId: string;
    readonly by: string;
    readonly now: string;
  },
): Promise<void> {
  await db
    .insertInto('session_make_up')
    .values({
      district_id: districtId,
      session_id: made.sessionId,
      student_id: made.studentId,
      missed_session_id: made.missedSessionId,
      noted_by: made.by,
      noted_at: made.now,
    })
    .execute();
}
