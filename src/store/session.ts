import { type Kysely, type Selectable, sql } from 'kysely';
import type { CancelReason, SessionLine, sessionOrigins } from '#contract/session.ts';
import { planInForce, type VisitPlan } from '#domain/partnership/visit-plan.ts';
import { addDays, weekdayOf } from '#domain/school-day/calendar.ts';
import { minutesOf, wallTimeOf as wallTimeOfMinutes } from '#domain/school-day/intervals.ts';
import { type NotHeld, notHeld, occurrences } from '#domain/school-day/occurrences.ts';
import { wallClockAt } from '#domain/school-day/school-clock.ts';
import type { SeriesTemplate } from '#domain/school-day/series.ts';
import type { SessionDelivery } from '#domain/school-day/session.ts';
import { uniqueLabels } from '#domain/school-day/session-labels.ts';
import type { CoTeachingFormat, OpenedEvent } from '#domain/trials/event.ts';
import { readSchoolTimes, type SchoolTime } from './calendar.ts';
import { readCovers } from './cover.ts';
import type { Database, SessionTable } from './schema.ts';
import { wallTimeOf } from './school.ts';
import { readVisitPlans } from './visit.ts';

/** Sessions, their members, the weekly series they come from. Sessions are never deleted: they are cancelled. */

type Db = Kysely<Database>;
type NewId = () => string;

/** How far ahead the sessions of a series stand as rows, so that a device knows their ids before it opens them. */
const daysAhead = 8 * 7;

export interface PlannedMember {
  readonly studentId: string;
  readonly goalIds: readonly string[];
}

export interface SessionPlan {
  readonly schoolId: string;
  readonly date: string;
  readonly starts: string;
  readonly ends: string;
  readonly delivery: SessionDelivery;
  readonly classId: string | null;
  readonly routineId: string | null;
  readonly roomId: string | null;
  readonly setting: string;
  readonly coTeachingFormat: CoTeachingFormat | null;
  readonly activity: string;
  readonly materials: string;
  readonly lookFor: string;
  readonly myPart: string;
  readonly theirPart: string;
  readonly members: readonly PlannedMember[];
}

/** The members with the labels they bear in this session. */
export async function labelMembers(
  db: Db,
  districtId: string,
  members: readonly PlannedMember[],
): Promise<SeriesTemplate['members']> {
  if (members.length === 0) return [];
  const students = await db
    .selectFrom('student')
    .select(['id', 'label'])
    .where('district_id', '=', districtId)
    .where(
      'id',
      'in',
      members.map((member) => member.studentId),
    )
    .execute();
  const labels = uniqueLabels(
    members.map((member) => students.find((student) => student.id === member.studentId)?.label ?? ''),
  );
  return members.map(({ studentId, goalIds }, index) => ({ studentId, goalIds, label: labels[index]! }));
}

export function templateOf(plan: SessionPlan, members: SeriesTemplate['members']): SeriesTemplate {
  const { date: _, ...rest } = plan;
  return { ...rest, members };
}

const planColumns = (plan: SeriesTemplate) => ({
  school_id: plan.schoolId,
  starts: plan.starts,
  ends: plan.ends,
  delivery: plan.delivery,
  class_id: plan.classId,
  routine_id: plan.routineId,
  room_id: plan.roomId,
  setting: plan.setting,
  co_teaching_format: plan.coTeachingFormat,
  activity: plan.activity,
  materials: plan.materials,
  look_for: plan.lookFor,
  my_part: plan.myPart,
  their_part: plan.theirPart,
});

interface NewSession {
  readonly id: string;
  readonly date: string;
  readonly seriesId: string | null;
  readonly origin: (typeof sessionOrigins)[number];
}

/** Sessions that differ only in their dates, with their members. */
export async function insertSessions(
  db: Db,
  districtId: string,
  made: { readonly adultId: string; readonly createdBy: string; readonly createdAt: string },
  template: SeriesTemplate,
  sessions: readonly NewSession[],
): Promise<void> {
  if (sessions.length === 0) return;
  await db
    .insertInto('session')
    .values(
      sessions.map(({ id, date, seriesId, origin }) => ({
        district_id: districtId,
        id,
        series_id: seriesId,
        series_date: seriesId === null ? null : date,
        adult_id: made.adultId,
        date,
        origin,
        created_by: made.createdBy,
        created_at: made.createdAt,
        ...planColumns(template),
      })),
    )
    .execute();
  await insertMembers(
    db,
    districtId,
    sessions.map((session) => session.id),
    template.members,
  );
}

