import { minutesOf, wallTimeOf } from '#domain/school-day/intervals.ts';
import type {
  ClassToPlan,
  PlanChoices,
  PlanWish,
  SeriesToPlan,
  ServiceToPlan,
  StudentToPlan,
  WeekTime,
  WeekToPlan,
} from '#domain/services/week-to-plan.ts';
import { CALENDAR, type Day } from './clock-time.ts';
import type { PlannedLunch, PlannedSession, PlannedTouchBase, Schedule } from './plan.ts';
import { type Block, DEFAULT_POINTS, type Lock, type Points, type Problem, type Span } from './problem.ts';
import { type Breach, judge, type Score } from './score.ts';

/*
 * A therapist's week as a planning problem, and a week as it stands as a schedule that can be judged. Ids are those of the
 * store: adults, classes, students, service periods; a routine is named by its id.
 */

const minutes = (wallTime: string): number => minutesOf(wallTime) ?? 0;
/** The planner's name of a weekday, 1 Monday to 5 Friday. */
export const dayOf = (weekday: number): Day => CALENDAR[weekday - 1]!;
export const weekdayOfDay = (day: Day): number => CALENDAR.indexOf(day) + 1;

function spanOf({ weekday, week, starts, ends }: WeekTime): Span {
  return { day: dayOf(weekday), from: starts, to: ends, ...(week === null ? {} : { week }) };
}

const meet = (a: WeekTime, b: WeekTime): boolean =>
  a.weekday === b.weekday &&
  (a.week === null || b.week === null || a.week === b.week) &&
  a.starts < b.ends &&
  b.starts < a.ends;

/** What of the times lies outside all of `taken`. A time of every week that is taken in some of them is told week by week. */
function outside<T extends WeekTime>(times: readonly T[], taken: readonly WeekTime[], weeks: number): T[] {
  return times.flatMap((time) => {
    const cuts = taken.filter((cut) => meet(cut, time));
    if (cuts.length === 0) return [time];
    const apart = time.week === null && cuts.some((cut) => cut.week !== null);
    const each = apart ? Array.from({ length: weeks }, (_, index) => ({ ...time, week: index + 1 })) : [time];
    return each.flatMap((one) => {
      let left = [one];
      for (const cut of cuts) {
        left = left.flatMap((piece) =>
          meet(piece, cut)
            ? [
                { ...piece, ends: cut.starts },
                { ...piece, starts: cut.ends },
              ].filter(({ starts, ends }) => starts < ends)
            : [piece],
        );
      }
      return left;
    });
  });
}

/** Kept free for lunch, where no lunch stands in the times of work. */
const usualLunch = { minutes: 30, from: '11:00', to: '13:30' };

const factor = [0, 0.5, 1, 3] as const;
const pointsOf: Readonly<Record<Exclude<PlanWish, 'class_time'>, keyof Points>> = {
  keep_times: 'moved',
  spread_days: 'adjacent',
  best_routine: 'routine',
  liked_times: 'window',
  touch_bases: 'touchBase',
  own_time: 'therapist',
};

/** Groups as teams usually set them; the rooms of schools are small and a visit has two hands. */
const limits = { pushInGroup: 5, coTeachingGroup: 8, gradeSpan: 1 };

