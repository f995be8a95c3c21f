import { type Kysely, sql } from 'kysely';
import type { Area, CueSet, Discipline, GoalUnit, MeasureKind, Target } from '#domain/goals/goal.ts';
import type { GoalVersion, GoalWording } from '#domain/goals/version.ts';
import type { Delivery, SessionEvent } from '#domain/trials/event.ts';
import { eventOf } from './event.ts';
import type { Database } from './schema.ts';
import { wallTimeOf } from './school.ts';

/** Goals with their versions, targets, routines and cue sets, and the events a goal is judged by. */

type Db = Kysely<Database>;

export interface GoalFields {
  readonly discipline: Discipline;
  readonly area: Area;
  readonly tag: string;
  readonly shownAsCode: boolean;
  readonly measure: MeasureKind;
  readonly unit: GoalUnit;
  readonly cueSetId: string | null;
  readonly startsOn: string;
  readonly endsOn: string;
}

export interface GoalRow extends GoalFields {
  readonly id: string;
  readonly studentId: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly status: 'active' | 'on_hold' | 'closed';
}

export type VersionRow = GoalVersion & { readonly goalId: string; readonly writtenBy: string };
export type TargetRow = Target & { readonly goalId: string; readonly from: string; readonly to: string | null };

const goals = (db: Db, districtId: string) =>
  db
    .selectFrom('goal')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'goal.district_id').onRef('adult.id', '=', 'goal.owner_id'),
    )
    .where('goal.district_id', '=', districtId)
    .select(['goal.id', 'goal.student_id as studentId', 'goal.owner_id as ownerId', 'adult.name as ownerName'])
    .select([
      'goal.discipline',
      'goal.area',
      'goal.tag',
      'goal.shown_as_code as shownAsCode',
      'goal.measure',
      'goal.unit',
    ])
    .select(['goal.cue_set_id as cueSetId', 'goal.status', 'goal.starts_on as startsOn', 'goal.ends_on as endsOn']);

export async function readGoal(db: Db, districtId: string, goalId: string): Promise<GoalRow | null> {
  return (await goals(db, districtId).where('goal.id', '=', goalId).executeTakeFirst()) ?? null;
}

/** Active goals first, then those on hold, then closed ones. */
export async function readGoalsOf(db: Db, districtId: string, studentIds: readonly string[]): Promise<GoalRow[]> {
  if (studentIds.length === 0) return [];
  return goals(db, districtId)
    .where('goal.student_id', 'in', [...studentIds])
    .orderBy(sql`array_position(array['active', 'on_hold', 'closed'], goal.status)`)
    .orderBy('goal.starts_on')
    .orderBy('goal.id')
    .execute();
}

/** Oldest first. */
export async function readVersions(db: Db, districtId: string, goalIds: readonly string[]): Promise<VersionRow[]> {
  if (goalIds.length === 0) return [];
  const rows = await db
    .selectFrom('goal_version as version')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'version.district_id').onRef('adult.id', '=', 'version.written_by'),
    )
    .where('version.district_id', '=', districtId)
    .where('version.goal_id', 'in', [...goalIds])
    .selectAll('version')
    .select('adult.name as writtenBy')
    .orderBy('version.goal_id')
    .orderBy('version.version')
    .execute();
  return rows.map((row) => ({
    goalId: row.goal_id,
    version: row.version,
    from: row.from_date,
    writtenBy: row.writtenBy,
    officialWording: row.official_wording,
    plainWords: row.plain_words,
    criterion: row.criterion,
    baseline: row.baseline,
    waitSeconds: row.wait_seconds,
    responseMode: row.response_mode,
    selfCorrectionOffered: row.self_correction_offered,
    supports: row.supports,
  }));
}

/** In order; ended ones too, since old events name them. */
export async function readTargets(db: Db, districtId: string, goalIds: readonly string[]): Promise<TargetRow[]> {
  if (goalIds.length === 0) return [];
  const rows = await db
    .selectFrom('target')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('goal_id', 'in', [...goalIds])
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    goalId: row.goal_id,
    kind: row.kind,
    text: row.text,
    ...(row.level === null ? {} : { level: row.level }),
    order: row.position,
    status: row.status,
    from: row.from_date,
    to: row.to_date,
  }));
}

