import { type LatencySummary, latencySummary } from '../measures/latency.ts';
import { secondsBetween } from '../school-day/elapsed.ts';
import type { ObservationEvent } from './event.ts';

export interface Bout {
  startedAt: string;
  /** Null while it runs. */
  endedAt: string | null;
  seconds: number | null;
  ended: 'stopped' | 'no_response' | 'cut_off' | null;
}

/** Each start with its stop. A stop without its start says nothing and is left out; a second stop changes nothing. */
export function bouts(events: readonly ObservationEvent[], what: 'duration' | 'latency'): Bout[] {
  const stops = new Map<string, Extract<ObservationEvent, { kind: 'stop' }>>();
  for (const event of events) {
    if (event.kind === 'stop' && event.what === what && !stops.has(event.startId)) stops.set(event.startId, event);
  }
  return events.flatMap((event): Bout[] => {
    if (event.kind !== 'start' || event.what !== what) return [];
    const stop = stops.get(event.id);
    if (stop === undefined) return [{ startedAt: event.occurredAt, endedAt: null, seconds: null, ended: null }];
    return [
      {
        startedAt: event.occurredAt,
        endedAt: stop.occurredAt,
        seconds: secondsBetween(event.occurredAt, stop.occurredAt),
        ended: stop.ended ?? 'stopped',
      },
    ];
  });
}

export interface DurationSummary {
  /** Bouts that ended or were cut off. */
  bouts: number;
  totalSeconds: number;
  meanSeconds: number | null;
  /** Bouts that were still going on at the end: they lasted at least as long. */
  cutOff: number;
  running: number;
}

export function durationSummary(events: readonly ObservationEvent[]): DurationSummary {
  const all = bouts(events, 'duration');
  const timed = all.flatMap((bout) => (bout.seconds === null ? [] : [bout.seconds]));
  const totalSeconds = timed.reduce((total, seconds) => total + seconds, 0);
  return {
    bouts: timed.length,
    totalSeconds,
    meanSeconds: timed.length === 0 ? null : totalSeconds / timed.length,
    cutOff: all.filter((bout) => bout.ended === 'cut_off').length,
    running: all.length - timed.length,
  };
}

/** Seconds from cue to onset, from stopwatches and from trials that carry a latency; `null` is no response. */
export function latencySeconds(events: readonly ObservationEvent[]): (number | null)[] {
  const watched = bouts(events, 'latency').flatMap((bout): (number | null)[] =>
    bout.ended === null || bout.ended === 'cut_off' ? [] : [bout.ended === 'no_response' ? null : bout.seconds],
  );
  const tried = events.flatMap((event): (number | null)[] => {
    if (event.kind !== 'trial') return [];
    if (event.latencyMs !== undefined) return [event.latencyMs / 1000];
    return event.outcome === 'no_response' ? [null] : [];
  });
  return [...watched, ...tried];
}

/** No response is counted apart, never as 0. `waitSeconds` is the goal's wait window. */
export function latencies(events: readonly ObservationEvent[], waitSeconds: number | null): LatencySummary {
  return latencySummary(latencySeconds(events), waitSeconds);
}
