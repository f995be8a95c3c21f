import { contains, type Day, dayNumber, minutesOf, overlaps, type Stretch } from './clock-time.ts';
import {
  DEFAULT_POINTS,
  type Points,
  type Problem,
  type Room,
  type SchoolClass,
  type Service,
  type Student,
} from './problem.ts';

/*
 * The problem with its times as minutes and its entries sorted by date.
 * A date is one day of one week of the plan: `(week - 1) * 7 + dayNumber`. Sets of weeks are bit masks, bit 0 = week 1.
 */

export interface TherapistTime {
  readonly id: string;
  readonly at: readonly (readonly (Stretch & { readonly school: string })[])[];
  readonly unavailable: readonly (readonly Stretch[])[];
  readonly lunch: { readonly minutes: number; readonly from: number; readonly to: number } | undefined;
  readonly dayLimit: number;
  readonly weekLimit: number;
}

export interface Window extends Stretch {
  readonly routine: string;
  readonly liked: boolean;
}

export interface BlockTime extends Stretch {
  readonly allowed: boolean;
  readonly points: number;
  readonly routine: string;
}

export interface ClassTime {
  readonly id: string;
  readonly school: string;
  readonly grade: number;
  readonly windows: readonly (readonly Window[])[];
  readonly coTeaching: readonly {
    readonly minutes: number;
    readonly options: readonly { day: number; from: number }[];
  }[];
  readonly touchBaseMinutes: number;
  /** Sets of weeks in each of which one touch-base is wanted; none where none is (rule 7). */
  readonly touchBaseWeeks: readonly number[];
  readonly teacherFree: readonly (readonly Stretch[])[];
  readonly together: boolean;
}

export interface StudentTime {
  readonly id: string;
  readonly class: number;
  readonly blocks: readonly (readonly BlockTime[])[];
  readonly unavailable: readonly (readonly Stretch[])[];
  readonly apartFrom: ReadonlySet<number>;
}

export interface ServiceNeed {
  readonly id: string;
  readonly student: number;
  readonly therapist: number;
  /** Of the section for push-in, of the homeroom for pull-out. */
  readonly class: number;
  readonly school: string;
  readonly pushIn: boolean;
  readonly minutes: number;
  /** Minutes of the shortest session that holds it: on the grid, and for pull-out exactly its own (0: there is none). */
  readonly sessionMinutes: number;
  /** Times a week, or in the whole plan when `perPlan`. */
  readonly times: number;
  readonly perPlan: boolean;
  readonly steady: boolean;
  readonly routines: readonly string[];
  readonly area: string | undefined;
  readonly groupMax: number;
}

export interface Timetable {
  readonly problem: Problem;
  readonly step: number;
  readonly weeks: number;
  readonly allWeeks: number;
  /** Calendar numbers of the grid's days, ascending. */
  readonly days: readonly number[];
  /** Every date that can be planned. */
  readonly dates: readonly number[];
  readonly therapists: readonly TherapistTime[];
  readonly classes: readonly ClassTime[];
  readonly students: readonly StudentTime[];
  readonly services: readonly ServiceNeed[];
  readonly rooms: readonly { readonly unavailable: readonly (readonly Stretch[])[] }[];
  readonly points: Points;
}

export function dateOf(week: number, day: number): number {
  return (week - 1) * 7 + day;
}

