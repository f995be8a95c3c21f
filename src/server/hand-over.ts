import type { Kysely } from 'kysely';
import { makeHandOver, previewHandOver, readHandOver, undoHandOver } from '#contract/hand-over.ts';
import type { BodyOf } from '#contract/operation.ts';
import { type MadeForStudent, passPeriods, seriesPasses, sessionFates } from '#domain/caseload/hand-over.ts';
import { nameInWords } from '#domain/caseload/name.ts';
import { covers, type RoleHeld } from '#domain/caseload/roles.ts';
import { addDays, isSchoolDay } from '#domain/school-day/calendar.ts';
import { undoFault } from '#domain/services/service-period.ts';
import { readRoles } from '#store/adult.ts';
import { readSchoolTimes } from '#store/calendar.ts';
import { readGoalsOf } from '#store/goal.ts';
import {
  insertHandOver,
  markUndone,
  passPlaces,
  readHandOvers,
  readPlacesOver,
  takePlacesBack,
} from '#store/hand-over.ts';
import {
  countUnrecorded,
  passSessions,
  readBusy,
  readLaterSessions,
  takeSessionsBack,
} from '#store/hand-over-sessions.ts';
import { readOwnSeries } from '#store/plan.ts';
import { rebuildReach } from '#store/reach.ts';
import type { Database } from '#store/schema.ts';
import { applyServiceChange, readServiceChanges, readServices, undoServiceChange } from '#store/service.ts';
import { readEnrollments, readIeps, readStudent } from '#store/student.ts';
import { readTeamTherapists } from '#store/team.ts';
import { type Handler, handle, isDone } from './handle.ts';
import { Refusal, refuse } from './refusal.ts';
import type { SignedIn } from './signed-in.ts';
import { schoolsOf } from './team.ts';

type Db = Kysely<Database>;

const daysUnrecorded = 14;
/** Beside the lines of the access log of whoever hands over students of others. */
const because = 'transfer';

