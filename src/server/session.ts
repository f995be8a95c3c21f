import type { Kysely } from 'kysely';
import {
  cancelSession,
  changeSession,
  listSessions,
  readPack,
  readPlanningChoices,
  readSession,
  readToday,
  reinstateSession,
  type PackMember,
  type SessionLine,
  type SessionPack,
  saveAbsence,
  saveSession,
  withdrawAbsence,
} from '#contract/session.ts';
import type { FieldSet } from '#domain/caseload/access.ts';
import { classRoles } from '#domain/caseload/roles.ts';
import { planInForce } from '#domain/partnership/visit-plan.ts';
import { addDays, differentDate, isSchoolDay, rotationDayOf, weekdayOf } from '#domain/school-day/calendar.ts';
import { minutesOf } from '#domain/school-day/intervals.ts';
import type { WorkKind } from '#domain/school-day/other-work.ts';
import type { SeriesTemplate } from '#domain/school-day/series.ts';
import { defaultPurpose, type ObservationContext } from '#domain/trials/event.ts';
import {
  noteAbsence,
  placeOfStudent,
  readAbsences,
  schoolOfAdult,
  withdrawAbsence as withdraw,
} from '#store/absence.ts';
import { readSchoolTimes, type SchoolTime } from '#store/calendar.ts';
import { readCovers } from '#store/cover.ts';
import { readPlanningStudents, readStructure } from '#store/planning-choices.ts';
import type { Database } from '#store/schema.ts';
import {
  begunSessions,
  continueSeries,
  endSeries,
  insertSeries,
  insertSessions,
  labelMembers,
  laterOfSeries,
  readSessionLines,
  readSessionRow,
  readTeachers,
  type SessionPlan,
  type SessionRow,
  setStatus,
  templateOf,
  updateSession,
  writeSeriesAhead,
} from '#store/session.ts';
import { readAdultsPresent, readCueSets, readMayJoin, readPackMembers, readRoutinesOn } from '#store/session-pack.ts';
import { readStrategies, readStrategiesInClass } from '#store/strategy.ts';
import { readCarryBack, readFromRoom, readIepDates, readWork } from '#store/today.ts';
import { insertVisitPlan, readVisitPlans } from '#store/visit.ts';
import { handle, type Signed } from './handle.ts';
import { touchBasesOf } from './plan.ts';
import { asAdult, isOfTheseDays } from './recording.ts';
import { Refusal, refuse } from './refusal.ts';
import type { SignedIn } from './signed-in.ts';

type Db = Kysely<Database>;

/** What belongs to the students' record goes to those who may see it; the rest is the schedule. */
function present(line: SessionLine, fields: FieldSet): SessionLine {
  if (fields === 'record') return line;
  const { members: _members, lookFor: _lookFor, materials: _materials, ...schedule } = line;
  return schedule;
}

const inLesson = ({ delivery }: SessionLine): boolean => delivery === 'push_in' || delivery === 'observation';

const studentsOf = (lines: readonly SessionLine[]): string[] =>
  lines.flatMap((line) => line.members?.map((member) => member.studentId) ?? []);

/**
 * What the contract cannot know about a plan: that its school, class, routine and room belong together, its students are the
 * adult's own today, its goals theirs. Answers the template, with the labels of the members.
 */
