import type { Discipline } from '../goals/goal.ts';
import type { MinuteRules } from './minutes.ts';

/** A stretch of one student's time with one adult, in minutes from the day's midnight; `from` below `to`. */
export interface BilledStay {
  readonly id: string;
  readonly discipline: Discipline;
  readonly from: number;
  readonly to: number;
}

/**
 * How many minutes of each stay may be billed: of one student and one day, so that no minute is billed twice. Of two in one
 * discipline at once the one that began earlier holds the minute; of two disciplines, too, or they share it in whole minutes where
 * the district's rule of that day shares. By the ids of the stays; stays of one id are added up.
 */
export function billedMinutes(
  stays: readonly BilledStay[],
  coTreatment: MinuteRules['coTreatment'],
): ReadonlyMap<string, number> {
  const cuts = [...new Set(stays.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
  const sorted = stays.toSorted((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
  const billed = new Map(stays.map(({ id }) => [id, 0]));
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const [from, to] = [cuts[at]!, cuts[at + 1]!];
    const here = sorted.filter((stay) => stay.from <= from && to <= stay.to);
    const ofDisciplines = [...Map.groupBy(here, ({ discipline }) => discipline).values()].map(([first]) => first!);
    const holders = coTreatment === 'shared' ? ofDisciplines : ofDisciplines.slice(0, 1);
    holders.forEach(({ id }, place) => {
      const over = (to - from) % holders.length > place ? 1 : 0;
      billed.set(id, billed.get(id)! + Math.floor((to - from) / holders.length) + over);
    });
  }
  return billed;
}
