import type { MarkName } from './marks.ts';
import type { LineStyle } from './paint.ts';

export type Interval = { readonly low: number; readonly high: number };

/**
 * One session's value. All values of a chart are in the unit of its axis: percent from 0 to 100, or minutes, prompts,
 * steps, levels. What cannot be (a percentage of 120, a count that is no whole number) is drawn as missing.
 */
export type GoalChartSession = {
  readonly id: string;
  /** ISO date in the school's zone. A session without a readable date is left out and counted. */
  readonly date: string;
  /** Null: held, or meant to be held, but nothing to measure. It breaks the path and keeps its place in the table. */
  readonly value: number | null;
  /** Trials behind the value, and how many of them had the outcome. */
  readonly n?: number | null;
  readonly count?: number | null;
  readonly interval?: Interval | null;
  /** A short code drawn where a missing value would be: the district's for absent, no opportunity ... */
  readonly code?: string;
};

/** One outcome over time. The first series of a panel carries the panel's line, intervals and n. */
export type GoalChartSeries = {
  readonly id: string;
  readonly label: string;
  readonly mark: MarkName;
  readonly sessions: readonly GoalChartSession[];
};

/** A trend computed by the domain: value = intercept + slopePerDay x (calendar days since origin). */
export type GoalChartTrend = {
  readonly from: string;
  readonly to: string;
  readonly origin: string;
  readonly slopePerDay: number;
  readonly intercept: number;
};

/** A setting and the therapist's part in it. */
export type GoalChartPanel = {
  readonly id: string;
  readonly label: string;
  readonly line: LineStyle;
  readonly series: readonly GoalChartSeries[];
  readonly trends?: readonly GoalChartTrend[];
};

export type GoalChartPhase = {
  readonly id: string;
  readonly startsOn: string;
  readonly label: string;
  /** Baseline is set apart by a tint; the others differ by their line: service whole, strategy dashed, criterion dotted. */
  readonly kind: 'baseline' | 'service' | 'strategy' | 'criterion';
  /** The panels it changes something in; all of them when left out. */
  readonly panelIds?: readonly string[];
};

/** From where the student began to where the goal is meant to be; straight in calendar days. */
export type GoalChartAimLine = {
  readonly from: string;
  readonly fromValue: number;
  readonly to: string;
  readonly toValue: number;
};

/** The goal's criterion as it stood from a day on. */
export type GoalChartCriterion = { readonly from: string; readonly value: number };

export type GoalChartAxis =
  | { readonly kind: 'percent' }
  | { readonly kind: 'amount'; readonly from?: number; readonly to?: number }
  | { readonly kind: 'level'; readonly levels: readonly { readonly value: number; readonly label: string }[] };

/** What is said about one point; every part is already in words, and empty where there is nothing to say. */
export type GoalChartPointParts = {
  readonly date: string;
  readonly where: string;
  readonly phase: string;
  readonly outcome: string;
  readonly value: string;
  readonly counts: string;
  readonly interval: string;
};

export type GoalChartWords = {
  /** The axis' name, drawn once above it. */
  readonly measure: string;
  /** The sign before the row of n. */
  readonly n: string;
  value(value: number): string;
  counts(count: number | null, n: number): string;
  interval(low: number, high: number): string;
  /** For a missing value: the code in words, or that nothing was measured. */
  missing(code: string | undefined): string;
  date(iso: string): string;
  /** Short date under the axis, for spans of weeks. */
  tick(iso: string): string;
  /** Short month under the axis, for spans of months. */
  month(iso: string): string;
  point(parts: GoalChartPointParts): string;
  readonly keys: {
    readonly interval: string;
    readonly aimLine: string;
    readonly criterion: string;
    readonly trend: string;
    readonly daysOff: string;
  };
  readonly columns: GoalChartPointParts;
};

export type GoalChartInput = {
  readonly idPrefix: string;
  readonly title: string;
  readonly description?: string;
  readonly width: number;
  /** Pixels of one panel's plot; 112 when left out. */
  readonly panelHeight?: number;
  readonly axis: GoalChartAxis;
  readonly panels: readonly GoalChartPanel[];
  readonly phases?: readonly GoalChartPhase[];
  readonly aimLine?: GoalChartAimLine | null;
  readonly criterion?: readonly GoalChartCriterion[];
  /** Holidays and other days without school, first and last day included. */
  readonly daysOff?: readonly { readonly from: string; readonly to: string }[];
  /** The dates the axis reaches at least; sessions and phases outside them widen it. */
  readonly from?: string;
  readonly to?: string;
  /**
   * The path is broken where two sessions are more calendar days apart than this. Left out, it is 10 days, or 1.6 times
   * the usual distance of the series where that is more, so that one missed session of a regular row breaks it.
   */
  readonly longestGap?: number;
  readonly words: GoalChartWords;
};
