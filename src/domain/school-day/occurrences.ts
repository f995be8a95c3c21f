/** On which dates a weekly series takes place. */
import {
  addDays,
  differentDate,
  isSchoolDay,
  mondayOf,
  rotationDayOf,
  type SchoolCalendar,
  weekdayOf,
  weeksBetween,
} from './calendar.ts';

export interface WeeklySeries {
  /** 1 Monday to 5 Friday. */
  readonly weekday: number;
  /** 'A', 'B' or '1'..'6'; null: every week. */
  readonly rotationDay: string | null;
  /** 2 or 4: only every other or fourth week, counted from the week of `from`. Absent: 1. */
  readonly everyWeeks?: number;
  readonly from: string;
  /** Null: to the end of the school year. */
  readonly to: string | null;
  /** Wall times `HH:MM`. */
  readonly starts: string;
  readonly ends: string;
}

/** Why a session does not take place on a date on which its series would have put it. */
export type NotHeld = 'no_school' | 'early_release' | 'late_start';

/**
 * Whether school is in at that time of that date: not on a holiday or closed day, not after an early release, not before a
 * late start. Null: it is held.
 */
export function notHeld(date: string, starts: string, ends: string, calendar: SchoolCalendar): NotHeld | null {
  if (!isSchoolDay(date, calendar)) return 'no_school';
  const different = differentDate(date, calendar);
  if (different?.kind === 'early_release' && different.ends !== null && ends > different.ends) return 'early_release';
  if (different?.kind === 'late_start' && different.starts !== null && starts < different.starts) return 'late_start';
  return null;
}

/** The dates within `first` to `last` (both included) on which the series takes place, in order. */
export function occurrences(series: WeeklySeries, calendar: SchoolCalendar, first: string, last: string): string[] {
  const from = first > series.from ? first : series.from;
  const to = series.to !== null && series.to < last ? series.to : last;
  const dates: string[] = [];
  const toWeekday = (series.weekday - weekdayOf(from) + 7) % 7;
  for (let date = addDays(from, toWeekday); date <= to; date = addDays(date, 7)) {
    if (notHeld(date, series.starts, series.ends, calendar) !== null) continue;
    if (weeksBetween(mondayOf(series.from), mondayOf(date)) % (series.everyWeeks ?? 1) !== 0) continue;
    if (series.rotationDay !== null && rotationDayOf(date, calendar) !== series.rotationDay) continue;
    dates.push(date);
  }
  return dates;
}
