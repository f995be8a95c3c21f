import type { Kysely } from 'kysely';
import type { z } from 'zod';
import {
  addStudent,
  type CaseloadRow,
  changeStudent,
  findStudents,
  listStudents,
  readStudent,
  type StudentRecord,
  type studentInput,
} from '#contract/student.ts';
import { covers } from '#domain/caseload/roles.ts';
import { whoSees } from '#domain/caseload/who-sees.ts';
import { versionInForce } from '#domain/goals/version.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import { minutesPerWeek } from '#domain/services/service-period.ts';
import { readGoalsOf, readVersions } from '#store/goal.ts';
import { knownIds } from '#store/known-ids.ts';
import { rebuildReach } from '#store/reach.ts';
import type { Database } from '#store/schema.ts';
import { readServices, type ServiceLineRow } from '#store/service.ts';
import {
  findByLocalCode,
  insertStudent,
  type NamedStudent,
  readAccessFacts,
  readAdults,
  readBlocks,
  readEnrollments,
  readIeps,
  readKeptApart,
  readStudent as readNamed,
  readStudents,
  replaceKeptApart,
  type StudentQuery,
  saveBlocks,
  saveEnrollments,
  saveIep,
  updateStudent,
} from '#store/student.ts';
import { type Handler, handle, type Signed } from './handle.ts';
import { type FieldRefusal, type Refusal, refuse, refuseFields } from './refusal.ts';
import { serviceLinesOf } from './service.ts';

/** A search is for finding one student, not for reading the list another way. */
const mostFound = 30;

export const studentHandlers: readonly Handler[] = [
  handle(listStudents, {}, async (asked) => {
    const { limit, cursor, classId } = asked.query;
    const rows = await caseload(asked, {
      limit: limit + 1,
      ...(cursor === undefined ? {} : { after: cursor }),
      ...(classId === undefined ? {} : { classId }),
    });
    const items = rows.slice(0, limit);
    asked.saw(items.map((row) => row.id));
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }),
  handle(findStudents, {}, async (asked) => {
    const items = await caseload(asked, { limit: mostFound, search: asked.body.search });
    asked.saw(items.map((row) => row.id));
    return { items };
  }),
  handle(readStudent, { subject: ({ params }) => ({ student: params.studentId }) }, async (asked) => {
    const { db, adult, params, today, fields } = asked;
    const student = await readNamed(db, adult.districtId, params.studentId);
    if (student === null) return refuse('not_found', 'studentId');
    const enrollments = await readEnrollments(db, adult.districtId, [student.id]);
    const published = publishedOf(student, enrollments, today);
    return fields === 'record'
      ? { ...published, ...(await recordOf(db, adult.districtId, student, enrollments, today)) }
      : published;
  }),
  handle(addStudent, { as: 'owner' }, async (asked) => {
    const { db, adult, body, newId, now, today } = asked;
    const refused = await refuseStudent(db, adult.districtId, null, body);
    if (refused !== null) return refused;
    const id = newId();
    const therapist = adult.roles.some((held) => held.role === 'therapist');
    const kind = therapist ? 'therapy' : 'case_management';
    await insertStudent(
      db,
      adult.districtId,
      { ...fieldsOf(body), id, now },
      { id: newId(), adultId: adult.adultId, kind, from: today },
    );
    await saveParts(asked, id);
    asked.saw([id]);
    return { id };
  }),
  handle(changeStudent, { subject: ({ params }) => ({ student: params.studentId }), as: 'owner' }, async (asked) => {
    const { db, adult, body, params } = asked;
    const refused = await refuseStudent(db, adult.districtId, params.studentId, body);
    if (refused !== null) return refused;
    await updateStudent(db, adult.districtId, params.studentId, fieldsOf(body));
    await saveParts(asked, params.studentId);
    return { done: true as const };
  }),
];

type Input = z.output<typeof studentInput>;
type Published = Pick<CaseloadRow, 'id' | 'label' | 'givenName' | 'familyName' | 'preferredName' | 'grade' | 'classes'>;
type Enrollments = Awaited<ReturnType<typeof readEnrollments>>;

async function caseload(
  { db, adult, fields, today }: Signed,
  query: Omit<StudentQuery, 'adultId' | 'today'>,
): Promise<CaseloadRow[]> {
  const district = adult.districtId;
  const students = await readStudents(db, district, { ...query, adultId: adult.adultId, today });
  const ids = students.map((student) => student.id);
  const enrollments = Map.groupBy(await readEnrollments(db, district, ids), (row) => row.studentId);
  const rows = students.map((student) => publishedOf(student, enrollments.get(student.id) ?? [], today));
  if (fields !== 'record') return rows;

  const mine = students.filter((student) => student.record).map((student) => student.id);
  const ieps = Map.groupBy(await readIeps(db, district, mine), (row) => row.studentId);
  const goals = Map.groupBy(await readGoalsOf(db, district, mine), (row) => row.studentId);
  const services = Map.groupBy(await readServices(db, district, mine), (row) => row.studentId);
  return students.map((student, index) => {
    const row = rows[index]!;
    if (!student.record) return row;
    const own = goals.get(student.id) ?? [];
    const lines = services.get(student.id) ?? [];
    const iep = ieps.get(student.id)?.[0];
    return {
      ...row,
      schoolId: student.schoolId,
      schoolName: student.schoolName,
      disciplines: disciplinesOf(own, lines, today),
      goals: {
        active: own.filter((goal) => goal.status === 'active').length,
        onHold: own.filter((goal) => goal.status === 'on_hold').length,
      },
      iepDate: iep?.iepDate ?? null,
      annualReviewDue: iep?.annualReviewDue ?? null,
      reevaluationDue: iep?.reevaluationDue ?? null,
      minutesPerWeek: weeklyMinutes(lines, today),
    };
  });
}

