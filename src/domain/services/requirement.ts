/**
 * How many minutes a service asks for, day by day, exactly. Each school day has its share, so that any stretch of days adds up:
 * weeks to the quarter, quarters to the year, the parts of a service that changed to the whole.
 *
 * per week     the week's minutes, over its school days
 * per month    the month's minutes, over the school days of the calendar month
 * per quarter  the quarter's minutes, over its school days; quarters part the school days of the year into four, as evenly as goes
 * per year     the year's minutes, over the weeks that have a school day, each week's share over its school days
 *
 * A week cut short by a holiday still owes all its minutes, or (by the district's rule) a fifth for each school day it has.
 * A service that begins or ends within a week owes the days it runs.
 */
import type { Period } from '../caseload/roles.ts';
import { addDays, isSchoolDay, mondayOf, type SchoolCalendar } from '../school-day/calendar.ts';
import { add, type Ratio, ratio, times, zero } from './ratio.ts';
import type { ServiceRate } from './service-period.ts';

/** What a district says of weeks with holidays. Dated: the rule of the day counts. */
export type HolidayWeeks = 'owed_in_full' | 'by_school_days';

interface DayShares {
  readonly week: string;
  readonly daysInWeek: number;
  readonly month: string;
  readonly daysInMonth: number;
  readonly quarter: number;
  readonly daysInQuarter: number;
}

/** The school days of a year with what each is a share of. Made once for a school. */
export interface SchoolDays {
  readonly dates: readonly string[];
  readonly weeks: number;
  readonly of: ReadonlyMap<string, DayShares>;
}

export function schoolDaysOf(calendar: SchoolCalendar): SchoolDays {
  const { from, to } = calendar.year;
  const dates: string[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) if (isSchoolDay(date, calendar)) dates.push(date);
  const weekOf = new Map(dates.map((date) => [date, mondayOf(date)]));
  const quarterOf = (index: number) => Math.floor((index * 4) / dates.length);
  const count = <K>(key: (date: string, index: number) => K): Map<K, number> => {
    const counts = new Map<K, number>();
    for (const [index, date] of dates.entries()) counts.set(key(date, index), (counts.get(key(date, index)) ?? 0) + 1);
    return counts;
  };
  const weeks = count((date) => weekOf.get(date)!);
  const months = count((date) => date.slice(0, 7));
  const quarters = count((_, index) => quarterOf(index));
  const of = new Map(
    dates.map((date, index): [string, DayShares] => {
      const week = weekOf.get(date)!;
      const month = date.slice(0, 7);
      const quarter = quarterOf(index);
      return [
        date,
        {
          week,
          daysInWeek: weeks.get(week)!,
          month,
          daysInMonth: months.get(month)!,
          quarter,
          daysInQuarter: quarters.get(quarter)!,
        },
      ];
    }),
  );
  return { dates, weeks: weeks.size, of };
}

export interface PromisedMinutes extends Period {
  readonly minutes: number;
  readonly times: number;
  readonly per: ServiceRate;
}

/** The minutes asked for from `first` to `last` (both included) while the period runs. */
export function requiredMinutes(
  period: PromisedMinutes,
  days: SchoolDays,
  first: string,
  last: string,
  holidayWeeks: (date: string) => HolidayWeeks = () => 'owed_in_full',
): Ratio {
  const amount = period.minutes * period.times;
  const from = period.from > first ? period.from : first;
  const to = period.to !== null && period.to < last ? period.to : last;
  // Days with the same share are counted first: one fraction for each, however many days there are.
  const sameShare = new Map<number, number>();
  for (let index = firstAtOrAfter(days.dates, from); index < days.dates.length; index += 1) {
    const date = days.dates[index]!;
    if (date > to) break;
    const parts = partsOf(days.of.get(date)!, period.per, days.weeks, holidayWeeks(date));
    sameShare.set(parts, (sameShare.get(parts) ?? 0) + 1);
  }
  let sum = zero;
  for (const [parts, count] of sameShare) sum = add(sum, times(ratio(amount, parts), count));
  return sum;
}

/** Into how many equal parts the period's amount is cut, of which the day has one. */
function partsOf(day: DayShares, per: ServiceRate, weeks: number, holidayWeeks: HolidayWeeks): number {
  if (per === 'month') return day.daysInMonth;
  if (per === 'quarter') return day.daysInQuarter;
  if (per === 'year') return weeks * day.daysInWeek;
  return holidayWeeks === 'by_school_days' ? 5 : day.daysInWeek;
}

function firstAtOrAfter(dates: readonly string[], date: string): number {
  let [low, high] = [0, dates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dates[middle]! < date) low = middle + 1;
    else high = middle;
  }
  return low;
}
