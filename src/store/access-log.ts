import type { Insertable, Kysely } from 'kysely';
import type { AccessLogTable, Database } from './schema.ts';

export type AccessLogRow = Insertable<AccessLogTable>;

/** Appends; nothing ever changes or removes a row. Runs in the transaction of what it tells about. */
export async function appendAccess(db: Kysely<Database>, rows: readonly AccessLogRow[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('access_log').values(rows).execute();
}

/** Newest first. `before` is the id of the last row of the page before (ids are in the order of time). */
export async function readAccessLog(
  db: Kysely<Database>,
  districtId: string,
  asked: { studentId?: string | undefined; adultId?: string | undefined; before?: string | undefined; limit: number },
) {
  return db
    .selectFrom('access_log as l')
    .leftJoin('adult as a', (join) =>
      join.onRef('a.district_id', '=', 'l.district_id').onRef('a.id', '=', 'l.adult_id'),
    )
    .select([
      'l.id',
      'l.at',
      'l.adult_id as adultId',
      'a.name as adultName',
      'l.operation',
      'l.student_id as studentId',
      'l.fields',
      'l.purpose',
      'l.result',
    ])
    .where('l.district_id', '=', districtId)
    .$if(asked.studentId !== undefined, (query) => query.where('l.student_id', '=', asked.studentId!))
    .$if(asked.adultId !== undefined, (query) => query.where('l.adult_id', '=', asked.adultId!))
    .$if(asked.before !== undefined, (query) => query.where('l.id', '<', asked.before!))
    .orderBy('l.id', 'desc')
    .limit(asked.limit)
    .execute();
}
