import type { Discipline } from '../goals/goal.ts';
import {
  addDays,
  differentDate,
  isSchoolDay,
  mondayOf,
  rotationDayOf,
  type SchoolCalendar,
} from '../school-day/calendar.ts';
import type { DatedTime, DayBlock } from '../school-day/class-day.ts';
import { minutesOf } from '../school-day/intervals.ts';
import type { ServiceRate } from './service-period.ts';

/**
 * What a therapist's week is planned from: where everybody is and when, and which services are due. Resolved for the weeks
 * of the plan: nothing in it is dated any more, so that the same functions read it on the server and in the browser.
 */

/** Something that recurs on a weekday, wall times `HH:MM`. `week` 1 to 4: only in that week of the plan. */
export interface WeekTime {
  /** 1 Monday to 5 Friday. */
  readonly weekday: number;
  readonly week: number | null;
  readonly starts: string;
  readonly ends: string;
}

export const otherWork = ['lunch', 'meeting', 'evaluation', 'documentation', 'travel', 'other', 'session'] as const;
export type OtherWork = (typeof otherWork)[number];

export interface ClassToPlan {
  readonly classId: string;
  readonly schoolId: string;
  readonly name: string;
  readonly teacherName: string | null;
  readonly grade: number;
  readonly routines: readonly { readonly routineId: string; readonly name: string; readonly setting: string }[];
  readonly blocks: readonly (WeekTime & {
    readonly routineId: string;
    readonly pullOut: 'never' | 'allowed';
    readonly pullOutCost: number;
    readonly pushIn: 'not_offered' | 'open' | 'liked';
  })[];
  /** When other therapists are in the class. */
  readonly visited: readonly WeekTime[];
  readonly coTeaching: readonly {
    readonly format: string;
    readonly minutes: number;
    readonly options: readonly { readonly weekday: number; readonly starts: string }[];
  }[];
  readonly teacherFree: readonly WeekTime[];
  readonly touchBase: TouchBaseChoice;
}

export interface TouchBaseChoice {
  /** 5 to 15. */
  readonly minutes: number;
  /** 0: not at all. */
  readonly everyWeeks: 0 | 1 | 2 | 4;
  /** Every adult of the class, not only the teacher. */
  readonly allAdults: boolean;
}

/** Unless the teacher chooses otherwise. */
export const usualTouchBase: TouchBaseChoice = { minutes: 10, everyWeeks: 2, allAdults: false };

export interface StudentToPlan {
  readonly studentId: string;
  readonly label: string;
  readonly classId: string;
  /** Where the student is with somebody else, or not at school. */
  readonly busy: readonly WeekTime[];
  /** Out of the class, but may be taken from there. */
  readonly elsewhere: readonly WeekTime[];
  readonly apartFrom: readonly string[];
}

export interface ServiceToPlan {
  /** The service period. */
  readonly serviceId: string;
  readonly studentId: string;
  readonly delivery: 'push_in' | 'pull_out';
  readonly minutes: number;
  readonly times: number;
  /** `plan`: over all weeks of the plan. */
  readonly per: 'week' | 'plan';
  readonly groupMax: number;
  /** What the student's goals of this discipline are about; groups keep to one unless it does not count. */
  readonly area: string;
  /** Best first; of one class. */
  readonly routineIds: readonly string[];
  /** The class of those routines, where it is not the homeroom. */
  readonly classId: string | null;
}

/** A weekly session as it stands before the week is planned. */
export interface SeriesToPlan extends WeekTime {
  readonly seriesId: string;
  readonly delivery: 'push_in' | 'pull_out';
  readonly schoolId: string;
  readonly classId: string | null;
  readonly routineId: string | null;
  readonly coTeaching: boolean;
  readonly studentIds: readonly string[];
  readonly kept: boolean;
}

export interface WeekToPlan {
  /** The first date on which the plan would hold. */
  readonly from: string;
  readonly weeks: 1 | 2 | 4;
  readonly therapist: {
    readonly adultId: string;
    readonly at: readonly (WeekTime & { readonly schoolId: string })[];
    /** Other work, and sessions that are not planned anew: observations, consults. */
    readonly busy: readonly (WeekTime & { readonly what: OtherWork })[];
    /** Whether lunch stands in the times of work; else half an hour is kept free for it. */
    readonly lunchIsSet: boolean;
  };
  /** Therapy rooms that are not always free: the therapist's own, else the one that all share. */
  readonly rooms: readonly { readonly schoolId: string; readonly own: boolean; readonly busy: readonly WeekTime[] }[];
  readonly classes: readonly ClassToPlan[];
  readonly students: readonly StudentToPlan[];
  readonly services: readonly ServiceToPlan[];
  readonly inForce: readonly SeriesToPlan[];
}

/** What counts when a week is planned: chosen by the therapist, kept with the accepted plan. */
export interface PlanChoices {
  /** 0 not at all, 1 a little, 2 as usual, 3 much. */
  readonly count: Readonly<Record<PlanWish, 0 | 1 | 2 | 3>>;
  /** Groups may mix goals of different areas. */
  readonly mixAreas: boolean;
  /** Direct minutes a day at most; null: as many as fit. */
  readonly mostMinutesADay: number | null;
}

export const planWishes = [
  'keep_times',
  'spread_days',
  'best_routine',
  'liked_times',
  'class_time',
  'touch_bases',
  'own_time',
] as const;
export type PlanWish = (typeof planWishes)[number];

export const usualChoices: PlanChoices = {
  count: {
    keep_times: 2,
    spread_days: 2,
    best_routine: 2,
    liked_times: 2,
    class_time: 2,
    touch_bases: 2,
    own_time: 2,
  },
  mixAreas: true,
  mostMinutesADay: null,
};

