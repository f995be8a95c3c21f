import type { Kysely } from 'kysely';
import type { BodyOf } from '#contract/operation.ts';
import {
  type acceptPlan as AcceptPlan,
  acceptPlan,
  chooseTouchBase,
  keepSession,
  listTouchBases,
  readBroken,
  readRepair,
  readWeekToPlan,
  type TouchBaseLine,
  withdrawPlan,
} from '#contract/plan.ts';
import { classRoles } from '#domain/caseload/roles.ts';
import { addDays, mondayOf, weeksBetween } from '#domain/school-day/calendar.ts';
import type { SeriesTemplate } from '#domain/school-day/series.ts';
import { touchBaseDates } from '#domain/school-day/touch-base.ts';
import { type SeriesToPlan, studentsOffPlan, type WeekToPlan } from '#domain/services/week-to-plan.ts';
import type { CoTeachingFormat } from '#domain/trials/event.ts';
import { asSession, breachesOf, dayOf, judgeSessions, plannedSession, problemOf } from '#planner/from-week.ts';
import type { PlannedSession } from '#planner/plan.ts';
import { sameSession } from '#planner/plan-changes.ts';
import { readSchoolTimes } from '#store/calendar.ts';
import {
  insertPlan,
  withdrawPlan as noteWithdrawn,
  type OwnSeries,
  readCaseload,
  readOwnSeries,
  readPlans,
  reinstateAfterPlan,
  seriesOfPlan,
  setKept,
  setSeriesEnd,
} from '#store/plan.ts';
import { readPlanningStudents, readStructure } from '#store/planning-choices.ts';
import type { Database } from '#store/schema.ts';
import { readSchools } from '#store/school.ts';
import { readServiceChanges } from '#store/service.ts';
import {
  insertSeries,
  labelMembers,
  laterOfSeries,
  readSessionRow,
  setStatus,
  writeSeriesAhead,
} from '#store/session.ts';
import {
  insertTouchBaseSlot,
  readTouchBaseChoices,
  readTouchBaseNames,
  readTouchBaseSlots,
  saveTouchBaseChoice,
  setTouchBaseEnd,
} from '#store/touch-base.ts';
import { brokenByClasses } from './broken-week.ts';
import { type Handler, handle, isDone, type Signed } from './handle.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type LoadedWeek, loadWeek } from './week-to-plan.ts';

type Db = Kysely<Database>;
type Accepted = BodyOf<typeof AcceptPlan>;
type AcceptedSession = Accepted['sessions'][number];

/** How long a change of a service is looked at where no plan was accepted since. */
const daysWithoutPlan = 28;

