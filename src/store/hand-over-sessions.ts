import { type Kysely, sql } from 'kysely';
import {
  type LaterSession,
  type MadeForStudent,
  type PlannedBefore,
  type SessionFate,
  seriesPasses,
} from '#domain/caseload/hand-over.ts';
import { addDays, mondayOf } from '#domain/school-day/calendar.ts';
import { readCovers } from './cover.ts';
import type { HandOverRow } from './hand-over.ts';
import { type OwnSeries, readOwnSeries, setSeriesEnd } from './plan.ts';
import type { Database } from './schema.ts';
import { wallTimeOf } from './school.ts';
import { begunSessions, insertSeries, setStatus, setWrittenTo } from './session.ts';

/** What becomes of the sessions of students who pass from one therapist to another. The owner's transaction. */

type Db = Kysely<Database>;

const planned = (db: Db, districtId: string, adultId: string) =>
  db
    .selectFrom('session')
    .select(['id', 'series_id as seriesId', 'date', 'starts', 'ends', 'status'])
    .where('district_id', '=', districtId)
    .where('adult_id', '=', adultId)
    .where('delivery', '<>', 'teacher_note')
    // What another plan has taken the place of is history.
    .where(sql<boolean>`cancelled_reason IS DISTINCT FROM 'plan_changed'`);

const timed = <Row extends { starts: string; ends: string }>(row: Row) => ({
  ...row,
  starts: wallTimeOf(row.starts),
  ends: wallTimeOf(row.ends),
});

/** The adult's sessions from a day on that nobody has begun and no colleague takes over, each with who is in it. */
export async function readLaterSessions(
  db: Db,
  districtId: string,
  adultId: string,
  from: string,
): Promise<(LaterSession & { readonly status: 'planned' | 'cancelled' })[]> {
  const rows = await planned(db, districtId, adultId).where('date', '>=', from).orderBy('date').orderBy('id').execute();
  const ids = rows.map(({ id }) => id);
  const begun = await begunSessions(db, districtId, ids);
  const covered = await readCovers(db, districtId, ids);
  const members = Map.groupBy(await membersOf(db, districtId, ids), ({ sessionId }) => sessionId);
  return rows
    .filter(({ id }) => !begun.has(id) && !covered.has(id))
    .map((row) => ({ ...timed(row), studentIds: (members.get(row.id) ?? []).map(({ studentId }) => studentId) }));
}

/** When the adult gives sessions from a day on. */
export async function readBusy(db: Db, districtId: string, adultId: string, from: string) {
  const rows = await planned(db, districtId, adultId)
    .where('date', '>=', from)
    .where('status', '=', 'planned')
    .execute();
  return rows.map(timed);
}

/** Sessions between two days that took place or not, nobody has said: by student, how many. */
export async function countUnrecorded(
  db: Db,
  districtId: string,
  adultId: string,
  between: { readonly from: string; readonly before: string },
): Promise<Map<string, number>> {
  const rows = await planned(db, districtId, adultId)
    .where('date', '>=', between.from)
    .where('date', '<', between.before)
    .where('status', '=', 'planned')
    .execute();
  const begun = await begunSessions(
    db,
    districtId,
    rows.map(({ id }) => id),
  );
  const silent = rows.flatMap(({ id }) => (begun.has(id) ? [] : id));
  const counts = new Map<string, number>();
  for (const { studentId } of await membersOf(db, districtId, silent))
    counts.set(studentId, (counts.get(studentId) ?? 0) + 1);
  return counts;
}

async function membersOf(db: Db, districtId: string, sessionIds: readonly string[]) {
  if (sessionIds.length === 0) return [];
  return db
    .selectFrom('session_member')
    .select(['session_id as sessionId', 'student_id as studentId', 'label', 'goal_ids as goalIds', 'position'])
    .where('district_id', '=', districtId)
    .where('session_id', 'in', [...sessionIds])
    .orderBy('position')
    .execute();
}

interface Pass {
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly students: ReadonlySet<string>;
  readonly newId: () => string;
}

/** What was planned from that day on follows the students. Answers what it was before. */
export async function passSessions(
  db: Db,
  districtId: string,
  sessions: readonly LaterSession[],
  fates: ReadonlyMap<string, SessionFate>,
  pass: Pass,
): Promise<{ readonly planned: PlannedBefore; readonly left: ReadonlyMap<string, MadeForStudent['left']> }> {
  const of = (fate: SessionFate) => [...fates].flatMap(([id, its]) => (its === fate ? id : []));
  const bySeries = Map.groupBy(sessions, ({ seriesId }) => seriesId ?? '');
  const series: { id: string; to: string | null; nextId: string | null }[] = [];
  for (const one of await readOwnSeries(db, districtId, pass.from, pass.on)) {
    const later = bySeries.get(one.id) ?? [];
    const theirs = (studentId: string) => pass.students.has(studentId);
    const touched = later.some(({ id }) => fates.has(id)) || one.template.members.some((at) => theirs(at.studentId));
    if (!touched) continue;
    const passes = seriesPasses(later, fates);
    const members = passes ? one.template.members : one.template.members.filter((at) => !theirs(at.studentId));
    const goesOn = members.length > 0 || one.template.members.length === 0;
    const nextId = goesOn ? pass.newId() : null;
    await setSeriesEnd(db, districtId, one.id, addDays(pass.on, -1));
    if (nextId !== null) {
      await continueFrom(db, districtId, one, {
        id: nextId,
        adultId: passes ? pass.to : pass.from,
        from: firstDayOn(one, pass.on),
        template: { ...one.template, members },
        // The plan of the week is the other therapist's.
        planId: passes ? null : one.planId,
      });
      await moveSessions(
        db,
        districtId,
        later.map(({ id }) => id),
        { series_id: nextId },
      );
    }
    series.push({ id: one.id, to: one.to, nextId });
  }
  await moveSessions(db, districtId, of('passes'), { adult_id: pass.to });
  const ended = sessions.flatMap((one) => (fates.get(one.id) === 'ends' ? one.id : []));
  await setStatus(db, districtId, ended, 'cancelled', 'plan_changed');
  return {
    planned: { series, passed: of('passes'), ended },
    left: await leaveSessions(db, districtId, of('stays'), pass.students),
  };
}

