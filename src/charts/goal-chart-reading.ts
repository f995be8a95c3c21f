import type { GoalChartAxis, GoalChartInput, GoalChartPanel, GoalChartSession, Interval } from './goal-chart-input.ts';
import type { MarkName } from './marks.ts';
import { countable, drawable, drawableInterval } from './picture.ts';
import { type DayRange, dayNumber } from './school-days.ts';

/** A session whose date can be read and whose numbers can be drawn. */
export type ReadSession = {
  readonly id: string;
  readonly date: string;
  readonly day: number;
  readonly value: number | null;
  readonly n: number | null;
  readonly count: number | null;
  readonly interval: Interval | null;
  readonly code: string | undefined;
};

export type ReadSeries = {
  readonly id: string;
  readonly label: string;
  readonly mark: MarkName;
  /** In order of date; sessions of one day keep the order they came in. */
  readonly sessions: readonly ReadSession[];
};

export type ReadPanel = Omit<GoalChartPanel, 'series'> & { readonly series: readonly ReadSeries[] };

/** The ends of the y axis and its ticks; `ticks` is left out for amounts, which choose round numbers. */
export type ReadAxis = {
  readonly from: number;
  readonly to: number;
  readonly ticks?: readonly { readonly value: number; readonly label?: string }[];
};

/** Sessions read from what was handed over, and how many had no readable date. */
export function readPanels(input: GoalChartInput): { readonly panels: ReadPanel[]; readonly leftOut: number } {
  let leftOut = 0;
  const [least, most] = input.axis.kind === 'percent' ? [0, 100] : [-1e9, 1e9];
  const readSession = (session: GoalChartSession): ReadSession | null => {
    const day = dayNumber(session.date);
    if (day === null) {
      leftOut += 1;
      return null;
    }
    const value = drawable(session.value);
    return {
      id: session.id,
      date: session.date,
      day,
      value: value !== null && value >= least && value <= most ? value : null,
      n: countable(session.n),
      count: countable(session.count),
      interval: drawableInterval(session.interval, least, most),
      code: session.code,
    };
  };
  const panels = input.panels.map((panel) => ({
    ...panel,
    series: panel.series.map((series) => ({
      ...series,
      sessions: series.sessions
        .map(readSession)
        .filter((session) => session !== null)
        .sort((a, b) => a.day - b.day),
    })),
  }));
  return { panels, leftOut };
}

/** One scale for all panels, wide enough for every value, interval and line on it. */
export function readAxis(axis: GoalChartAxis, panels: readonly ReadPanel[], lines: readonly number[]): ReadAxis {
  if (axis.kind === 'percent') return { from: 0, to: 100, ticks: [0, 50, 100].map((value) => ({ value })) };
  const levels = axis.kind === 'level' ? axis.levels.filter((level) => drawable(level.value) !== null) : [];
  let from = levels[0]?.value ?? 0;
  let to = from;
  const reach = (value: number | null | undefined): void => {
    const number = drawable(value);
    if (number === null) return;
    if (number < from) from = number;
    if (number > to) to = number;
  };
  for (const level of levels) reach(level.value);
  for (const line of lines) reach(line);
  if (axis.kind === 'amount') {
    reach(axis.from);
    reach(axis.to);
  }
  for (const panel of panels)
    for (const series of panel.series)
      for (const session of series.sessions) {
        reach(session.value);
        reach(session.interval?.low);
        reach(session.interval?.high);
      }
  // Values that lie closer than this are one level to the eye, and to a scale that divides by their distance.
  if (to - from < 1e-6) to = from + 1;
  return levels.length > 0 ? { from, to, ticks: levels } : { from, to };
}

/** Days off that can be read, first and last day included. */
export function readDaysOff(ranges: GoalChartInput['daysOff']): DayRange[] {
  const read: DayRange[] = [];
  for (const range of ranges ?? []) {
    const from = dayNumber(range.from);
    const to = dayNumber(range.to);
    if (from !== null && to !== null && from <= to) read.push({ from, to });
  }
  return read;
}

/** 10 calendar days, or 1.6 times the median distance of sessions where that is more. */
export function usualLongestGap(sessions: readonly { readonly day: number }[]): number {
  const gaps = sessions.slice(1).map((session, index) => session.day - (sessions[index]?.day ?? session.day));
  const usual = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  return Math.max(10, 1.6 * usual);
}

/**
 * The runs that are joined by a line. A run ends where a phase begins, at a missing value, and where two sessions are
 * more than `longestGap` calendar days apart; a session on the day a phase starts belongs to that phase.
 */
export function unbrokenRuns<T extends { readonly day: number; readonly value: number | null }>(
  sessions: readonly T[],
  phaseStarts: readonly number[],
  longestGap: number,
): T[][] {
  const runs: T[][] = [];
  let run: T[] = [];
  let before: T | null = null;
  for (const session of sessions) {
    const broken =
      before !== null &&
      (session.day - before.day > longestGap ||
        phaseStarts.some((start) => before !== null && before.day < start && start <= session.day));
    if ((broken || session.value === null) && run.length > 0) {
      runs.push(run);
      run = [];
    }
    if (session.value === null) before = null;
    else {
      run.push(session);
      before = session;
    }
  }
  if (run.length > 0) runs.push(run);
  return runs;
}