export const handOverHandlers: readonly Handler[] = [
  handle(readHandOver, { as: 'owner' }, async ({ db, adult, query, today, saw, purpose }) => {
    const { districtId } = adult;
    const may = await whoseStudents(db, adult, today);
    const adultId = query.adultId ?? (may.own ? adult.adultId : null);
    const therapists = may.therapists.map(({ adultId: id, name, discipline }) => ({ adultId: id, name, discipline }));
    if (adultId === null) return { therapists, of: null };
    const found = therapists.find((one) => one.adultId === adultId);
    if (found === undefined) return refuse('not_found', 'adultId');
    const students = await studentsOf(db, adult, adultId, addDays(today, 1));
    const all = await readTeamTherapists(db, districtId, null, today);
    saw(students.map(({ studentId }) => studentId));
    if (adultId !== adult.adultId) purpose(because);
    return {
      therapists,
      of: {
        adultId,
        name: found.name,
        colleagues: all
          .filter((one) => one.adultId !== adultId && sameDiscipline(one.discipline, found.discipline))
          .map(({ adultId: id, name }) => ({ adultId: id, name })),
        students: students.map(({ schoolId: _, places: __, ...one }) => one),
        firstDay: await nextSchoolDay(db, districtId, new Set(students.map(({ schoolId }) => schoolId)), today),
        made: (await readHandOvers(db, districtId, adultId)).map((one) => ({
          id: one.id,
          on: one.on,
          toName: one.toName,
          students: one.count,
          reason: one.reason,
          madeBy: one.madeBy,
          madeAt: one.madeAt,
          undoneAt: one.undoneAt,
          mayUndo: one.undoneAt === null && one.on > today,
        })),
      },
    };
  }),

  handle(previewHandOver, { as: 'owner' }, async ({ db, adult, body, today, saw, purpose }) => {
    const { districtId } = adult;
    const decided = await decide(db, adult, body, today);
    if (decided instanceof Refusal) return decided;
    saw(body.studentIds);
    if (body.fromAdultId !== adult.adultId) purpose(because);
    const goals = await readGoalsOf(db, districtId, body.studentIds);
    const ieps = await readIeps(db, districtId, body.studentIds);
    const unrecorded = await countUnrecorded(db, districtId, body.fromAdultId, {
      from: addDays(today, -daysUnrecorded),
      before: today,
    });
    const written = Map.groupBy(decided.sessions, ({ seriesId }) => seriesId ?? '');
    const series = await readOwnSeries(db, districtId, body.fromAdultId, body.on);
    return {
      students: decided.students.map(({ places: _, schoolId: __, changes, ...one }) => {
        const planned = decided.sessions.filter(
          ({ status, studentIds }) => status === 'planned' && studentIds.includes(one.studentId),
        );
        const weekly = series.filter(({ template }) =>
          template.members.some(({ studentId }) => studentId === one.studentId),
        );
        const weeklyPass = weekly.filter(({ id }) => seriesPasses(written.get(id) ?? [], decided.fates)).length;
        const passes = planned.filter(({ id }) => decided.fates.get(id) === 'passes').length;
        return {
          ...one,
          goals: goals.filter(
            ({ studentId, status, discipline }) =>
              studentId === one.studentId && status !== 'closed' && sameDiscipline(discipline, decided.discipline),
          ).length,
          services: changes.length,
          sessionsPass: passes,
          sessionsToPlan: planned.length - passes,
          weeklyPass,
          weeklyToPlan: weekly.length - weeklyPass,
          unrecorded: unrecorded.get(one.studentId) ?? 0,
          reviewDue: ieps.find(({ studentId }) => studentId === one.studentId)?.annualReviewDue ?? null,
        };
      }),
    };
  }),

  handle(makeHandOver, { as: 'owner' }, async ({ db, adult, body, today, now, newId, saw, purpose }) => {
    const { districtId } = adult;
    const decided = await decide(db, adult, body, today);
    if (decided instanceof Refusal) return decided;
    for (const [index, { against }] of decided.students.entries())
      if (against !== null) return refuse('bad_input', `studentIds.${index}`, { because: against });
    saw(body.studentIds);
    if (body.fromAdultId !== adult.adultId) purpose(because);
    const pass = { from: body.fromAdultId, to: body.toAdultId, on: body.on, newId };
    const students = new Set(body.studentIds);
    const { planned, left } = await passSessions(db, districtId, decided.sessions, decided.fates, {
      ...pass,
      students,
    });
    const made: { studentId: string; made: MadeForStudent }[] = [];
    for (const { studentId, places, changes } of decided.students) {
      const place = await passPlaces(db, districtId, places, pass);
      const kept: { lineId: string; changeId: string }[] = [];
      for (const { lineId, ...change } of changes) {
        const line = { id: lineId, studentId };
        const dated = { ...change, on: body.on, reason: body.reason };
        const changeId = await applyServiceChange(db, districtId, line, dated, { by: adult.adultId, now, newId });
        if (changeId !== null) kept.push({ lineId, changeId });
      }
      made.push({ studentId, made: { ...place, changes: kept, left: left.get(studentId) ?? [] } });
    }
    const id = newId();
    await insertHandOver(db, districtId, {
      ...pass,
      id,
      reason: body.reason,
      planned,
      madeBy: adult.adultId,
      madeAt: now,
      students: made,
    });
    await rebuildReach(db, districtId, body.studentIds);
    return { id };
  }),

  handle(undoHandOver, { as: 'owner' }, async ({ db, adult, params, body, today, now, saw, purpose }) => {
    const { districtId } = adult;
    const may = await whoseStudents(db, adult, today);
    const found = may.therapists.some(({ adultId }) => adultId === body.fromAdultId)
      ? (await readHandOvers(db, districtId, body.fromAdultId)).find(({ id }) => id === params.handOverId)
      : undefined;
    if (found === undefined) return refuse('not_found', 'handOverId');
    const studentIds = found.students.map(({ studentId }) => studentId);
    if (!(await allAtSchools(db, adult, body.fromAdultId, studentIds))) return refuse('not_found', 'handOverId');
    if (found.undoneAt !== null) return refuse('bad_input', 'handOverId', { because: 'hand_over_undone' });
    if (found.on <= today) return refuse('bad_input', 'handOverId', { because: 'hand_over_begun' });
    saw(studentIds);
    if (body.fromAdultId !== adult.adultId) purpose(because);
    const changes = await readServiceChanges(db, districtId, studentIds);
    for (const { made } of found.students)
      for (const { lineId, changeId } of made.changes) {
        const ofLine = changes.filter((one) => one.lineId === lineId);
        const fault = undoFault(ofLine, changeId, today);
        // Whoever took back the service alone has done this part.
        if (fault === 'change_undone') continue;
        if (fault !== null) return refuse('bad_input', 'handOverId', { because: fault });
        const change = ofLine.find(({ id }) => id === changeId)!;
        await undoServiceChange(db, districtId, lineId, change, { by: adult.adultId, now });
      }
    if (!(await takeSessionsBack(db, districtId, found)))
      return refuse('changed_meanwhile', 'handOverId', { because: 'hand_over_planned' });
    for (const { made } of found.students) await takePlacesBack(db, districtId, made);
    await markUndone(db, districtId, found.id, { by: adult.adultId, now });
    await rebuildReach(db, districtId, studentIds);
    return isDone;
  }),
];

/** An adult without a discipline is of any. */
const sameDiscipline = (a: string | null, b: string | null): boolean => a === null || b === null || a === b;

/** The therapists whose students the reader may hand over: themself, and for a coordinator those of their schools. */
async function whoseStudents(db: Db, adult: SignedIn, today: string) {
  const own = adult.roles.some(({ role }) => role === 'therapist');
  const leads = adult.roles.some(({ role }) => role === 'coordinator');
  const all = await readTeamTherapists(db, adult.districtId, leads ? schoolsOf(adult) : null, today);
  return { own, therapists: leads ? all : all.filter(({ adultId }) => own && adultId === adult.adultId) };
}

