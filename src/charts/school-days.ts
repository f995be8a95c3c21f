/** Days since 1970-01-01 of an ISO date, or null for what is no date of the years 1900 to 2199. */
export function dayNumber(iso: string | null | undefined): number | null {
  if (typeof iso !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  const year = digit(iso, 0) * 1000 + digit(iso, 1) * 100 + digit(iso, 2) * 10 + digit(iso, 3);
  const month = digit(iso, 5) * 10 + digit(iso, 6);
  const day = digit(iso, 8) * 10 + digit(iso, 9);
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return null;
  const number = fromCivil(year, month, day);
  // The 30th of February is counted into March.
  return day <= 28 || toCivil(number).month === month ? number : null;
}

function digit(text: string, at: number): number {
  return text.charCodeAt(at) - 48;
}

/** The ISO date of a day number. */
export function isoDate(number: number): string {
  const { year, month, day } = toCivil(number);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The first day of the month that comes `months` after the one this day is in. */
export function monthStart(number: number, months = 0): number {
  const { year, month } = toCivil(number);
  const count = year * 12 + month - 1 + months;
  return fromCivil(Math.floor(count / 12), (count % 12) + 1, 1);
}

/** The Monday on or before a day. */
export function mondayOf(number: number): number {
  return number - ((((number + 3) % 7) + 7) % 7);
}

// Proleptic Gregorian calendar by 400-year eras with years that begin in March: H. Hinnant, "chrono-compatible
// low-level date algorithms", days_from_civil and civil_from_days.
function fromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

function toCivil(number: number): { year: number; month: number; day: number } {
  const z = number + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

export type DayRange = { readonly from: number; readonly to: number };

/**
 * Places days along an axis the way a school year runs: a school day is one step, weekends take no room, a day off
 * takes none, and a break of three or more weekdays is one step and a half, wide enough to be seen as a break.
 */
export type SchoolDayAxis = {
  /** Steps from the left end; a day that takes no room lies where the next one begins. */
  position(day: number): number;
  /** The breaks wide enough to be drawn, in order. */
  readonly breaks: readonly DayRange[];
};

const breakStep = 1.5;

/** `measured` are the days with sessions: they have a step of their own even on a Saturday or in a break. */
export function schoolDayAxis(daysOff: readonly DayRange[], measured: readonly number[]): SchoolDayAxis {
  const off = merged(daysOff).map((range) => ({ ...range, weekdays: weekdaysIn(range) }));
  const breaks = off.filter((range) => range.weekdays >= 3).map(({ from, to }) => ({ from, to }));
  const isOff = (day: number): boolean => off.some((range) => range.from <= day && day <= range.to);
  const extra = [...new Set(measured)].filter((day) => isWeekend(day) || isOff(day)).sort((a, b) => a - b);
  const position = (day: number): number => {
    let steps = weekdaysBefore(day);
    for (const range of off) {
      if (range.from >= day) break;
      steps -= range.to < day ? range.weekdays : weekdaysIn({ from: range.from, to: day - 1 });
      if (range.weekdays >= 3 && range.to < day) steps += breakStep;
    }
    for (const own of extra) {
      if (own >= day) break;
      steps += 1;
    }
    return steps;
  };
  return { position, breaks };
}

function isWeekend(day: number): boolean {
  return day - mondayOf(day) >= 5;
}

/** Mondays to Fridays before a day, counted from an arbitrary Monday. */
function weekdaysBefore(day: number): number {
  const monday = mondayOf(day);
  return ((monday + 3) / 7) * 5 + Math.min(day - monday, 5);
}

function weekdaysIn(range: DayRange): number {
  return weekdaysBefore(range.to + 1) - weekdaysBefore(range.from);
}

function merged(ranges: readonly DayRange[]): DayRange[] {
  const out: DayRange[] = [];
  for (const range of [...ranges].filter((r) => r.from <= r.to).sort((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    // Ranges with nothing but a weekend between them are one break.
    if (last !== undefined && weekdaysBefore(range.from) - weekdaysBefore(last.to + 1) <= 0) {
      out[out.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    } else out.push(range);
  }
  return out;
}
