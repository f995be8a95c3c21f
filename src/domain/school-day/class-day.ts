/** The day of one class: routines on the 5-minute grid, what is protected from pull-out, where push-in is offered. */
import { type Stretch, minutesOf } from './intervals.ts';

export const routineKinds = [
  'arrival',
  'morning_meeting',
  'literacy',
  'writing',
  'read_aloud',
  'math',
  'science',
  'social_studies',
  'centers',
  'snack',
  'lunch',
  'recess',
  'specials',
  'self_care',
  'rest',
  'transition',
  'dismissal',
  'other',
] as const;
export type RoutineKind = (typeof routineKinds)[number];

export const gridMinutes = 5;

export interface DayBlock {
  /** Wall times `HH:MM`. */
  readonly starts: string;
  readonly ends: string;
}

export type DayProblem = {
  readonly block: number;
  readonly field: 'starts' | 'ends';
  readonly code: 'not_a_time' | 'off_grid' | 'ends_before_start' | 'overlaps';
};

/** What is wrong with a day's blocks, by index; empty when nothing is. Every block is judged, not only the first bad one. */
export function dayProblems(blocks: readonly DayBlock[]): DayProblem[] {
  const problems: DayProblem[] = [];
  const good: { block: number; stretch: Stretch }[] = [];
  for (const [block, { starts, ends }] of blocks.entries()) {
    const from = minutesOf(starts);
    const to = minutesOf(ends);
    if (from === null) problems.push({ block, field: 'starts', code: 'not_a_time' });
    else if (from % gridMinutes !== 0) problems.push({ block, field: 'starts', code: 'off_grid' });
    if (to === null) problems.push({ block, field: 'ends', code: 'not_a_time' });
    else if (to % gridMinutes !== 0) problems.push({ block, field: 'ends', code: 'off_grid' });
    if (from === null || to === null) continue;
    if (to <= from) problems.push({ block, field: 'ends', code: 'ends_before_start' });
    else good.push({ block, stretch: { from, to } });
  }
  const sorted = good.toSorted((a, b) => a.stretch.from - b.stretch.from || a.block - b.block);
  let reached = -1;
  for (const { block, stretch } of sorted) {
    if (stretch.from < reached) problems.push({ block, field: 'starts', code: 'overlaps' });
    reached = Math.max(reached, stretch.to);
  }
  return problems;
}

export interface DatedTime {
  readonly weekday: number;
  /** 'A', 'B' or '1'..'6'; null: every week. */
  readonly rotationDay: string | null;
  readonly from: string;
  readonly to: string | null;
}

/** The times in force on a date that is the given weekday (1 Monday to 5 Friday) and rotation day, earliest first. */
export function timesOn<T extends DatedTime & DayBlock>(
  times: readonly T[],
  date: string,
  weekday: number,
  rotationDay: string | null,
): T[] {
  return times
    .filter(
      (time) =>
        time.weekday === weekday &&
        (time.rotationDay === null || time.rotationDay === rotationDay) &&
        time.from <= date &&
        (time.to === null || date <= time.to),
    )
    .toSorted((a, b) => (a.starts < b.starts ? -1 : a.starts > b.starts ? 1 : 0));
}