async function checkPlan(
  db: Db,
  adult: SignedIn,
  plan: SessionPlan,
  today: string,
): Promise<{ template: SeriesTemplate; school: SchoolTime } | Refusal> {
  const { districtId, adultId } = adult;
  const school = (await readSchoolTimes(db, districtId)).get(plan.schoolId);
  if (school === undefined) return refuse('not_found', 'schoolId');
  if ((minutesOf(plan.ends) ?? 0) <= (minutesOf(plan.starts) ?? 0)) {
    return refuse('bad_input', 'ends', { because: 'ends_before_start' });
  }
  if (weekdayOf(plan.date) > 5) return refuse('bad_input', 'date', { because: 'no_school_that_day' });
  const structure = await readStructure(db, districtId);
  const belongs = (list: readonly { id: string; of: string }[], id: string | null, of: string | null) =>
    id === null || list.some((entry) => entry.id === id && entry.of === of);
  if (!belongs(structure.classes, plan.classId, plan.schoolId)) return refuse('not_found', 'classId');
  if (!belongs(structure.routines, plan.routineId, plan.classId)) return refuse('not_found', 'routineId');
  if (!belongs(structure.rooms, plan.roomId, plan.schoolId)) return refuse('not_found', 'roomId');
  if (plan.members.length === 0 && (plan.delivery === 'push_in' || plan.delivery === 'pull_out')) {
    return refuse('bad_input', 'members', { because: 'session_needs_student' });
  }
  const own = await readPlanningStudents(db, districtId, adultId, today);
  const seen = new Set<string>();
  for (const [index, member] of plan.members.entries()) {
    const student = own.find((one) => one.studentId === member.studentId);
    if (student === undefined) return refuse('not_yours', `members.${index}.studentId`);
    if (seen.has(member.studentId)) {
      return refuse('bad_input', `members.${index}.studentId`, { because: 'student_twice' });
    }
    seen.add(member.studentId);
    const goals = new Set(student.goals.map((goal) => goal.goalId));
    const strange = member.goalIds.findIndex((goalId) => !goals.has(goalId));
    if (strange >= 0) return refuse('not_found', `members.${index}.goalIds.${strange}`);
  }
  return { template: templateOf(plan, await labelMembers(db, districtId, plan.members)), school };
}

/** A session that may still be changed: the row, or why not. */
async function changeable(db: Db, adult: SignedIn, sessionId: string): Promise<SessionRow | Refusal> {
  const row = await readSessionRow(db, adult.districtId, sessionId);
  if (row === null) return refuse('not_found', 'sessionId');
  const begun = await begunSessions(db, adult.districtId, [sessionId]);
  if (begun.has(sessionId)) return refuse('changed_meanwhile', 'sessionId', { because: 'session_begun' });
  // A cover has been told of this session and reaches its students: that is taken back first.
  const covered = await readCovers(db, adult.districtId, [sessionId]);
  return covered.has(sessionId) ? refuse('changed_meanwhile', 'sessionId', { because: 'session_covered' }) : row;
}

/** Where a plan of the visit is in force, what the dialog says of it becomes its next version: said last counts. */
async function keepAgreed(
  { db, adult, now, newId }: Signed,
  row: SessionRow,
  date: string,
  said: SeriesTemplate,
): Promise<void> {
  const { districtId, adultId } = adult;
  if (said.classId === null) return;
  const visit = { id: row.id, classId: said.classId, adultId: row.adult_id, routineId: said.routineId, date };
  const plan = planInForce(visit, await readVisitPlans(db, districtId, [said.classId], date));
  if (plan === null) return;
  const text = {
    activity: said.activity,
    coTeachingFormat: said.coTeachingFormat,
    therapistPart: said.myPart,
    classPart: said.theirPart,
    materials: said.materials,
    visuals: plan.visuals,
    classLine: plan.classLine,
    strategyIds: plan.strategyIds,
  };
  if (Object.entries(text).every(([key, value]) => plan[key as keyof typeof text] === value)) return;
  const next = { ...visit, classId: said.classId, sessionId: row.id, id: newId(), changedBy: adultId, changedAt: now };
  await insertVisitPlan(db, districtId, next, text);
}

const readAndPresent = async (
  db: Db,
  districtId: string,
  sessionId: string,
  fields: FieldSet,
): Promise<SessionLine | Refusal> => {
  const [line] = await readSessionLines(db, districtId, { sessionIds: [sessionId] });
  return line === undefined ? refuse('not_found', 'sessionId') : present(line, fields);
};