async function insertMembers(
  db: Db,
  districtId: string,
  sessionIds: readonly string[],
  members: SeriesTemplate['members'],
): Promise<void> {
  const rows = sessionIds.flatMap((sessionId) =>
    members.map((member, position) => ({
      district_id: districtId,
      session_id: sessionId,
      student_id: member.studentId,
      label: member.label,
      goal_ids: JSON.stringify(member.goalIds),
      position,
    })),
  );
  if (rows.length > 0) await db.insertInto('session_member').values(rows).execute();
}

/** The row of a session that nobody had planned, from its `opened` event. The owner's transaction. */
export async function insertUnplannedSession(
  db: Db,
  districtId: string,
  opened: OpenedEvent,
  adultId: string,
  receivedAt: string,
): Promise<void> {
  const begins = minutesOf(opened.startsAt) ?? 0;
  const members = await labelMembers(db, districtId, onePerStudent(opened.members));
  await db
    .insertInto('session')
    .values({
      district_id: districtId,
      id: opened.sessionId,
      series_id: null,
      adult_id: adultId,
      school_id: opened.schoolId,
      date: opened.date,
      starts: opened.startsAt,
      // Its real end is its `closed` event's; until then it stands for half an hour in the day.
      ends: wallTimeOfMinutes(Math.min(begins + 30, 24 * 60 - 1)),
      delivery: opened.context.delivery,
      class_id: opened.classId ?? null,
      routine_id: opened.context.routineId ?? null,
      room_id: opened.roomId ?? null,
      setting: opened.context.setting,
      co_teaching_format: opened.context.coTeachingFormat ?? null,
      origin: 'unplanned',
      created_by: adultId,
      created_at: receivedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await insertMembers(db, districtId, [opened.sessionId], members);
}

function onePerStudent(members: readonly PlannedMember[]): PlannedMember[] {
  return [...new Map(members.map((member) => [member.studentId, member])).values()];
}

export interface NewSeries {
  readonly id: string;
  readonly adultId: string;
  readonly weekday: number;
  readonly rotationDay: string | null;
  readonly from: string;
  readonly to: string | null;
  readonly template: SeriesTemplate;
  /** 2 or 4: only every other or fourth week. */
  readonly everyWeeks?: 1 | 2 | 4;
  /** The accepted plan of the week it is part of. */
  readonly planId?: string | null;
  /** Stays where it is when the week is planned anew. */
  readonly kept?: boolean;
}

export async function insertSeries(db: Db, districtId: string, series: NewSeries): Promise<void> {
  await db
    .insertInto('session_series')
    .values({
      district_id: districtId,
      id: series.id,
      adult_id: series.adultId,
      weekday: series.weekday,
      rotation_day: series.rotationDay,
      from_date: series.from,
      to_date: series.to,
      template: JSON.stringify(series.template),
      plan_id: series.planId ?? null,
      every_weeks: series.everyWeeks ?? 1,
      kept: series.kept ?? false,
    })
    .execute();
}

/** Writes the sessions of one series from where they end to eight weeks from `today`; answers the ids in order of dates. */
export async function writeSeriesAhead(
  db: Db,
  districtId: string,
  series: NewSeries & { readonly writtenTo: string | null },
  school: SchoolTime,
  made: { readonly today: string; readonly now: string; readonly newId: NewId },
): Promise<string[]> {
  const last = addDays(made.today > series.from ? made.today : series.from, daysAhead);
  const first = series.writtenTo === null ? series.from : addDays(series.writtenTo, 1);
  if (first > last) return [];
  const { starts, ends } = series.template;
  const dates = occurrences({ ...series, starts, ends }, school.calendar, first, last);
  const origin = (series.planId ?? null) === null ? ('series' as const) : ('plan' as const);
  const sessions = dates.map((date) => ({ id: made.newId(), date, seriesId: series.id, origin }));
  await insertSessions(
    db,
    districtId,
    { adultId: series.adultId, createdBy: series.adultId, createdAt: made.now },
    series.template,
    sessions,
  );
  await setWrittenTo(db, districtId, series.id, last);
  return sessions.map((session) => session.id);
}

/** Up to which day the sessions of a series are written; null: none yet. */
export async function setWrittenTo(
  db: Db,
  districtId: string,
  seriesId: string,
  writtenTo: string | null,
): Promise<void> {
  await db
    .updateTable('session_series')
    .set({ written_to: writtenTo })
    .where('district_id', '=', districtId)
    .where('id', '=', seriesId)
    .execute();
}

/**
 * The due job: every running series has its sessions eight weeks ahead; sessions on dates that have become holidays fall
 * away, and come back when school is kept after all. Students who have left are no longer members. The owner's transaction.
 */
export async function writeSessionsAhead(db: Db, districtId: string, now: string, newId: NewId): Promise<number> {
  const schools = await readSchoolTimes(db, districtId);
  const rows = await db.selectFrom('session_series').selectAll().where('district_id', '=', districtId).execute();
  const left = await db
    .selectFrom('student')
    .select('id')
    .where('district_id', '=', districtId)
    .where('left_on', '<=', now.slice(0, 10))
    .execute();
  const gone = new Set(left.map((student) => student.id));
  let written = 0;
  for (const row of rows) {
    const school = schools.get(row.template.schoolId);
    if (school === undefined) continue;
    const today = wallClockAt(now, school.zone).date;
    if (row.to_date !== null && row.to_date < today) continue;
    const members = row.template.members.filter((member) => !gone.has(member.studentId));
    const series = seriesOf(row.id, { ...row, template: { ...row.template, members } });
    const made = await writeSeriesAhead(db, districtId, series, school, { today, now, newId });
    written += made.length;
  }
  for (const school of schools.values())
    await followCalendar(db, districtId, school, wallClockAt(now, school.zone).date);
  return written;
}

function seriesOf(
  id: string,
  row: {
    adult_id: string;
    weekday: number;
    rotation_day: string | null;
    from_date: string;
    to_date: string | null;
    written_to: string | null;
    template: SeriesTemplate;
    plan_id: string | null;
    every_weeks: 1 | 2 | 4;
    kept: boolean;
  },
): NewSeries & { writtenTo: string | null } {
  return {
    id,
    adultId: row.adult_id,
    weekday: row.weekday,
    rotationDay: row.rotation_day,
    from: row.from_date,
    to: row.to_date,
    writtenTo: row.written_to,
    template: row.template,
    planId: row.plan_id,
    everyWeeks: row.every_weeks,
    kept: row.kept,
  };
}

const notHeldReasons: readonly NotHeld[] = ['no_school', 'early_release', 'late_start'];

/** Sessions of series follow the school's calendar from today on; those cancelled by somebody stay so. */
async function followCalendar(db: Db, districtId: string, school: SchoolTime, today: string): Promise<void> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'date', 'starts', 'ends', 'status', 'cancelled_reason'])
    .where('district_id', '=', districtId)
    .where('school_id', '=', school.schoolId)
    .where('series_id', 'is not', null)
    .where('date', '>=', today)
    .execute();
  const change = async (ids: readonly string[], status: 'planned' | 'cancelled', reason: NotHeld | null) => {
    if (ids.length === 0) return;
    await db
      .updateTable('session')
      .set({ status, cancelled_reason: reason })
      .where('district_id', '=', districtId)
      .where('id', 'in', [...ids])
      .execute();
  };
  const byReason = Map.groupBy(rows, (row) =>
    notHeld(row.date, wallTimeOf(row.starts), wallTimeOf(row.ends), school.calendar),
  );
  for (const [reason, of] of byReason) {
    const follows = of.filter((row) =>
      reason === null
        ? row.status === 'cancelled' && (notHeldReasons as readonly (string | null)[]).includes(row.cancelled_reason)
        : row.status === 'planned',
    );
    await change(
      follows.map((row) => row.id),
      reason === null ? 'planned' : 'cancelled',
      reason,
    );
  }
}

