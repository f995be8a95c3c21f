import type { Criterion, GoalRules } from '../goals/goal.ts';
import { median } from '../measures/centre-and-spread.ts';
import { reaches } from '../measures/ties.ts';
import { isNatural, type ObservationEvent } from '../trials/event.ts';
import { intervalSummaries } from '../trials/interval-summary.ts';
import { levelSummary, summaryOfLevels } from '../trials/levels.ts';
import { countOf, stepSummary } from '../trials/steps.ts';
import { durationSummary, latencySeconds } from '../trials/stopwatch.ts';
import { grouped, type Leader, leadersOf, type Observed, type Viewpoint } from './evidence.ts';
import { sideOf } from './side.ts';

/** What a day's number is of. `share` is 0 to 1; the others are in their own unit. */
export type DayQuantity = NonNullable<Criterion['of']> | 'share';

/** One school day: the data point of goals whose unit is the day. */
export interface DayPoint {
  date: string;
  /** Null when it was in play and gave no number (all no response, too few trials, not observed). */
  value: number | null;
  /** Whether the day reaches the criterion; null when it does not say. */
  reached: boolean | null;
  /** Trials, steps, intervals or records behind the value. */
  n: number;
  sessionIds: readonly string[];
  recorders: readonly string[];
  leaders: readonly Leader[];
}

const usualQuantity: Record<GoalRules['measure'], DayQuantity> = {
  trials: 'share',
  steps: 'steps_independent',
  prompts: 'prompts',
  frequency: 'count',
  duration: 'seconds',
  latency: 'seconds',
  interval: 'share',
  rubric: 'level',
  goal_attainment: 'level',
};

/** What this goal's days are counted in. */
export function dayQuantity(rules: GoalRules): DayQuantity {
  if (rules.criterion.kind === 'percent') return 'share';
  return rules.criterion.of ?? usualQuantity[rules.measure];
}

/** Whether less is wanted. */
export function lessIsBetter(rules: GoalRules): boolean {
  return rules.criterion.kind === 'at_most';
}

interface Reading {
  /** Infinity: so late that it has no number. */
  value: number | null;
  n: number;
}

function readingOf(events: readonly ObservationEvent[], observed: readonly Observed[], rules: GoalRules): Reading {
  const quantity = dayQuantity(rules);
  switch (rules.measure) {
    case 'trials': {
      const side = sideOf(observed, rules);
      return { value: quantity === 'count' ? side.x : side.p, n: side.n };
    }
    case 'steps':
    case 'prompts': {
      const summary = stepSummary(events);
      const times = durationSummary(events);
      if (quantity === 'seconds' || quantity === 'minutes') return timed(times.totalSeconds, times.bouts, quantity);
      if (quantity === 'prompts') return { value: summary.prompts, n: Math.max(summary.seen, 1) };
      if (summary.seen === 0) return { value: null, n: 0 };
      const value = quantity === 'share' ? summary.independent / summary.seen : summary.independent;
      return { value, n: summary.seen };
    }
    case 'frequency': {
      const kinds = new Set(events.flatMap((event) => (event.kind === 'count' ? [event.what] : [])));
      const wanted = quantity === 'prompts' ? ['prompt'] : [...kinds].filter((what) => what !== 'prompt');
      const counts = wanted.flatMap((what) => countOf(events, what) ?? []);
      return counts.length === 0
        ? { value: null, n: 0 }
        : { value: counts.reduce((total, count) => total + count, 0), n: 1 };
    }
    case 'duration': {
      const times = durationSummary(events);
      return timed(times.totalSeconds, times.bouts, quantity);
    }
    case 'latency': {
      // No response is later than any: the middle one of all cues then has no number.
      const seconds = latencySeconds(events).map((value) => value ?? Number.POSITIVE_INFINITY);
      const middle = middleOf(seconds);
      return { value: middle === null || quantity !== 'minutes' ? middle : middle / 60, n: seconds.length };
    }
    case 'interval': {
      const summaries = intervalSummaries(events);
      const main = summaries.find(({ method }) => method === 'momentary') ?? summaries[0];
      return main === undefined || main.n === 0 ? { value: null, n: 0 } : { value: main.occurred / main.n, n: main.n };
    }
    case 'rubric':
    case 'goal_attainment': {
      const levels = levelSummary(events, rules.measure === 'rubric' ? 'rubric' : 'level');
      return { value: levels.median, n: levels.n };
    }
  }
}