export async function readGoalRoutines(
  db: Db,
  districtId: string,
  goalIds: readonly string[],
): Promise<{ goalId: string; id: string; name: string; className: string; setting: string }[]> {
  if (goalIds.length === 0) return [];
  return db
    .selectFrom('goal_routine')
    .innerJoin('routine', (join) =>
      join
        .onRef('routine.district_id', '=', 'goal_routine.district_id')
        .onRef('routine.id', '=', 'goal_routine.routine_id'),
    )
    .innerJoin('class', (join) =>
      join.onRef('class.district_id', '=', 'routine.district_id').onRef('class.id', '=', 'routine.class_id'),
    )
    .leftJoin('place', (join) =>
      join.onRef('place.district_id', '=', 'routine.district_id').onRef('place.id', '=', 'routine.place_id'),
    )
    .where('goal_routine.district_id', '=', districtId)
    .where('goal_routine.goal_id', 'in', [...goalIds])
    .select(['goal_routine.goal_id as goalId', 'routine.id', 'routine.name', 'class.name as className'])
    .select(sql<string>`coalesce(place.setting, routine.setting)`.as('setting'))
    .orderBy('goal_routine.position')
    .execute();
}

export async function readRoutineNames(
  db: Db,
  districtId: string,
  routineIds: readonly string[],
): Promise<{ id: string; name: string; className: string }[]> {
  if (routineIds.length === 0) return [];
  return db
    .selectFrom('routine')
    .innerJoin('class', (join) =>
      join.onRef('class.district_id', '=', 'routine.district_id').onRef('class.id', '=', 'routine.class_id'),
    )
    .where('routine.district_id', '=', districtId)
    .where('routine.id', 'in', [...routineIds])
    .select(['routine.id', 'routine.name', 'class.name as className'])
    .execute();
}

export async function readCueSets(db: Db, districtId: string): Promise<CueSet[]> {
  return db
    .selectFrom('cue_set')
    .select(['id', 'name', 'kinds', 'asks'])
    .where('district_id', '=', districtId)
    .orderBy('name')
    .execute();
}

/** A cue set by that name, other than the one that is being changed. */
export async function cueSetNameTaken(db: Db, districtId: string, name: string, exceptId?: string): Promise<boolean> {
  const found = await db
    .selectFrom('cue_set')
    .select('id')
    .where('district_id', '=', districtId)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .$if(exceptId !== undefined, (query) => query.where('id', '<>', exceptId ?? ''))
    .executeTakeFirst();
  return found !== undefined;
}

export async function insertCueSet(db: Db, districtId: string, set: CueSet): Promise<void> {
  await db
    .insertInto('cue_set')
    .values({ district_id: districtId, id: set.id, name: set.name, asks: set.asks, kinds: JSON.stringify(set.kinds) })
    .execute();
}

export async function updateCueSet(db: Db, districtId: string, set: CueSet): Promise<boolean> {
  const changed = await db
    .updateTable('cue_set')
    .set({ name: set.name, asks: set.asks, kinds: JSON.stringify(set.kinds) })
    .where('district_id', '=', districtId)
    .where('id', '=', set.id)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}

const goalRow = (fields: GoalFields) => ({
  discipline: fields.discipline,
  area: fields.area,
  tag: fields.tag,
  shown_as_code: fields.shownAsCode,
  measure: fields.measure,
  unit: fields.unit,
  cue_set_id: fields.cueSetId,
  starts_on: fields.startsOn,
  ends_on: fields.endsOn,
});

export async function insertGoal(
  db: Db,
  districtId: string,
  goal: GoalFields & {
    readonly id: string;
    readonly studentId: string;
    readonly ownerId: string;
    readonly now: string;
  },
): Promise<void> {
  await db
    .insertInto('goal')
    .values({
      district_id: districtId,
      id: goal.id,
      student_id: goal.studentId,
      owner_id: goal.ownerId,
      created_at: goal.now,
      ...goalRow(goal),
    })
    .execute();
}

