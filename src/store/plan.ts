import type { Kysely } from 'kysely';
import { addDays } from '#domain/school-day/calendar.ts';
import type { DatedTime, DayBlock } from '#domain/school-day/class-day.ts';
import type { SeriesTemplate } from '#domain/school-day/series.ts';
import type { PlanChoices } from '#domain/services/week-to-plan.ts';
import type { Database } from './schema.ts';
import { wallTimeOf } from './school.ts';

/** What a therapist's week is planned from, and the plans that were accepted. */

type Db = Kysely<Database>;

type Row = {
  weekday: number;
  rotation_day: string | null;
  starts: string;
  ends: string;
  from_date: string;
  to_date: string | null;
};
const datedTime = (row: Row): DatedTime & DayBlock => ({
  weekday: row.weekday,
  rotationDay: row.rotation_day,
  starts: wallTimeOf(row.starts),
  ends: wallTimeOf(row.ends),
  from: row.from_date,
  to: row.to_date,
});

/** Where the adult works and what else there is, whenever it is in force. */
export async function readWorkTimes(db: Db, districtId: string, adultId: string) {
  const rows = await db
    .selectFrom('work_time')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .orderBy('weekday')
    .orderBy('starts')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...datedTime(row), kind: row.kind, schoolId: row.school_id }));
}

/** Students of the adult's therapy caseload on a date, with grade and label, by label. */
export async function readCaseload(db: Db, districtId: string, adultId: string, date: string) {
  return db
    .selectFrom('caseload_place as held')
    .innerJoin('student', (join) =>
      join.onRef('student.district_id', '=', 'held.district_id').onRef('student.id', '=', 'held.student_id'),
    )
    .select(['student.id', 'student.label', 'student.grade', 'student.school_id as schoolId'])
    .distinct()
    .where('held.district_id', '=', districtId)
    .where('held.adult_id', '=', adultId)
    .where('held.kind', '=', 'therapy')
    .where('held.from_date', '<=', date)
    .where((where) => where.or([where('held.to_date', 'is', null), where('held.to_date', '>=', date)]))
    .where((where) => where.or([where('student.left_on', 'is', null), where('student.left_on', '>', date)]))
    .orderBy('student.label')
    .orderBy('student.id')
    .execute();
}

/** Service periods in force on a date that this adult gives, direct ones only. */
export async function readDirectServices(
  db: Db,
  districtId: string,
  adultId: string,
  studentIds: readonly string[],
  date: string,
) {
  if (studentIds.length === 0) return [];
  const rows = await db
    .selectFrom('service_period as period')
    .innerJoin('service_line as line', (join) =>
      join.onRef('line.district_id', '=', 'period.district_id').onRef('line.id', '=', 'period.line_id'),
    )
    .select([
      'period.id',
      'period.student_id as studentId',
      'period.delivery',
      'period.minutes',
      'period.times',
      'period.per',
      'period.group_max as groupMax',
      'line.discipline',
    ])
    .where('period.district_id', '=', districtId)
    .where('period.adult_id', '=', adultId)
    .where('period.student_id', 'in', [...studentIds])
    .where('period.delivery', 'in', ['push_in', 'pull_out'])
    .where('period.from_date', '<=', date)
    .where((where) => where.or([where('period.to_date', 'is', null), where('period.to_date', '>=', date)]))
    .orderBy('period.student_id')
    .orderBy('period.id')
    .execute();
  return rows.map((row) => ({ ...row, delivery: row.delivery as 'push_in' | 'pull_out' }));
}

/** Classes with routines, their times, the teachers' free times and the agreements with one therapist, dated as they stand. */
export async function readClassDays(db: Db, districtId: string, classIds: readonly string[], adultId: string) {
  if (classIds.length === 0) return { routines: [], times: [], free: [], agreements: [] };
  const routines = await db
    .selectFrom('routine')
    .leftJoin('place', (join) =>
      join.onRef('place.district_id', '=', 'routine.district_id').onRef('place.id', '=', 'routine.place_id'),
    )
    .select(['routine.id', 'routine.class_id as classId', 'routine.name', 'routine.kind'])
    .select((select) => select.fn.coalesce('place.setting', 'routine.setting').as('setting'))
    .where('routine.district_id', '=', districtId)
    .where('routine.class_id', 'in', [...classIds])
    .orderBy('routine.name')
    .orderBy('routine.id')
    .execute();
  const times = await db
    .selectFrom('routine_time')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('class_id', 'in', [...classIds])
    .orderBy('weekday')
    .orderBy('starts')
    .orderBy('id')
    .execute();
  const free = await db
    .selectFrom('teacher_free')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('class_id', 'in', [...classIds])
    .orderBy('weekday')
    .orderBy('starts')
    .orderBy('id')
    .execute();
  const agreements = await db
    .selectFrom('co_teaching_agreement')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('class_id', 'in', [...classIds])
    .where('adult_id', '=', adultId)
    .orderBy('id')
    .execute();
  return {
    routines: routines.map((routine) => ({ ...routine, setting: routine.setting ?? 'classroom' })),
    times: times.map((row) => ({
      ...datedTime(row),
      classId: row.class_id,
      routineId: row.routine_id,
      pullOut: row.pull_out,
      pullOutCost: row.pull_out_cost,
      pushIn: row.push_in,
    })),
    free: free.map((row) => ({ ...datedTime(row), classId: row.class_id })),
    agreements: agreements.map((row) => ({
      classId: row.class_id,
      format: row.format,
      minutes: row.minutes,
      options: row.options,
      from: row.from_date,
      to: row.to_date,
    })),
  };
}

