/** Showing colleagues what push-in is, from the school's own week and without any student. */
import type { CoTeachingFormat } from '../trials/event.ts';
import { minutesOf } from '../school-day/intervals.ts';

/** In the order in which they are shown. */
export const inServiceSections = ['looks_like', 'why', 'is_not', 'share', 'cues', 'pull_out'] as const;
export type InServiceSection = (typeof inServiceSections)[number];

export interface PlannedVisit {
  /** Wall times `HH:MM`. */
  readonly starts: string;
  readonly ends: string;
  readonly delivery: string;
  readonly classId: string | null;
  readonly routineName: string | null;
  readonly coTeachingFormat: CoTeachingFormat | null;
}

export interface InServiceFigures {
  /** Sessions and minutes of the week, in class and in the therapy room. Sessions, not students: nobody is counted. */
  readonly visits: number;
  readonly visitMinutes: number;
  readonly roomSessions: number;
  readonly roomMinutes: number;
  readonly classes: number;
  /** Most frequent first. */
  readonly routines: readonly { readonly name: string; readonly visits: number }[];
  readonly formats: readonly { readonly format: CoTeachingFormat; readonly visits: number }[];
}

const mostNamed = 6;

export function inServiceFigures(week: readonly PlannedVisit[]): InServiceFigures {
  const minutes = (of: readonly PlannedVisit[]) =>
    of.reduce((sum, one) => sum + (minutesOf(one.ends) ?? 0) - (minutesOf(one.starts) ?? 0), 0);
  const visits = week.filter((one) => one.delivery === 'push_in');
  const room = week.filter((one) => one.delivery === 'pull_out');
  const counted = <Key>(keys: readonly Key[]) =>
    [...Map.groupBy(keys, (key) => key)]
      .map(([key, all]) => ({ key, visits: all.length }))
      .toSorted((a, b) => b.visits - a.visits || String(a.key).localeCompare(String(b.key)));
  return {
    visits: visits.length,
    visitMinutes: minutes(visits),
    roomSessions: room.length,
    roomMinutes: minutes(room),
    classes: new Set(visits.flatMap((one) => one.classId ?? [])).size,
    routines: counted(visits.flatMap((one) => one.routineName ?? []))
      .slice(0, mostNamed)
      .map(({ key, visits: many }) => ({ name: key, visits: many })),
    formats: counted(visits.flatMap((one) => one.coTeachingFormat ?? [])).map(({ key, visits: many }) => ({
      format: key,
      visits: many,
    })),
  };
}
