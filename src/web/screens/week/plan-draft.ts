import type { PlanningChoices, SessionLine } from '#contract/session.ts';
import type { SessionDelivery } from '#domain/school-day/session.ts';
import type { CoTeachingFormat } from '#domain/trials/event.ts';

/** What the session dialog fills in, and what follows from a choice in it. */
export interface PlanDraft {
  readonly schoolId: string | null;
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
  readonly members: readonly { readonly studentId: string; readonly goalIds: readonly string[] }[];
}

export function emptyDraft(date: string): PlanDraft {
  return {
    schoolId: null,
    date,
    starts: '',
    ends: '',
    delivery: 'push_in',
    classId: null,
    routineId: null,
    roomId: null,
    setting: 'classroom',
    coTeachingFormat: null,
    activity: '',
    materials: '',
    lookFor: '',
    myPart: '',
    theirPart: '',
    members: [],
  };
}

export function draftOf(session: SessionLine): PlanDraft {
  return {
    schoolId: session.schoolId,
    date: session.date,
    starts: session.starts,
    ends: session.ends,
    delivery: session.delivery,
    classId: session.classId,
    routineId: session.routineId,
    roomId: session.roomId,
    setting: session.setting,
    coTeachingFormat: session.coTeachingFormat,
    activity: session.activity,
    materials: session.materials ?? '',
    lookFor: session.lookFor ?? '',
    myPart: session.myPart,
    theirPart: session.theirPart,
    members: (session.members ?? []).map(({ studentId, goalIds }) => ({ studentId, goalIds })),
  };
}

/** Pull-out leaves class, routine and the sharing of the lesson behind; every other way happens in a class. */
export function withDelivery(draft: PlanDraft, delivery: SessionDelivery): PlanDraft {
  if (delivery === 'pull_out') {
    return {
      ...draft,
      delivery,
      classId: null,
      routineId: null,
      coTeachingFormat: null,
      theirPart: '',
      setting: 'therapy_room',
    };
  }
  return { ...draft, delivery, roomId: null, setting: draft.setting === 'therapy_room' ? 'classroom' : draft.setting };
}

/** Students of another class stay; the routine was the other class's. */
export function withClass(draft: PlanDraft, classId: string | null, choices: PlanningChoices): PlanDraft {
  const found = choices.classes.find((one) => one.classId === classId);
  return { ...draft, classId, routineId: null, schoolId: found?.schoolId ?? draft.schoolId };
}

type RoutineChoice = PlanningChoices['classes'][number]['routines'][number];

/** The routine brings its times and its place; what was typed before gives way. */
export function withRoutine(draft: PlanDraft, routine: RoutineChoice | null): PlanDraft {
  if (routine === null) return { ...draft, routineId: null };
  const { routineId, starts, ends, setting } = routine;
  return { ...draft, routineId, starts, ends, setting };
}

export function withMember(draft: PlanDraft, studentId: string, choices: PlanningChoices): PlanDraft {
  if (draft.members.some((member) => member.studentId === studentId)) return withoutMember(draft, studentId);
  return {
    ...draft,
    members: [...draft.members, { studentId, goalIds: usualGoals(studentId, draft.routineId, choices) }],
  };
}

export function withoutMember(draft: PlanDraft, studentId: string): PlanDraft {
  return { ...draft, members: draft.members.filter((member) => member.studentId !== studentId) };
}

/** The goals that get chances in the routine, where any is marked so; else all of the student's. */
function usualGoals(studentId: string, routineId: string | null, choices: PlanningChoices): string[] {
  const goals = choices.students.find((student) => student.studentId === studentId)?.goals ?? [];
  const marked = goals.filter((goal) => routineId !== null && goal.routineIds.includes(routineId));
  return (marked.length > 0 ? marked : goals).map((goal) => goal.goalId);
}

/** Goals keep the order in which the student has them: the order of the chip's taps. */
export function withGoal(draft: PlanDraft, studentId: string, goalId: string, choices: PlanningChoices): PlanDraft {
  const all = choices.students.find((student) => student.studentId === studentId)?.goals ?? [];
  return {
    ...draft,
    members: draft.members.map((member) => {
      if (member.studentId !== studentId) return member;
      const taken = member.goalIds.includes(goalId);
      const goalIds = all
        .map((goal) => goal.goalId)
        .filter((id) => (id === goalId ? !taken : member.goalIds.includes(id)));
      return { ...member, goalIds };
    }),
  };
}

type StudentChoice = PlanningChoices['students'][number];

/** Members first, then students of the class, or of the school for pull-out; `all` shows everybody who fits `search`. */
export function studentsToShow(
  draft: PlanDraft,
  choices: PlanningChoices,
  all: boolean,
  search: string,
): StudentChoice[] {
  const wanted = search.trim().toLocaleLowerCase();
  const chosen = (student: StudentChoice) => draft.members.some((member) => member.studentId === student.studentId);
  const near = (student: StudentChoice) =>
    draft.classId !== null
      ? student.classIds.includes(draft.classId)
      : draft.schoolId === null || student.schoolId === draft.schoolId;
  const fits = (student: StudentChoice) =>
    wanted === '' || `${student.name} ${student.label}`.toLocaleLowerCase().includes(wanted);
  const rank = (student: StudentChoice) => (chosen(student) ? 0 : near(student) ? 1 : 2);
  return choices.students
    .filter((student) => chosen(student) || (fits(student) && (all || wanted !== '' || near(student))))
    .toSorted((a, b) => rank(a) - rank(b));
}
