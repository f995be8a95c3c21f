import type { Kysely } from 'kysely';
import type { Discipline } from '#domain/goals/goal.ts';
import type { ReportingPeriod } from '#domain/reports/reporting-period.ts';
import type { Database } from './schema.ts';

/** What therapists say in progress reports. A version that is finished stays as it is. */

type Db = Kysely<Database>;

export interface WrittenReport extends ReportingPeriod {
  readonly id: string;
  readonly studentId: string;
  readonly discipline: Discipline;
  readonly version: number;
  /** Of each goal. */
  readonly comments: Readonly<Record<string, string>>;
  readonly toFamily: string;
  readonly writtenBy: string;
  readonly finishedAt: string | null;
}

const written = (db: Db, districtId: string) =>
  db
    .selectFrom('progress_report as report')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'report.district_id').onRef('adult.id', '=', 'report.written_by'),
    )
    .select(['report.id', 'report.student_id as studentId', 'report.discipline', 'report.version', 'report.comments'])
    .select(['report.from_date as from', 'report.to_date as to', 'report.to_family as toFamily'])
    .select(['adult.name as writtenBy', 'report.finished_at as finishedAt'])
    .where('report.district_id', '=', districtId)
    .orderBy('report.version', 'desc');

/** The newest version of each, of some students. */
export async function readReports(db: Db, districtId: string, studentIds: readonly string[]): Promise<WrittenReport[]> {
  if (studentIds.length === 0) return [];
  const rows = await written(db, districtId)
    .where('report.student_id', 'in', [...studentIds])
    .execute();
  const newest = new Map<string, WrittenReport>();
  for (const row of rows) {
    const key = [row.studentId, row.discipline, row.from, row.to].join();
    if (!newest.has(key)) newest.set(key, row);
  }
  return [...newest.values()];
}

export interface ReportKey extends ReportingPeriod {
  readonly studentId: string;
  readonly discipline: Discipline;
}

/** The newest version, or null before the first. */
export async function readWrittenReport(db: Db, districtId: string, key: ReportKey): Promise<WrittenReport | null> {
  const row = await written(db, districtId)
    .where('report.student_id', '=', key.studentId)
    .where('report.discipline', '=', key.discipline)
    .where('report.from_date', '=', key.from)
    .where('report.to_date', '=', key.to)
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

interface Said {
  readonly comments: Readonly<Record<string, string>>;
  readonly toFamily: string;
  readonly by: string;
  readonly now: string;
  readonly finish: boolean;
}

const saidColumns = ({ comments, toFamily, by, now, finish }: Said) => ({
  comments: JSON.stringify(comments),
  to_family: toFamily,
  written_by: by,
  written_at: now,
  finished_at: finish ? now : null,
});

export async function insertReport(
  db: Db,
  districtId: string,
  report: ReportKey & Said & { readonly id: string; readonly version: number },
): Promise<void> {
  await db
    .insertInto('progress_report')
    .values({
      district_id: districtId,
      id: report.id,
      student_id: report.studentId,
      discipline: report.discipline,
      from_date: report.from,
      to_date: report.to,
      version: report.version,
      ...saidColumns(report),
    })
    .execute();
}

/** Only of a draft: row-level security and the condition both keep what is finished. */
export async function updateReport(db: Db, districtId: string, id: string, said: Said): Promise<void> {
  await db
    .updateTable('progress_report')
    .set(saidColumns(said))
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .execute();
}