/** The first day from `on` in a week in which a series that is held every other or fourth week is. */
function firstDayOn(series: OwnSeries, on: string): string {
  if (series.from >= on) return series.from;
  let monday = mondayOf(series.from);
  while (addDays(monday, 6) < on) monday = addDays(monday, 7 * series.everyWeeks);
  return monday > on ? monday : on;
}

async function continueFrom(
  db: Db,
  districtId: string,
  { weekday, rotationDay, everyWeeks, to, kept, writtenTo }: OwnSeries,
  next: Pick<OwnSeries, 'id' | 'from' | 'template' | 'planId'> & { readonly adultId: string },
): Promise<void> {
  await insertSeries(db, districtId, { ...next, weekday, rotationDay, everyWeeks, to, kept });
  await setWrittenTo(db, districtId, next.id, writtenTo);
}

async function moveSessions(
  db: Db,
  districtId: string,
  ids: readonly string[],
  to: { readonly series_id?: string; readonly adult_id?: string },
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('session')
    .set(to)
    .where('district_id', '=', districtId)
    .where('id', 'in', [...ids])
    .execute();
}

async function leaveSessions(
  db: Db,
  districtId: string,
  sessionIds: readonly string[],
  students: ReadonlySet<string>,
): Promise<Map<string, MadeForStudent['left']>> {
  const leaving = (await membersOf(db, districtId, sessionIds)).filter(({ studentId }) => students.has(studentId));
  if (leaving.length > 0)
    await db
      .deleteFrom('session_member')
      .where('district_id', '=', districtId)
      .where('session_id', 'in', [...sessionIds])
      .where('student_id', 'in', [...students])
      .execute();
  const of = Map.groupBy(leaving, ({ studentId }) => studentId);
  return new Map([...of].map(([id, rows]) => [id, rows.map(({ studentId: _, ...row }) => row)]));
}

/**
 * What was planned is as it was before the hand-over. False, and nothing done, where somebody has since planned anew what passed.
 * Sessions that were written since are sessions of the old series, with everybody in it.
 */
export async function takeSessionsBack(
  db: Db,
  districtId: string,
  { from, planned: before, students }: HandOverRow & { readonly from: string },
): Promise<boolean> {
  const nextIds = before.series.flatMap(({ nextId }) => nextId ?? []);
  const known = await readSeries(db, districtId, [...nextIds, ...before.series.map(({ id }) => id)]);
  for (const { nextId, to } of before.series) {
    if (nextId !== null && known.get(nextId)?.to !== to) return false;
  }
  for (const { id, to, nextId } of before.series) {
    await setSeriesEnd(db, districtId, id, to);
    if (nextId === null) continue;
    await setWrittenTo(db, districtId, id, known.get(nextId)!.writtenTo);
    const rows = await db
      .updateTable('session')
      .set({ series_id: id, adult_id: from })
      .where('district_id', '=', districtId)
      .where('series_id', '=', nextId)
      .returning('id')
      .execute();
    await db.deleteFrom('session_series').where('district_id', '=', districtId).where('id', '=', nextId).execute();
    const leaves = new Set(students.map(({ studentId }) => studentId));
    const accounted = new Set(students.flatMap(({ made }) => made.left.map(({ sessionId }) => sessionId)));
    const template = known.get(id)!.template.members;
    for (const row of rows) {
      if (accounted.has(row.id)) continue;
      for (const [position, { studentId, label, goalIds }] of template.entries())
        if (leaves.has(studentId))
          await joinAgain(db, districtId, studentId, { sessionId: row.id, label, goalIds, position });
    }
  }
  await moveSessions(db, districtId, before.passed, { adult_id: from });
  await setStatus(db, districtId, before.ended, 'planned', null);
  for (const { studentId, made } of students)
    for (const member of made.left) await joinAgain(db, districtId, studentId, member);
  return true;
}

async function readSeries(db: Db, districtId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await db
    .selectFrom('session_series')
    .select(['id', 'to_date as to', 'written_to as writtenTo', 'template'])
    .where('district_id', '=', districtId)
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** In the session once more; where somebody else has taken the label meanwhile, under one beside it. */
async function joinAgain(
  db: Db,
  districtId: string,
  studentId: string,
  member: MadeForStudent['left'][number],
): Promise<void> {
  const there = await membersOf(db, districtId, [member.sessionId]);
  if (there.some((one) => one.studentId === studentId)) return;
  const labels = new Set(there.map(({ label }) => label));
  let label = member.label;
  for (let n = 2; labels.has(label); n += 1) label = `${member.label} ${n}`;
  await db
    .insertInto('session_member')
    .values({
      district_id: districtId,
      session_id: member.sessionId,
      student_id: studentId,
      label,
      goal_ids: JSON.stringify(member.goalIds),
      position: member.position,
    })
    .execute();
}