/** What adults of a class get: nothing that is not on the class list already. */
function publishedOf(student: NamedStudent, enrollments: Enrollments, today: string): Published {
  return {
    id: student.id,
    label: student.label,
    givenName: student.givenName,
    familyName: student.familyName,
    preferredName: student.preferredName,
    grade: student.grade,
    classes: enrollments
      .filter((row) => covers(row, today))
      .map(({ classId, className }) => ({ id: classId, name: className })),
  };
}

function disciplinesOf(
  goals: readonly { readonly discipline: 'speech' | 'occupational' | 'physical'; readonly status: string }[],
  lines: readonly ServiceLineRow[],
  today: string,
): ('speech' | 'occupational' | 'physical')[] {
  const served = lines.filter((line) => line.periods.some((period) => covers(period, today)));
  const worked = goals.filter((goal) => goal.status !== 'closed');
  return [...new Set([...served, ...worked].map(({ discipline }) => discipline))].sort();
}

function weeklyMinutes(lines: readonly ServiceLineRow[], today: string): NonNullable<CaseloadRow['minutesPerWeek']> {
  const minutes = new Map<string, NonNullable<CaseloadRow['minutesPerWeek']>[number]>();
  for (const { discipline, periods } of lines)
    for (const period of periods.filter((one) => covers(one, today))) {
      const { delivery } = period;
      const key = `${discipline} ${delivery}`;
      const known = minutes.get(key)?.minutes ?? 0;
      minutes.set(key, { discipline, delivery, minutes: known + minutesPerWeek(period) });
    }
  return [...minutes.values()];
}

async function recordOf(
  db: Kysely<Database>,
  districtId: string,
  student: NamedStudent,
  enrollments: Enrollments,
  today: string,
): Promise<Partial<StudentRecord>> {
  const goals = await readGoalsOf(db, districtId, [student.id]);
  const versions = Map.groupBy(
    await readVersions(
      db,
      districtId,
      goals.map((goal) => goal.id),
    ),
    (version) => version.goalId,
  );
  const seeing = whoSees(await readAccessFacts(db, districtId, student.id), today);
  const names = new Map(
    (
      await readAdults(
        db,
        districtId,
        seeing.map((row) => row.adultId),
      )
    ).map((adult) => [adult.id, adult.name]),
  );
  return {
    schoolId: student.schoolId,
    schoolName: student.schoolName,
    localCode: student.localCode,
    responseMode: student.responseMode,
    leftOn: student.leftOn,
    ofAgeOn: student.ofAgeOn,
    enrollments,
    ieps: await readIeps(db, districtId, [student.id]),
    blocks: (await readBlocks(db, districtId, student.id)) as NonNullable<StudentRecord['blocks']>,
    keptApart: (await readKeptApart(db, districtId, student.id)).map((other) => ({
      id: other.id,
      label: other.label ?? '',
      name: other.name ?? '',
    })),
    goals: goals.map((goal) => {
      const version = versionInForce(versions.get(goal.id) ?? [], today);
      return { ...goal, officialWording: version?.officialWording ?? '', plainWords: version?.plainWords ?? '' };
    }),
    services: await serviceLinesOf(db, districtId, student.id, today),
    access: seeing.map(({ adultId, role, reach, from, to }) => ({
      adultId,
      name: names.get(adultId) ?? '',
      role,
      reach,
      from,
      to,
    })),
  };
}

const fieldsOf = (input: Input) => ({
  ...input,
  preferredName: input.preferredName || null,
  localCode: input.localCode || null,
});

/** What the contract cannot know: ids that are nobody's, a local code that is somebody else's. */
async function refuseStudent(
  db: Kysely<Database>,
  districtId: string,
  studentId: string | null,
  input: Input,
): Promise<Refusal | null> {
  const faults: FieldRefusal[] = [];
  const schools = await knownIds(db, districtId, 'school', [input.schoolId]);
  if (!schools.has(input.schoolId)) faults.push({ field: 'schoolId', because: 'unknown' });
  const classes = await knownIds(
    db,
    districtId,
    'class',
    input.enrollments.map((row) => row.classId),
  );
  input.enrollments.forEach((row, index) => {
    if (!classes.has(row.classId)) faults.push({ field: `enrollments.${index}.classId`, because: 'unknown' });
  });
  const others = await knownIds(db, districtId, 'student', input.keptApart);
  input.keptApart.forEach((other, index) => {
    if (!others.has(other) || other === studentId) faults.push({ field: `keptApart.${index}`, because: 'unknown' });
  });
  if (input.localCode) {
    const holder = await findByLocalCode(db, districtId, input.localCode);
    if (holder !== null && holder !== studentId) faults.push({ field: 'localCode', because: 'local_code_taken' });
  }
  const [first, ...rest] = faults;
  return first === undefined ? null : refuseFields([first, ...rest]);
}

async function saveParts(asked: Signed & { readonly body: Input }, studentId: string): Promise<void> {
  const { db, adult, body, newId, now, today } = asked;
  const yesterday = addDays(today, -1);
  const district = adult.districtId;
  const withId = <Row extends { readonly id?: string | undefined }>(rows: readonly Row[]) =>
    rows.map((row) => ({ ...row, id: row.id ?? newId() }));
  await saveEnrollments(db, district, studentId, withId(body.enrollments), yesterday);
  await saveBlocks(db, district, studentId, withId(body.blocks), yesterday);
  await replaceKeptApart(db, district, studentId, [...new Set(body.keptApart)]);
  if (body.iep !== null) await saveIep(db, district, { ...body.iep, studentId, newId: newId(), now });
  await rebuildReach(db, district, [studentId]);
}
