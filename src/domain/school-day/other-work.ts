/** What a therapist does besides sessions: where it stands in the calendar, and how several of its dates are told as one. */
import { addDays, mondayOf, weekdayOf } from './calendar.ts';

export const workKinds = [
  'at_school',
  'lunch',
  'meeting',
  'evaluation',
  'documentation',
  'travel',
  /** The week without direct sessions of a 3:1 model, and the like. */
  'indirect',
  'other',
] as const;
export type WorkKind = (typeof workKinds)[number];

/** In force on its weekday from a date to a date, both included. */
export interface WorkPeriod {
  readonly weekday: number;
  readonly from: string;
  readonly to: string | null;
}

/**
 * The periods of work that comes round on these weekdays (1 Monday to 5 Friday): every week, one period a weekday; every second
 * to eighth week, counted in calendar weeks from the week of `from`, a period for each single date up to `to`.
 * @throws RangeError where it skips weeks and has no end
 */
export function workPeriods(work: {
  readonly weekdays: readonly number[];
  readonly everyWeeks: number;
  readonly from: string;
  readonly to: string | null;
}): WorkPeriod[] {
  const { from, to, everyWeeks } = work;
  const weekdays = [...new Set(work.weekdays)].toSorted();
  if (everyWeeks === 1) return weekdays.map((weekday) => ({ weekday, from, to }));
  if (to === null) throw new RangeError('Work that skips weeks needs an end');
  const periods: WorkPeriod[] = [];
  for (let monday = mondayOf(from); monday <= to; monday = addDays(monday, 7 * everyWeeks)) {
    for (const weekday of weekdays) {
      const date = addDays(monday, weekday - 1);
      if (from <= date && date <= to) periods.push({ weekday, from: date, to: date });
    }
  }
  return periods;
}

interface Told extends WorkPeriod {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly schoolId: string | null;
  readonly rotationDay: string | null;
  readonly starts: string;
  readonly ends: string;
}

export interface WorkGroup<T extends Told> {
  readonly of: T;
  readonly ids: readonly string[];
  readonly weekdays: readonly number[];
  readonly from: string;
  readonly to: string | null;
  /** The dates, where each period is a single one; null: every week. */
  readonly dates: readonly string[] | null;
}

/** Work of the same kind, words, place and time is one thing to whoever reads it, in the order of its first date. */
export function groupWork<T extends Told>(work: readonly T[]): WorkGroup<T>[] {
  const keyOf = (one: T) => {
    const single = one.from === one.to;
    const stretch = single ? [] : [one.from, one.to];
    return JSON.stringify([one.kind, one.label, one.schoolId, one.rotationDay, one.starts, one.ends, single, stretch]);
  };
  return [...Map.groupBy(work, keyOf).values()]
    .map((same) => {
      const sorted = same.toSorted((a, b) => (a.from === b.from ? a.weekday - b.weekday : a.from < b.from ? -1 : 1));
      const [of] = sorted as [T];
      const open = sorted.some(({ to }) => to === null);
      const last = sorted.map(({ to }) => to ?? '').toSorted();
      return {
        of,
        ids: sorted.map(({ id }) => id),
        weekdays: [...new Set(sorted.map(({ weekday }) => weekday))].toSorted(),
        from: of.from,
        to: open ? null : last.at(-1)!,
        dates: of.from === of.to ? sorted.map(({ from }) => from) : null,
      };
    })
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.of.starts < b.of.starts ? -1 : 1));
}

/** The dates of a period up to `last`, at most. */
export function workDates(period: WorkPeriod, first: string, last: string): string[] {
  const from = period.from > first ? period.from : first;
  const to = period.to !== null && period.to < last ? period.to : last;
  const dates: string[] = [];
  for (let date = addDays(from, (period.weekday - weekdayOf(from) + 7) % 7); date <= to; date = addDays(date, 7)) {
    dates.push(date);
  }
  return dates;
}