/** Where the students are enrolled on a date: homerooms and preschool groups before other classes. */
export async function readClassesOfStudents(db: Db, districtId: string, studentIds: readonly string[], date: string) {
  if (studentIds.length === 0) return [];
  const rows = await db
    .selectFrom('enrollment')
    .innerJoin('class', (join) =>
      join.onRef('class.district_id', '=', 'enrollment.district_id').onRef('class.id', '=', 'enrollment.class_id'),
    )
    .select([
      'enrollment.student_id as studentId',
      'class.id as classId',
      'class.kind',
      'class.school_id as schoolId',
      'class.name',
      'class.grade',
    ])
    .where('enrollment.district_id', '=', districtId)
    .where('enrollment.student_id', 'in', [...studentIds])
    .where('enrollment.from_date', '<=', date)
    .where((where) => where.or([where('enrollment.to_date', 'is', null), where('enrollment.to_date', '>=', date)]))
    .orderBy('class.name')
    .orderBy('class.id')
    .execute();
  const rank = (kind: string) => (kind === 'homeroom' ? 0 : kind === 'preschool' ? 1 : 2);
  return rows.toSorted((a, b) => rank(a.kind) - rank(b.kind));
}

/** The students' own times, dated as they stand, and whom they are kept apart from. */
export async function readOwnDays(db: Db, districtId: string, studentIds: readonly string[]) {
  if (studentIds.length === 0) return { blocks: [], apart: [] };
  const blocks = await db
    .selectFrom('student_block')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('student_id', 'in', [...studentIds])
    .orderBy('weekday')
    .orderBy('starts')
    .orderBy('id')
    .execute();
  const apart = await db
    .selectFrom('kept_apart')
    .select(['student_id as studentId', 'other_student_id as otherId'])
    .where('district_id', '=', districtId)
    .where('student_id', 'in', [...studentIds])
    .orderBy('other_student_id')
    .execute();
  return {
    blocks: blocks.map((row) => ({ ...datedTime(row), studentId: row.student_id, pullOut: row.pull_out })),
    apart,
  };
}

/** Weekly sessions that other adults lead at these schools, as far as the reader sees them, with the members the reader reaches. */
export async function readOthersSessions(
  db: Db,
  districtId: string,
  adultId: string,
  schoolIds: readonly string[],
  from: string,
  to: string,
) {
  if (schoolIds.length === 0) return [];
  const rows = await db
    .selectFrom('session')
    .leftJoin('session_member as member', (join) =>
      join.onRef('member.district_id', '=', 'session.district_id').onRef('member.session_id', '=', 'session.id'),
    )
    .select([
      'session.id',
      'session.adult_id as adultId',
      'session.date',
      'session.starts',
      'session.ends',
      'session.delivery',
      'session.class_id as classId',
      'session.room_id as roomId',
      'member.student_id as studentId',
    ])
    .where('session.district_id', '=', districtId)
    .where('session.school_id', 'in', [...schoolIds])
    .where('session.adult_id', '<>', adultId)
    .where('session.series_id', 'is not', null)
    .where('session.status', '=', 'planned')
    .where('session.date', '>=', from)
    .where('session.date', '<=', to)
    .orderBy('session.date')
    .orderBy('session.starts')
    .orderBy('session.id')
    .execute();
  return [...Map.groupBy(rows, (row) => row.id).values()].map(([first, ...rest]) => ({
    ...first!,
    starts: wallTimeOf(first!.starts),
    ends: wallTimeOf(first!.ends),
    studentIds: [first!, ...rest].flatMap(({ studentId }) => studentId ?? []),
  }));
}

export interface OwnSeries extends DatedTime {
  readonly id: string;
  readonly everyWeeks: 1 | 2 | 4;
  readonly writtenTo: string | null;
  readonly planId: string | null;
  readonly kept: boolean;
  readonly template: SeriesTemplate;
}

/** The adult's weekly sessions that had not ended by a date, the earliest in the week first. */
export async function readOwnSeries(db: Db, districtId: string, adultId: string, since: string): Promise<OwnSeries[]> {
  const rows = await db
    .selectFrom('session_series')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', since)]))
    .execute();
  return rows
    .filter((row) => row.to_date === null || row.from_date <= row.to_date)
    .map((row) => ({
      id: row.id,
      weekday: row.weekday,
      rotationDay: row.rotation_day,
      everyWeeks: row.every_weeks,
      from: row.from_date,
      to: row.to_date,
      writtenTo: row.written_to,
      planId: row.plan_id,
      kept: row.kept,
      template: row.template,
    }))
    .toSorted(
      (a, b) =>
        a.weekday - b.weekday ||
        (a.template.starts < b.template.starts ? -1 : a.template.starts > b.template.starts ? 1 : a.id < b.id ? -1 : 1),
    );
}