/** Whoever hands over students of others, only those of their schools. */
function isTheirs(adult: SignedIn, fromAdultId: string, schoolId: string): boolean {
  if (fromAdultId === adult.adultId) return true;
  const schools = schoolsOf(adult);
  return schools === null || schools.includes(schoolId);
}

async function allAtSchools(db: Db, adult: SignedIn, fromAdultId: string, studentIds: readonly string[]) {
  for (const studentId of studentIds) {
    const student = await readStudent(db, adult.districtId, studentId);
    if (student !== null && !isTheirs(adult, fromAdultId, student.schoolId)) return false;
  }
  return true;
}

/** Who is on that therapist's caseload over a day, as far as the reader may hand them over; by name. */
async function studentsOf(db: Db, adult: SignedIn, fromAdultId: string, on: string) {
  const { districtId } = adult;
  const places = Map.groupBy(await readPlacesOver(db, districtId, fromAdultId, on), ({ studentId }) => studentId);
  const ids = [...places.keys()];
  const enrolled = (await readEnrollments(db, districtId, ids)).filter((row) => covers(row, addDays(on, -1)));
  const found = [];
  for (const id of ids) found.push(await readStudent(db, districtId, id));
  return found
    .flatMap((one) => (one !== null && isTheirs(adult, fromAdultId, one.schoolId) ? one : []))
    .map((one) => ({
      studentId: one.id,
      name: nameInWords(one),
      grade: one.grade,
      schoolId: one.schoolId,
      className: enrolled.find(({ studentId }) => studentId === one.id)?.className ?? '',
      places: places.get(one.id)!,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

async function nextSchoolDay(db: Db, districtId: string, schoolIds: ReadonlySet<string>, today: string) {
  const calendars = [...(await readSchoolTimes(db, districtId))].flatMap(([id, { calendar }]) =>
    schoolIds.has(id) ? calendar : [],
  );
  const last = calendars.reduce((latest, { year }) => (year.to > latest ? year.to : latest), today);
  for (let day = addDays(today, 1); day <= last; day = addDays(day, 1))
    if (calendars.some((calendar) => isSchoolDay(day, calendar))) return day;
  return addDays(today, 1);
}

const isTherapistAt = (roles: readonly RoleHeld[], adultId: string, schoolId: string, on: string): boolean =>
  roles.some(
    (held) =>
      held.adultId === adultId &&
      held.role === 'therapist' &&
      covers(held, on) &&
      (held.schoolId === null || held.schoolId === schoolId),
  );

/** What would become of what, in the order in which the students were named; or why nothing can. */
async function decide(db: Db, adult: SignedIn, body: BodyOf<typeof makeHandOver>, today: string) {
  const { districtId } = adult;
  const { fromAdultId, toAdultId, on, reason } = body;
  const may = await whoseStudents(db, adult, today);
  const from = may.therapists.find(({ adultId }) => adultId === fromAdultId);
  if (from === undefined) return refuse('not_found', 'fromAdultId');
  const to = (await readTeamTherapists(db, districtId, null, today)).find(({ adultId }) => adultId === toAdultId);
  if (to === undefined || toAdultId === fromAdultId) return refuse('not_found', 'toAdultId');
  if (!sameDiscipline(from.discipline, to.discipline))
    return refuse('bad_input', 'toAdultId', { because: 'other_discipline' });
  if (on <= today) return refuse('bad_input', 'on', { because: 'hand_over_from_tomorrow' });
  const theirs = new Map((await studentsOf(db, adult, fromAdultId, on)).map((one) => [one.studentId, one]));
  const roles = await readRoles(db, districtId);
  const lines = Map.groupBy(await readServices(db, districtId, body.studentIds), ({ studentId }) => studentId);
  const students = [];
  for (const [index, studentId] of body.studentIds.entries()) {
    const one = theirs.get(studentId);
    if (one === undefined || body.studentIds.indexOf(studentId) !== index)
      return refuse('not_found', `studentIds.${index}`);
    const changes = (lines.get(studentId) ?? []).map(({ id, periods }) => ({
      lineId: id,
      change: passPeriods(periods, { from: fromAdultId, to: toAdultId, on, reason }),
    }));
    const ahead = changes.some(({ change }) => typeof change === 'string');
    const there = isTherapistAt(roles, toAdultId, one.schoolId, on);
    students.push({
      ...one,
      changes: changes.flatMap(({ lineId, change }) =>
        change === null || typeof change === 'string' ? [] : { lineId, ...change },
      ),
      against: there ? (ahead ? ('change_ahead' as const) : null) : ('not_at_school' as const),
    });
  }
  const sessions = await readLaterSessions(db, districtId, fromAdultId, on);
  const busy = await readBusy(db, districtId, toAdultId, on);
  const fates = sessionFates(sessions, new Set(body.studentIds), busy);
  return { students, sessions, fates, discipline: from.discipline };
}
