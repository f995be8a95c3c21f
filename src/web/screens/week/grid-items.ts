import { minutesOf, wallTimeOf } from '#domain/school-day/intervals.ts';
import type { SessionDelivery } from '#domain/school-day/session.ts';

/** What the time grid shows: columns (days, therapists, rooms), what stands in them, and what lies behind. */

export interface GridColumn {
  readonly key: string;
  readonly heading: string;
  readonly now?: boolean;
}

export interface GridItem {
  readonly key: string;
  readonly column: string;
  /** Wall times `HH:MM`. */
  readonly starts: string;
  readonly ends: string;
  readonly kind: SessionDelivery | 'touch_base';
  readonly title: string;
  readonly labels: readonly string[];
  /** The whole of it in words. */
  readonly said: string;
  readonly cancelled?: boolean;
  readonly locked?: boolean;
  readonly conflict?: boolean;
  readonly movable?: boolean;
}

export interface GridBand {
  readonly key: string;
  readonly column: string;
  readonly starts: string;
  readonly ends: string;
  /** Other work; time from which nobody is taken; time at which the class would have somebody in. */
  readonly kind: 'other' | 'protected' | 'offered';
  /** What it is, where its place does not say it. */
  readonly label?: string;
}

export interface Laid {
  readonly item: GridItem;
  /** Which of so many side by side. */
  readonly lane: number;
  readonly lanes: number;
}

const minute = (wallTime: string) => minutesOf(wallTime) ?? 0;

/** Puts what overlaps in one column side by side: every group of items that touch shares its width. */
export function laidOut(items: readonly GridItem[]): Laid[] {
  const laid: Laid[] = [];
  for (const inColumn of Map.groupBy(items, ({ column }) => column).values()) {
    const sorted = inColumn.toSorted((a, b) => minute(a.starts) - minute(b.starts) || minute(b.ends) - minute(a.ends));
    let group: { item: GridItem; lane: number }[] = [];
    let reached = -1;
    const close = () => {
      const lanes = group.reduce((most, { lane }) => Math.max(most, lane + 1), 0);
      for (const one of group) laid.push({ ...one, lanes });
      group = [];
    };
    for (const item of sorted) {
      if (minute(item.starts) >= reached) close();
      const taken = new Set(group.filter((one) => minute(one.item.ends) > minute(item.starts)).map(({ lane }) => lane));
      let lane = 0;
      while (taken.has(lane)) lane += 1;
      group.push({ item, lane });
      reached = Math.max(reached, minute(item.ends));
    }
    close();
  }
  return laid;
}

/** The hours to draw, whole ones; eight to three when there is nothing. */
export function hoursOfGrid(times: readonly { readonly starts: string; readonly ends: string }[]): {
  first: number;
  last: number;
} {
  if (times.length === 0) return { first: 8 * 60, last: 15 * 60 };
  return {
    first: Math.floor(Math.min(...times.map(({ starts }) => minute(starts))) / 60) * 60,
    last: Math.ceil(Math.max(...times.map(({ ends }) => minute(ends))) / 60) * 60,
  };
}

export interface Spot {
  readonly column: string;
  readonly starts: string;
  readonly ends: string;
}

/** The spot moved by minutes (on the 5-minute grid) and columns, within the hours and columns there are. */
export function movedSpot(
  spot: Spot,
  by: { readonly minutes: number; readonly columns: number },
  columns: readonly string[],
  hours: { readonly first: number; readonly last: number },
): Spot {
  const length = minute(spot.ends) - minute(spot.starts);
  const wanted = minute(spot.starts) + by.minutes;
  const starts = Math.min(Math.max(wanted, hours.first), hours.last - length);
  const place = columns.indexOf(spot.column) + by.columns;
  const column = columns[Math.min(Math.max(place, 0), columns.length - 1)] ?? spot.column;
  return { column, starts: wallTimeOf(starts), ends: wallTimeOf(starts + length) };
}

/** Where an arrow key leads: up and down in the column, left and right to what begins nearest in the next one that has any. */
export function nextItem(
  items: readonly GridItem[],
  columns: readonly string[],
  from: GridItem,
  key: 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight',
): GridItem | null {
  const of = (column: string) =>
    items
      .filter((item) => item.column === column)
      .toSorted((a, b) => minute(a.starts) - minute(b.starts) || (a.key < b.key ? -1 : 1));
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const inColumn = of(from.column);
    const at = inColumn.findIndex((item) => item.key === from.key);
    return inColumn[at + (key === 'ArrowUp' ? -1 : 1)] ?? null;
  }
  const step = key === 'ArrowLeft' ? -1 : 1;
  for (let at = columns.indexOf(from.column) + step; at >= 0 && at < columns.length; at += step) {
    const away = (item: GridItem) => Math.abs(minute(item.starts) - minute(from.starts));
    const nearest = of(columns[at]!).toSorted((a, b) => away(a) - away(b))[0];
    if (nearest !== undefined) return nearest;
  }
  return null;
}