const planning = [
  handle(saveSession, {}, async ({ db, adult, body, now, today, newId, saw }) => {
    const { weekly, ...plan } = body;
    const checked = await checkPlan(db, adult, plan, today);
    if (checked instanceof Refusal) return checked;
    const { template, school } = checked;
    saw(plan.members.map((member) => member.studentId));
    const { districtId, adultId } = adult;
    if (weekly === null) {
      const id = newId();
      const made = { adultId, createdBy: adultId, createdAt: now };
      await insertSessions(db, districtId, made, template, [
        { id, date: plan.date, seriesId: null, origin: 'by_hand' },
      ]);
      return { id, seriesId: null };
    }
    if (weekly.until !== null && weekly.until < plan.date) {
      return refuse('bad_input', 'weekly.until', { because: 'ends_before_start' });
    }
    const series = {
      id: newId(),
      adultId,
      weekday: weekdayOf(plan.date),
      rotationDay: weekly.rotationDay,
      from: plan.date,
      to: weekly.until,
      template,
    };
    await insertSeries(db, districtId, series);
    const [first] = await writeSeriesAhead(db, districtId, { ...series, writtenTo: null }, school, {
      today,
      now,
      newId,
    });
    return first === undefined
      ? refuse('bad_input', 'date', { because: 'no_school_that_day' })
      : { id: first, seriesId: series.id };
  }),

  handle(changeSession, { subject: ({ params }) => ({ session: params.sessionId }) }, async (context) => {
    const { db, adult, params, body, today, newId, saw } = context;
    const row = await changeable(db, adult, params.sessionId);
    if (row instanceof Refusal) return row;
    const { scope, ...fields } = body;
    const checked = await checkPlan(db, adult, { ...fields, schoolId: row.school_id }, today);
    if (checked instanceof Refusal) return checked;
    saw(fields.members.map((member) => member.studentId));
    const { districtId } = adult;
    if (scope === 'this' || row.series_id === null) {
      const changed = await updateSession(db, districtId, row.id, fields.date, checked.template);
      if (!changed) return refuse('not_yours', 'sessionId');
      await keepAgreed(context, row, fields.date, checked.template);
      return { done: true as const };
    }
    if (row.date < today) return refuse('bad_input', 'scope', { because: 'session_past' });
    const continued = await continueSeries(
      db,
      districtId,
      { seriesId: row.series_id, newSeriesId: newId(), from: row.date, date: fields.date, template: checked.template },
      checked.school,
    );
    if (!continued) return refuse('not_yours', 'sessionId');
    await keepAgreed(context, row, fields.date, checked.template);
    return { done: true as const };
  }),

  handle(cancelSession, { subject: ({ params }) => ({ session: params.sessionId }) }, async (context) => {
    const { db, adult, params, body, today } = context;
    const row = await changeable(db, adult, params.sessionId);
    if (row instanceof Refusal) return row;
    const { districtId } = adult;
    if (body.scope === 'this' || row.series_id === null) {
      const changed = await setStatus(db, districtId, [row.id], 'cancelled', body.reason);
      return changed > 0 ? { done: true as const } : refuse('not_yours', 'sessionId');
    }
    if (row.date < today) return refuse('bad_input', 'scope', { because: 'session_past' });
    const later = await laterOfSeries(db, districtId, row.series_id, row.date);
    if (!(await endSeries(db, districtId, row.series_id, row.date))) return refuse('not_yours', 'sessionId');
    await setStatus(
      db,
      districtId,
      later.map((session) => session.id),
      'cancelled',
      body.reason,
    );
    return { done: true as const };
  }),

  handle(
    reinstateSession,
    { subject: ({ params }) => ({ session: params.sessionId }) },
    async ({ db, adult, params }) => {
      const changed = await setStatus(db, adult.districtId, [params.sessionId], 'planned', null);
      return changed > 0 ? { done: true as const } : refuse('not_found', 'sessionId');
    },
  ),

  handle(readPlanningChoices, {}, async ({ db, adult, query, today, saw }) => {
    const { districtId, adultId } = adult;
    const schools = await readSchoolTimes(db, districtId);
    const structure = await readStructure(db, districtId);
    const students = await readPlanningStudents(db, districtId, adultId, today);
    saw(students.map((student) => student.studentId));
    const schoolOfClass = new Map(structure.classes.map((one) => [one.id, one.of]));
    const routines = await readRoutinesOn(
      db,
      districtId,
      [...schoolOfClass.keys()],
      query.date,
      weekdayOf(query.date),
      (classId) => rotationAt(schools.get(schoolOfClass.get(classId) ?? ''), query.date),
    );
    const teachers = await readTeachers(db, districtId, query.date, query.date);
    return {
      students,
      schools: [...schools.values()].map((school) => ({
        schoolId: school.schoolId,
        name: school.name,
        rotationDays: rotationDaysOf(school),
      })),
      classes: structure.classes.map((one) => ({
        classId: one.id,
        schoolId: one.of,
        name: one.name,
        teacherName: teachers.find((teacher) => teacher.classId === one.id)?.shortName ?? null,
        routines: routines.filter((routine) => routine.classId === one.id),
      })),
      rooms: structure.rooms.map(({ id, of, name, kind }) => ({ roomId: id, schoolId: of, name, kind })),
      places: structure.places.map(({ of, name, setting }) => ({ schoolId: of, name, setting })),
    };
  }),
];