/** The problem of the week, with what counts for its therapist. */
export function problemOf(week: WeekToPlan, choices: PlanChoices): Problem {
  const { weeks, therapist } = week;
  const most = choices.mostMinutesADay;
  const points = Object.fromEntries(
    Object.entries(pointsOf).map(([wish, name]) => [
      name,
      Math.round(DEFAULT_POINTS[name] * factor[choices.count[wish as PlanWish]]),
    ]),
  );
  const classTime = factor[choices.count.class_time];
  const pushedIn = new Set(
    week.services.filter(({ delivery }) => delivery === 'push_in').map(({ studentId }) => studentId),
  );
  return {
    grid: { days: [1, 2, 3, 4, 5].map(dayOf), stepMinutes: 5 },
    weeks,
    therapists: [
      {
        id: therapist.adultId,
        at: therapist.at.map((at) => ({ ...spanOf(at), school: at.schoolId })),
        unavailable: therapist.busy.map(spanOf),
        ...(therapist.lunchIsSet ? {} : { lunch: usualLunch }),
        ...(most === null ? {} : { maxDirectMinutes: { day: most } }),
      },
    ],
    rooms: week.rooms.map(({ schoolId, own, busy }) => ({
      school: schoolId,
      ...(own ? { therapist: therapist.adultId } : {}),
      unavailable: busy.map(spanOf),
    })),
    classes: week.classes.map((one) => classOf(one, weeks, choices, classTime)),
    students: week.students.map((student) =>
      studentOf(
        student,
        week.classes.find(({ classId }) => classId === student.classId)!,
        weeks,
        pushedIn.has(student.studentId),
        classTime,
      ),
    ),
    services: week.services.map(({ serviceId, studentId, delivery, minutes: each, times, per, ...service }) => ({
      id: serviceId,
      student: studentId,
      therapist: therapist.adultId,
      minutes: each,
      ...(per === 'week' ? { timesPerWeek: times } : { times, per }),
      ...(delivery === 'push_in'
        ? {
            delivery: 'push-in' as const,
            routines: [...service.routineIds],
            ...(service.classId === null ? {} : { class: service.classId }),
          }
        : {
            delivery: 'pull-out' as const,
            groupMax: service.groupMax,
            ...(choices.mixAreas ? {} : { area: service.area }),
          }),
    })),
    limits,
    locked: lockedSeries(week).map((series): Lock => {
      const { id: _, ...fields } = asSession(series, week);
      return { ...fields, services: [...fields.services] };
    }),
    previous: week.inForce.map((series) => {
      const { day, from, services, week: inWeek } = asSession(series, week);
      return { day, from, services, ...(inWeek === undefined ? {} : { week: inWeek }) };
    }),
    points,
  };
}

/** What stays where it is when the week is planned anew, in the order of the problem's locks. */
export function lockedSeries(week: WeekToPlan): SeriesToPlan[] {
  return week.inForce.filter((series) => series.kept && asSession(series, week).services.length > 0);
}

function classOf(one: ClassToPlan, weeks: number, choices: PlanChoices, classTime: number): Problem['classes'][number] {
  const offered = one.blocks.filter(({ pushIn }) => pushIn !== 'not_offered');
  const wanted = one.touchBase.everyWeeks > 0 && choices.count.touch_bases > 0 && one.teacherFree.length > 0;
  return {
    id: one.classId,
    school: one.schoolId,
    grade: one.grade,
    blocks: blocksOf(one, weeks, classTime),
    pushInWindows: outside(offered, one.visited, weeks).map((time) => ({
      ...spanOf(time),
      routine: time.routineId,
      liked: time.pushIn === 'liked',
    })),
    coTeaching: one.coTeaching.map(({ minutes: each, options }) => ({
      minutes: each,
      options: options.map(({ weekday, starts }) => ({ day: dayOf(weekday), from: starts })),
    })),
    ...(wanted
      ? {
          touchBase: {
            minutes: one.touchBase.minutes,
            teacherFree: one.teacherFree.map(spanOf),
            everyWeeks: one.touchBase.everyWeeks as 1 | 2 | 4,
          },
        }
      : {}),
  };
}

function blocksOf(one: ClassToPlan, weeks: number, classTime: number): Block[] {
  const never = one.blocks.filter(({ pullOut }) => pullOut === 'never');
  const allowed = outside(
    one.blocks.filter(({ pullOut }) => pullOut === 'allowed'),
    never,
    weeks,
  );
  return [...never, ...allowed].map((time) => ({
    ...spanOf(time),
    routine: time.routineId,
    pullOut: time.pullOut,
    pullOutPoints: Math.round(time.pullOutCost * classTime),
  }));
}

function studentOf(
  student: StudentToPlan,
  home: ClassToPlan,
  weeks: number,
  pushedIn: boolean,
  classTime: number,
): Problem['students'][number] {
  const { studentId, classId, busy, elsewhere, apartFrom } = student;
  const common = { id: studentId, class: classId, apartFrom: [...apartFrom] };
  // In another room the student can be fetched but not visited: whoever is visited as well is left there.
  if (elsewhere.length === 0 || pushedIn) return { ...common, unavailable: [...busy, ...elsewhere].map(spanOf) };
  const atHome = outside(home.blocks, elsewhere, weeks);
  return {
    ...common,
    unavailable: busy.map(spanOf),
    blocks: [
      ...blocksOf({ ...home, blocks: atHome }, weeks, classTime),
      ...elsewhere.map((time) => ({ ...spanOf(time), pullOut: 'allowed' as const })),
    ],
  };
}

