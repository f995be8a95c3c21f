import { type Criterion, type Discipline, usualCriterion, usualCueKinds } from '#domain/goals/goal.ts';
import type { DemoCalendar } from './calendar.ts';
import { type DemoStudent, otherStudents, type UsualGoal, usualGoals } from './caseload.ts';
import { classes } from './classes.ts';
import type { Chance } from './random.ts';
import type { Ids, Rows } from './school-rows.ts';
import { type ToldGoal, toldStudents } from './told.ts';

/** One goal of the demo, told or usual, with what the recording needs. */
export interface DemoGoal {
  readonly id: string;
  readonly studentKey: string;
  readonly discipline: Discipline;
  readonly targetIds: readonly string[];
  readonly told: ToldGoal | null;
  readonly usual: UsualGoal | null;
}

export interface DemoPerson {
  readonly key: string;
  readonly id: string;
  readonly label: string;
  readonly class: string;
  readonly grade: number;
  readonly disciplines: readonly Discipline[];
  readonly goals: readonly DemoGoal[];
}

const ownerOf: Record<Discipline, string> = { speech: 'dana', occupational: 'priya', physical: 'tom' };

/** Students, names, enrollments, IEPs, goals, services and who has them on the caseload. */
export function studentRows(calendar: DemoCalendar, chance: Chance, ids: Ids): { rows: Rows; people: DemoPerson[] } {
  const made = calendar.at(calendar.yearFrom, '09:00');
  const created_at = new Date(made).toISOString();
  const id = () => chance.id(made);
  const of = { district_id: ids.district };
  const dated = { from_date: calendar.yearFrom, to_date: null };
  const cueSet = id();
  const rows = {
    cue_set: [{ ...of, id: cueSet, name: 'Usual cues', kinds: JSON.stringify(usualCueKinds), asks: 'who' as const }],
    student: [] as NonNullable<Rows['student']>,
    student_name: [] as NonNullable<Rows['student_name']>,
    enrollment: [] as NonNullable<Rows['enrollment']>,
    kept_apart: [] as NonNullable<Rows['kept_apart']>,
    iep: [] as NonNullable<Rows['iep']>,
    caseload_place: [] as NonNullable<Rows['caseload_place']>,
    goal: [] as NonNullable<Rows['goal']>,
    goal_version: [] as NonNullable<Rows['goal_version']>,
    target: [] as NonNullable<Rows['target']>,
    goal_routine: [] as NonNullable<Rows['goal_routine']>,
    service_line: [] as NonNullable<Rows['service_line']>,
    service_period: [] as NonNullable<Rows['service_period']>,
  } satisfies Rows;

  const addStudent = (
    student: Pick<DemoStudent, 'key' | 'given' | 'family' | 'label' | 'grade' | 'class'>,
    mode: 'speech' | 'speech_device',
    number: number,
  ): string => {
    const student_id = id();
    const school_id = ids.school[classes.find((one) => one.key === student.class)!.school];
    rows.student.push({
      ...of,
      id: student_id,
      school_id,
      grade: student.grade,
      label: student.label,
      local_code: `CV-${1000 + number}`,
      response_mode: mode,
      created_at,
    });
    rows.student_name.push({ ...of, student_id, given_name: student.given, family_name: student.family });
    rows.enrollment.push({ ...of, id: id(), student_id, class_id: ids.class.get(student.class)!, ...dated });
    // Meetings were spread over the last year; each student is evaluated anew every third year.
    const meeting = chance.between(-50, -1);
    rows.iep.push({
      ...of,
      id: id(),
      student_id,
      iep_date: calendar.on(meeting, chance.between(1, 5)),
      annual_review_due: calendar.on(meeting + 51, chance.between(1, 5)),
      reevaluation_due: calendar.on(meeting + chance.pick([51, 103, 155]), chance.between(1, 5)),
      created_at,
    });
    return student_id;
  };
  const addGoal = (
    student_id: string,
    studentClass: string,
    words: ToldGoal | UsualGoal,
    told: ToldGoal | null,
  ): { id: string; targetIds: string[] } => {
    const goal_id = told?.writtenInWeek === undefined ? id() : chance.of(told.key).id(made);
    const starts_on = told?.writtenInWeek === undefined ? calendar.yearFrom : calendar.on(told.writtenInWeek, 1);
    const owner_id = ids.adult.get(told?.owner ?? ownerOf[words.discipline])!;
    rows.goal.push({
      ...of,
      id: goal_id,
      student_id,
      owner_id,
      discipline: words.discipline,
      area: words.area,
      tag: words.tag,
      measure: told?.measure ?? 'trials',
      unit: told?.unit ?? 'trial',
      cue_set_id: cueSet,
      starts_on,
      ends_on: calendar.on(28, 5),
      created_at,
    });
    const criterion: Criterion = { ...usualCriterion, ...told?.criterion };
    rows.goal_version.push({
      ...of,
      goal_id,
      student_id,
      version: 1,
      official_wording: words.official,
      plain_words: words.plain,
      criterion: JSON.stringify(criterion),
      baseline:
        told === null ? null : JSON.stringify({ date: calendar.on(told.writtenInWeek ?? -20, 2), ...told.baseline }),
      wait_seconds: told?.waitSeconds ?? 5,
      response_mode: told?.responseMode ?? 'speech',
      self_correction_offered: told?.selfCorrectionOffered ?? true,
      supports: JSON.stringify(told?.supports ?? []),
      from_date: starts_on,
      written_by: owner_id,
      written_at: created_at,
    });
    const targetIds = (told?.targets ?? []).map((target, position) => {
      const target_id = id();
      rows.target.push({
        ...of,
        id: target_id,
        goal_id,
        student_id,
        kind: target.kind,
        text: target.text,
        level: target.level ?? null,
        position,
        ...dated,
      });
      return target_id;
    });
    let position = 0;
    for (const kind of words.routines) {
      const routine_id = ids.routine.get(`${studentClass}/${kind}`);
      if (routine_id !== undefined)
        rows.goal_routine.push({ ...of, goal_id, student_id, routine_id, position: position++ });
    }
    return { id: goal_id, targetIds };
  };
  const addService = (
    student_id: string,
    discipline: Discipline,
    periods: readonly {
      delivery: 'push_in' | 'pull_out' | 'consult';
      minutes: number;
      times: number;
      from: string;
      to: string | null;
      reason?: string;
    }[],
  ) => {
    const adult_id = ids.adult.get(ownerOf[discipline])!;
    rows.caseload_place.push({ ...of, id: id(), adult_id, student_id, kind: 'therapy', ...dated });
    for (const delivery of new Set(periods.map((period) => (period.delivery === 'pull_out' ? 'room' : 'class')))) {
      const line_id = id();
      rows.service_line.push({ ...of, id: line_id, student_id, discipline, created_at });
      for (const period of periods.filter((one) => (one.delivery === 'pull_out' ? 'room' : 'class') === delivery)) {
        rows.service_period.push({
          ...of,
          id: id(),
          line_id,
          student_id,
          adult_id,
          delivery: period.delivery,
          minutes: period.minutes,
          times: period.times,
          per: 'week',
          group_max: period.delivery === 'pull_out' ? 3 : 5,
          place: period.delivery === 'pull_out' ? 'therapy room' : 'classroom',
          reason: period.reason ?? '',
          from_date: period.from,
          to_date: period.to,
        });
      }
    }
  };

  const people: DemoPerson[] = [];
  for (const [number, student] of toldStudents.entries()) {
    const student_id = addStudent(
      student,
      student.responseMode === 'speech_device' ? 'speech_device' : 'speech',
      number,
    );
    const goals = student.goals.map(
      (told): DemoGoal => ({
        ...addGoal(student_id, student.class, told, told),
        studentKey: student.key,
        discipline: told.discipline,
        told,
        usual: null,
      }),
    );
    const discipline = student.goals[0]!.discipline;
    if (student.key === 'kofi') {
      // The change after which his classroom data drop.
      addService(student_id, discipline, [
        { delivery: 'push_in', minutes: 30, times: 2, from: calendar.yearFrom, to: calendar.on(-7, 5) },
        {
          delivery: 'consult',
          minutes: 20,
          times: 1,
          from: calendar.on(-6, 1),
          to: null,
          reason: 'Team decision: walking with the class, less direct time',
        },
      ]);
    } else {
      addService(student_id, discipline, [
        {
          delivery: 'push_in',
          minutes: 40,
          times: student.key === 'ana' || student.key === 'bela' || student.key === 'cy' ? 3 : 1,
          from: calendar.yearFrom,
          to: null,
        },
        {
          delivery: 'pull_out',
          minutes: 25,
          times: student.key === 'ana' || student.key === 'bela' ? 2 : 1,
          from: calendar.yearFrom,
          to: null,
        },
      ]);
    }
    people.push({
      key: student.key,
      id: student_id,
      label: student.label,
      class: student.class,
      grade: student.grade,
      disciplines: [discipline],
      goals,
    });
  }
  const taken = Map.groupBy(toldStudents, (student) => student.class);
  const others = otherStudents(
    chance,
    new Map([...taken].map(([className, students]) => [className, new Set(students.map((student) => student.label))])),
  );
  for (const [number, student] of others.entries()) {
    const student_id = addStudent(student, 'speech', toldStudents.length + number);
    const goals: DemoGoal[] = [];
    for (const discipline of student.disciplines) {
      addService(student_id, discipline, [
        { delivery: 'push_in', minutes: 30, times: 1, from: calendar.yearFrom, to: null },
        { delivery: 'pull_out', minutes: 30, times: 1, from: calendar.yearFrom, to: null },
      ]);
      const fitting = usualGoals.filter(
        (goal) =>
          goal.discipline === discipline && goal.routines.some((kind) => ids.routine.has(`${student.class}/${kind}`)),
      );
      // Six arrivals fall together in kindergarten: the young ones' goals live there.
      const first =
        student.class === 'k'
          ? (fitting.find((goal) => goal.routines.includes('arrival')) ?? chance.pick(fitting))
          : chance.pick(fitting);
      const second = chance.happens(0.35) ? chance.pick(fitting) : first;
      for (const usual of new Set([first, second])) {
        goals.push({
          ...addGoal(student_id, student.class, usual, null),
          studentKey: student.key,
          discipline,
          told: null,
          usual,
        });
      }
    }
    people.push({
      key: student.key,
      id: student_id,
      label: student.label,
      class: student.class,
      grade: student.grade,
      disciplines: student.disciplines,
      goals,
    });
  }
  const shah = ids.adult.get('shah')!;
  for (const person of people.filter((one) => one.class === 'g2' || one.class === 'g3'))
    rows.caseload_place.push({
      ...of,
      id: id(),
      adult_id: shah,
      student_id: person.id,
      kind: 'case_management',
      ...dated,
    });
  const [apart, from] = people.filter((person) => person.class === 'g5' && person.goals[0]!.told === null);
  if (apart !== undefined && from !== undefined)
    rows.kept_apart.push(
      { ...of, student_id: apart.id, other_student_id: from.id },
      { ...of, student_id: from.id, other_student_id: apart.id },
    );
  return { rows, people };
}