function rotationAt(school: SchoolTime | undefined, date: string): string | null {
  return school === undefined ? null : rotationDayOf(date, school.calendar);
}

function rotationDaysOf({ calendar: { year } }: SchoolTime): string[] {
  if (year.rotation === 'none') return [];
  if (year.rotation === 'ab') return ['A', 'B'];
  return Array.from({ length: Number(year.rotation.slice(2)) }, (_, index) => String(index + 1));
}

/** How far ahead Today looks for dates of IEPs, and back for sessions without a record. */
const iepDaysAhead = 30;
const unrecordedDays = 7;

const reading = [
  handle(readSession, { subject: ({ params }) => ({ session: params.sessionId }) }, ({ db, adult, params, fields }) =>
    readAndPresent(db, adult.districtId, params.sessionId, fields),
  ),

  handle(listSessions, {}, async ({ db, adult, query, fields, saw }) => {
    const { from, to } = query;
    const lines = await readSessionLines(
      db,
      adult.districtId,
      query.classId !== undefined
        ? { classIds: [query.classId], from, to }
        : query.schoolId !== undefined
          ? { schoolId: query.schoolId, from, to }
          : { adultId: adult.adultId, from, to },
    );
    const items = lines.map((line) => present(line, fields));
    saw(studentsOf(items));
    return { items };
  }),

  handle(readToday, {}, async ({ db, adult, query, today, fields, saw }) => {
    const { districtId, adultId } = adult;
    const date = query.date ?? today;
    const schools = await readSchoolTimes(db, districtId);
    const mine = await readSessionLines(db, districtId, { adultId, from: addDays(date, -unrecordedDays), to: date });
    const sessions = mine.filter((line) => line.date === date);
    const work = await readWork(db, districtId, adultId, date, weekdayOf(date), (schoolId) =>
      rotationAt(schools.get(schoolId ?? ''), date),
    );
    const classIds = adult.roles.flatMap((held) => (classRoles.includes(held.role) ? (held.classId ?? []) : []));
    const visits = await readSessionLines(db, districtId, { classIds, from: date, to: date });
    const pulledOut = sessions.filter((line) => line.delivery === 'pull_out' && line.status === 'planned');
    const lessons = sessions.filter((line) => inLesson(line) && line.status === 'planned');
    const record = fields === 'record';
    const visited = new Set([...sessions.flatMap((line) => line.classId ?? []), ...classIds]);
    const teachers = await readTeachers(db, districtId, date, date);
    const schoolOfClass = new Map([...sessions, ...visits].map((line) => [line.classId, line.schoolId]));
    const schoolIds = new Set([
      ...sessions.map((line) => line.schoolId),
      ...work.flatMap((block) => block.schoolId ?? []),
      ...adult.roles.flatMap((held) => held.schoolId ?? []),
      ...visits.map((line) => line.schoolId),
    ]);
    saw(studentsOf(record ? sessions : []));
    return {
      date,
      schools: [...schoolIds].flatMap((schoolId) => {
        const school = schools.get(schoolId);
        if (school === undefined) return [];
        const different = differentDate(date, school.calendar);
        return {
          schoolId,
          name: school.name,
          schoolDay: isSchoolDay(date, school.calendar),
          rotationDay: rotationDayOf(date, school.calendar),
          different,
        };
      }),
      sessions: sessions.map((line) => present(line, fields)),
      touchBases: await touchBasesOf(db, adult, date, date),
      work: work.map((block) => ({ ...block, kind: block.kind as WorkKind })),
      visits: visits.filter((line) => line.adultId !== adultId).map((line) => present(line, 'schedule')),
      absences: await readAbsences(db, districtId, date),
      teachers: teachers.flatMap(({ adultId: teacherId, shortName, classId }) => {
        const schoolId = schoolOfClass.get(classId);
        return visited.has(classId) && schoolId !== undefined
          ? { adultId: teacherId, shortName, classId, schoolId }
          : [];
      }),
      carryBack: record
        ? await readCarryBack(
            db,
            districtId,
            [...new Set(studentsOf(pulledOut))],
            pulledOut.map((line) => line.id),
            date,
          )
        : [],
      fromRoom: record
        ? await readFromRoom(
            db,
            districtId,
            [...new Set(studentsOf(lessons))],
            lessons.map((line) => line.id),
            date,
          )
        : [],
      iepDates: record ? await readIepDates(db, districtId, adultId, today, addDays(today, iepDaysAhead)) : [],
      unrecorded: record
        ? mine
            .filter(
              (line) => line.date < today && line.date < date && line.status === 'planned' && line.openedAt === null,
            )
            .map((line) => ({ sessionId: line.id, date: line.date, starts: line.starts }))
        : [],
    };
  }),

  handle(readPack, { subject: ({ params }) => ({ session: params.sessionId }), as: 'owner' }, async (asked) => {
    if (asked.fields === 'record') return asAdult(asked, () => packOf(asked, asked.params.sessionId));
    if (!(await isOfTheseDays(asked, asked.params.sessionId))) return refuse('not_yours', 'sessionId');
    return packOf(asked, asked.params.sessionId);
  }),
];

