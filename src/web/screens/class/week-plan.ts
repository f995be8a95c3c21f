import type { z } from 'zod';
import type { readClass, setClassDay } from '#contract/class.ts';
import { type DayProblem, dayProblems } from '#domain/school-day/class-day.ts';
import { minutesOf } from '#domain/school-day/intervals.ts';
import type { OutputOf } from '../../client/call.ts';

export type ClassPage = OutputOf<typeof readClass>;
export type RoutineTime = ClassPage['times'][number];
export type Routine = ClassPage['routines'][number];
export type Block = z.input<NonNullable<(typeof setClassDay)['body']>>['blocks'][number];
export type RotationDay = RoutineTime['rotationDay'];

export const weekdays = [1, 2, 3, 4, 5] as const;
export type Weekday = (typeof weekdays)[number];

/** What stands in the timetable of one weekday, in one rotation day. */
export interface DayDraft {
  readonly weekday: Weekday;
  readonly rotationDay: RotationDay;
  readonly blocks: readonly Block[];
}

const inForce = (times: readonly RoutineTime[], date: string) =>
  times.filter(({ from, to }) => from <= date && (to === null || date <= to));

/** What a reader sees who looks at one kind of week: what is so every week, and what is so in that one. */
export function weekOn(times: readonly RoutineTime[], date: string, rotationDay: RotationDay): RoutineTime[] {
  return inForce(times, date)
    .filter((time) => time.rotationDay === null || time.rotationDay === rotationDay)
    .toSorted((a, b) => a.weekday - b.weekday || a.starts.localeCompare(b.starts));
}

/** The dates ahead on which the week changes. */
export function changesAhead(times: readonly RoutineTime[], today: string): string[] {
  return [...new Set(times.map(({ from }) => from).filter((from) => from > today))].sort();
}

/** One weekday as it stands on a date, ready to be changed and set again. */
export function dayOn(
  times: readonly RoutineTime[],
  date: string,
  weekday: Weekday,
  rotationDay: RotationDay,
): DayDraft {
  const blocks = inForce(times, date)
    .filter((time) => time.weekday === weekday && time.rotationDay === rotationDay)
    .toSorted((a, b) => a.starts.localeCompare(b.starts))
    .map(({ routineId, starts, ends, pullOut, pullOutCost, pushIn }) => ({
      routine: { id: routineId },
      starts,
      ends,
      pullOut,
      pullOutCost,
      pushIn,
    }));
  return { weekday, rotationDay, blocks };
}

/** A routine at the time it had before somebody changed it. */
export interface Place {
  readonly routineId: string;
  readonly starts: string;
}

const standsAt = (block: Block, { routineId, starts }: Place) =>
  'id' in block.routine && block.routine.id === routineId && block.starts === starts;

/** The day with the block in it: instead of what stood at `was`, if anything did. Earliest first. */
export function withBlock(day: DayDraft, block: Block, was: Place | null): DayDraft {
  const others = was === null ? day.blocks : day.blocks.filter((other) => !standsAt(other, was));
  return { ...day, blocks: [...others, block].toSorted((a, b) => a.starts.localeCompare(b.starts)) };
}

export function withoutBlock(day: DayDraft, was: Place): DayDraft {
  return { ...day, blocks: day.blocks.filter((block) => !standsAt(block, was)) };
}

/** What is wrong with the days, each with its weekday; each kind once per day. */
export function weekProblems(days: readonly DayDraft[]): { weekday: Weekday; code: DayProblem['code'] }[] {
  return days.flatMap(({ weekday, blocks }) =>
    [...new Set(dayProblems(blocks).map(({ code }) => code))].map((code) => ({ weekday, code })),
  );
}

/** First and last minute of the day to draw, on whole hours; eight to three when there is nothing yet. */
export function hoursOf(times: readonly { readonly starts: string; readonly ends: string }[]): {
  readonly first: number;
  readonly last: number;
} {
  const starts = times.flatMap(({ starts }) => minutesOf(starts) ?? []);
  const ends = times.flatMap(({ ends }) => minutesOf(ends) ?? []);
  if (starts.length === 0 || ends.length === 0) return { first: 8 * 60, last: 15 * 60 };
  return { first: Math.floor(Math.min(...starts) / 60) * 60, last: Math.ceil(Math.max(...ends) / 60) * 60 };
}

export type Direction = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';

/**
 * Where an arrow key leads from one routine: within its day, or to the routine of the next day (that has any) that begins
 * nearest to it. Null: nowhere.
 */
export function neighbour(week: readonly RoutineTime[], from: RoutineTime, direction: Direction): RoutineTime | null {
  const ofDay = (weekday: number) => week.filter((time) => time.weekday === weekday);
  const day = ofDay(from.weekday);
  const at = day.findIndex(({ id }) => id === from.id);
  switch (direction) {
    case 'up':
      return day[at - 1] ?? null;
    case 'down':
      return day[at + 1] ?? null;
    case 'first':
      return day[0] ?? null;
    case 'last':
      return day.at(-1) ?? null;
  }
  const step = direction === 'left' ? -1 : 1;
  for (let weekday = from.weekday + step; weekday >= 1 && weekday <= 5; weekday += step) {
    const there = ofDay(weekday);
    const away = ({ starts }: RoutineTime) => Math.abs((minutesOf(starts) ?? 0) - (minutesOf(from.starts) ?? 0));
    const nearest = there.toSorted((a, b) => away(a) - away(b))[0];
    if (nearest !== undefined) return nearest;
  }
  return null;
}
