import { Filling } from './filling.ts';
import type { Model } from './model.ts';
import type { PreviousSession } from './problem.ts';

/**
 * A first plan in milliseconds: locks, then the services that have the fewest places to go, each at the cheapest start
 * that is still open, then co-teaching and touch-bases. Every row of the model holds in the result. Answers a value for
 * every column, or undefined if no way to keep all the locks was found. Sessions of `keep` (by default the plan in force)
 * come straight after the locks, where they still fit.
 */
export function greedy(
  model: Model,
  keep: readonly PreviousSession[] = model.timetable.problem.previous ?? [],
): Float64Array | undefined {
  const filling = new Filling(model);
  if (filling.keepLocks() !== 'kept' || !filling.placeLunches()) return undefined;
  for (const session of keep) filling.keepSession(session);
  filling.placeCoTeaching();
  for (const service of hardestFirst(model)) filling.placeService(service);
  filling.placeTouchBases();
  return filling.close();
}

/** Services by how few starts they have for each minute that they need. */
export function hardestFirst(model: Model): number[] {
  return model.timetable.services
    .map((need, service) => ({ service, room: model.attendsFor[service]!.length / (need.times * need.minutes) }))
    .sort((a, b) => a.room - b.room)
    .map(({ service }) => service);
}

/** Whether the given locks (by number) can all be kept together, lunches included. Says yes where that takes too long to find out. */
export function locksFit(model: Model, locks: ReadonlySet<number>): boolean {
  const filling = new Filling(model);
  const kept = filling.keepLocks(locks);
  return kept === 'gave-up' || (kept === 'kept' && filling.placeLunches());
}
