import type { Language } from './language.ts';

/** `short` "Thu 12 Mar" · `long` "Thursday, March 12" · `full` with the year · `plain` "Mar 12, 2026" ·
 * for the foot of a chart, `month_day` "Mar 12" and `month` "Mar". */
export type DayStyle = 'short' | 'long' | 'full' | 'plain' | 'month_day' | 'month';

export interface Formats {
  /** @param day calendar day `YYYY-MM-DD` */
  day(day: string, style?: DayStyle): string;
  /** @param weekday 1 Monday to 7 Sunday */
  weekday(weekday: number, width?: 'long' | 'short'): string;
  /** Wall time `HH:MM` as the reader writes it: "2:25 PM" or "14:25". */
  time(wallTime: string): string;
  /** "8:15–8:45 AM" */
  timeSpan(starts: string, ends: string): string;
  /** An instant, at the place whose zone is given. */
  instant(instant: string, zone: string, style?: 'day' | 'time' | 'both'): string;
  /** A count with the language's separators. */
  count(count: number): string;
  /** A share with its n and, when given, its likely range (both 0 to 1): "8 of 10 (likely 49–94 %)". */
  share(share: { x: number; n: number; low?: number; high?: number }): string;
  /** "79–96 %", from 0 to 1. */
  range(low: number, high: number): string;
  /** "Ana, Bela and Cy" */
  list(items: readonly string[]): string;
}

const locales: Record<Language, string> = { en: 'en-US', es: 'es-US' };

const dayOptions: Record<DayStyle, Intl.DateTimeFormatOptions> = {
  short: { weekday: 'short', day: 'numeric', month: 'short' },
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  plain: { day: 'numeric', month: 'short', year: 'numeric' },
  month_day: { day: 'numeric', month: 'short' },
  month: { month: 'short' },
};

type Say = (id: 'share.counted' | 'share.likely' | 'share.range', values: Record<string, number | string>) => string;

export function formatsFor(language: Language, say: Say): Formats {
  const locale = locales[language];
  const made = new Map<string, Intl.DateTimeFormat>();
  const dates = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const key = JSON.stringify(options);
    const known = made.get(key) ?? new Intl.DateTimeFormat(locale, options);
    made.set(key, known);
    return known;
  };
  // A calendar day and a wall time have no zone: they are read and written as if the whole world were at UTC.
  const atUtc = (day: string, time = '00:00') => new Date(`${day}T${time}:00Z`);
  const clock: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' };
  // Made when they are first asked for: on a slow tablet that takes longer than all the rest of a screen's words.
  let counts: Intl.NumberFormat | undefined;
  let lists: Intl.ListFormat | undefined;
  const whole = (share: number) => Math.round(share * 100);
  const range = (low: number, high: number) => say('share.range', { low: whole(low), high: whole(high) });

  return {
    day: (day, style = 'plain') => dates({ ...dayOptions[style], timeZone: 'UTC' }).format(atUtc(day)),
    // 5 January 1970 was a Monday.
    weekday: (weekday, width = 'long') =>
      dates({ weekday: width, timeZone: 'UTC' }).format(atUtc(`1970-01-${String(4 + weekday).padStart(2, '0')}`)),
    time: (wallTime) => dates(clock).format(atUtc('1970-01-01', wallTime)),
    timeSpan: (starts, ends) => dates(clock).formatRange(atUtc('1970-01-01', starts), atUtc('1970-01-01', ends)),
    instant: (instant, zone, style = 'both') =>
      dates({
        ...(style === 'time' ? {} : dayOptions.plain),
        ...(style === 'day' ? {} : { hour: 'numeric', minute: '2-digit' }),
        timeZone: zone,
      }).format(new Date(instant)),
    count: (count) => {
      counts ??= new Intl.NumberFormat(locale);
      return counts.format(count);
    },
    share: ({ x, n, low, high }) =>
      low === undefined || high === undefined
        ? say('share.counted', { x, n })
        : say('share.likely', { x, n, range: range(low, high) }),
    range,
    list: (items) => {
      if (items.length < 2) return items[0] ?? '';
      lists ??= new Intl.ListFormat(locale, { type: 'conjunction' });
      return lists.format(items);
    },
  };
}
