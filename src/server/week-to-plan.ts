import type { Kysely } from 'kysely';
import type { Discipline } from '#domain/goals/goal.ts';
import { addDays, mondayOf, weekdayOf, weeksBetween } from '#domain/school-day/calendar.ts';
import { gridMinutes } from '#domain/school-day/class-day.ts';
import { minutesOf, wallTimeOf } from '#domain/school-day/intervals.ts';
import {
  type OtherWork,
  planWeeks,
  routinesOfService,
  type SeriesToPlan,
  timesInPlan,
  usualTouchBase,
  type WeekTime,
  type WeekToPlan,
  weeksOf,
  weekTimes,
} from '#domain/services/week-to-plan.ts';
import { readSchoolTimes, type SchoolTime } from '#store/calendar.ts';
import { readGoalRoutines, readGoalsOf } from '#store/goal.ts';
import {
  type OwnSeries,
  readCaseload,
  readClassDays,
  readClassesOfStudents,
  readDirectServices,
  readOthersSessions,
  readOwnDays,
  readOwnSeries,
  readWorkTimes,
} from '#store/plan.ts';
import type { Database } from '#store/schema.ts';
import { readSchools } from '#store/school.ts';
import { readTeachers } from '#store/session.ts';
import { readTouchBaseChoices } from '#store/touch-base.ts';

type Db = Kysely<Database>;

export interface LeftOut {
  readonly studentId: string;
  readonly label: string;
  readonly minutes: number;
  readonly why: 'no_class' | 'no_routine' | 'seldom';
}

export interface LoadedWeek {
  readonly week: WeekToPlan;
  readonly leftOut: readonly LeftOut[];
  readonly schools: ReadonlyMap<string, SchoolTime>;
  /** The series of the week in force, dated as they stand. */
  readonly series: ReadonlyMap<string, OwnSeries>;
  /** Of the services the adult gives. */
  readonly disciplines: ReadonlySet<Discipline>;
}

/** How far the week of others is looked at: as long as the longest plan. */
const daysOfOthers = 28;

