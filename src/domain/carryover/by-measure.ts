import type { GoalRules } from '../goals/goal.ts';
import { gasTScore } from '../measures/goal-attainment.ts';
import type { LatencySummary } from '../measures/latency.ts';
import { poissonRateInterval, rate } from '../measures/rate.ts';
import type { Interval } from '../measures/wilson.ts';
import { type IntervalSummary, intervalSummaries } from '../trials/interval-summary.ts';
import { type LevelSummary, levelSummary } from '../trials/levels.ts';
import { countOf, type StepSummary, stepSummary } from '../trials/steps.ts';
import { type DurationSummary, durationSummary, latencies } from '../trials/stopwatch.ts';
import { type Condition, compareConditions, conditionKey, conditionOf, grouped, type Observed } from './evidence.ts';

/** How often, over the time that was watched. */
export interface RateReading {
  readonly count: number;
  readonly minutes: number;
  readonly perTenMinutes: number;
  /** Exact 95 % Poisson interval of `perTenMinutes`. */
  readonly interval: Interval;
}

export interface LevelReading extends LevelSummary {
  /** The last level given. */
  readonly latest: number | null;
  /** Of a goal attainment scale: T of that level alone (50: as expected); null for rubrics. */
  readonly t: number | null;
}

/** What was seen under one condition by what the goal measures, beside shares of trials. Absent: nothing of that kind. */
export interface MeasureReading extends Condition {
  readonly sessions: number;
  readonly steps?: StepSummary;
  /** Adult prompts a session, where prompts are the measure. */
  readonly prompts?: { readonly total: number; readonly sessions: number };
  readonly rate?: RateReading;
  /** Counted without any time watched: no rate can be said. */
  readonly count?: number;
  readonly duration?: DurationSummary;
  readonly latency?: LatencySummary;
  readonly intervals?: readonly IntervalSummary[];
  readonly levels?: LevelReading;
}

/**
 * Each condition's data in the terms of its own measure: steps one by one, counts over the time watched, minutes, seconds to
 * begin, intervals by their method, levels as they were given. Conditions in which nothing of the kind was recorded are
 * absent. Latencies of trials are read too.
 *
 * @param minutesOf minutes of a session, for counts that do not say how long was watched; null where that is not known
 */
export function readingsByMeasure(
  observed: readonly Observed[],
  rules: GoalRules,
  minutesOf: (sessionId: string) => number | null,
): MeasureReading[] {
  return grouped(observed, ({ event }) => conditionKey(conditionOf(event)))
    .map((group) => readingOf(group, rules, minutesOf))
    .filter((reading) => Object.keys(reading).length > 3)
    .sort(compareConditions);
}

function readingOf(
  group: readonly Observed[],
  rules: GoalRules,
  minutesOf: (sessionId: string) => number | null,
): MeasureReading {
  const events = group.map(({ event }) => event);
  const steps = stepSummary(events);
  const counted = rateOf(group, minutesOf);
  const duration = durationSummary(events);
  const latency = latencies(events, rules.measure === 'latency' ? null : rules.waitSeconds);
  const intervals = intervalSummaries(events);
  const levels = levelReading(group, rules);
  const prompted = steps.promptsFrom === 'counted' ? sessionsWith(group, 'prompt') : 0;
  return {
    ...conditionOf(group[0]!.event),
    sessions: new Set(group.map(({ event }) => event.sessionId)).size,
    ...(steps.seen > 0 && { steps }),
    ...(prompted > 0 && { prompts: { total: steps.prompts!, sessions: prompted } }),
    ...counted,
    ...(duration.bouts + duration.running > 0 && { duration }),
    // Of trials only those that were timed: no response without a clock is no measured time.
    ...((rules.measure === 'latency' ? latency.n + latency.nNoResponse : latency.n) > 0 && { latency }),
    ...(intervals.length > 0 && { intervals }),
    ...(levels.n > 0 && { levels }),
  };
}

function sessionsWith(group: readonly Observed[], what: string): number {
  return new Set(group.flatMap(({ event }) => (event.kind === 'count' && event.what === what ? [event.sessionId] : [])))
    .size;
}

function rateOf(
  group: readonly Observed[],
  minutesOf: (sessionId: string) => number | null,
): Pick<MeasureReading, 'rate' | 'count'> {
  let count = 0;
  let minutes: number | null = 0;
  for (const session of grouped(group, ({ event }) => event.sessionId)) {
    const events = session.map(({ event }) => event);
    const kinds = new Set(
      events.flatMap((event) => (event.kind === 'count' && event.what !== 'prompt' ? [event.what] : [])),
    );
    if (kinds.size === 0) continue;
    for (const what of kinds) count += countOf(events, what) ?? 0;
    const watched = watchedMinutes(session) ?? minutesOf(session[0]!.event.sessionId);
    minutes = minutes === null || watched === null ? null : minutes + watched;
  }
  if (minutes === 0) return {};
  const perMinute = minutes === null ? null : rate(count, minutes);
  const limits = minutes === null ? null : poissonRateInterval(count, minutes);
  if (minutes === null || perMinute === null || limits === null) return { count };
  return {
    rate: {
      count,
      minutes,
      perTenMinutes: 10 * perMinute.perMinute,
      interval: { lower: 10 * limits.lower, upper: 10 * limits.upper },
    },
  };
}

/** Said with a count, it is the time watched so far: the longest said holds for the session. */
function watchedMinutes(session: readonly Observed[]): number | null {
  const said = session.flatMap(({ event }) =>
    event.kind === 'count' && event.observedSeconds !== undefined ? [event.observedSeconds] : [],
  );
  return said.length === 0 ? null : Math.max(...said) / 60;
}

function levelReading(group: readonly Observed[], rules: GoalRules): LevelReading {
  const kind = rules.measure === 'goal_attainment' ? 'level' : 'rubric';
  const events = group.map(({ event }) => event);
  const last = events.findLast((event) => event.kind === kind);
  const latest = last !== undefined && (last.kind === 'level' || last.kind === 'rubric') ? last.level : null;
  return {
    ...levelSummary(events, kind),
    latest,
    t: kind === 'level' && latest !== null ? gasTScore([latest]) : null,
  };
}
