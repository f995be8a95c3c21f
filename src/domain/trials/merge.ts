import { epochMs } from '../school-day/elapsed.ts';
import type { SessionEvent } from './event.ts';

/** `2026-03-10T14:40:00.000Z` */
const utcMsLength = 24;
const isUtcMs = (instant: string) => instant.length === utcMsLength && instant.endsWith('Z');

/**
 * Order of two instants, to the millisecond. Devices write UTC with milliseconds, where the order of the text is the order in
 * time; anything else is read.
 */
export function compareInstants(a: string, b: string): number {
  if (a === b) return 0;
  if (isUtcMs(a) && isUtcMs(b)) return a < b ? -1 : 1;
  return epochMs(a) - epochMs(b);
}

/** By when it happened, then by id: the one order of events, whatever way they came. */
export function compareEvents(a: SessionEvent, b: SessionEvent): number {
  return compareInstants(a.occurredAt, b.occurredAt) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/**
 * Set union by id, in order. An event that comes twice is one event; which list it came in, and in what order, never
 * matters. (Two different events under one id cannot be told apart from a resend: the store refuses them on arrival.)
 */
export function mergeEvents(...lists: readonly (readonly SessionEvent[])[]): SessionEvent[] {
  const byId = new Map<string, SessionEvent>();
  for (const list of lists) for (const event of list) if (!byId.has(event.id)) byId.set(event.id, event);
  return [...byId.values()].sort(compareEvents);
}

/**
 * The events that stand once every void is applied, in order, voids themselves left out. A void that is voided has no
 * effect, so the event it took back stands again. Voids that go round in a circle cannot come from a device; the first
 * in order is taken to stand, so that even then the answer does not depend on arrival.
 */
export function inForce(events: readonly SessionEvent[]): Exclude<SessionEvent, { kind: 'void' }>[] {
  const merged = mergeEvents(events);
  const voidsOf = new Map<string, string[]>();
  for (const event of merged) {
    if (event.kind !== 'void') continue;
    const list = voidsOf.get(event.voids);
    if (list === undefined) voidsOf.set(event.voids, [event.id]);
    else list.push(event.id);
  }
  const standing = new Map<string, boolean>();
  const stands = (id: string): boolean => {
    const known = standing.get(id);
    if (known !== undefined) return known;
    standing.set(id, true);
    const answer = !(voidsOf.get(id) ?? []).some(stands);
    standing.set(id, answer);
    return answer;
  };
  return merged.filter(
    (event): event is Exclude<SessionEvent, { kind: 'void' }> => event.kind !== 'void' && stands(event.id),
  );
}
