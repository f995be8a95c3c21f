import type { Kysely } from 'kysely';
import { makeNewYear, type NewYearPlan, previewNewYear, readNewYear, undoNewYear } from '#contract/new-year.ts';
import { nameInWords } from '#domain/caseload/name.ts';
import {
  type ClassNow,
  type MadeForSchool,
  proposeStudent,
  type StudentNextYear,
  type StudentNow,
  yearProblems,
} from '#domain/caseload/new-year.ts';
import { covers } from '#domain/caseload/roles.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import { readGoalsOf } from '#store/goal.ts';
import {
  insertNewYear,
  markYearUndone,
  type NewYearStudentRow,
  readClassesAfter,
  readNewYearStudents,
  readNewYears,
  readStudentsThen,
  readTeachers,
} from '#store/new-year.ts';
import {
  endOfPlan,
  passClasses,
  passStudent,
  plannedIn,
  takeClassesBack,
  takeStudentBack,
} from '#store/new-year-changes.ts';
import { rebuildReach } from '#store/reach.ts';
import type { Database } from '#store/schema.ts';
import { readSchools } from '#store/school.ts';
import { readServices } from '#store/service.ts';
import { readTeamTherapists } from '#store/team.ts';
import { type Handler, handle, isDone } from './handle.ts';
import { Refusal, refuse } from './refusal.ts';
import type { SignedIn } from './signed-in.ts';
import { schoolsOf } from './team.ts';

type Db = Kysely<Database>;

/** Beside the lines of the access log. */
const because = 'new_year';
/** The longest a year may be, and the longest from the end of one to the first day of the next. */
const mostDays = 400;
const mostDaysBetween = 200;

