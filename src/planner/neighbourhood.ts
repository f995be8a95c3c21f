import type { Model } from './model.ts';

/** What is set free for one improvement step: everything of these therapists on these days. */
export interface Neighbourhood {
  readonly therapists: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
}

/** Elastic columns are always free; a planned thing is free if it lies in the neighbourhood. */
export function freed(model: Model, { therapists, days }: Neighbourhood): (column: number) => boolean {
  const free = model.columns.map((c) => {
    if (c.kind === 'session' || c.kind === 'attend') {
      const shape = model.shapes[c.shape]!;
      return therapists.has(shape.therapist) && days.has(shape.day);
    }
    if (c.kind === 'lunch' || c.kind === 'touch-base') return therapists.has(c.therapist) && days.has(c.day);
    return true;
  });
  return (column) => free[column]!;
}

/** The coarse grid (every third step): finer starts stay at what they are. */
export function coarse(model: Model, values: ArrayLike<number>): (column: number) => boolean {
  const free = model.columns.map((c, i) => {
    if (c.kind !== 'session' && c.kind !== 'attend') return true;
    return model.shapes[c.shape]!.coarse || values[i]! > 0.5;
  });
  return (column) => free[column]!;
}

/**
 * Neighbourhoods without end, in rounds: with several therapists each of them alone, the one with most to do first;
 * two days at a time, neighbouring pairs first; then three days. `round` counts up when all have been offered.
 */
export function* neighbourhoods(model: Model): Generator<Neighbourhood & { readonly round: number }> {
  const { timetable } = model;
  const everybody = new Set(timetable.therapists.keys());
  const load = (t: number) =>
    timetable.services.reduce((sum, need) => sum + (need.therapist === t ? need.times * need.minutes : 0), 0);
  const byLoad = [...everybody].sort((a, b) => load(b) - load(a));
  const allDays = new Set(timetable.days);
  for (let round = 0; ; round++) {
    if (everybody.size > 1) for (const t of byLoad) yield { therapists: new Set([t]), days: allDays, round };
    const size = Math.min(2 + (round % 2), timetable.days.length);
    for (const days of subsets(timetable.days, size)) {
      if (everybody.size <= 2) yield { therapists: everybody, days: new Set(days), round };
      else {
        for (let i = 0; i < byLoad.length; i++) {
          const pair = new Set([byLoad[i]!, byLoad[(i + 1 + (round % (byLoad.length - 1))) % byLoad.length]!]);
          yield { therapists: pair, days: new Set(days), round };
        }
      }
    }
  }
}

/** Every subset of that size, those of days far apart last. */
function subsets(days: readonly number[], size: number): number[][] {
  const pick = (from: number, left: number): number[][] => {
    if (left === 0) return [[]];
    return days.slice(from).flatMap((day, i) => pick(from + i + 1, left - 1).map((rest) => [day, ...rest]));
  };
  const spread = (s: readonly number[]) => s[s.length - 1]! - s[0]!;
  return pick(0, size).sort((a, b) => spread(a) - spread(b));
}