export const planHandlers: readonly Handler[] = [
  handle(readWeekToPlan, {}, async ({ db, adult, query, saw }) => {
    const { districtId, adultId } = adult;
    const { week, leftOut, schools } = await loadWeek(db, districtId, adultId, query.from);
    saw(week.students.map(({ studentId }) => studentId));
    const slots = await readTouchBaseSlots(db, districtId, { adultId, classIds: [] }, query.from);
    const plans = await readPlans(db, districtId, adultId);
    return {
      week,
      schools: [...schools.values()].map(({ schoolId, name }) => ({ schoolId, name })),
      leftOut,
      touchBases: slots.map(({ id, classId, weekday, starts, ends, everyWeeks }) => ({
        slotId: id,
        classId,
        weekday,
        starts,
        ends,
        everyWeeks,
      })),
      plans: plans.map(({ id, from, acceptedAt, withdrawnAt, sessions }) => ({
        planId: id,
        from,
        acceptedAt,
        withdrawnAt,
        sessions,
      })),
    };
  }),

  handle(readRepair, {}, async ({ db, adult, today, saw }) => {
    const { districtId, adultId } = adult;
    const tomorrow = addDays(today, 1);
    const none = { from: null, changes: [] };
    const plan = (await readPlans(db, districtId, adultId)).find(({ withdrawnAt }) => withdrawnAt === null);
    // A week that was put together by hand has no day from which it held: the last weeks are looked at.
    const acceptedAt = plan?.acceptedAt ?? `${addDays(today, -daysWithoutPlan)}T00:00:00Z`;
    const students = await readCaseload(db, districtId, adultId, tomorrow);
    const labels = new Map(students.map(({ id, label }) => [id, label]));
    // Made and undone since: nothing has changed.
    const since = (await readServiceChanges(db, districtId, [...labels.keys()])).filter(({ madeAt, undoneAt }) =>
      madeAt > acceptedAt ? undoneAt === null : undoneAt !== null && undoneAt > acceptedAt,
    );
    if (since.length === 0) return none;
    const on = (change: { readonly on: string }) => (change.on > tomorrow ? change.on : tomorrow);
    const from = since.map(on).reduce((first, next) => (next < first ? next : first));
    // Looked at when the last of them is in force, so that none is missed.
    const last = since.map(on).reduce((latest, next) => (next > latest ? next : latest));
    const off = studentsOffPlan((await loadWeek(db, districtId, adultId, last)).week);
    const changes = since.filter(({ studentId }) => off.has(studentId));
    if (changes.length === 0) return none;
    saw(changes.map(({ studentId }) => studentId));
    return {
      from,
      changes: changes.map(({ studentId, on, undoneAt }) => ({
        studentId,
        label: labels.get(studentId)!,
        on,
        undone: undoneAt !== null,
      })),
    };
  }),

  handle(readBroken, {}, async ({ db, adult, today }) => {
    const items = await brokenByClasses(db, adult.districtId, adult.adultId, today);
    const since = items.map((one) => one.since).toSorted()[0];
    const tomorrow = addDays(today, 1);
    return { from: since === undefined ? null : since > tomorrow ? since : tomorrow, items };
  }),

  handle(acceptPlan, {}, async (asked) => {
    const { db, adult, body, today, saw } = asked;
    const { districtId, adultId } = adult;
    if (body.from <= today) return refuse('bad_input', 'from', { because: 'plan_from_tomorrow' });
    const loaded = await loadWeek(db, districtId, adultId, body.from);
    const { week } = loaded;
    saw(week.students.map(({ studentId }) => studentId));
    const wrong = refusePlan(week, body);
    if (wrong !== null) return wrong;
    const planId = asked.newId();
    const figures = await applySessions(asked, loaded, body, planId);
    const ended = [...figures.ended, ...(await applyTouchBases(asked, loaded, body, planId))];
    await insertPlan(db, districtId, {
      id: planId,
      adultId,
      from: body.from,
      acceptedAt: asked.now,
      choices: body.choices,
      ended,
    });
    return { planId, made: figures.made, stayed: figures.stayed, ended: figures.ended.length };
  }),

  handle(withdrawPlan, {}, async (asked) => {
    const { db, adult, params, now, today, newId } = asked;
    const { districtId, adultId } = adult;
    const plans = await readPlans(db, districtId, adultId);
    const newest = plans.find(({ withdrawnAt }) => withdrawnAt === null);
    if (!plans.some(({ id }) => id === params.planId)) return refuse('not_found', 'planId');
    if (newest?.id !== params.planId) return refuse('bad_input', 'planId', { because: 'plan_not_newest' });
    const cut = newest.from > today ? newest.from : addDays(today, 1);
    for (const seriesId of await seriesOfPlan(db, districtId, newest.id)) await endFrom(db, districtId, seriesId, cut);
    const made = await readTouchBaseSlots(db, districtId, { adultId, classIds: [] }, cut);
    await setTouchBaseEnd(
      db,
      districtId,
      made.filter(({ planId }) => planId === newest.id).map(({ id }) => id),
      addDays(cut, -1),
    );
    const schools = await readSchoolTimes(db, districtId);
    for (const { id, to } of newest.ended) await setSeriesEnd(db, districtId, id, to);
    for (const { id, to } of newest.ended) await setTouchBaseEnd(db, districtId, [id], to);
    const back = new Set(newest.ended.map(({ id }) => id));
    await reinstateAfterPlan(db, districtId, [...back], cut);
    for (const series of await readOwnSeries(db, districtId, adultId, cut)) {
      const school = schools.get(series.template.schoolId);
      if (!back.has(series.id) || school === undefined) continue;
      await writeSeriesAhead(db, districtId, { ...series, adultId }, school, { today, now, newId });
    }
    await noteWithdrawn(db, districtId, newest.id, now);
    return isDone;
  }),

  handle(
    keepSession,
    { subject: ({ params }) => ({ session: params.sessionId }) },
    async ({ db, adult, params, body }) => {
      const row = await readSessionRow(db, adult.districtId, params.sessionId);
      if (row === null) return refuse('not_found', 'sessionId');
      if (row.series_id === null) return refuse('bad_input', 'sessionId', { because: 'session_not_weekly' });
      return (await setKept(db, adult.districtId, row.series_id, body.kept))
        ? isDone
        : refuse('not_yours', 'sessionId');
    },
  ),

  handle(chooseTouchBase, { subject: ({ params }) => ({ class: params.classId }) }, async (asked) => {
    const { db, adult, params, body, now } = asked;
    await saveTouchBaseChoice(db, adult.districtId, params.classId, body, { by: adult.adultId, at: now });
    return isDone;
  }),

  handle(listTouchBases, {}, async ({ db, adult, query }) => ({
    items: await touchBasesOf(db, adult, query.from, query.to),
  })),
];