export const newYearHandlers: readonly Handler[] = [
  handle(readNewYear, { as: 'owner' }, async ({ db, adult, query, today, saw, purpose }) => {
    const { districtId } = adult;
    const schools = (await readSchools(db, districtId))
      .filter(({ id }) => isTheirs(adult, id))
      .map(({ id, name }) => ({ schoolId: id, name }));
    if (query.schoolId === undefined) return { schools, of: null };
    const facts = await factsOf(db, adult, query.schoolId, today);
    if (facts === null) return refuse('not_found', 'schoolId');
    const { school, classes, students } = facts;
    saw(students.map(({ id }) => id));
    purpose(because);
    const { id, yearFrom, yearTo, rotation, rotationFrom } = school;
    return {
      schools,
      of: {
        schoolId: id,
        yearFrom,
        yearTo,
        rotation,
        rotationFrom,
        teachers: await readTeachers(db, districtId, today),
        therapists: facts.therapists.map((one) => ({ adultId: one.adultId, name: one.name })),
        classes: classes.map((one) => ({
          classId: one.id,
          name: one.name,
          grade: one.grade,
          kind: one.kind,
          teachers: one.teachers.map((teacher) => teacher.name),
        })),
        students: students.map((one) => {
          const { studentId: _, ...proposed } = proposeStudent(one, classes);
          return {
            studentId: one.id,
            name: nameInWords(one),
            grade: one.grade,
            classNames: classes.filter((of) => one.classIds.includes(of.id)).map((of) => of.name),
            proposed: { ...proposed, classIds: [...proposed.classIds], therapistIds: [...proposed.therapistIds] },
          };
        }),
        made: (await readNewYears(db, districtId, id)).map((one) => ({
          id: one.id,
          yearFrom: one.from,
          yearTo: one.to,
          students: one.count,
          madeBy: one.madeBy,
          madeAt: one.madeAt,
          undoneBy: one.undoneBy,
          undoneAt: one.undoneAt,
          mayUndo: one.undoneAt === null && one.begunAt === null && one.from > today,
        })),
      },
    };
  }),

  handle(previewNewYear, { as: 'owner' }, async ({ db, adult, body, today, saw, purpose }) => {
    const { districtId } = adult;
    const decided = await decide(db, adult, body, today);
    if (decided instanceof Refusal) return decided;
    const { classes, students, problems, school } = decided;
    const ids = body.students.map(({ studentId }) => studentId);
    saw(ids);
    purpose(because);
    const goOn = body.students.filter(({ fate }) => fate === 'goes_on');
    const then = new Map(students.map((one) => [one.id, one]));
    const changesClass = (one: StudentNextYear) => isOther(one.classIds, then.get(one.studentId)!.classIds);
    const moved = new Set(
      goOn.flatMap((one) => (changesClass(one) || one.grade !== then.get(one.studentId)!.grade ? one.studentId : [])),
    );
    const goals = await readGoalsOf(db, districtId, [...moved]);
    const named = new Map<string, string>([
      ...classes.map((one) => [one.id, one.name] as const),
      ...students.map((one) => [one.id, nameInWords(one)] as const),
    ]);
    return {
      counts: {
        goOn: goOn.length,
        leave: body.students.length - goOn.length,
        changeClass: goOn.filter(changesClass).length,
        goalsToProbe: goals.filter(({ status }) => status === 'active').length,
        classesClose: body.classes.filter(({ fate }) => fate === 'closes').length,
        newTeachers: body.classes.filter(({ fate }) => fate === 'new_teacher').length,
        seriesEnd: (await plannedIn(db, districtId, school.id)).filter((one) => goesBeyond(one, school.yearTo)).length,
      },
      problems: problems.map((problem) => ({ ...problem, name: named.get(problem.id) ?? '' })),
    };
  }),

  handle(makeNewYear, { as: 'owner' }, async ({ db, adult, body, today, now, newId, saw, purpose }) => {
    const { districtId } = adult;
    const decided = await decide(db, adult, body, today);
    if (decided instanceof Refusal) return decided;
    const { school, students, problems } = decided;
    const stop = problems.find(({ stops }) => stops);
    if (stop !== undefined) {
      const index = body.students.findIndex(({ studentId }) => studentId === stop.id);
      return refuse('bad_input', `students.${index}.classIds`, { because: `new_year_${stop.kind}` });
    }
    saw(body.students.map(({ studentId }) => studentId));
    purpose(because);
    const year = { schoolId: school.id, endedOn: school.yearTo, from: body.yearFrom, newId };
    const ofClasses = await passClasses(db, districtId, body.classes, year);
    const ofPlan = await endOfPlan(db, districtId, year);
    const then = new Map(students.map((one) => [one.id, one]));
    const rows: NewYearStudentRow[] = [];
    for (const one of body.students) {
      const { grade, leftOn } = then.get(one.studentId)!;
      rows.push({
        studentId: one.studentId,
        gradeBefore: grade,
        grade: one.grade,
        made: await passStudent(db, districtId, { ...one, leftOn }, year),
      });
    }
    const made: MadeForSchool = { ...ofClasses, ...ofPlan, told: toTell(body, then) };
    const id = newId();
    await insertNewYear(db, districtId, {
      ...year,
      id,
      to: body.yearTo,
      rotation: body.rotation,
      rotationFrom: body.rotationFrom,
      made,
      madeBy: adult.adultId,
      madeAt: now,
      students: rows,
    });
    await rebuildReach(db, districtId);
    return { id };
  }),

  handle(undoNewYear, { as: 'owner' }, async ({ db, adult, params, body, today, now, saw, purpose }) => {
    const { districtId } = adult;
    if (!isTheirs(adult, body.schoolId)) return refuse('not_found', 'schoolId');
    const found = (await readNewYears(db, districtId, body.schoolId)).find(({ id }) => id === params.newYearId);
    if (found === undefined) return refuse('not_found', 'newYearId');
    if (found.undoneAt !== null) return refuse('bad_input', 'newYearId', { because: 'new_year_undone' });
    if (found.begunAt !== null || found.from <= today)
      return refuse('bad_input', 'newYearId', { because: 'new_year_begun' });
    const students = await readNewYearStudents(db, districtId, found.id);
    saw(students.map(({ studentId }) => studentId));
    purpose(because);
    const planned = await plannedIn(db, districtId, body.schoolId);
    if (planned.some(({ from, to }) => from > found.endedOn && (to === null || to >= from)))
      return refuse('changed_meanwhile', 'newYearId', { because: 'new_year_planned' });
    const asLeft = await takeClassesBack(db, districtId, found);
    let unchanged = asLeft;
    for (const one of students) unchanged = unchanged && (await takeStudentBack(db, districtId, one, found));
    // A refusal rolls back what was taken back so far.
    if (!unchanged) return refuse('changed_meanwhile', 'newYearId', { because: 'new_year_changed' });
    await markYearUndone(db, districtId, found.id, { by: adult.adultId, now });
    await rebuildReach(db, districtId);
    return isDone;
  }),
];

function isTheirs(adult: SignedIn, schoolId: string): boolean {
  const schools = schoolsOf(adult);
  return schools === null || schools.includes(schoolId);
}

const isOther = (a: readonly string[], b: readonly string[]): boolean =>
  a.length !== b.length || a.some((id) => !b.includes(id));

const goesBeyond = ({ from, to }: { readonly from: string; readonly to: string | null }, day: string): boolean =>
  from <= day && (to === null || to > day);

/** The school on the last day of its year; null where it is not the reader's. */
async function factsOf(db: Db, adult: SignedIn, schoolId: string, today: string) {
  const { districtId } = adult;
  const school = (await readSchools(db, districtId)).find(({ id }) => id === schoolId);
  if (school === undefined || !isTheirs(adult, schoolId)) return null;
  // Before the year has ended its last day counts; afterwards, what is so today.
  const then = school.yearTo > today ? school.yearTo : today;
  const classes = (await readClassesAfter(db, districtId, schoolId, then)).map((one) => ({
    ...one,
    teacherIds: one.teachers.map(({ adultId }) => adultId),
  })) satisfies readonly ClassNow[];
  return {
    school,
    classes,
    students: await readStudentsThen(db, districtId, schoolId, then),
    therapists: await readTeamTherapists(db, districtId, [schoolId], today),
  };
}

