import type { SchoolDays } from '../services/requirement.ts';

/** Time a progress report is about: dates `YYYY-MM-DD`, both included. */
export interface ReportingPeriod {
  readonly from: string;
  readonly to: string;
}

/** The four quarters of a school year: its school days parted as evenly as goes, as service minutes per quarter are. */
export function quartersOf({ dates, of }: SchoolDays): ReportingPeriod[] {
  const quarters = Map.groupBy(dates, (date) => of.get(date)!.quarter);
  return [...quarters.values()].map((days) => ({ from: days[0]!, to: days.at(-1)! }));
}

export const reportStates = ['not_begun', 'draft', 'finished'] as const;
export type ReportState = (typeof reportStates)[number];

/** Of the quarters of a year those that a report is asked for now: the last that has ended, and the one that runs. */
export function periodsAskedFor(quarters: readonly ReportingPeriod[], today: string): ReportingPeriod[] {
  const begun = quarters.filter(({ from }) => from <= today);
  return begun.slice(-2).toReversed();
}