export type SessionRow = Selectable<SessionTable>;

export async function readSessionRow(db: Db, districtId: string, sessionId: string): Promise<SessionRow | null> {
  const row = await db
    .selectFrom('session')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return row ?? null;
}

/** Which of these sessions have been begun on a device. */
export async function begunSessions(db: Db, districtId: string, sessionIds: readonly string[]): Promise<Set<string>> {
  if (sessionIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('event')
    .select('session_id')
    .distinct()
    .where('district_id', '=', districtId)
    .where('session_id', 'in', [...sessionIds])
    .execute();
  return new Set(rows.map((row) => row.session_id));
}

/** Changes what was planned of one session; its members are replaced. */
export async function updateSession(
  db: Db,
  districtId: string,
  sessionId: string,
  date: string,
  template: SeriesTemplate,
): Promise<boolean> {
  const changed = await db
    .updateTable('session')
    .set({ date, ...planColumns(template) })
    .where('district_id', '=', districtId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  if (Number(changed.numUpdatedRows) === 0) return false;
  await replaceMembers(db, districtId, [sessionId], template.members);
  return true;
}

async function replaceMembers(
  db: Db,
  districtId: string,
  sessionIds: readonly string[],
  members: SeriesTemplate['members'],
): Promise<void> {
  if (sessionIds.length === 0) return;
  await db
    .deleteFrom('session_member')
    .where('district_id', '=', districtId)
    .where('session_id', 'in', [...sessionIds])
    .execute();
  await insertMembers(db, districtId, sessionIds, members);
}

export async function setStatus(
  db: Db,
  districtId: string,
  sessionIds: readonly string[],
  status: 'planned' | 'cancelled',
  reason: CancelReason | NotHeld | 'plan_changed' | null,
): Promise<number> {
  if (sessionIds.length === 0) return 0;
  const changed = await db
    .updateTable('session')
    .set({ status, cancelled_reason: reason })
    .where('district_id', '=', districtId)
    .where('id', 'in', [...sessionIds])
    .executeTakeFirst();
  return Number(changed.numUpdatedRows);
}

/** Sessions of a series from a date on that nobody has begun and no colleague takes over: those stay as arranged. */
export async function laterOfSeries(db: Db, districtId: string, seriesId: string, from: string): Promise<SessionRow[]> {
  const rows = await db
    .selectFrom('session')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('series_id', '=', seriesId)
    .where('date', '>=', from)
    .orderBy('date')
    .execute();
  const ids = rows.map((row) => row.id);
  const begun = await begunSessions(db, districtId, ids);
  const covered = await readCovers(db, districtId, ids);
  return rows.filter((row) => !begun.has(row.id) && !covered.has(row.id));
}

/** The series ends before that date. False where it is not the reader's to end. */
export async function endSeries(db: Db, districtId: string, seriesId: string, before: string): Promise<boolean> {
  const changed = await db
    .updateTable('session_series')
    .set({ to_date: addDays(before, -1) })
    .where('district_id', '=', districtId)
    .where('id', '=', seriesId)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}

/**
 * From `from` on the series is another one: the old one ends, its later sessions keep their ids and move to the new one, by
 * as many days as the new date differs. Those that come to lie where no school is kept fall away.
 */
export async function continueSeries(
  db: Db,
  districtId: string,
  change: {
    readonly seriesId: string;
    readonly newSeriesId: string;
    readonly from: string;
    readonly date: string;
    readonly template: SeriesTemplate;
  },
  school: SchoolTime,
): Promise<boolean> {
  const { seriesId, newSeriesId, from, date, template } = change;
  const old = await db
    .selectFrom('session_series')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('id', '=', seriesId)
    .executeTakeFirst();
  if (old === undefined) return false;
  const shift = Math.round((Date.parse(date) - Date.parse(from)) / 86_400_000);
  const later = await laterOfSeries(db, districtId, seriesId, from);
  await endSeries(db, districtId, seriesId, from);
  await insertSeries(db, districtId, {
    id: newSeriesId,
    adultId: old.adult_id,
    weekday: weekdayOf(date),
    rotationDay: old.rotation_day,
    from: date,
    to: old.to_date === null ? null : addDays(old.to_date, shift),
    template,
    planId: old.plan_id,
    everyWeeks: old.every_weeks,
    kept: old.kept,
  });
  await setWrittenTo(db, districtId, newSeriesId, old.written_to === null ? null : addDays(old.written_to, shift));
  for (const row of later) {
    const moved = addDays(row.date, shift);
    const falls = notHeld(moved, template.starts, template.ends, school.calendar);
    const keepsReason =
      row.status === 'cancelled' && !(notHeldReasons as readonly string[]).includes(row.cancelled_reason ?? '');
    await db
      .updateTable('session')
      .set({
        date: moved,
        series_id: newSeriesId,
        series_date: addDays(row.series_date ?? row.date, shift),
        ...planColumns(template),
        ...(keepsReason ? {} : { status: falls === null ? 'planned' : 'cancelled', cancelled_reason: falls }),
      })
      .where('district_id', '=', districtId)
      .where('id', '=', row.id)
      .execute();
  }
  await replaceMembers(
    db,
    districtId,
    later.map((row) => row.id),
    template.members,
  );
  return true;
}

/** Whose sessions: ids, who leads or is named for them, whose classes, which school's. */
export type SessionsOf =
  | { readonly sessionIds: readonly string[] }
  | { readonly adultId: string; readonly from: string; readonly to: string }
  | { readonly classIds: readonly string[]; readonly from: string; readonly to: string }
  | { readonly schoolId: string; readonly from: string; readonly to: string };

/** As far as row-level security shows them: sessions by date and time, members in the order of their chips. */
export async function readSessionLines(db: Db, districtId: string, of: SessionsOf): Promise<SessionLine[]> {
  if ('sessionIds' in of && of.sessionIds.length === 0) return [];
  if ('classIds' in of && of.classIds.length === 0) return [];
  let query = db
    .selectFrom('session')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'session.district_id').onRef('adult.id', '=', 'session.adult_id'),
    )
    .innerJoin('school', (join) =>
      join.onRef('school.district_id', '=', 'session.district_id').onRef('school.id', '=', 'session.school_id'),
    )
    .leftJoin('class', (join) =>
      join.onRef('class.district_id', '=', 'session.district_id').onRef('class.id', '=', 'session.class_id'),
    )
    .leftJoin('routine', (join) =>
      join.onRef('routine.district_id', '=', 'session.district_id').onRef('routine.id', '=', 'session.routine_id'),
    )
    .leftJoin('room', (join) =>
      join
        .onRef('room.district_id', '=', 'session.district_id')
        .on((on) => on('room.id', '=', on.fn.coalesce('session.room_id', 'class.room_id'))),
    )
    .selectAll('session')
    .select([
      'adult.short_name as adult_name',
      'school.name as school_name',
      'class.name as class_name',
      'routine.name as routine_name',
      'room.name as room_name',
    ])
    .where('session.district_id', '=', districtId)
    // What teachers note is evidence, no visit.
    .where('session.delivery', '<>', 'teacher_note')
    .orderBy('session.date')
    .orderBy('session.starts')
    .orderBy('session.id');
  if ('sessionIds' in of) query = query.where('session.id', 'in', [...of.sessionIds]);
  else {
    // What another plan of the week has taken the place of is history, not a cancelled session.
    query = query
      .where('session.date', '>=', of.from)
      .where('session.date', '<=', of.to)
      .where(sql<boolean>`session.cancelled_reason IS DISTINCT FROM 'plan_changed'`);
    if ('classIds' in of) query = query.where('session.class_id', 'in', [...of.classIds]);
    else if ('schoolId' in of) query = query.where('session.school_id', '=', of.schoolId);
    else {
      query = query.where((where) =>
        where.or([
          where('session.adult_id', '=', of.adultId),
          where.exists(
            where
              .selectFrom('session_adult')
              .select('session_adult.adult_id')
              .whereRef('session_adult.district_id', '=', 'session.district_id')
              .whereRef('session_adult.session_id', '=', 'session.id')
              .where('session_adult.adult_id', '=', of.adultId),
          ),
        ]),
      );
    }
  }
  const rows = await query.execute();
  if (rows.length === 0) return [];
  const sessionIds = rows.map((row) => row.id);
  const dates = [...new Set(rows.map((row) => row.date))];
  const members = await db
    .selectFrom('session_member')
    .leftJoin('absence', (join) =>
      join
        .onRef('absence.district_id', '=', 'session_member.district_id')
        .onRef('absence.student_id', '=', 'session_member.student_id')
        .on('absence.withdrawn_at', 'is', null)
        .on('absence.date', 'in', dates),
    )
    .select([
      'session_member.session_id',
      'session_member.student_id',
      'session_member.label',
      'session_member.goal_ids',
      'absence.date as absent_on',
    ])
    .where('session_member.district_id', '=', districtId)
    .where('session_member.session_id', 'in', sessionIds)
    .orderBy('session_member.position')
    .execute();
  const courses = await db
    .selectFrom('event')
    .select(['session_id', 'kind', 'occurred_at'])
    .where('district_id', '=', districtId)
    .where('session_id', 'in', sessionIds)
    .where('kind', 'in', ['opened', 'closed'])
    .orderBy('occurred_at')
    .execute();
  const teachers = await readTeachers(db, districtId, dates[0]!, dates.at(-1)!);
  const covers = await readCovers(db, districtId, sessionIds);
  const membersBySession = Map.groupBy(members, (member) => member.session_id);
  const courseBySession = Map.groupBy(courses, (event) => event.session_id);
  const plans = await readVisitPlans(
    db,
    districtId,
    [...new Set(rows.flatMap((row) => (isVisit(row) ? row.class_id! : [])))],
    dates.at(-1)!,
  );
  return rows.map((row) => {
    const course = courseBySession.get(row.id) ?? [];
    return {
      id: row.id,
      seriesId: row.series_id,
      adultId: row.adult_id,
      adultName: row.adult_name,
      schoolId: row.school_id,
      schoolName: row.school_name,
      date: row.date,
      starts: wallTimeOf(row.starts),
      ends: wallTimeOf(row.ends),
      delivery: row.delivery as SessionDelivery,
      classId: row.class_id,
      className: row.class_name,
      teacherName:
        teachers.find(
          (held) => held.classId === row.class_id && held.from <= row.date && (held.to === null || row.date <= held.to),
        )?.shortName ?? null,
      routineId: row.routine_id,
      routineName: row.routine_name,
      roomId: row.room_id,
      roomName: row.room_name,
      setting: row.setting,
      coTeachingFormat: row.co_teaching_format as CoTeachingFormat | null,
      activity: row.activity,
      materials: row.materials,
      lookFor: row.look_for,
      myPart: row.my_part,
      theirPart: row.their_part,
      origin: row.origin,
      status: row.status,
      cancelledReason: row.cancelled_reason,
      coveredBy: covers.get(row.id) ?? null,
      openedAt: course.find((event) => event.kind === 'opened')?.occurred_at ?? null,
      closedAt: course.findLast((event) => event.kind === 'closed')?.occurred_at ?? null,
      members: onePerMember(membersBySession.get(row.id) ?? [], row.date),
      ...agreedFor(row, plans),
    };
  });
}

