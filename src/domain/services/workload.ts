/**
 * What a therapist's week goes to, by kind of work. Sessions are told by their own clock; work that nobody logs (documentation,
 * meetings, travel as set down in the working times) counts as it was set down. Every minute is in one kind only.
 */
import { addDays, weekdayOf } from '../school-day/calendar.ts';
import type { WorkKind } from '../school-day/other-work.ts';

export const workloadKinds = [
  'direct',
  'indirect',
  'meeting',
  'evaluation',
  'documentation',
  'travel',
  'other',
] as const;
export type WorkloadKind = (typeof workloadKinds)[number];

/** Minutes from the day's midnight; `to` above `from`. */
export interface WorkStretch {
  readonly date: string;
  readonly kind: WorkloadKind;
  readonly from: number;
  readonly to: number;
}

export interface WorkloadWeek {
  readonly monday: string;
  readonly kinds: readonly {
    readonly kind: WorkloadKind;
    /** Minutes, whole. */
    readonly planned: number;
    readonly done: number;
  }[];
  /** Minutes the therapist is at a school, lunch not counted. */
  readonly atSchool: number;
  /** Of those, what is planned for nothing. */
  readonly free: number;
}

/** Where two kinds of work lie at the same time, the minute is that of the one named first. */
const before: readonly WorkloadKind[] = workloadKinds;
const minutesOfDay = 24 * 60;

/** Lunch is no work, and being at school says only where one is. */
export const workloadKindOf: Readonly<Record<WorkKind, WorkloadKind | null>> = {
  at_school: null,
  lunch: null,
  meeting: 'meeting',
  evaluation: 'evaluation',
  documentation: 'documentation',
  travel: 'travel',
  indirect: 'indirect',
  other: 'other',
};

/**
 * @param facts of the week only. `planned`: sessions that were not cancelled, touch-bases, other work; `done`: what was recorded or
 *   held, and other work up to today
 */
export function workloadOf(
  monday: string,
  facts: {
    readonly planned: readonly WorkStretch[];
    readonly done: readonly WorkStretch[];
    readonly atSchool: readonly Omit<WorkStretch, 'kind'>[];
    readonly lunch: readonly Omit<WorkStretch, 'kind'>[];
  },
): WorkloadWeek {
  const sums = { planned: new Map<WorkloadKind, number>(), done: new Map<WorkloadKind, number>() };
  let [atSchool, free] = [0, 0];
  for (let shift = 0; shift < 7; shift += 1) {
    const date = addDays(monday, shift);
    const there = cover(facts.atSchool, date);
    const lunch = cover(facts.lunch, date);
    const planned = paint(facts.planned, date);
    const done = paint(facts.done, date);
    for (let minute = 0; minute < minutesOfDay; minute += 1) {
      count(sums.planned, planned[minute]!);
      count(sums.done, done[minute]!);
      if (there[minute] === 0 || lunch[minute] === 1) continue;
      atSchool += 1;
      if (planned[minute] === 0) free += 1;
    }
  }
  return {
    monday,
    kinds: workloadKinds.map((kind) => ({
      kind,
      planned: sums.planned.get(kind) ?? 0,
      done: sums.done.get(kind) ?? 0,
    })),
    atSchool,
    free,
  };
}

/** For each minute of the day: 0, or one more than the place of its kind. */
function paint(stretches: readonly WorkStretch[], date: string): Uint8Array {
  const day = new Uint8Array(minutesOfDay);
  const ofDay = stretches.filter((stretch) => stretch.date === date);
  for (const { kind, from, to } of ofDay.toSorted((a, b) => before.indexOf(b.kind) - before.indexOf(a.kind)))
    day.fill(before.indexOf(kind) + 1, from, to);
  return day;
}

function cover(stretches: readonly Omit<WorkStretch, 'kind'>[], date: string): Uint8Array {
  const day = new Uint8Array(minutesOfDay);
  for (const stretch of stretches) if (stretch.date === date) day.fill(1, stretch.from, stretch.to);
  return day;
}

function count(sums: Map<WorkloadKind, number>, painted: number): void {
  if (painted === 0) return;
  const kind = before[painted - 1]!;
  sums.set(kind, (sums.get(kind) ?? 0) + 1);
}

/** The dates of a week on which a weekly time of work is in force. */
export function datesInWeek(
  time: { readonly weekday: number; readonly from: string; readonly to: string | null },
  monday: string,
): string[] {
  const date = addDays(monday, (time.weekday - weekdayOf(monday) + 7) % 7);
  return time.from <= date && (time.to === null || date <= time.to) ? [date] : [];
}
