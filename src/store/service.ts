import type { Kysely } from 'kysely';
import type { Discipline } from '#domain/goals/goal.ts';
import type { ServiceChange, ServicePeriod } from '#domain/services/service-period.ts';
import type { Database } from './schema.ts';

/** Service lines and their periods. */

type Db = Kysely<Database>;

export interface ServiceLineRow {
  readonly id: string;
  readonly studentId: string;
  readonly discipline: Discipline;
  readonly periods: readonly (ServicePeriod & { readonly adultName: string })[];
}

/** The lines of these students, each with its periods, newest first. */
export async function readServices(
  db: Db,
  districtId: string,
  studentIds: readonly string[],
): Promise<ServiceLineRow[]> {
  if (studentIds.length === 0) return [];
  const lines = await db
    .selectFrom('service_line')
    .select(['id', 'student_id as studentId', 'discipline'])
    .where('district_id', '=', districtId)
    .where('student_id', 'in', [...studentIds])
    .orderBy('discipline')
    .orderBy('id')
    .execute();
  const periods = await db
    .selectFrom('service_period as period')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'period.district_id').onRef('adult.id', '=', 'period.adult_id'),
    )
    .where('period.district_id', '=', districtId)
    .where('period.student_id', 'in', [...studentIds])
    .select([
      'period.id',
      'period.line_id as lineId',
      'period.delivery',
      'period.minutes',
      'period.times',
      'period.per',
    ])
    .select(['period.group_max as groupMax', 'period.place', 'period.reason', 'period.adult_id as adultId'])
    .select(['adult.name as adultName', 'period.from_date as from', 'period.to_date as to'])
    .orderBy('period.from_date', 'desc')
    .orderBy('period.id')
    .execute();
  const byLine = Map.groupBy(periods, (period) => period.lineId);
  return lines.map((line) => ({
    ...line,
    periods: (byLine.get(line.id) ?? []).map(({ lineId: _, ...period }) => period),
  }));
}

export async function insertServiceLine(
  db: Db,
  districtId: string,
  line: { readonly id: string; readonly studentId: string; readonly discipline: Discipline; readonly now: string },
): Promise<void> {
  await db
    .insertInto('service_line')
    .values({
      district_id: districtId,
      id: line.id,
      student_id: line.studentId,
      discipline: line.discipline,
      created_at: line.now,
    })
    .execute();
}

/** Ends and opens periods in one go: the change as the domain decided it. */
export async function applyServiceChange(
  db: Db,
  districtId: string,
  line: { readonly id: string; readonly studentId: string },
  change: ServiceChange,
  newId: () => string,
): Promise<void> {
  for (const { id, to } of change.close)
    await db
      .updateTable('service_period')
      .set({ to_date: to })
      .where('district_id', '=', districtId)
      .where('line_id', '=', line.id)
      .where('id', '=', id)
      .execute();
  if (change.open.length === 0) return;
  await db
    .insertInto('service_period')
    .values(
      change.open.map((period) => ({
        district_id: districtId,
        id: newId(),
        line_id: line.id,
        student_id: line.studentId,
        adult_id: period.adultId,
        delivery: period.delivery,
        minutes: period.minutes,
        times: period.times,
        per: period.per,
        group_max: period.groupMax,
        place: period.place,
        reason: period.reason,
        from_date: period.from,
        to_date: period.to,
      })),
    )
    .execute();
}
