import { wallClockAt } from '../school-day/school-clock.ts';
import type { SessionEvent } from './event.ts';
import { compareInstants } from './merge.ts';

/**
 * The school's date of each session: as `opened` says, so that a session keeps its date past midnight; without it, the
 * date of its first event in the school's zone.
 */
export function sessionDates(events: readonly SessionEvent[], zone: string): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  const first = new Map<string, string>();
  for (const event of events) {
    if (event.kind === 'opened') said.set(event.sessionId, event.date);
    const earlier = first.get(event.sessionId);
    if (earlier === undefined || compareInstants(event.occurredAt, earlier) < 0) {
      first.set(event.sessionId, event.occurredAt);
    }
  }
  return new Map(
    [...first].map(([sessionId, instant]) => [sessionId, said.get(sessionId) ?? wallClockAt(instant, zone).date]),
  );
}
