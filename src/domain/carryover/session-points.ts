import type { GoalRules } from '../goals/goal.ts';
import { type Condition, compareConditions, conditionKey, conditionOf, grouped, type Observed } from './evidence.ts';
import { type Side, sideOf } from './side.ts';

/** One session in one condition: a point of the goal's chart. */
export interface SessionPoint extends Side, Condition {
  sessionId: string;
  date: string;
}

/** By date, then by session and condition. A session that changed place has a point in each. */
export function sessionPoints(observed: readonly Observed[], rules: GoalRules): SessionPoint[] {
  return grouped(observed, ({ event }) => `${event.sessionId}/${conditionKey(conditionOf(event))}`)
    .map((group) => ({
      sessionId: group[0]!.event.sessionId,
      date: group[0]!.date,
      ...conditionOf(group[0]!.event),
      ...sideOf(group, rules),
    }))
    .sort((a, b) => compareTexts(a.date, b.date) || compareTexts(a.sessionId, b.sessionId) || compareConditions(a, b));
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