/** What a device needs to record the session, as far as the reader may read it. */
async function packOf({ db, adult, now, fields, saw }: Signed, sessionId: string): Promise<SessionPack | Refusal> {
  const { districtId, adultId } = adult;
  const [line] = await readSessionLines(db, districtId, { sessionIds: [sessionId] });
  if (line === undefined) return refuse('not_found', 'sessionId');
  const school = (await readSchoolTimes(db, districtId)).get(line.schoolId)!;
  const own = (line.members ?? []).map((member) => ({
    ...member,
    goalIds: member.goalIds.length > 0 ? member.goalIds : null,
  }));
  const discipline = await disciplineOf(db, districtId, line.adultId);
  const read = await readPackMembers(db, districtId, own, line.date, discipline);
  const members = fields === 'record' ? read : read.map(withoutWords);
  const others = line.classId === null ? [] : await readMayJoin(db, districtId, line.classId, adultId, line.date, own);
  const mayJoin = await readPackMembers(db, districtId, others, line.date, discipline);
  saw([...members, ...mayJoin].map((member) => member.studentId));
  const cueSetIds = new Set(
    [...members, ...mayJoin].flatMap((member) => member.goals.flatMap((goal) => goal.cueSetId ?? [])),
  );
  const adults = await readAdultsPresent(db, districtId, line, line.date);
  const routines =
    line.classId === null
      ? []
      : await readRoutinesOn(db, districtId, [line.classId], line.date, weekdayOf(line.date), () =>
          rotationAt(school, line.date),
        );
  const { places } = await readStructure(db, districtId);
  const context: ObservationContext = {
    setting: line.setting,
    ...(line.routineId === null ? {} : { routineId: line.routineId }),
    delivery: line.delivery,
    ...(line.coTeachingFormat === null ? {} : { coTeachingFormat: line.coTeachingFormat }),
    present: [...new Set([adultId, ...adults.filter((one) => one.expected).map((one) => one.adultId)])],
    therapistPart: line.delivery === 'observation' ? 'watching' : 'helping',
    purpose: defaultPurpose(line.delivery),
    groupSize: Math.max(1, members.filter((member) => !member.absent).length),
  };
  const pullOut = line.delivery === 'pull_out';
  return {
    sessionId: line.id,
    madeAt: now,
    date: line.date,
    starts: line.starts,
    ends: line.ends,
    zone: school.zone,
    schoolId: line.schoolId,
    classId: line.classId,
    roomId: line.roomId,
    roomName: line.roomName,
    routineName: line.routineName,
    activity: line.activity,
    openedAt: line.openedAt,
    closedAt: line.closedAt,
    context: { ...context, present: [...context.present] },
    recorderId: adultId,
    adults: adults.map(({ adultId: id, shortName, as }) => ({ adultId: id, shortName, as })),
    routines,
    places: places.filter((place) => place.of === line.schoolId).map(({ name, setting }) => ({ name, setting })),
    members,
    mayJoin,
    cueSets: await readCueSets(db, districtId, [...cueSetIds]),
    strategies: await strategiesFor(db, districtId, line),
    // What was seen and said before is the record.
    carryBack:
      pullOut && fields === 'record'
        ? await readCarryBack(
            db,
            districtId,
            members.map((member) => member.studentId),
            [line.id],
            line.date,
          )
        : [],
    fromRoom:
      inLesson(line) && fields === 'record'
        ? await readFromRoom(
            db,
            districtId,
            members.map((member) => member.studentId),
            [line.id],
            line.date,
          )
        : [],
  };
}