/** The adult's touch-bases from one date to another: as a therapist, or in the classes of their roles. */
export async function touchBasesOf(
  db: Db,
  adult: Pick<Signed['adult'], 'districtId' | 'adultId' | 'roles'>,
  from: string,
  to: string,
): Promise<TouchBaseLine[]> {
  const { districtId, adultId, roles } = adult;
  const classIds = roles.flatMap((held) => (classRoles.includes(held.role) ? (held.classId ?? []) : []));
  const teaches = roles.some(({ role }) => role === 'teacher');
  const slots = await readTouchBaseSlots(db, districtId, { adultId, classIds }, from);
  const choices = await readChoices(db, districtId, slots);
  const names = await readTouchBaseNames(db, districtId, slots, from);
  const schools = await readSchoolTimes(db, districtId);
  const schoolOf = await readSchoolsOfClasses(db, districtId, slots);
  return slots
    .flatMap((slot) => {
      const school = schools.get(schoolOf.get(slot.classId) ?? '');
      const all = choices.get(slot.classId) ?? false;
      if (school === undefined || (slot.adultId !== adultId && !teaches && !all)) return [];
      const joins = names.adults.filter(({ classId, role }) => classId === slot.classId && (all || role === 'teacher'));
      return touchBaseDates(slot, school.calendar, from, to).map((date) => ({
        slotId: slot.id,
        date,
        starts: slot.starts,
        ends: slot.ends,
        classId: slot.classId,
        className: names.classes.get(slot.classId) ?? '',
        therapistId: slot.adultId,
        therapistName: names.therapists.get(slot.adultId) ?? '',
        adultNames: joins.map(({ shortName }) => shortName),
      }));
    })
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.starts < b.starts ? -1 : 1));
}

async function readChoices(
  db: Db,
  districtId: string,
  slots: readonly { readonly classId: string }[],
): Promise<Map<string, boolean>> {
  const choices = await readTouchBaseChoices(
    db,
    districtId,
    slots.map(({ classId }) => classId),
  );
  return new Map([...choices].map(([classId, { allAdults }]) => [classId, allAdults]));
}

async function readSchoolsOfClasses(
  db: Db,
  districtId: string,
  slots: readonly { readonly classId: string }[],
): Promise<Map<string, string>> {
  if (slots.length === 0) return new Map();
  const { classes } = await readStructure(db, districtId);
  return new Map(classes.map(({ id, of }) => [id, of]));
}

const idOf = (position: number) => `session ${position}`;

const plannedOf = (session: AcceptedSession, position: number, therapist: string): PlannedSession =>
  plannedSession(idOf(position), therapist, session, session.serviceIds);

/** Which accepted sessions are in force already, exactly so: they stay, whatever rule they may break. */
function standing(week: WeekToPlan, session: AcceptedSession, position: number): boolean {
  const planned = plannedOf(session, position, week.therapist.adultId);
  return week.inForce.some(
    (series) => series.seriesId === session.seriesId && sameSession(asSession(series, week), planned),
  );
}

