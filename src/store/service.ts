import type { Kysely } from 'kysely';
import type { Discipline } from '#domain/goals/goal.ts';
import type { ServiceChange, ServiceChangeMade, ServicePeriod } from '#domain/services/service-period.ts';
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

/** Who made the change, and when. */
export interface ServiceChangeBy {
  readonly by: string;
  readonly now: string;
  readonly newId: () => string;
}

/** Ends and opens periods in one go, as the domain decided it, and keeps the change itself as a fact. Null: nothing changed. */
export async function applyServiceChange(
  db: Db,
  districtId: string,
  line: { readonly id: string; readonly studentId: string },
  { on, reason, ...change }: ServiceChange & { readonly on: string; readonly reason: string },
  { by, now, newId }: ServiceChangeBy,
): Promise<string | null> {
  if (change.close.length === 0 && change.open.length === 0) return null;
  const changeId = newId();
  for (const { id, to } of change.close) await setPeriodEnd(db, districtId, line.id, id, to);
  const begun = change.open.map((period) => ({ ...period, id: newId() }));
  await insertPeriods(db, districtId, line, begun);
  await db
    .insertInto('service_change')
    .values({
      district_id: districtId,
      id: changeId,
      line_id: line.id,
      student_id: line.studentId,
      changed_on: on,
      reason,
      ended: JSON.stringify(change.close.map(({ id, had }) => ({ id, to: had }))),
      begun: JSON.stringify(begun.map(({ from: _, to: __, reason: ___, ...terms }) => terms)),
      made_by: by,
      made_at: now,
      undone_by: null,
      undone_at: null,
    })
    .execute();
  return changeId;
}

/** The periods are again what they were before the change; the change stays readable. Only for one that has not begun. */
export async function undoServiceChange(
  db: Db,
  districtId: string,
  lineId: string,
  change: Pick<ServiceChangeMade, 'id' | 'ended' | 'begun'>,
  { by, now }: Pick<ServiceChangeBy, 'by' | 'now'>,
): Promise<void> {
  if (change.begun.length > 0)
    await db
      .deleteFrom('service_period')
      .where('district_id', '=', districtId)
      .where('line_id', '=', lineId)
      .where(
        'id',
        'in',
        change.begun.map(({ id }) => id),
      )
      .execute();
  for (const { id, to } of change.ended) await setPeriodEnd(db, districtId, lineId, id, to);
  await db
    .updateTable('service_change')
    .set({ undone_by: by, undone_at: now })
    .where('district_id', '=', districtId)
    .where('id', '=', change.id)
    .execute();
}

async function setPeriodEnd(db: Db, districtId: string, lineId: string, id: string, to: string | null): Promise<void> {
  await db
    .updateTable('service_period')
    .set({ to_date: to })
    .where('district_id', '=', districtId)
    .where('line_id', '=', lineId)
    .where('id', '=', id)
    .execute();
}

async function insertPeriods(
  db: Db,
  districtId: string,
  line: { readonly id: string; readonly studentId: string },
  begun: readonly (ServiceChange['open'][number] & { readonly id: string })[],
): Promise<void> {
  if (begun.length === 0) return;
  await db
    .insertInto('service_period')
    .values(
      begun.map((period) => ({
        district_id: districtId,
        id: period.id,
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

export type ServiceChangeRow = ServiceChangeMade & {
  readonly lineId: string;
  readonly studentId: string;
  readonly madeBy: string;
};

/** The changes of these students' services, newest first. */
export async function readServiceChanges(
  db: Db,
  districtId: string,
  studentIds: readonly string[],
): Promise<ServiceChangeRow[]> {
  if (studentIds.length === 0) return [];
  return db
    .selectFrom('service_change as made')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'made.district_id').onRef('adult.id', '=', 'made.made_by'),
    )
    .select(['made.id', 'made.line_id as lineId', 'made.student_id as studentId', 'made.changed_on as on'])
    .select(['made.reason', 'made.ended', 'made.begun', 'made.made_at as madeAt', 'made.undone_at as undoneAt'])
    .select('adult.name as madeBy')
    .where('made.district_id', '=', districtId)
    .where('made.student_id', 'in', [...studentIds])
    .orderBy('made.made_at', 'desc')
    .orderBy('made.id', 'desc')
    .execute();
}
