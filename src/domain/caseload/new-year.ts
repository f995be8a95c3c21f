/** What becomes of a school's classes and students in its next year: proposed, and looked through before it is applied. */

export interface ClassNow {
  readonly id: string;
  readonly grade: number | null;
  readonly kind: 'homeroom' | 'resource' | 'bell_period' | 'preschool' | 'specials';
  /** Who teaches it on the first day of the new year unless that is changed. */
  readonly teacherIds: readonly string[];
}

/** On the last day of the year. Grades: -1 preschool, 0 kindergarten, 1 to 12. */
export interface StudentNow {
  readonly id: string;
  readonly grade: number | null;
  readonly classIds: readonly string[];
  readonly therapistIds: readonly string[];
  /** Therapists whom a service names that runs on the first day of the new year. */
  readonly servedBy: readonly string[];
}

export interface ClassNextYear {
  readonly classId: string;
  readonly fate: 'goes_on' | 'new_teacher' | 'closes';
  /** Of a new teacher; else null. */
  readonly teacherId: string | null;
}

export interface StudentNextYear {
  readonly studentId: string;
  readonly fate: 'goes_on' | 'leaves';
  readonly grade: number | null;
  readonly classIds: readonly string[];
  readonly therapistIds: readonly string[];
}

export const yearProblemKinds = [
  'no_teacher',
  'class_closes',
  'no_class',
  'other_grade',
  'no_therapist',
  'served_by_other',
] as const;

export interface YearProblem {
  readonly of: 'class' | 'student';
  readonly id: string;
  readonly kind: (typeof yearProblemKinds)[number];
  /** Nothing is applied while it stands; the others are facts to know. */
  readonly stops: boolean;
}

const lastGrade = 12;
const isGraded = ({ kind, grade }: Pick<ClassNow, 'kind' | 'grade'>): boolean =>
  (kind === 'homeroom' || kind === 'preschool') && grade !== null;

/**
 * One grade on, into the one class there is for that grade; classes that are no grade's (resource, a bell period) stay. Where
 * there are several or none the choice is left to whoever knows: no class. Therapists go on.
 */
export function proposeStudent(student: Omit<StudentNow, 'servedBy'>, classes: readonly ClassNow[]): StudentNextYear {
  const grade = student.grade === null ? null : student.grade + 1;
  const ungraded = classes.filter((one) => !isGraded(one) && student.classIds.includes(one.id));
  const next = classes.filter((one) => isGraded(one) && one.grade === grade);
  const fate = grade !== null && grade > lastGrade ? 'leaves' : 'goes_on';
  return {
    studentId: student.id,
    fate,
    grade: fate === 'leaves' ? student.grade : grade,
    classIds: fate === 'leaves' ? [] : [...(next.length === 1 ? next : []), ...ungraded].map(({ id }) => id),
    therapistIds: fate === 'leaves' ? [] : student.therapistIds,
  };
}

/**
 * Past the last grade that has a class at this school, and without one: most leave, and nobody is said to before somebody says so.
 * Where no class is of a grade, nobody is past the last.
 */
export function isPastLastGrade(
  { fate, grade, classIds }: Pick<StudentNextYear, 'fate' | 'grade' | 'classIds'>,
  classes: readonly Pick<ClassNow, 'kind' | 'grade'>[],
): boolean {
  const held = classes.filter(isGraded).map((one) => one.grade ?? lastGrade);
  return fate === 'goes_on' && classIds.length === 0 && grade !== null && held.length > 0 && grade > Math.max(...held);
}

/** What is wrong with a plan for the year, or to be known of it; by class, then by student, in the order of the plan. */
export function yearProblems(
  plan: { readonly classes: readonly ClassNextYear[]; readonly students: readonly StudentNextYear[] },
  facts: { readonly classes: ReadonlyMap<string, ClassNow>; readonly students: ReadonlyMap<string, StudentNow> },
): YearProblem[] {
  const problems: YearProblem[] = [];
  const closing = new Set(plan.classes.flatMap(({ classId, fate }) => (fate === 'closes' ? classId : [])));
  for (const { classId, fate } of plan.classes) {
    const found = facts.classes.get(classId);
    if (fate === 'goes_on' && found !== undefined && isGraded(found) && found.teacherIds.length === 0)
      problems.push({ of: 'class', id: classId, kind: 'no_teacher', stops: false });
  }
  for (const { studentId, fate, grade, classIds, therapistIds } of plan.students) {
    if (fate === 'leaves') continue;
    const add = (kind: YearProblem['kind'], stops = false) =>
      problems.push({ of: 'student', id: studentId, kind, stops });
    const servedBy = facts.students.get(studentId)?.servedBy ?? [];
    if (classIds.some((id) => closing.has(id))) add('class_closes', true);
    if (classIds.length === 0) add('no_class');
    const graded = classIds.flatMap((id) => facts.classes.get(id) ?? []).filter(isGraded);
    if (grade !== null && graded.some((one) => one.grade !== grade)) add('other_grade');
    if (servedBy.length > 0 && therapistIds.length === 0) add('no_therapist');
    else if (servedBy.some((id) => !therapistIds.includes(id))) add('served_by_other');
  }
  return problems;
}

/** Dated rows with the end they had, to take the change back. */
export interface Ended {
  readonly id: string;
  readonly to: string | null;
}

/** What preparing the year made of the school, to take it back until the year begins. */
export interface MadeForSchool {
  readonly classes: readonly Ended[];
  /** Classes that go on though they had an end before the new year. */
  readonly extended: readonly Ended[];
  readonly roles: readonly Ended[];
  readonly newRoles: readonly string[];
  readonly series: readonly Ended[];
  /** Regular talks with the class. */
  readonly touchBases: readonly Ended[];
  /** Sessions that had been written beyond the year. */
  readonly sessions: readonly string[];
  /** How many students each therapist or new teacher has in the new year, where that changes. */
  readonly told: readonly { readonly adultId: string; readonly students: number }[];
}

/** What it made of one student. */
export interface MadeForYear {
  readonly enrollments: readonly Ended[];
  readonly newEnrollments: readonly string[];
  readonly places: readonly Ended[];
  readonly newPlaces: readonly string[];
  /** The day they had left on before, as a rule null. */
  readonly leftOn: string | null;
  readonly leaves: boolean;
}