/** A plan made from an older state of the school, or by other means, that breaks a rule: the first thing that is wrong. */
function refusePlan(week: WeekToPlan, body: Accepted): Refusal | null {
  const inForce = new Set(week.inForce.map(({ seriesId }) => seriesId));
  const unknown = body.keep.findIndex((id) => !inForce.has(id));
  if (unknown >= 0) return refuse('not_found', `keep.${unknown}`);
  const known = new Set(week.services.map(({ serviceId }) => serviceId));
  for (const [index, { serviceIds, seriesId }] of body.sessions.entries()) {
    const strange = serviceIds.findIndex((id) => !known.has(id));
    if (strange >= 0) return refuse('not_found', `sessions.${index}.serviceIds.${strange}`);
    if (seriesId !== null && !inForce.has(seriesId)) return refuse('not_found', `sessions.${index}.seriesId`);
  }
  const therapist = week.therapist.adultId;
  const stays: PlannedSession[] = week.inForce
    .filter(({ seriesId }) => body.keep.includes(seriesId))
    .map((series) => asSession(series, week));
  const added: PlannedSession[] = [];
  for (const [position, session] of body.sessions.entries())
    (standing(week, session, position) ? stays : added).push(plannedOf(session, position, therapist));
  const touchBases = body.touchBases.map(({ classId, weekday, week: inWeek, starts, ends }) => ({
    class: classId,
    therapist,
    ...(inWeek === null ? {} : { week: inWeek }),
    day: dayOf(weekday),
    from: starts,
    to: ends,
  }));
  const problem = problemOf(week, body.choices);
  // Those that stay are read first, so that a clash is the newcomer's.
  const { breaches } = judgeSessions(problem, [...stays, ...added], touchBases);
  const concerned = new Set([
    ...added.map(({ id }) => id),
    ...touchBases.flatMap(({ class: classId }) => [classId, `touch-base ${classId}`]),
  ]);
  const [first] = breachesOf(breaches, concerned);
  if (first === undefined) return null;
  const position = body.sessions.findIndex((_, index) => first.about.includes(idOf(index)));
  return refuse('changed_meanwhile', position < 0 ? 'touchBases' : `sessions.${position}`, {
    because: 'plan_breaks_rule',
  });
}

type Writing = Pick<Signed, 'db' | 'adult' | 'now' | 'today' | 'newId'>;

/** The series ends before a date; its later sessions are put aside, those that were begun stay. */
async function endFrom(db: Db, districtId: string, seriesId: string, cut: string): Promise<void> {
  const later = await laterOfSeries(db, districtId, seriesId, cut);
  await setSeriesEnd(db, districtId, seriesId, addDays(cut, -1));
  await setStatus(
    db,
    districtId,
    later.filter(({ status }) => status === 'planned').map(({ id }) => id),
    'cancelled',
    'plan_changed',
  );
}

/** Makes, leaves and ends weekly sessions, as the accepted plan has it. */
async function applySessions(
  { db, adult, now, today, newId }: Writing,
  { week, schools, series, disciplines }: LoadedWeek,
  body: Accepted,
  planId: string,
): Promise<{ made: number; stayed: number; ended: { id: string; to: string | null }[] }> {
  const { districtId, adultId } = adult;
  const holds = (one: OwnSeries) => one.to === null || one.to >= body.from;
  const stay = new Set<string>();
  const make: {
    at: Omit<SeriesToPlan, 'seriesId' | 'studentIds' | 'kept'>;
    studentIds: string[];
    old: OwnSeries | null;
  }[] = [];
  const studentOf = new Map(week.services.map(({ serviceId, studentId }) => [serviceId, studentId]));
  for (const [position, session] of body.sessions.entries()) {
    const old = session.seriesId === null ? null : (series.get(session.seriesId) ?? null);
    if (old !== null && holds(old) && standing(week, session, position)) stay.add(old.id);
    else make.push({ at: session, studentIds: session.serviceIds.flatMap((id) => studentOf.get(id) ?? []), old });
  }
  for (const one of week.inForce.filter(({ seriesId }) => body.keep.includes(seriesId))) {
    const old = series.get(one.seriesId)!;
    if (holds(old)) stay.add(old.id);
    else make.push({ at: one, studentIds: [...one.studentIds], old });
  }
  const ended = [...new Set(week.inForce.map(({ seriesId }) => seriesId))]
    .map((id) => series.get(id)!)
    .filter((one) => holds(one) && !stay.has(one.id))
    .map(({ id, to }) => ({ id, to }));
  for (const { id } of ended) await endFrom(db, districtId, id, body.from);

  const own = await readPlanningStudents(db, districtId, adultId, today);
  const rooms = (await readSchools(db, districtId)).flatMap(({ id: schoolId, rooms: of }) =>
    of.filter(({ kind }) => kind === 'therapy').map((room) => ({ ...room, schoolId })),
  );
  for (const { at, studentIds, old } of make) {
    const home = week.classes.find(({ classId }) => classId === at.classId);
    const inClass = at.delivery === 'push_in';
    const members = studentIds.map((studentId) => {
      const goals = own.find((one) => one.studentId === studentId)?.goals ?? [];
      const ours = goals.filter(({ discipline }) => disciplines.has(discipline));
      const usable = ours.length > 0 ? ours : goals;
      const marked = usable.filter((goal) => at.routineId !== null && goal.routineIds.includes(at.routineId));
      return { studentId, goalIds: (marked.length > 0 ? marked : usable).map(({ goalId }) => goalId) };
    });
    const words =
      old?.template.members.some(({ studentId }) => studentIds.includes(studentId)) === true ? old.template : null;
    const agreed = home?.coTeaching[0]?.format as CoTeachingFormat | undefined;
    const template: SeriesTemplate = {
      schoolId: at.schoolId,
      starts: at.starts,
      ends: at.ends,
      delivery: at.delivery,
      classId: inClass ? at.classId : null,
      routineId: inClass ? at.routineId : null,
      roomId: inClass
        ? null
        : (rooms.find((room) => room.schoolId === at.schoolId && room.adultId === adultId)?.id ??
          rooms.find((room) => room.schoolId === at.schoolId && room.adultId === null)?.id ??
          null),
      setting: inClass
        ? (home?.routines.find(({ routineId }) => routineId === at.routineId)?.setting ?? 'classroom')
        : 'therapy_room',
      coTeachingFormat: at.coTeaching ? (agreed ?? null) : inClass ? (words?.coTeachingFormat ?? null) : null,
      activity: words?.activity ?? '',
      materials: words?.materials ?? '',
      lookFor: words?.lookFor ?? '',
      myPart: words?.myPart ?? '',
      theirPart: words?.theirPart ?? '',
      members: await labelMembers(db, districtId, members),
    };
    const made = {
      id: newId(),
      adultId,
      weekday: at.weekday,
      rotationDay: null,
      from: firstDate(body.from, at.weekday, at.week, week.weeks),
      to: null,
      template,
      everyWeeks: at.week === null ? (1 as const) : week.weeks,
      planId,
      kept: old?.kept === true,
    };
    await insertSeries(db, districtId, made);
    const school = schools.get(at.schoolId);
    if (school !== undefined)
      await writeSeriesAhead(db, districtId, { ...made, writtenTo: null }, school, { today, now, newId });
  }
  return { made: make.length, stayed: stay.size, ended };
}

