import { plain } from './cell.ts';
import type {
  Change,
  Importer,
  ImportCounts,
  ImportPlan,
  KnownAdult,
  KnownRecord,
  KnownSchool,
  Line,
  StudentFields,
  StudentPlan,
} from './plan.ts';
import { planClasses } from './plan-classes.ts';
import { planGoals, type RowTherapist } from './plan-goals.ts';
import { planServices } from './plan-services.ts';
import { Problems } from './problems.ts';
import { type CaseloadRow, type Problem, stops } from './row.ts';
import { type AboutOne, adultsNamed, whoIsIt } from './who-is-it.ts';

export interface PlannedImport {
  readonly plan: ImportPlan;
  readonly lines: readonly Line[];
  readonly counts: ImportCounts;
  /** Students known before whom the rows are about. */
  readonly studentIds: readonly string[];
  /** On the importer's own caseload and not in the rows: they stay as they are. */
  readonly leftAlone: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * What bringing these rows in would do to the school as it is known: new, changed field by field, or nothing. What the rows do
 * not mention stays. The order of the rows makes no difference. With a problem that stops it, the plan is not to be applied.
 */
export function planImport(
  rows: readonly CaseloadRow[],
  known: KnownSchool,
  importer: Importer,
  readingProblems: readonly Problem[] = [],
): PlannedImport {
  const problems = new Problems();
  for (const { row, column, code, values } of readingProblems) problems.add(row, column, code, values);
  const about = whoIsIt(rows, known, problems).toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  const therapistOf = therapistFinder(rows, known, importer, problems);
  const classes = planClasses(about, known, importer.today, problems);
  const records = new Map(known.records.map((record) => [record.id, record]));
  const classNames = new Map(known.classes.map(({ id, name }) => [id, name]));
  const schoolNames = new Map(known.schools.map(({ id, name }) => [id, name]));
  const therapists = new Map(known.adults.map(({ id, name }) => [id, name]));

  const students: StudentPlan[] = [];
  const studentLines: Line[] = [];
  const counts = { students: none(), goals: none(), services: none() };
  for (const one of about) {
    const record = one.known === null ? null : (records.get(one.known.id) ?? null);
    if (one.known !== null && !mayTouch(one, record, importer, problems)) continue;
    const own = planStudent(one, record, {
      classes,
      classNames,
      schoolNames,
      therapists,
      importer,
      therapistOf,
      problems,
    });
    if (own === null) continue;
    const goals = planGoals(one.rows, record?.goals ?? [], therapistOf, own.dates, problems);
    const services = planServices(one.rows, record?.lines ?? [], therapistOf, own.dates, problems);
    const changes = [...own.changes, ...goals.changes, ...services.changes];
    const is = one.known === null ? 'new' : changes.length > 0 ? 'changed' : 'unchanged';
    counts.students[is] += 1;
    counts.goals.unchanged += goals.unchanged;
    for (const goal of goals.goals) counts.goals[goal.is] += 1;
    counts.services.unchanged += services.unchanged;
    for (const change of services.changes) counts.services[change.before === null ? 'new' : 'changed'] += 1;
    if (is === 'unchanged' && goals.goals.length === 0) continue;
    students.push({ ...own.plan, goals: goals.goals, services: services.services });
    studentLines.push({
      noun: 'student',
      is: is === 'new' ? 'new' : 'changed',
      id: one.known?.id ?? null,
      name: own.name,
      rows: one.rows.map(({ row }) => row).toSorted((a, b) => a - b),
      changes,
    });
  }
  const mentioned = new Set(about.flatMap(({ known: student }) => student?.id ?? []));
  return {
    plan: { ...classes.plan, students },
    lines: [...studentLines, ...classes.lines],
    counts: { ...counts, classes: classes.plan.classes.length, teachers: classes.plan.adults.length },
    studentIds: [...mentioned],
    leftAlone: known.mine.filter((id) => !mentioned.has(id)),
    problems: problems.list(),
  };
}

/** Whether there is something to do and nothing in the way. */
export function isApplicable({ plan, problems }: PlannedImport): boolean {
  const something = plan.classes.length + plan.adults.length + plan.teachers.length + plan.students.length > 0;
  return something && !problems.some(stops);
}

const none = () => ({ new: 0, changed: 0, unchanged: 0 });

function sortKey({ rows, known }: AboutOne): string {
  const names = rows.map((row) => `${plain(row.familyName ?? '')} ${plain(row.givenName ?? '')}`).toSorted();
  const numbers = rows.flatMap(({ studentNumber }) => studentNumber ?? []).toSorted();
  return [names.at(-1), numbers.at(-1) ?? '', known?.id ?? ''].join('|');
}

/** A record that the importer does not see is a coordinator's to change, and one of somebody who left nobody's. */
function mayTouch(
  { rows }: AboutOne,
  record: KnownRecord | null,
  importer: Importer,
  problems: Problems,
): record is KnownRecord {
  const row = rows[0]!.row;
  if (record === null || (!record.reached && !importer.assigns)) {
    problems.add(row, 'studentNumber', 'student_elsewhere');
    return false;
  }
  if (record.leftOn !== null && record.leftOn < importer.today) {
    problems.add(row, 'studentNumber', 'student_left', { day: record.leftOn });
    return false;
  }
  return true;
}

function therapistFinder(
  rows: readonly CaseloadRow[],
  known: KnownSchool,
  importer: Importer,
  problems: Problems,
): (row: CaseloadRow) => RowTherapist {
  const me = known.adults.find(({ id }) => id === importer.adultId);
  const byDefault: RowTherapist = importer.therapist
    ? { adultId: importer.adultId, said: false, discipline: me?.discipline ?? null }
    : { adultId: null, said: false, discipline: null };
  const found = new Map(rows.map((row) => [row.row, oneTherapist(row, known.adults, byDefault, importer, problems)]));
  return (row) => found.get(row.row) ?? byDefault;
}

function oneTherapist(
  { row, therapist: said }: CaseloadRow,
  adults: readonly KnownAdult[],
  byDefault: RowTherapist,
  importer: Importer,
  problems: Problems,
): RowTherapist {
  if (said === undefined) return byDefault;
  const named = adultsNamed(adults, said);
  const fitting = named.filter(({ therapist }) => therapist);
  const [adult] = fitting;
  if (adult === undefined || fitting.length > 1) {
    problems.add(row, 'therapist', adult === undefined ? 'therapist_unknown' : 'therapist_unclear');
    return byDefault;
  }
  if (adult.id !== importer.adultId && !importer.assigns) problems.add(row, 'therapist', 'therapist_not_you');
  return { adultId: adult.id, said: true, discipline: adult.discipline };
}

interface Around {
  readonly classes: ReturnType<typeof planClasses>;
  readonly classNames: ReadonlyMap<string, string>;
  readonly schoolNames: ReadonlyMap<string, string>;
  readonly therapists: ReadonlyMap<string, string>;
  readonly importer: Importer;
  readonly therapistOf: (row: CaseloadRow) => RowTherapist;
  readonly problems: Problems;
}

/** The student without goals and services; null where a new one lacks what it takes. */
function planStudent(one: AboutOne, record: KnownRecord | null, around: Around) {
  const { rows, known } = one;
  const { classes, importer, problems, schoolNames } = around;
  const { today } = importer;
  const first = rows[0]!.row;
  const changes: Change[] = [];
  const differ = (field: Change['field'], before: Change['before'], after: Change['after']) => {
    if (before !== after) changes.push({ field, of: null, before, after });
  };

  const givenName = problems.said(rows, 'givenName') ?? known?.givenName;
  const familyName = problems.said(rows, 'familyName') ?? known?.familyName;
  const namesSchool = rows.some(({ school }) => school !== undefined);
  const schoolId = known !== null && !namesSchool ? known.schoolId : (one.schoolId ?? undefined);
  if (familyName === undefined) problems.add(first, 'familyName', 'missing');
  if (givenName === undefined) problems.add(first, 'givenName', 'missing');
  if (schoolId === undefined && !namesSchool) problems.add(first, 'school', 'school_missing');
  const said = {
    number: problems.said(rows, 'studentNumber'),
    preferredName: problems.said(rows, 'preferredName'),
    label: problems.said(rows, 'label'),
    grade: problems.said(rows, 'grade'),
  };
  if (givenName === undefined || familyName === undefined || schoolId === undefined) return null;
  const fields: StudentFields = {
    schoolId,
    number: said.number ?? known?.number ?? null,
    givenName,
    familyName,
    preferredName: said.preferredName ?? known?.preferredName ?? null,
    label: said.label ?? record?.label ?? `${[...givenName][0]}${[...familyName][0]}`.toUpperCase(),
    grade: said.grade ?? record?.grade ?? null,
  };
  differ('number', known?.number ?? null, fields.number);
  differ('given_name', known?.givenName ?? null, fields.givenName);
  differ('family_name', known?.familyName ?? null, fields.familyName);
  differ('preferred_name', known?.preferredName ?? null, fields.preferredName);
  differ('label', record?.label ?? null, fields.label);
  const schoolName = (id: string | undefined) => (id === undefined ? null : (schoolNames.get(id) ?? null));
  differ('school', schoolName(known?.schoolId), schoolName(schoolId));
  differ('grade', record?.grade ?? null, fields.grade);
  const fieldsChange = changes.length > 0;

  const year = known === null ? around.classes.yearFrom(schoolId) : today;
  const enrollments = classes
    .of(rows, schoolId)
    .filter((there) => !('id' in there && known?.classIds.includes(there.id)));
  for (const there of enrollments) differ('class', null, classes.nameOf(there));
  const mentioned = new Set(classes.of(rows, schoolId).flatMap((there) => ('id' in there ? there.id : [])));
  const others = (known?.classIds ?? []).filter((id) => !mentioned.has(id));
  if (record?.reached === true && enrollments.length > 0 && others.length > 0) {
    const names = others.map((id) => around.classNames.get(id) ?? '').toSorted();
    problems.add(first, 'class', 'still_in_class', { said: names.join(', ') });
  }

  const therapistIds = new Set(rows.flatMap((row) => around.therapistOf(row).adultId ?? []));
  const caseloadOf = [...therapistIds].filter((id) => !record?.caseloadOf.includes(id)).toSorted();
  for (const id of caseloadOf) differ('caseload', null, around.therapists.get(id) ?? '');

  const { iep, inForce } = planIep(rows, record, problems, differ);
  return {
    name: shownName(rows, record, fields),
    changes,
    dates: { iepDate: inForce?.iepDate ?? null, annualReview: inForce?.annualReviewDue ?? null, today },
    plan: {
      id: known?.id ?? null,
      fields: known === null || fieldsChange ? fields : null,
      enrollments: enrollments.map((there) => ({ class: there, from: year })),
      caseloadOf,
      iep,
    },
  };
}

/** Whoever does not see the record is told no more of the name than the rows say. */
function shownName(rows: readonly CaseloadRow[], record: KnownRecord | null, fields: StudentFields): string {
  const said = rows.some(({ givenName, familyName }) => givenName !== undefined && familyName !== undefined);
  return said || record?.reached === true ? `${fields.givenName} ${fields.familyName}` : `#${fields.number}`;
}

/** The IEP that the rows' dates are of: the one of their IEP date, else the newest. */
function planIep(
  rows: readonly CaseloadRow[],
  record: KnownRecord | null,
  problems: Problems,
  differ: (field: Change['field'], before: Change['before'], after: Change['after']) => void,
) {
  const first = rows[0]!.row;
  const said = {
    iepDate: problems.said(rows, 'iepDate'),
    annualReview: problems.said(rows, 'annualReview'),
    reevaluation: problems.said(rows, 'reevaluation'),
  };
  const newest = record?.ieps[0] ?? null;
  if (said.iepDate === undefined && said.annualReview === undefined && said.reevaluation === undefined)
    return { iep: null, inForce: newest };
  const iepDate = said.iepDate ?? newest?.iepDate;
  if (iepDate === undefined) {
    // Where it is there and cannot be read, that is said already.
    if (!rows.some(({ row }) => problems.has(row, 'iepDate'))) problems.add(first, 'iepDate', 'iep_date_missing');
    return { iep: null, inForce: newest };
  }
  const same = record?.ieps.find((iep) => iep.iepDate === iepDate) ?? null;
  // A reevaluation is due every three years: a new IEP leaves its day where it was.
  const stillDue = newest?.reevaluationDue != null && newest.reevaluationDue > iepDate ? newest.reevaluationDue : null;
  const iep = {
    iepDate,
    annualReviewDue: said.annualReview ?? same?.annualReviewDue ?? null,
    reevaluationDue: said.reevaluation ?? (same === null ? stillDue : same.reevaluationDue),
  };
  if (iep.annualReviewDue !== null && iep.annualReviewDue < iepDate)
    problems.add(first, 'annualReview', 'date_before', { day: iepDate });
  const before = same ?? newest;
  differ('iep_date', before?.iepDate ?? null, iep.iepDate);
  differ('annual_review', before?.annualReviewDue ?? null, iep.annualReviewDue);
  differ('reevaluation', before?.reevaluationDue ?? null, iep.reevaluationDue);
  const isSame =
    same !== null && same.annualReviewDue === iep.annualReviewDue && same.reevaluationDue === iep.reevaluationDue;
  return { iep: isSame ? null : iep, inForce: newest !== null && newest.iepDate > iepDate ? newest : iep };
}