/** What the adult's week is planned from, for a plan that begins on a date. The same rows give the same answer. */
export async function loadWeek(db: Db, districtId: string, adultId: string, from: string): Promise<LoadedWeek> {
  const schools = await readSchoolTimes(db, districtId);
  const students = await readCaseload(db, districtId, adultId, from);
  const studentIds = students.map(({ id }) => id);
  const direct = await readDirectServices(db, districtId, adultId, studentIds, from);
  const enrolled = Map.groupBy(
    await readClassesOfStudents(db, districtId, studentIds, from),
    ({ studentId }) => studentId,
  );
  const goals = (await readGoalsOf(db, districtId, studentIds)).filter(({ status }) => status === 'active');
  const marks = Map.groupBy(
    await readGoalRoutines(
      db,
      districtId,
      goals.map(({ id }) => id),
    ),
    ({ goalId }) => goalId,
  );
  const work = await readWorkTimes(db, districtId, adultId);
  const ownDays = await readOwnDays(db, districtId, studentIds);

  const classIds = [...new Set([...enrolled.values()].flat().map(({ classId }) => classId))];
  const days = await readClassDays(db, districtId, classIds, adultId);
  const classOfRoutine = new Map(days.routines.map(({ id, classId }) => [id, classId]));
  const schoolOfClass = new Map([...enrolled.values()].flat().map((one) => [one.classId, one.schoolId]));
  const calendarOf = (schoolId: string | undefined) => schools.get(schoolId ?? '')?.calendar;

  const usedSchools = [...new Set([...schoolOfClass.values(), ...work.flatMap(({ schoolId }) => schoolId ?? [])])];
  const weeks = planWeeks(
    direct.filter(({ times, per }) => timesInPlan(times, per) !== null).map(({ per }) => per),
    usedSchools.flatMap((schoolId) => calendarOf(schoolId) ?? []),
  );
  const plan = { from, weeks } as const;
  /** Other work and lunch have no school: the calendar of any school of the day counts for them. */
  const anyCalendar = calendarOf(usedSchools[0]);

  const leftOut: LeftOut[] = [];
  const services: WeekToPlan['services'][number][] = [];
  for (const service of direct) {
    const student = students.find(({ id }) => id === service.studentId)!;
    const classes = enrolled.get(student.id) ?? [];
    const leave = (why: LeftOut['why']) =>
      leftOut.push({ studentId: student.id, label: student.label, minutes: service.minutes, why });
    const wanted = timesInPlan(service.times, service.per);
    if (classes.length === 0) leave('no_class');
    else if (wanted === null) leave('seldom');
    else {
      const own = goals
        .filter((goal) => goal.studentId === student.id)
        .map((goal) => ({
          discipline: goal.discipline,
          area: goal.area,
          routineIds: (marks.get(goal.id) ?? []).map(({ id }) => id),
        }));
      const marked = routinesOfService(service.discipline, own).filter((routineId) => classOfRoutine.has(routineId));
      const classId = marked.length === 0 ? classes[0]!.classId : classOfRoutine.get(marked[0]!)!;
      const routineIds = marked.filter((routineId) => classOfRoutine.get(routineId) === classId);
      if (service.delivery === 'push_in' && routineIds.length === 0) leave('no_routine');
      services.push({
        serviceId: service.id,
        studentId: student.id,
        delivery: service.delivery,
        minutes: Math.ceil(service.minutes / gridMinutes) * gridMinutes,
        ...wanted,
        groupMax: service.groupMax,
        area: own.find((goal) => goal.discipline === service.discipline)?.area ?? '',
        routineIds: service.delivery === 'push_in' ? routineIds : [],
        classId: service.delivery === 'push_in' && classId !== classes[0]!.classId ? classId : null,
      });
    }
  }
  const planned = new Set(services.map(({ studentId }) => studentId));

  const others = await othersWeek(db, districtId, adultId, usedSchools, from, weeks);
  const teachers = await readTeachers(db, districtId, from, from);
  const choices = await readTouchBaseChoices(db, districtId, classIds);
  const gradeOf = (classId: string, grade: number | null) =>
    grade ?? students.find(({ id }) => enrolled.get(id)?.some((one) => one.classId === classId) === true)?.grade ?? 0;
  const classes = [...new Map([...enrolled.values()].flat().map((one) => [one.classId, one])).values()]
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.classId < b.classId ? -1 : 1))
    .map(({ classId, schoolId, name, grade }): WeekToPlan['classes'][number] => {
      const calendar = calendarOf(schoolId)!;
      const of = <T extends { readonly classId: string }>(list: readonly T[]) =>
        list.filter((one) => one.classId === classId);
      const times = of(days.times);
      // What cannot be tied to a week protects, but offers nothing.
      const certain = weekTimes(times, plan, calendar, 'left_out');
      const uncertain = weekTimes(
        times.filter((time) => weeksOf(time, from, weeks, calendar) === 'uncertain'),
        plan,
        calendar,
        'counts',
      ).map((time) => ({ ...time, pullOut: 'never' as const, pushIn: 'not_offered' as const }));
      return {
        classId,
        schoolId,
        name,
        teacherName: teachers.find((teacher) => teacher.classId === classId)?.shortName ?? null,
        grade: gradeOf(classId, grade),
        routines: of(days.routines).map(({ id, name: routineName, setting }) => ({
          routineId: id,
          name: routineName,
          setting,
        })),
        blocks: [...certain, ...uncertain].map((time) => ({
          ...bare(time),
          routineId: time.routineId,
          pullOut: time.pullOut,
          pullOutCost: time.pullOutCost,
          pushIn: time.pushIn,
        })),
        visited: others.filter((other) => other.classId === classId && other.delivery === 'push_in').map(bare),
        coTeaching: of(days.agreements)
          .filter((agreement) => agreement.from <= from && (agreement.to === null || from <= agreement.to))
          .map(({ format, minutes, options }) => ({ format, minutes, options: [...options] })),
        teacherFree: weekTimes(of(days.free), plan, calendar, 'left_out').map(bare),
        touchBase: choices.get(classId) ?? usualTouchBase,
      };
    });

  const week: WeekToPlan = {
    from,
    weeks,
    therapist: {
      adultId,
      at: work
        .filter((time) => time.kind === 'at_school' && time.schoolId !== null)
        .flatMap((time) => {
          const calendar = calendarOf(time.schoolId!);
          if (calendar === undefined) return [];
          return weekTimes([time], plan, calendar, 'left_out').map((one) => ({
            ...bare(one),
            schoolId: time.schoolId!,
          }));
        }),
      busy: work.flatMap((time) => {
        const { kind } = time;
        if (kind === 'at_school') return [];
        const calendar = calendarOf(time.schoolId ?? undefined) ?? anyCalendar;
        return calendar === undefined
          ? []
          : weekTimes([time], plan, calendar, 'counts').map((one) => ({ ...bare(one), what: kind as OtherWork }));
      }),
      lunchIsSet: work.some(
        ({ kind, from: since, to }) => kind === 'lunch' && since <= from && (to === null || from <= to),
      ),
    },
    rooms: await roomsOf(db, districtId, adultId, usedSchools, others),
    classes,
    students: students
      .filter(({ id }) => planned.has(id))
      .map((student) => {
        const home = enrolled.get(student.id)![0]!;
        const calendar = calendarOf(home.schoolId)!;
        const own = weekTimes(
          ownDays.blocks.filter(({ studentId }) => studentId === student.id),
          plan,
          calendar,
          'counts',
        );
        return {
          studentId: student.id,
          label: student.label,
          classId: home.classId,
          busy: [
            ...own.filter(({ pullOut }) => pullOut === 'never'),
            ...others.filter((other) => other.studentIds.includes(student.id)),
          ].map(bare),
          elsewhere: own.filter(({ pullOut }) => pullOut === 'allowed').map(bare),
          apartFrom: ownDays.apart
            .filter(({ studentId, otherId }) => studentId === student.id && planned.has(otherId))
            .map(({ otherId }) => otherId),
        };
      }),
    services,
    inForce: [],
  };
  const series = await seriesInForce(db, districtId, adultId, from);
  const { inForce, besides } = seriesTimes(series, week, schools);
  return {
    week: {
      ...week,
      therapist: {
        ...week.therapist,
        busy: [...week.therapist.busy, ...besides.map((time) => ({ ...time, what: 'session' as const }))],
      },
      inForce,
    },
    leftOut,
    schools,
    series: new Map(series.map((one) => [one.id, one])),
    disciplines: new Set(direct.map(({ discipline }) => discipline)),
  };
}

