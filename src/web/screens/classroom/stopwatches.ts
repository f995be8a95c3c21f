import { isObservation, type SessionEvent, type StartEvent } from '#domain/trials/event.ts';
import { inForce } from '#domain/trials/merge.ts';

/** Stopwatches that still run: told by the events, so they go on after a reload or on another device. */
export function runningStarts(events: readonly SessionEvent[]): StartEvent[] {
  const standing = inForce(events).filter(isObservation);
  const stopped = new Set(standing.flatMap((event) => (event.kind === 'stop' ? [event.startId] : [])));
  return standing.filter((event): event is StartEvent => event.kind === 'start' && !stopped.has(event.id));
}
