import type { SealedEvent } from '#contract/event.ts';
import type { StoredEvent } from './database.ts';

/**
 * What a device could not send, as a file: a first line that says what it is, then one sealed event on each line. Nobody but the
 * server it is sealed to can read it; `carryover import` takes it in.
 */

export const rescueKind = 'carryover rescue 1';

export interface RescueOf {
  readonly deviceId: string;
  readonly skewMs: number;
  readonly madeAt: string;
  /** For what was not sealed yet; null where it cannot be now. */
  readonly seal: (event: StoredEvent) => Promise<SealedEvent['sealed'] | null>;
}

/** Null where there is nothing that could be put into it. */
export async function rescueFileOf(
  events: readonly StoredEvent[],
  { deviceId, skewMs, madeAt, seal }: RescueOf,
): Promise<Blob | null> {
  const lines: string[] = [];
  for (const event of events) {
    const sealed = event.sealed ?? (await seal(event));
    if (sealed !== null) lines.push(JSON.stringify({ recorderId: event.recorderId, id: event.id, sealed }));
  }
  if (lines.length === 0) return null;
  const head = JSON.stringify({ carryover: rescueKind, deviceId, skewMs, madeAt, events: lines.length });
  return new Blob([[head, ...lines, ''].join('\n')], { type: 'application/x-ndjson' });
}