const bare = ({ weekday, week, starts, ends }: WeekTime): WeekTime => ({ weekday, week, starts, ends });

type OthersTime = WeekTime & {
  readonly delivery: string;
  readonly classId: string | null;
  readonly roomId: string | null;
  readonly studentIds: readonly string[];
};

/**
 * The week of the others at these schools: from the sessions that are written ahead. Whoever has not planned so far yet is
 * taken to go on as in the week before.
 */
async function othersWeek(
  db: Db,
  districtId: string,
  adultId: string,
  schoolIds: readonly string[],
  from: string,
  weeks: number,
): Promise<OthersTime[]> {
  const monday = mondayOf(from);
  const sessions = await readOthersSessions(
    db,
    districtId,
    adultId,
    schoolIds,
    addDays(monday, -7),
    addDays(monday, daysOfOthers - 1),
  );
  const found = new Map<string, OthersTime>();
  for (const own of Map.groupBy(sessions, (session) => session.adultId).values()) {
    const ahead = own.filter(({ date }) => date >= monday);
    for (const session of ahead.length > 0 ? ahead : own) {
      const number = session.date < monday ? 0 : weeksBetween(monday, mondayOf(session.date));
      const time: OthersTime = {
        weekday: weekdayOf(session.date),
        week: weeks === 1 || ahead.length === 0 ? null : (number % weeks) + 1,
        starts: session.starts,
        ends: session.ends,
        delivery: session.delivery,
        classId: session.classId,
        roomId: session.roomId,
        studentIds: session.studentIds,
      };
      const key = JSON.stringify({ ...time, studentIds: [...time.studentIds].sort() });
      found.set(key, time);
    }
  }
  return [...found.values()];
}