function timed(seconds: number, n: number, quantity: DayQuantity): Reading {
  if (n === 0) return { value: null, n: 0 };
  return { value: quantity === 'minutes' ? seconds / 60 : seconds, n };
}

function middleOf(values: readonly number[]): number | null {
  const finite = values.filter(Number.isFinite);
  if (finite.length === values.length) return median(values);
  // Half of them or more without a number: neither has the middle.
  return 2 * finite.length <= values.length
    ? Number.POSITIVE_INFINITY
    : median([...finite, ...Array<number>(values.length - finite.length).fill(Number.MAX_VALUE)]);
}

function reachedBy(value: number | null, criterion: Criterion): boolean | null {
  if (value === null) return null;
  return criterion.kind === 'at_most' ? reaches(criterion.value, value) : reaches(value, criterion.value);
}

/**
 * A point for each date of the observations given. Counts of a day (frequency) are added over its sessions; of any other
 * measure a day with several sessions has the middle one. A trial goal's day needs the criterion's fewest trials.
 */
export function dayPoints(
  observed: readonly Observed[],
  rules: GoalRules,
  viewpoint: Pick<Viewpoint, 'therapistIds'>,
): DayPoint[] {
  return grouped(observed, ({ date }) => date)
    .map((day): DayPoint => {
      const sessions = grouped(day, ({ event }) => event.sessionId).map((session) =>
        readingOf(
          session.map(({ event }) => event),
          session,
          rules,
        ),
      );
      const n = sessions.reduce((total, session) => total + session.n, 0);
      const raw = sessions.flatMap(({ value }) => (value === null ? [] : [value]));
      const value = rules.measure === 'trials' ? readingOf([], day, rules).value : combined(raw, rules);
      const enough = rules.measure !== 'trials' || n >= fewestTrials(day, rules);
      return {
        date: day[0]!.date,
        value: value === null || !Number.isFinite(value) ? null : value,
        reached: enough ? reachedBy(value, rules.criterion) : null,
        n,
        sessionIds: [...new Set(day.map(({ event }) => event.sessionId))].sort(),
        recorders: [...new Set(day.map(({ event }) => event.recorderId))].sort(),
        leaders: leadersOfAll(day, viewpoint),
      };
    })
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

function combined(values: readonly number[], rules: GoalRules): number | null {
  if (values.length === 0) return null;
  if (rules.measure === 'frequency') return values.reduce((total, value) => total + value, 0);
  if (dayQuantity(rules) === 'level') return summaryOfLevels(values).median;
  return middleOf(values);
}

function fewestTrials(day: readonly Observed[], rules: GoalRules): number {
  const natural = day.some(({ event }) => isNatural(event.context.setting));
  return natural ? rules.criterion.minTrialsNatural : rules.criterion.minTrials;
}

/** Everyone who led, once each; a therapist if so in any of the observations. */
export function leadersOfAll(observed: readonly Observed[], viewpoint: Pick<Viewpoint, 'therapistIds'>): Leader[] {
  const byId = new Map<string, Leader>();
  for (const { event } of observed) {
    for (const leader of leadersOf(event, viewpoint.therapistIds)) {
      const known = byId.get(leader.personId);
      byId.set(leader.personId, { ...leader, therapist: leader.therapist || known?.therapist === true });
    }
  }
  return [...byId.values()].sort((a, b) => (a.personId < b.personId ? -1 : 1));
}