/** In which weeks of a plan something takes place: in all, in some, or (a rotation of days) never predictably. */
export type WeeksOf = 'every' | 'uncertain' | readonly number[];

/**
 * Where a dated time falls in the weeks of a plan from a date on. Week 1 is the week of `from`. Rotation days that are not
 * tied to weeks (1 to 6) fall on other weekdays each week: they are uncertain, and whoever plans keeps clear of them.
 */
export function weeksOf(time: DatedTime, from: string, weeks: 1 | 2 | 4, calendar: SchoolCalendar): WeeksOf {
  const date = (week: number) => addDays(mondayOf(from), (week - 1) * 7 + time.weekday - 1);
  const all = Array.from({ length: weeks }, (_, index) => index + 1);
  // A plan begins on its date, so what is in force then counts; what begins during its first week does as well.
  const inForce = all.filter(
    (week) => time.from <= latest(date(week), from) && (time.to === null || latest(date(week), from) <= time.to),
  );
  if (time.rotationDay !== null && calendar.year.rotation !== 'ab') return 'uncertain';
  const held =
    time.rotationDay === null
      ? inForce
      : inForce.filter((week) => weekLetter(date(week), calendar) === time.rotationDay);
  return held.length === weeks ? 'every' : held;
}

const latest = (a: string, b: string) => (a > b ? a : b);

/** A or B of the date's week, by whichever of its days school is kept on. */
function weekLetter(date: string, calendar: SchoolCalendar): string | null {
  const monday = mondayOf(date);
  for (const shift of [0, 1, 2, 3, 4]) {
    const day = addDays(monday, shift);
    if (isSchoolDay(day, calendar) && (differentDate(day, calendar)?.rotationDay ?? null) === null)
      return rotationDayOf(day, calendar);
  }
  return null;
}

/** The times as they recur in the plan. `uncertain`: what becomes of those that cannot be tied to a week. */
export function weekTimes<T extends DatedTime & DayBlock>(
  times: readonly T[],
  plan: { readonly from: string; readonly weeks: 1 | 2 | 4 },
  calendar: SchoolCalendar,
  uncertain: 'counts' | 'left_out',
): (T & { readonly week: number | null })[] {
  return times.flatMap((time): (T & { readonly week: number | null })[] => {
    const held = weeksOf(time, plan.from, plan.weeks, calendar);
    if (held === 'every' || (held === 'uncertain' && uncertain === 'counts')) return [{ ...time, week: null }];
    return held === 'uncertain' ? [] : held.map((week) => ({ ...time, week }));
  });
}

/** School weeks in a quarter and a year, as `minutesPerWeek` counts them. */
const weeksIn: Readonly<Record<Exclude<ServiceRate, 'week' | 'month'>, number>> = { quarter: 9, year: 36 };

/**
 * How often a service is wanted in a plan: weekly, or so many times in a plan of four weeks. Null: so seldom that it has no
 * place in one and is planned by hand.
 */
export function timesInPlan(times: number, per: ServiceRate): { times: number; per: 'week' | 'plan' } | null {
  if (per === 'week') return { times, per: 'week' };
  const inFourWeeks = per === 'month' ? times : Math.round((times * 4) / weeksIn[per]);
  return inFourWeeks === 0 ? null : { times: inFourWeeks, per: 'plan' };
}

/** The longest round of what is planned: four weeks where a service is not weekly, two where weeks are A and B. */
export function planWeeks(rates: readonly ServiceRate[], calendars: readonly SchoolCalendar[]): 1 | 2 | 4 {
  if (rates.some((per) => per !== 'week')) return 4;
  return calendars.some(({ year }) => year.rotation === 'ab' && year.rotationFrom !== null) ? 2 : 1;
}

/** The routines a service asks for: those marked for the student's goals of its discipline, the most often marked first. */
export function routinesOfService(
  discipline: Discipline,
  goals: readonly { readonly discipline: Discipline; readonly routineIds: readonly string[] }[],
): string[] {
  const rank = new Map<string, { marks: number; best: number }>();
  for (const goal of goals) {
    if (goal.discipline !== discipline) continue;
    for (const [position, routineId] of goal.routineIds.entries()) {
      const known = rank.get(routineId) ?? { marks: 0, best: position };
      rank.set(routineId, { marks: known.marks + 1, best: Math.min(known.best, position) });
    }
  }
  return [...rank.entries()]
    .toSorted(([a, x], [b, y]) => y.marks - x.marks || x.best - y.best || (a < b ? -1 : 1))
    .map(([routineId]) => routineId);
}

/**
 * Students whose weekly sessions are not what their services ask for: other minutes in class or out of class over the weeks of the
 * plan. Of a student without a service to plan, any weekly session is one too many.
 */
export function studentsOffPlan(week: Pick<WeekToPlan, 'weeks' | 'services' | 'inForce'>): Set<string> {
  const minutes = new Map<string, number>();
  const count = (studentId: string, delivery: string, by: number) => {
    const key = `${studentId} ${delivery}`;
    minutes.set(key, (minutes.get(key) ?? 0) + by);
  };
  for (const { studentId, delivery, minutes: each, times, per } of week.services)
    count(studentId, delivery, each * times * (per === 'week' ? week.weeks : 1));
  for (const { studentIds, delivery, starts, ends, week: inWeek } of week.inForce)
    for (const studentId of studentIds)
      count(studentId, delivery, -(minutesOf(ends)! - minutesOf(starts)!) * (inWeek === null ? week.weeks : 1));
  return new Set([...minutes].flatMap(([key, left]) => (left === 0 ? [] : [key.split(' ')[0]!])));
}