/** What the plan says of whom, and what is wrong with it; or why it cannot be looked at. */
async function decide(db: Db, adult: SignedIn, body: NewYearPlan, today: string) {
  const { districtId } = adult;
  const facts = await factsOf(db, adult, body.schoolId, today);
  if (facts === null) return refuse('not_found', 'schoolId');
  const { school, classes, therapists } = facts;
  const wrong = yearFault(body, school, today);
  if (wrong !== null) return wrong;
  // A role that ends with the year teaches nobody in the next.
  const teachersThen = (of: (typeof classes)[number]) =>
    of.teachers.filter(({ to }) => to === null || to >= body.yearFrom).map(({ adultId }) => adultId);
  const classById = new Map(classes.map((one) => [one.id as string, { ...one, teacherIds: teachersThen(one) }]));
  const teachers = new Set((await readTeachers(db, districtId, today)).map(({ adultId }) => adultId as string));
  const known = new Set(therapists.map(({ adultId }) => adultId as string));
  if (
    !areAll(
      body.classes.map(({ classId }) => classId),
      [...classById.keys()],
    )
  )
    return refuse('changed_meanwhile', 'classes', { because: 'new_year_other_classes' });
  for (const [index, { fate, teacherId }] of body.classes.entries())
    if ((fate === 'new_teacher') !== (teacherId !== null && teachers.has(teacherId)))
      return refuse('bad_input', `classes.${index}.teacherId`, { because: 'missing' });
  if (
    !areAll(
      body.students.map(({ studentId }) => studentId),
      facts.students.map(({ id }) => id),
    )
  )
    return refuse('changed_meanwhile', 'students', { because: 'new_year_other_students' });
  const goOnAlready = new Map(facts.students.map((one) => [one.id, one]));
  for (const [index, one] of body.students.entries()) {
    if (one.classIds.some((id) => !classById.has(id))) return refuse('not_found', `students.${index}.classIds`);
    const had = goOnAlready.get(one.studentId)!.therapistIds;
    if (one.therapistIds.some((id) => !known.has(id) && !had.includes(id)))
      return refuse('not_found', `students.${index}.therapistIds`);
  }
  const served = Map.groupBy(
    await readServices(
      db,
      districtId,
      facts.students.map(({ id }) => id),
    ),
    ({ studentId }) => studentId,
  );
  const students = facts.students.map((one) => ({
    ...one,
    servedBy: (served.get(one.id) ?? [])
      .flatMap(({ periods }) => periods)
      .filter((period) => covers(period, body.yearFrom))
      .flatMap(({ adultId }) => adultId ?? []),
  })) satisfies readonly StudentNow[];
  const problems = yearProblems(body, {
    classes: classById,
    students: new Map(students.map((one) => [one.id, one])),
  });
  return { school, classes, students, problems };
}

const areAll = (said: readonly string[], all: readonly string[]): boolean =>
  said.length === all.length && new Set(said).size === all.length && all.every((id) => said.includes(id));

type YearDays = Pick<NewYearPlan, 'yearFrom' | 'yearTo' | 'rotation' | 'rotationFrom'>;

function yearFault(
  { yearFrom, yearTo, rotation, rotationFrom }: YearDays,
  school: { readonly yearTo: string; readonly nextYear: object | null },
  today: string,
): Refusal | null {
  const wrong = (field: string, because: string) => refuse('bad_input', field, { because });
  if (school.nextYear !== null) return wrong('yearFrom', 'new_year_ahead');
  if (yearFrom <= school.yearTo) return wrong('yearFrom', 'new_year_after_this');
  if (yearFrom <= today) return wrong('yearFrom', 'new_year_from_tomorrow');
  const last = school.yearTo > today ? school.yearTo : today;
  if (yearFrom > addDays(last, mostDaysBetween)) return wrong('yearFrom', 'new_year_too_far');
  if (yearTo <= yearFrom) return wrong('yearTo', 'ends_before_start');
  if (yearTo > addDays(yearFrom, mostDays)) return wrong('yearTo', 'new_year_too_long');
  if (rotation !== 'none' && rotationFrom === null) return wrong('rotationFrom', 'rotation_needs_start');
  return null;
}

/** Therapists and new teachers for whom the year brings others, with how many students they have in it. */
function toTell(
  body: NewYearPlan,
  then: ReadonlyMap<string, { readonly therapistIds: readonly string[] }>,
): MadeForSchool['told'] {
  const goOn = body.students.filter(({ fate }) => fate === 'goes_on');
  const has = (adultId: string) => goOn.filter(({ therapistIds }) => therapistIds.includes(adultId)).length;
  const therapists = new Set([
    ...goOn.flatMap(({ therapistIds }) => therapistIds),
    ...[...then.values()].flatMap(({ therapistIds }) => therapistIds),
  ]);
  const told = new Map([...therapists].map((adultId) => [adultId, has(adultId)]));
  for (const { classId, fate, teacherId } of body.classes) {
    if (fate !== 'new_teacher' || teacherId === null) continue;
    const come = goOn.filter(({ classIds }) => classIds.includes(classId)).length;
    told.set(teacherId, (told.get(teacherId) ?? 0) + come);
  }
  return [...told].flatMap(([adultId, students]) => (students === 0 ? [] : { adultId, students }));
}
