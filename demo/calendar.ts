import { Temporal } from 'temporal-polyfill';

/** The demo's dates, counted from the week of the clock that was given. */

export const demoZone = 'America/Chicago';

/** Weeks of data behind the told stories, and behind the rest. */
export const toldWeeks = 20;
export const otherWeeks = 8;

export interface DemoCalendar {
  readonly today: string;
  /** Monday of this week. */
  readonly monday: string;
  readonly yearFrom: string;
  readonly yearTo: string;
  /** Date of a weekday (1-5) in a week counted from this one (negative: past). */
  on(week: number, weekday: number): string;
  isHoliday(date: string): boolean;
  isTesting(date: string): boolean;
  /** `HH:MM`: earlier on a day of early release. */
  schoolEnds(date: string): string;
  readonly dates: readonly {
    readonly date: string;
    readonly kind: 'holiday' | 'early_release' | 'testing';
    readonly label: string;
    readonly ends?: string;
  }[];
  /** Epoch milliseconds of a wall time `HH:MM` on a date. */
  at(date: string, wallTime: string): number;
}

/** @param now an instant. On a weekend it is still the week that has ended: the demo's clock shows its Friday. */
export function demoCalendar(now: string): DemoCalendar {
  const clock = Temporal.Instant.from(now).toZonedDateTimeISO(demoZone).toPlainDate();
  const today = clock.dayOfWeek > 5 ? clock.subtract({ days: clock.dayOfWeek - 5 }) : clock;
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const on = (week: number, weekday: number) => monday.add({ days: week * 7 + weekday - 1 }).toString();
  const week = (number: number, kind: 'holiday' | 'testing', label: string) =>
    [1, 2, 3, 4, 5].map((weekday) => ({ date: on(number, weekday), kind, label }));
  const dates = [
    ...week(-12, 'testing', 'Testing week'),
    ...week(-8, 'holiday', 'School break'),
    { date: on(-3, 1), kind: 'holiday' as const, label: 'Holiday' },
    { date: on(1, 3), kind: 'early_release' as const, label: 'Early release', ends: '12:00' },
    { date: on(3, 1), kind: 'holiday' as const, label: 'Holiday' },
  ];
  const holidays = new Set(dates.filter((date) => date.kind === 'holiday').map((date) => date.date));
  const testing = new Set(dates.filter((date) => date.kind === 'testing').map((date) => date.date));
  const released = new Map(dates.flatMap((date) => ('ends' in date ? [[date.date, date.ends] as const] : [])));
  const noons = new Map<string, number>();
  return {
    today: today.toString(),
    monday: monday.toString(),
    yearFrom: on(-toldWeeks - 2, 1),
    yearTo: on(14, 5),
    on,
    isHoliday: (date) => holidays.has(date),
    isTesting: (date) => testing.has(date),
    schoolEnds: (date) => released.get(date) ?? '24:00',
    dates,
    at: (date, wallTime) => {
      const [hours, minutes] = wallTime.split(':').map(Number) as [number, number];
      // Clock changes come at night: from noon, every school hour is a plain difference.
      let noon = noons.get(date);
      if (noon === undefined) {
        noon = Temporal.PlainDate.from(date).toZonedDateTime({
          timeZone: demoZone,
          plainTime: '12:00',
        }).epochMilliseconds;
        noons.set(date, noon);
      }
      return noon + ((hours - 12) * 60 + minutes) * 60_000;
    },
  };
}
