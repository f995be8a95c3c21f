/** Times of the day as `HH:MM` and as minutes after midnight; stretches of time are half-open, `[from, to)`. */

export const CALENDAR = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Day = (typeof CALENDAR)[number];

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** `"09:05"` to 545. The text must be `HH:MM`; `readProblem` refuses anything else. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** 545 to `"09:05"`. */
export function timeOf(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export function overlaps(a: Stretch, b: Stretch): boolean {
  return a.from < b.to && b.from < a.to;
}

export function contains(outer: Stretch, inner: Stretch): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

/** The days of the week on the calendar: monday is 0. */
export function dayNumber(day: Day): number {
  return CALENDAR.indexOf(day);
}