export async function updateGoal(db: Db, districtId: string, goalId: string, fields: GoalFields): Promise<void> {
  await db
    .updateTable('goal')
    .set(goalRow(fields))
    .where('district_id', '=', districtId)
    .where('id', '=', goalId)
    .execute();
}

export async function updateGoalStatus(
  db: Db,
  districtId: string,
  goalId: string,
  status: 'active' | 'on_hold' | 'closed',
): Promise<void> {
  await db.updateTable('goal').set({ status }).where('district_id', '=', districtId).where('id', '=', goalId).execute();
}

export async function insertVersion(
  db: Db,
  districtId: string,
  goal: { readonly id: string; readonly studentId: string },
  version: GoalVersion,
  written: { readonly by: string; readonly at: string },
): Promise<void> {
  await db
    .insertInto('goal_version')
    .values({
      district_id: districtId,
      goal_id: goal.id,
      student_id: goal.studentId,
      version: version.version,
      ...wordingRow(version),
      from_date: version.from,
      written_by: written.by,
      written_at: written.at,
    })
    .execute();
}

const wordingRow = (wording: GoalWording) => ({
  official_wording: wording.officialWording,
  plain_words: wording.plainWords,
  criterion: JSON.stringify(wording.criterion),
  baseline: wording.baseline === null ? null : JSON.stringify(wording.baseline),
  wait_seconds: wording.waitSeconds,
  response_mode: wording.responseMode,
  self_correction_offered: wording.selfCorrectionOffered,
  supports: JSON.stringify(wording.supports),
});

/** The targets as they should be, in order. What is no longer there ends; its row stays for the events that name it. */
export async function saveTargets(
  db: Db,
  districtId: string,
  goal: { readonly id: string; readonly studentId: string },
  wanted: readonly (Omit<Target, 'order'> & { readonly isNew: boolean })[],
  days: { readonly today: string; readonly yesterday: string },
): Promise<void> {
  const kept = wanted.map((target) => target.id);
  await db
    .updateTable('target')
    .set({ to_date: days.yesterday })
    .where('district_id', '=', districtId)
    .where('goal_id', '=', goal.id)
    .where('to_date', 'is', null)
    .$if(kept.length > 0, (query) => query.where('id', 'not in', kept))
    .execute();
  for (const [position, target] of wanted.entries()) {
    const row = { kind: target.kind, text: target.text, level: target.level ?? null, position, status: target.status };
    if (target.isNew)
      await db
        .insertInto('target')
        .values({
          district_id: districtId,
          id: target.id,
          goal_id: goal.id,
          student_id: goal.studentId,
          ...row,
          from_date: days.today,
          to_date: null,
        })
        .execute();
    else
      await db
        .updateTable('target')
        .set({ ...row, to_date: null })
        .where('district_id', '=', districtId)
        .where('goal_id', '=', goal.id)
        .where('id', '=', target.id)
        .execute();
  }
}

export async function replaceGoalRoutines(
  db: Db,
  districtId: string,
  goal: { readonly id: string; readonly studentId: string },
  routineIds: readonly string[],
): Promise<void> {
  await db.deleteFrom('goal_routine').where('district_id', '=', districtId).where('goal_id', '=', goal.id).execute();
  if (routineIds.length === 0) return;
  await db
    .insertInto('goal_routine')
    .values(
      routineIds.map((routineId, position) => ({
        district_id: districtId,
        goal_id: goal.id,
        student_id: goal.studentId,
        routine_id: routineId,
        position,
      })),
    )
    .execute();
}

/** Whether another goal of the student that is not closed has this tag: on the pad they could not be told apart. */
export async function tagTaken(
  db: Db,
  districtId: string,
  studentId: string,
  tag: string,
  exceptGoalId?: string,
): Promise<boolean> {
  const found = await db
    .selectFrom('goal')
    .select('id')
    .where('district_id', '=', districtId)
    .where('student_id', '=', studentId)
    .where('status', '<>', 'closed')
    .where(sql<boolean>`lower(tag) = lower(${tag})`)
    .$if(exceptGoalId !== undefined, (query) => query.where('id', '<>', exceptGoalId ?? ''))
    .executeTakeFirst();
  return found !== undefined;
}

