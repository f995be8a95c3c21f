import { isSchoolDay, type SchoolCalendar } from './calendar.ts';
import { occurrences } from './occurrences.ts';

/** When therapist and teacher sit together, with no student present: a meeting that recurs, never a session. */
export interface TouchBaseSlot {
  readonly id: string;
  readonly classId: string;
  readonly adultId: string;
  /** 1 Monday to 5 Friday. */
  readonly weekday: number;
  /** Wall times `HH:MM`. */
  readonly starts: string;
  readonly ends: string;
  readonly everyWeeks: 1 | 2 | 4;
  /** The weeks are counted from the week of this date. */
  readonly from: string;
  readonly to: string | null;
}

/** The dates from one to another on which it takes place: not where no school is kept, nor outside a shortened day. */
export function touchBaseDates(slot: TouchBaseSlot, calendar: SchoolCalendar, first: string, last: string): string[] {
  return occurrences({ ...slot, rotationDay: null }, calendar, first, last).filter((date) =>
    isSchoolDay(date, calendar),
  );
}