/** The words of targets are the student's record: without it there are neutral tags, and steps by their number. */
function withoutWords(member: PackMember): PackMember {
  const goals = member.goals.map((goal) => ({
    ...goal,
    targets: goal.targets.map((target) => ({ ...target, text: '', level: null })),
  }));
  return { ...member, goals };
}

async function disciplineOf(db: Db, districtId: string, adultId: string): Promise<string | null> {
  const adult = await db
    .selectFrom('adult')
    .select('discipline')
    .where('district_id', '=', districtId)
    .where('id', '=', adultId)
    .executeTakeFirst();
  return adult?.discipline ?? null;
}

const absences = [
  handle(saveAbsence, {}, async ({ db, adult, body, now, newId, saw }) => {
    const { districtId, adultId } = adult;
    let place: { schoolId: string; classId: string | null } | null;
    if (body.studentId !== null) place = await placeOfStudent(db, districtId, body.studentId, body.date);
    else {
      const schoolId = await schoolOfAdult(db, districtId, body.adultId!, body.classId);
      place = schoolId === null ? null : { schoolId, classId: body.classId };
    }
    if (place === null) return refuse('not_found', body.studentId === null ? 'adultId' : 'studentId');
    if (body.studentId !== null) saw([body.studentId]);
    return { id: await noteAbsence(db, districtId, { ...body, ...place }, { id: newId(), by: adultId, at: now }) };
  }),
  handle(withdrawAbsence, {}, async ({ db, adult, params, now, saw }) => {
    const studentId = await withdraw(db, adult.districtId, params.absenceId, now);
    if (studentId === undefined) return refuse('not_found', 'absenceId');
    if (studentId !== null) saw([studentId]);
    return { done: true as const };
  }),
];

export const sessionHandlers = [...planning, ...reading, ...absences];

/** What is done in the room anyway, and what the plan of this visit names; nothing in the therapy room. */
async function strategiesFor(db: Db, districtId: string, line: SessionLine) {
  if (line.classId === null) return [];
  const inRoom = (await readStrategiesInClass(db, districtId, line.classId)).filter(({ to }) => to === null);
  const plan = planInForce(
    { ...line, classId: line.classId },
    await readVisitPlans(db, districtId, [line.classId], line.date),
  );
  const ids = new Set([...(plan?.strategyIds ?? []), ...inRoom.map(({ strategyId }) => strategyId)]);
  const library = new Map((await readStrategies(db, districtId)).map((one) => [one.id, one]));
  return [...ids].flatMap((strategyId) => {
    const name = library.get(strategyId)?.name;
    return name === undefined ? [] : [{ strategyId, name }];
  });
}