/** The first date, not before the plan's, of a weekday in a week of the plan. */
function firstDate(from: string, weekday: number, week: number | null, weeks: number): string {
  const date = addDays(mondayOf(from), ((week ?? 1) - 1) * 7 + weekday - 1);
  return date >= from ? date : addDays(date, 7 * (week === null ? 1 : weeks));
}

/** Makes and ends touch-bases; of those every other or fourth week, neighbours take turns. Answers what was ended. */
async function applyTouchBases(
  { db, adult, newId }: Writing,
  { week }: LoadedWeek,
  body: Accepted,
  planId: string,
): Promise<{ id: string; to: string | null }[]> {
  const { districtId, adultId } = adult;
  const before = (await readTouchBaseSlots(db, districtId, { adultId, classIds: [] }, body.from)).filter(
    (slot) => slot.adultId === adultId,
  );
  const stay = new Set<string>();
  for (const [number, wanted] of body.touchBases.entries()) {
    const chosen = week.classes.find(({ classId }) => classId === wanted.classId)?.touchBase.everyWeeks ?? 0;
    if (chosen === 0) continue;
    const { week: inWeek, ...slot } = wanted;
    // One that stands in a week of the plan comes round with the plan, or less often where the class wants it so.
    const everyWeeks = inWeek === null || chosen > week.weeks ? chosen : week.weeks;
    const first = firstDate(body.from, slot.weekday, inWeek, week.weeks);
    const from = inWeek === null ? addDays(first, 7 * (number % everyWeeks)) : first;
    const same = before.find(
      (old) =>
        old.classId === slot.classId &&
        old.weekday === slot.weekday &&
        old.starts === slot.starts &&
        old.ends === slot.ends &&
        old.everyWeeks === everyWeeks &&
        (inWeek === null || weeksBetween(mondayOf(old.from), from) % everyWeeks === 0),
    );
    if (same !== undefined) {
      stay.add(same.id);
      continue;
    }
    await insertTouchBaseSlot(db, districtId, { id: newId(), ...slot, adultId, planId, everyWeeks, from, to: null });
  }
  const ended = before.filter(({ id }) => !stay.has(id)).map(({ id, to }) => ({ id, to }));
  await setTouchBaseEnd(
    db,
    districtId,
    ended.map(({ id }) => id),
    addDays(body.from, -1),
  );
  return ended;
}