/** Therapy rooms: the therapist's own where there is one, else the only one that all share. Several shared ones are room enough. */
async function roomsOf(
  db: Db,
  districtId: string,
  adultId: string,
  schoolIds: readonly string[],
  others: readonly OthersTime[],
): Promise<WeekToPlan['rooms']> {
  const schools = await readSchools(db, districtId);
  return schools
    .filter(({ id }) => schoolIds.includes(id))
    .flatMap(({ id: schoolId, rooms }) => {
      const therapy = rooms.filter(({ kind }) => kind === 'therapy');
      const own = therapy.find((room) => room.adultId === adultId);
      const shared = therapy.filter((room) => room.adultId === null);
      const room = own ?? (shared.length === 1 ? shared[0] : undefined);
      if (room === undefined) return [];
      const busy = others.filter(({ roomId }) => roomId === room.id).map(bare);
      return [{ schoolId, own: own !== undefined, busy }];
    });
}

/** The weekly sessions that hold on a date; where none does any more, those of the week before. */
async function seriesInForce(db: Db, districtId: string, adultId: string, from: string): Promise<OwnSeries[]> {
  const lately = await readOwnSeries(db, districtId, adultId, addDays(mondayOf(from), -7));
  const holding = lately.filter((series) => series.to === null || series.to >= from);
  return holding.length > 0 ? holding : lately;
}

/**
 * The week in force in the weeks of the plan: direct sessions, which are planned anew, and besides them observations and
 * consults, around which the plan goes.
 */
function seriesTimes(
  series: readonly OwnSeries[],
  week: WeekToPlan,
  schools: ReadonlyMap<string, SchoolTime>,
): { inForce: SeriesToPlan[]; besides: WeekTime[] } {
  const inForce: SeriesToPlan[] = [];
  const besides: WeekTime[] = [];
  const monday = mondayOf(week.from);
  for (const one of series) {
    const calendar = schools.get(one.template.schoolId)?.calendar;
    if (calendar === undefined) continue;
    const { template } = one;
    const time = {
      ...one,
      from: one.from <= week.from ? one.from : week.from,
      to: null,
      starts: template.starts,
      ends: template.ends,
    };
    const behind = weeksBetween(mondayOf(one.from), monday);
    const turn = (number: number) => (((behind + number - 1) % one.everyWeeks) + one.everyWeeks) % one.everyWeeks === 0;
    for (const held of weekTimes([time], week, calendar, 'counts')) {
      const inWeeks =
        one.everyWeeks === 1 || week.weeks === 1
          ? [held.week]
          : (held.week === null ? Array.from({ length: week.weeks }, (_, index) => index + 1) : [held.week]).filter(
              turn,
            );
      for (const number of inWeeks) {
        const at: WeekTime = {
          weekday: one.weekday,
          week: number,
          starts: onGrid(template.starts, 'down'),
          ends: onGrid(template.ends, 'up'),
        };
        if (template.delivery !== 'push_in' && template.delivery !== 'pull_out') {
          besides.push(at);
          continue;
        }
        const home = week.classes.find(({ classId }) => classId === template.classId);
        inForce.push({
          ...at,
          seriesId: one.id,
          delivery: template.delivery,
          schoolId: template.schoolId,
          classId: template.classId,
          routineId: template.routineId,
          coTeaching: isAgreed(home, at),
          studentIds: template.members.map(({ studentId }) => studentId),
          kept: one.kept,
        });
      }
    }
  }
  // An agreement is for one session a week: the first that keeps to it.
  const agreed = new Set<string>();
  return {
    inForce: inForce.map((one) => {
      if (!one.coTeaching) return one;
      const key = `${one.classId}/${one.week ?? ''}`;
      const first = !agreed.has(key);
      agreed.add(key);
      return first ? one : { ...one, coTeaching: false };
    }),
    besides,
  };
}

function isAgreed(home: WeekToPlan['classes'][number] | undefined, time: WeekTime): boolean {
  const length = (minutesOf(time.ends) ?? 0) - (minutesOf(time.starts) ?? 0);
  return (
    home?.coTeaching.some(
      ({ minutes, options }) =>
        minutes === length && options.some(({ weekday, starts }) => weekday === time.weekday && starts === time.starts),
    ) === true
  );
}

/** The planner's grid: what was put beside it by hand takes the whole of the five minutes it touches. */
function onGrid(wallTime: string, way: 'up' | 'down'): string {
  const steps = (minutesOf(wallTime) ?? 0) / gridMinutes;
  return wallTimeOf((way === 'up' ? Math.ceil(steps) : Math.floor(steps)) * gridMinutes);
}