export function layOut(problem: Problem): Timetable {
  const weeks = problem.weeks ?? 1;
  const index = (list: readonly { id: string }[]) => new Map(list.map((x, i) => [x.id, i]));
  const classIndex = index(problem.classes);
  const studentIndex = index(problem.students);
  const therapistIndex = index(problem.therapists);
  const byDate = <T extends { day: Day; from: string; to: string; week?: number | undefined }, S extends Stretch>(
    entries: readonly T[] | undefined,
    shape: (entry: T, stretch: Stretch) => S,
  ): S[][] => {
    const dates: S[][] = Array.from({ length: weeks * 7 }, () => []);
    for (const entry of entries ?? []) {
      const shaped = shape(entry, { from: minutesOf(entry.from), to: minutesOf(entry.to) });
      for (let week = 1; week <= weeks; week++) {
        if (entry.week === undefined || entry.week === week) dates[dateOf(week, dayNumber(entry.day))]!.push(shaped);
      }
    }
    return dates;
  };
  const plain = (_: unknown, stretch: Stretch): Stretch => stretch;
  const blocksOf = (list: SchoolClass['blocks'] | undefined) =>
    byDate(list, (b, s): BlockTime => {
      return { ...s, allowed: b.pullOut === 'allowed', points: b.pullOutPoints ?? 0, routine: b.routine ?? '' };
    });
  const sectionOf = (v: Service) =>
    classIndex.get(
      (v.delivery === 'push-in' ? v.class : undefined) ?? problem.students[studentIndex.get(v.student)!]!.class,
    )!;

  const visited = new Set(problem.services.filter((v) => v.delivery === 'push-in').map(sectionOf));
  const classes = problem.classes.map(
    (c, i): ClassTime => ({
      id: c.id,
      school: c.school,
      grade: c.grade,
      windows: byDate(c.pushInWindows, (w, s): Window => ({ ...s, routine: w.routine, liked: w.liked !== false })),
      coTeaching: (c.coTeaching ?? []).map((a) => ({
        minutes: a.minutes,
        options: a.options.map((o) => ({ day: dayNumber(o.day), from: minutesOf(o.from) })),
      })),
      touchBaseMinutes: c.touchBase?.minutes ?? 0,
      touchBaseWeeks: c.touchBase && visited.has(i) ? turnsOf(weeks, c.touchBase.everyWeeks ?? 1) : [],
      teacherFree: byDate(c.touchBase?.teacherFree, plain),
      together: c.together === true,
    }),
  );
  const classBlocks = problem.classes.map((c) => blocksOf(c.blocks));
  const students = problem.students.map((s): StudentTime => {
    const home = classIndex.get(s.class)!;
    return {
      id: s.id,
      class: home,
      blocks: s.blocks ? blocksOf(s.blocks) : classBlocks[home]!,
      unavailable: byDate(s.unavailable, plain),
      apartFrom: apartFrom(s, problem.students, studentIndex),
    };
  });
  return {
    problem,
    step: problem.grid.stepMinutes,
    weeks,
    allWeeks: (1 << weeks) - 1,
    days: problem.grid.days.map(dayNumber).sort((a, b) => a - b),
    dates: Array.from({ length: weeks }, (_, w) =>
      problem.grid.days.map((d) => dateOf(w + 1, dayNumber(d))).sort((a, b) => a - b),
    ).flat(),
    therapists: problem.therapists.map((t) => ({
      id: t.id,
      at: byDate(t.at, (a, s) => ({ ...s, school: a.school })),
      unavailable: byDate(t.unavailable, plain),
      lunch: t.lunch && { minutes: t.lunch.minutes, from: minutesOf(t.lunch.from), to: minutesOf(t.lunch.to) },
      dayLimit: t.maxDirectMinutes?.day ?? Number.POSITIVE_INFINITY,
      weekLimit: t.maxDirectMinutes?.week ?? Number.POSITIVE_INFINITY,
    })),
    classes,
    students,
    services: problem.services.map((v): ServiceNeed => {
      const section = sectionOf(v);
      return {
        id: v.id,
        student: studentIndex.get(v.student)!,
        therapist: therapistIndex.get(v.therapist)!,
        class: section,
        school: problem.classes[section]!.school,
        pushIn: v.delivery === 'push-in',
        minutes: v.minutes,
        sessionMinutes: sessionMinutes(v, problem.grid.stepMinutes),
        times: v.timesPerWeek ?? v.times!,
        perPlan: v.timesPerWeek === undefined,
        steady: v.steady === true,
        routines: v.routines ?? [],
        area: v.area,
        groupMax: v.groupMax ?? 1,
      };
    }),
    rooms: (problem.rooms ?? []).map((r) => ({ unavailable: byDate(r.unavailable, plain) })),
    points: { ...DEFAULT_POINTS, ...definedOnly(problem.points) },
  };
}

/** The weeks of the plan in stretches of so many, each as a set. */
function turnsOf(weeks: number, everyWeeks: number): number[] {
  const length = Math.min(weeks, everyWeeks);
  return Array.from({ length: weeks / length }, (_, i) => ((1 << length) - 1) << (i * length));
}

function sessionMinutes({ delivery, minutes }: Service, step: number): number {
  if (delivery === 'push-in') return Math.ceil(minutes / step) * step;
  return minutes % step === 0 ? minutes : 0;
}

function definedOnly(points: Partial<Points> | undefined): Partial<Points> {
  return Object.fromEntries(Object.entries(points ?? {}).filter(([, value]) => value !== undefined));
}

/** Kept apart is meant both ways, whoever says it. */
function apartFrom(student: Student, all: readonly Student[], index: ReadonlyMap<string, number>): Set<number> {
  const apart = new Set((student.apartFrom ?? []).map((other) => index.get(other)!));
  all.forEach((other, i) => {
    if (other.apartFrom?.includes(student.id)) apart.add(i);
  });
  return apart;
}

/**
 * The rooms (as indexes) that a pull-out session of this therapist at this school needs; none where the school names
 * no room. Where a school lists a room for everybody before the therapist's own, both must be free: which of
 * the two is meant cannot be told from the list.
 */
export function roomsFor(problem: Problem, school: string, therapist: string): number[] {
  const rooms: readonly Room[] = problem.rooms ?? [];
  const first = rooms.findIndex((r) => r.school === school && (r.therapist === undefined || r.therapist === therapist));
  const own = rooms.findIndex((r) => r.school === school && r.therapist === therapist);
  return [...new Set([first, own])].filter((i) => i >= 0);
}

/** The stay at the school that holds the whole stretch, if the therapist is there and not otherwise taken. */
export function isThere(t: TherapistTime, school: string, date: number, stretch: Stretch): boolean {
  return t.at[date]!.some((a) => a.school === school && contains(a, stretch)) && isAvailable(t, date, stretch);
}

export function isAvailable(t: TherapistTime, date: number, stretch: Stretch): boolean {
  return !t.unavailable[date]!.some((u) => overlaps(u, stretch));
}

/** Starts of every lunch that the therapist could take on that date, on the grid; empty when none fits or none is wanted. */
export function lunchStarts(t: TherapistTime, date: number, step: number): number[] {
  if (!t.lunch) return [];
  const starts: number[] = [];
  for (let m = Math.ceil(t.lunch.from / step) * step; m + t.lunch.minutes <= t.lunch.to; m += step) {
    const stretch = { from: m, to: m + t.lunch.minutes };
    if (t.at[date]!.some((a) => contains(a, stretch)) && isAvailable(t, date, stretch)) starts.push(m);
  }
  return starts;
}