/** Everything ever recorded for a goal, voids too, by the index `event_by_goal`; in the order it happened. */
export async function readGoalEvents(
  db: Db,
  districtId: string,
  goalId: string,
  receivedUntil?: string,
): Promise<SessionEvent[]> {
  const rows = await db
    .selectFrom('event')
    .select(['body', 'occurred_at', 'entered_at'])
    .where('district_id', '=', districtId)
    .where('goal_id', '=', goalId)
    .$if(receivedUntil !== undefined, (only) => only.where('received_at', '<=', receivedUntil!))
    .orderBy('occurred_at')
    .orderBy('id')
    .execute();
  return rows.map(eventOf);
}

/**
 * What tells the events of a goal from those of any other time: they are only ever added, so how many there are and when the
 * last one came in. Goals without events are absent.
 */
export async function readGoalEventMarks(
  db: Db,
  districtId: string,
  goalIds: readonly string[],
): Promise<Map<string, string>> {
  if (goalIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('event')
    .select(({ fn }) => ['goal_id', fn.countAll<string>().as('count'), fn.max('received_at').as('last')])
    .where('district_id', '=', districtId)
    .where('goal_id', 'in', [...goalIds])
    .groupBy('goal_id')
    .execute();
  return new Map(rows.flatMap(({ goal_id, count, last }) => (goal_id === null ? [] : [[goal_id, `${count} ${last}`]])));
}

/** What was recorded for several goals, ever or since an instant, by the same index. */
export async function readGoalsEvents(
  db: Db,
  districtId: string,
  goalIds: readonly string[],
  since?: string,
): Promise<Map<string, SessionEvent[]>> {
  if (goalIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('event')
    .select(['goal_id', 'body', 'occurred_at', 'entered_at'])
    .where('district_id', '=', districtId)
    .where('goal_id', 'in', [...goalIds])
    .$if(since !== undefined, (query) => query.where('occurred_at', '>=', since ?? ''))
    .orderBy('occurred_at')
    .orderBy('id')
    .execute();
  const events = new Map<string, SessionEvent[]>();
  for (const row of rows) {
    if (row.goal_id === null) continue;
    const list = events.get(row.goal_id);
    if (list === undefined) events.set(row.goal_id, [eventOf(row)]);
    else list.push(eventOf(row));
  }
  return events;
}

export interface EvidenceSession {
  readonly id: string;
  readonly date: string;
  readonly starts: string;
  readonly ends: string;
  readonly delivery: Delivery;
  readonly setting: string;
  readonly adultId: string;
}

export async function readEvidenceSessions(
  db: Db,
  districtId: string,
  sessionIds: readonly string[],
): Promise<EvidenceSession[]> {
  if (sessionIds.length === 0) return [];
  const rows = await db
    .selectFrom('session')
    .select(['id', 'date', 'starts', 'ends', 'delivery', 'setting', 'adult_id as adultId'])
    .where('district_id', '=', districtId)
    .where('id', 'in', [...sessionIds])
    .orderBy('date')
    .orderBy('starts')
    .execute();
  return rows.map((row) => ({ ...row, starts: wallTimeOf(row.starts), ends: wallTimeOf(row.ends) }));
}

/** The school's date of each session. */
export async function readSessionDates(
  db: Db,
  districtId: string,
  sessionIds: readonly string[],
): Promise<Map<string, string>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('session')
    .select(['id', 'date'])
    .where('district_id', '=', districtId)
    .where('id', 'in', [...sessionIds])
    .execute();
  return new Map(rows.map(({ id, date }) => [id as string, date]));
}

/** Days on which the student's school is closed, from one day to another. */
export async function readDaysOff(
  db: Db,
  districtId: string,
  schoolId: string,
  from: string,
  to: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('school_date')
    .select('date')
    .where('district_id', '=', districtId)
    .where('school_id', '=', schoolId)
    .where('kind', 'in', ['holiday', 'closed'])
    .where('date', '>=', from)
    .where('date', '<=', to)
    .orderBy('date')
    .execute();
  return rows.map((row) => row.date);
}
