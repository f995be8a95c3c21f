import type { IntervalMethod, ObservationEvent } from './event.ts';

export interface IntervalSummary {
  method: IntervalMethod;
  lengthSeconds: number;
  /** Intervals that somebody looked at, and those in which it occurred. */
  n: number;
  occurred: number;
  /** Ticks nobody could answer: missing, not "no". */
  missed: number;
}

/**
 * Interval recordings, apart by method and length: a share of partial intervals says "in some part of", whole ones "at
 * least", momentary ones estimate the time; they are never added together. An interval recorded twice by the same
 * recorder counts as last said.
 */
export function intervalSummaries(events: readonly ObservationEvent[]): IntervalSummary[] {
  const last = new Map<string, Extract<ObservationEvent, { kind: 'interval' }>>();
  for (const event of events) {
    if (event.kind !== 'interval') continue;
    last.set([event.sessionId, event.recorderId, event.method, event.lengthSeconds, event.index].join('|'), event);
  }
  const groups = new Map<string, IntervalSummary>();
  for (const { method, lengthSeconds, occurred } of last.values()) {
    const key = `${method}|${lengthSeconds}`;
    const group = groups.get(key) ?? { method, lengthSeconds, n: 0, occurred: 0, missed: 0 };
    groups.set(key, group);
    if (occurred === 'missed') group.missed += 1;
    else {
      group.n += 1;
      if (occurred === 'yes') group.occurred += 1;
    }
  }
  return [...groups.values()];
}
