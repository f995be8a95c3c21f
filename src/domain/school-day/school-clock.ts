/** Between wall times at a school and instants. The zone is always said, never assumed. */
import { Temporal } from 'temporal-polyfill';
import { minutesBetween } from './elapsed.ts';

/** The instant of a wall time `HH:MM` on a date: in a gap of the clock the later reading, in a repeated hour the first. */
export function instantOf(date: string, wallTime: string, zone: string): string {
  return Temporal.PlainDate.from(date)
    .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(wallTime) })
    .toInstant()
    .toString();
}

/** Date `YYYY-MM-DD` and wall time `HH:MM` at the school at that instant (ISO 8601 with offset). */
export function wallClockAt(instant: string, zone: string): { readonly date: string; readonly time: string } {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return { date: local.toPlainDate().toString(), time: local.toPlainTime().toString().slice(0, 5) };
}

/** Planned minutes of a session by its wall times on a date; one that ends at or before its start ends on the next day. */
export function plannedMinutes(date: string, starts: string, ends: string, zone: string): number {
  const begins = Temporal.PlainDate.from(date);
  const endDate = ends > starts ? begins : begins.add({ days: 1 });
  return minutesBetween(instantOf(date, starts, zone), instantOf(endDate.toString(), ends, zone));
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
