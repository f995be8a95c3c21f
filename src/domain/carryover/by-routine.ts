import type { GoalRules } from '../goals/goal.ts';
import { isNatural, type Setting } from '../trials/event.ts';
import { chancesIn } from '../trials/tally.ts';
import { grouped, type Observed } from './evidence.ts';
import { type Side, sideOf } from './side.ts';

/** What the data say of one routine as a place for the goal. */
export interface RoutineSide extends Side {
  /** Null: natural settings seen outside any routine. */
  readonly routineId: string | null;
  readonly setting: Setting;
  /** Visits in which the goal was in play, with a chance or without. */
  readonly visits: number;
  /** Opportunities a visit, on average over those visits; 0 where none came up. */
  readonly chancesPerVisit: number;
}

/**
 * By routine, the one with most chances a visit first: how often it gave chances for the goal, and what became of them. Only
 * natural settings: the therapy room makes its own chances.
 */
export function byRoutine(observed: readonly Observed[], rules: GoalRules): RoutineSide[] {
  const natural = observed.filter(({ event }) => isNatural(event.context.setting));
  return grouped(natural, ({ event }) => event.context.routineId ?? `/${event.context.setting}`)
    .map((group): RoutineSide => {
      const { routineId, setting } = group[0]!.event.context;
      const visits = new Set(group.map(({ event }) => event.sessionId)).size;
      const chances = group.reduce((sum, { event }) => sum + chancesIn(event), 0);
      return {
        ...sideOf(group, rules),
        routineId: routineId ?? null,
        setting,
        visits,
        chancesPerVisit: chances / visits,
      };
    })
    .sort((a, b) => b.chancesPerVisit - a.chancesPerVisit || b.visits - a.visits || (key(a) < key(b) ? -1 : 1));
}

const key = ({ routineId, setting }: RoutineSide) => routineId ?? `/${setting}`;