/** Which service of the student a session of that delivery and length is for: the one whose minutes are nearest. */
function serviceFor(
  services: readonly ServiceToPlan[],
  studentId: string,
  delivery: SeriesToPlan['delivery'],
  length: number,
): ServiceToPlan | undefined {
  return services
    .filter((service) => service.studentId === studentId && service.delivery === delivery)
    .toSorted((a, b) => Math.abs(a.minutes - length) - Math.abs(b.minutes - length))[0];
}

/** A session of the week with its services, as the planner writes it. */
export function plannedSession(
  id: string,
  therapist: string,
  at: Omit<SeriesToPlan, 'seriesId' | 'studentIds' | 'kept'>,
  services: readonly string[],
): PlannedSession {
  const { day, from, to, week } = spanOf(at);
  const inClass = at.delivery === 'push_in';
  return {
    id,
    therapist,
    school: at.schoolId,
    day,
    from,
    to,
    ...(week === undefined ? {} : { week }),
    delivery: inClass ? 'push-in' : 'pull-out',
    ...(inClass && at.classId !== null ? { class: at.classId } : {}),
    ...(inClass && at.routineId !== null ? { routine: at.routineId } : {}),
    coTeaching: at.coTeaching,
    services,
  };
}

/** A weekly session as the planner sees it: for services instead of students. Its id is the series'. */
export function asSession(series: SeriesToPlan, week: WeekToPlan): PlannedSession {
  const { seriesId, studentIds, delivery, starts, ends } = series;
  const length = minutes(ends) - minutes(starts);
  return plannedSession(
    seriesId,
    week.therapist.adultId,
    series,
    studentIds.flatMap((studentId) => serviceFor(week.services, studentId, delivery, length)?.serviceId ?? []),
  );
}

/** Lunches where there is room for them, so that a week made by hand can be judged like a planned one. */
function lunchesOf(problem: Problem, sessions: readonly PlannedSession[], touchBases: readonly PlannedTouchBase[]) {
  const found: PlannedLunch[] = [];
  for (const { id, lunch, at, unavailable = [] } of problem.therapists) {
    if (lunch === undefined) continue;
    for (let week = 1; week <= (problem.weeks ?? 1); week++) {
      const now = <T extends { readonly week?: number | undefined; readonly day: Day }>(list: readonly T[], day: Day) =>
        list.filter((one) => one.day === day && (one.week === undefined || one.week === week));
      for (const day of problem.grid.days) {
        const taken = [
          ...now(unavailable, day),
          ...now(
            sessions.filter(({ therapist }) => therapist === id),
            day,
          ),
          ...now(
            touchBases.filter(({ therapist }) => therapist === id),
            day,
          ),
        ];
        for (let start = minutes(lunch.from); start + lunch.minutes <= minutes(lunch.to); start += 5) {
          const from = wallTimeOf(start);
          const to = wallTimeOf(start + lunch.minutes);
          if (!now(at, day).some((stay) => stay.from <= from && to <= stay.to)) continue;
          if (taken.some((other) => other.from < to && from < other.to)) continue;
          found.push({ therapist: id, day, from, to, ...(problem.weeks === 1 ? {} : { week }) });
          break;
        }
      }
    }
  }
  return found;
}

export interface Judged {
  readonly score: Score;
  readonly breaches: readonly Breach[];
}

/** Judges sessions that people have put where they are: which rules they break, and what they meet. */
export function judgeSessions(
  problem: Problem,
  sessions: readonly PlannedSession[],
  touchBases: readonly PlannedTouchBase[],
): Judged {
  const schedule: Schedule = { sessions, touchBases, lunches: lunchesOf(problem, sessions, touchBases) };
  return judge(problem, schedule);
}

/** Breaches that a person may decide to live with: what was agreed, not what is impossible. */
const tolerable: ReadonlySet<Breach['code']> = new Set([
  'lock-broken',
  'lunch-count',
  'lunch-time',
  'touch-base-count',
  'not-steady',
  'too-often',
]);

/**
 * The breaches that concern one of these sessions. Where two stand in each other's way the judge names the one it reads
 * later: give it those first that are to stay.
 */
export function breachesOf(breaches: readonly Breach[], ids: ReadonlySet<string>): Breach[] {
  return breaches.filter(({ code, about }) => !tolerable.has(code) && about.some((id) => ids.has(id)));
}