/** Whether a weekly session stays where it is. False: it is not the reader's. */
export async function setKept(db: Db, districtId: string, seriesId: string, kept: boolean): Promise<boolean> {
  const changed = await db
    .updateTable('session_series')
    .set({ kept })
    .where('district_id', '=', districtId)
    .where('id', '=', seriesId)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}

export async function setSeriesEnd(db: Db, districtId: string, seriesId: string, to: string | null): Promise<void> {
  await db
    .updateTable('session_series')
    .set({ to_date: to })
    .where('district_id', '=', districtId)
    .where('id', '=', seriesId)
    .execute();
}

export interface AcceptedPlan {
  readonly id: string;
  readonly adultId: string;
  readonly from: string;
  readonly acceptedAt: string;
  readonly choices: PlanChoices;
  /** Series and touch-bases it ended, with the end they had before. */
  readonly ended: readonly { readonly id: string; readonly to: string | null }[];
}

export async function insertPlan(db: Db, districtId: string, plan: AcceptedPlan): Promise<void> {
  await db
    .insertInto('week_plan')
    .values({
      district_id: districtId,
      id: plan.id,
      adult_id: plan.adultId,
      from_date: plan.from,
      accepted_at: plan.acceptedAt,
      withdrawn_at: null,
      choices: JSON.stringify(plan.choices),
      ended: JSON.stringify(plan.ended),
    })
    .execute();
}

/** The adult's plans, newest first, each with the number of weekly sessions it made. */
export async function readPlans(db: Db, districtId: string, adultId: string) {
  const rows = await db
    .selectFrom('week_plan')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .orderBy('accepted_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const made = await db
    .selectFrom('session_series')
    .select((select) => ['plan_id', select.fn.countAll<number>().as('count')])
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .where('plan_id', 'is not', null)
    .groupBy('plan_id')
    .execute();
  const counts = new Map(made.map((row) => [row.plan_id, Number(row.count)]));
  return rows.map((row) => ({
    id: row.id,
    from: row.from_date,
    acceptedAt: row.accepted_at,
    withdrawnAt: row.withdrawn_at,
    ended: row.ended,
    sessions: counts.get(row.id) ?? 0,
  }));
}

export async function withdrawPlan(db: Db, districtId: string, planId: string, at: string): Promise<boolean> {
  const changed = await db
    .updateTable('week_plan')
    .set({ withdrawn_at: at })
    .where('district_id', '=', districtId)
    .where('id', '=', planId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}

/** The weekly sessions that a plan made. */
export async function seriesOfPlan(db: Db, districtId: string, planId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('session_series')
    .select('id')
    .where('district_id', '=', districtId)
    .where('plan_id', '=', planId)
    .execute();
  return rows.map((row) => row.id);
}

/** Sessions that a plan had put aside, of these series from a date on, take place again. */
export async function reinstateAfterPlan(
  db: Db,
  districtId: string,
  seriesIds: readonly string[],
  from: string,
): Promise<void> {
  if (seriesIds.length === 0) return;
  await db
    .updateTable('session')
    .set({ status: 'planned', cancelled_reason: null })
    .where('district_id', '=', districtId)
    .where('series_id', 'in', [...seriesIds])
    .where('date', '>=', from)
    .where('cancelled_reason', '=', 'plan_changed')
    .execute();
}

/** Days, the latest first, from which the week of a class with students of this adult's caseload differs, or its teacher's free time. */
export async function readClassChangeDays(
  db: Db,
  districtId: string,
  adultId: string,
  between: { readonly from: string; readonly to: string },
): Promise<string[]> {
  const inReach = db
    .selectFrom('caseload_place')
    .innerJoin('enrollment', (join) =>
      join
        .onRef('enrollment.district_id', '=', 'caseload_place.district_id')
        .onRef('enrollment.student_id', '=', 'caseload_place.student_id'),
    )
    .select('enrollment.class_id')
    .where('caseload_place.district_id', '=', districtId)
    .where('caseload_place.adult_id', '=', adultId)
    .where('caseload_place.kind', '=', 'therapy');
  const days = new Set<string>();
  for (const table of ['routine_time', 'teacher_free'] as const) {
    const rows = await db
      .selectFrom(table)
      .select(['from_date', 'to_date'])
      .distinct()
      .where('district_id', '=', districtId)
      .where('class_id', 'in', inReach)
      .where((where) =>
        where.or([
          where.between('from_date', between.from, between.to),
          where.between('to_date', between.from, between.to),
        ]),
      )
      .execute();
    for (const { from_date, to_date } of rows) {
      if (from_date >= between.from && from_date <= between.to) days.add(from_date);
      // What ends on a day is gone from the next one on.
      if (to_date !== null && to_date >= between.from && to_date < between.to) days.add(addDays(to_date, 1));
    }
  }
  return [...days].toSorted().toReversed();
}
