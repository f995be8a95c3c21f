import type { GoalRules } from '../goals/goal.ts';
import { carryoverStates } from '../measures/carryover-state.ts';
import { addDays } from '../school-day/calendar.ts';
import type { SessionEvent } from '../trials/event.ts';
import { chancesIn } from '../trials/tally.ts';
import { type Carryover, carryoverFrom } from './carryover.ts';
import { dayStates } from './day-goal.ts';
import { evidenceOf, type Observed, type Viewpoint } from './evidence.ts';

export const standingStates = [...carryoverStates, 'only_natural', ...dayStates] as const;

/** How a goal stands, in one line of a table. */
export interface Standing {
  readonly state: (typeof standingStates)[number];
  /**
   * Further trials (or days, for goals whose unit is the day) in natural settings that would give an answer; null where there
   * is one, or where no number of them would do.
   */
  readonly moreNatural: number | null;
  /** The school's date on which it was last seen, within the events given. */
  readonly lastSeenOn: string | null;
  /** Observations of the last six weeks that were an opportunity, or days for goals whose unit is the day. */
  readonly points: number;
}

const pointsWeeks = 6;

/** The same reading as the goal's page, shortened. */
export function standingOf(events: readonly SessionEvent[], rules: GoalRules, viewpoint: Viewpoint): Standing {
  const seen = evidenceOf(events, rules, viewpoint);
  return standingFrom(seen, carryoverFrom(seen, rules, viewpoint), viewpoint);
}

/** The same from what `evidenceOf` and `carryoverFrom` give. */
export function standingFrom(
  seen: readonly Observed[],
  carryover: Carryover,
  viewpoint: Pick<Viewpoint, 'today'>,
): Standing {
  const since = addDays(viewpoint.today, -7 * pointsWeeks);
  const recent = seen.filter(({ date }) => date > since);
  const lastSeenOn = seen.reduce<string | null>((last, { date }) => (last === null || date > last ? date : last), null);
  if (carryover.unit === 'day') {
    const { state, daysToJudge } = carryover;
    return {
      state,
      moreNatural: state === 'not_enough_days' && daysToJudge > 0 ? daysToJudge : null,
      lastSeenOn,
      points: new Set(recent.map(({ date }) => date)).size,
    };
  }
  const { more } = carryover;
  const state = carryover.onlyNatural ? ('only_natural' as const) : carryover.state;
  const chances = recent.reduce((sum, { event }) => sum + chancesIn(event), 0);
  return { state, moreNatural: more?.side === 'natural' ? moreIn(more) : null, lastSeenOn, points: chances };
}

/** With nothing seen there yet, the fewest that make a comparison possible. */
function moreIn(more: { readonly n: number | null; readonly toCompare: { readonly natural: number } }): number | null {
  return more.n ?? (more.toCompare.natural > 0 ? more.toCompare.natural : null);
}
