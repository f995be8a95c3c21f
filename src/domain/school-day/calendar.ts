/** Which dates are school days, and which rotation day each is. Dates are `YYYY-MM-DD` at the school. */
import { Temporal } from 'temporal-polyfill';

export type Rotation = 'none' | 'ab' | '1-4' | '1-5' | '1-6';

export interface SchoolYear {
  /** First and last date of the year, both included. */
  readonly from: string;
  readonly to: string;
  readonly rotation: Rotation;
  /** A date that is A (with its whole week), or day 1. Without it nothing rotates. */
  readonly rotationFrom: string | null;
}

export interface DifferentDate {
  readonly date: string;
  readonly kind: 'holiday' | 'early_release' | 'late_start' | 'testing' | 'closed';
  readonly label: string;
  /** Wall times `HH:MM`: when school begins or ends on that date, where that is what differs. */
  readonly starts: string | null;
  readonly ends: string | null;
  /** Names the rotation day where it is not the one the count gives. */
  readonly rotationDay: string | null;
}

export interface SchoolCalendar {
  readonly year: SchoolYear;
  /** The one after it, where it is prepared already: school is kept in both. */
  readonly nextYear?: SchoolYear | null;
  readonly dates: readonly DifferentDate[];
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Monday of the date's week. */
export function mondayOf(date: string): string {
  return addDays(date, 1 - weekdayOf(date));
}

/** Whole weeks from one Monday to a later one. */
export function weeksBetween(monday: string, later: string): number {
  return Temporal.PlainDate.from(monday).until(later).days / 7;
}

export function differentDate(date: string, calendar: SchoolCalendar): DifferentDate | null {
  return calendar.dates.find((different) => different.date === date) ?? null;
}

/** The year that a date lies in, or null. */
export function yearOf(date: string, { year, nextYear = null }: SchoolCalendar): SchoolYear | null {
  if (year.from <= date && date <= year.to) return year;
  return nextYear !== null && nextYear.from <= date && date <= nextYear.to ? nextYear : null;
}

/** A Monday to Friday of the school year on which school is kept. */
export function isSchoolDay(date: string, calendar: SchoolCalendar): boolean {
  if (yearOf(date, calendar) === null || weekdayOf(date) > 5) return false;
  const kind = differentDate(date, calendar)?.kind;
  return kind !== 'holiday' && kind !== 'closed';
}

/**
 * The rotation day of a school day: 'A' or 'B', '1' to '6', or null where nothing rotates, it is no school day, or the date
 * lies before `rotationFrom`.
 *
 * A and B are calendar weeks, whatever holidays they hold; a date that names its day differs alone. Days 1 to N are counted
 * over school days, so a holiday pushes the count on; a date that names its day starts the count anew from there.
 */
export function rotationDayOf(date: string, calendar: SchoolCalendar): string | null {
  const { rotation, rotationFrom } = yearOf(date, calendar) ?? calendar.year;
  if (rotation === 'none' || rotationFrom === null || date < rotationFrom || !isSchoolDay(date, calendar)) return null;
  if (rotation === 'ab') {
    const named = differentDate(date, calendar)?.rotationDay ?? null;
    if (named !== null) return named;
    return weeksBetween(mondayOf(rotationFrom), mondayOf(date)) % 2 === 0 ? 'A' : 'B';
  }
  const length = Number(rotation.slice(2));
  const namedBefore = calendar.dates
    .filter((different) => different.rotationDay !== null && rotationFrom <= different.date && different.date <= date)
    .toSorted((a, b) => (a.date < b.date ? 1 : -1))[0];
  const anchor = namedBefore?.date ?? rotationFrom;
  const first = Number(namedBefore?.rotationDay ?? 1);
  const counted = schoolDaysBetween(anchor, date, calendar);
  return String(((first - 1 + counted) % length) + 1);
}

/** School days after `from`, up to and with `to`. */
function schoolDaysBetween(from: string, to: string, calendar: SchoolCalendar): number {
  let counted = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isSchoolDay(day, calendar)) counted += 1;
  return counted;
}