const isVisit = (row: { delivery: string; class_id: string | null }): boolean =>
  row.class_id !== null && (row.delivery === 'push_in' || row.delivery === 'observation');

/** What therapist and class have agreed for a visit takes the place of what the week says of it. */
function agreedFor(row: SessionRow, plans: readonly VisitPlan[]): Partial<SessionLine> {
  const visit = { id: row.id, classId: row.class_id, adultId: row.adult_id, routineId: row.routine_id, date: row.date };
  const plan = isVisit(row) ? planInForce(visit, plans) : null;
  if (plan === null) return {};
  return {
    activity: plan.activity,
    coTeachingFormat: plan.coTeachingFormat,
    myPart: plan.therapistPart,
    theirPart: plan.classPart,
    materials: plan.materials,
  };
}

/** A student may be absent on several of the dates asked for: the join gives a row each. */
function onePerMember(
  rows: readonly { student_id: string; label: string; goal_ids: readonly string[]; absent_on: string | null }[],
  date: string,
): NonNullable<SessionLine['members']> {
  const of = Map.groupBy(rows, (row) => row.student_id);
  return [...of.values()].map((same) => ({
    studentId: same[0]!.student_id,
    label: same[0]!.label,
    goalIds: [...same[0]!.goal_ids],
    absent: same.some((row) => row.absent_on === date),
  }));
}

export interface TeacherOfClass {
  readonly adultId: string;
  readonly shortName: string;
  readonly classId: string;
  readonly from: string;
  readonly to: string | null;
}

/** Teachers of classes at some time from one date to another, by name. */
export async function readTeachers(db: Db, districtId: string, from: string, to: string): Promise<TeacherOfClass[]> {
  const rows = await db
    .selectFrom('role_held')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'role_held.district_id').onRef('adult.id', '=', 'role_held.adult_id'),
    )
    .select(['adult.id', 'adult.short_name', 'role_held.class_id', 'role_held.from_date', 'role_held.to_date'])
    .where('role_held.district_id', '=', districtId)
    .where('role_held.role', '=', 'teacher')
    .where('role_held.class_id', 'is not', null)
    .where('role_held.from_date', '<=', to)
    .where((where) => where.or([where('role_held.to_date', 'is', null), where('role_held.to_date', '>=', from)]))
    .orderBy('adult.name')
    .execute();
  return rows.map((row) => ({
    adultId: row.id,
    shortName: row.short_name,
    classId: row.class_id!,
    from: row.from_date,
    to: row.to_date,
  }));
}
