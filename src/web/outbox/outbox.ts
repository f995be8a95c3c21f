import { liveQuery } from 'dexie';
import * as z from 'zod/mini';
import type { EventResult } from '#contract/event.ts';
import type { SessionEvent } from '#domain/trials/event.ts';
import { noteReached, noteUnreachable } from '../client/network.ts';
import { type DeviceDatabase, deviceIdOf, type QueuedEvent } from './database.ts';
import { newEventId } from './event-id.ts';
import { type Answer, afterAnswer, fullSize } from './rules.ts';

/**
 * The queue between the taps and the server. A tap is stored before it is shown as counted; sending is somebody else's hurry:
 * at once, on focus, on reconnect, and again until the server has answered for each event.
 */
export interface Outbox {
  /** Resolves when the events are on the disk. @throws when the device cannot store them (full, blocked): nothing was counted then. */
  add(events: readonly SessionEvent[]): Promise<void>;
  /** Sends what waits, now. Resolves when nothing more can be done at present. */
  flush(): Promise<void>;
  deviceId(): Promise<string>;
  counts(listener: (counts: OutboxCounts) => void): () => void;
  /** What the server did not take, in order. */
  refused(): Promise<readonly QueuedEvent[]>;
  /** Sends refused events once more: whatever was in their way may have been mended. */
  retry(ids: readonly string[]): Promise<void>;
  /** Begins to send by itself; the answer stops it. */
  start(): () => void;
}

export interface OutboxCounts {
  readonly waiting: number;
  readonly refused: number;
  /** Nobody is signed in on this device: what waits is kept, and sent after signing in. */
  readonly signedOut: boolean;
}

const answerShape = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      result: z.enum(['accepted', 'duplicate', 'refused']),
      code: z.optional(z.string()),
      field: z.optional(z.string()),
    }),
  ),
});

/** Longer than any server takes for one batch; a hanging one must not hold the queue for ever. */
const patienceMs = 20_000;
const storageRestMs = 5_000;

/** One try. Whatever is not the server's proper answer (HTML of a captive portal, half a body, 500) is unclear. */
export async function sendBatch(deviceId: string, events: readonly SessionEvent[], now: () => Date): Promise<Answer> {
  let response: Response;
  let text: string;
  try {
    response = await fetch('/api/events', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ deviceId, sentAt: now().toISOString(), events }),
      signal: AbortSignal.timeout(patienceMs),
    });
    text = await response.text();
  } catch {
    noteUnreachable();
    return { kind: 'unclear' };
  }
  if (response.status === 413) return { kind: 'too_large' };
  if (response.status === 401) return { kind: 'signed_out' };
  if (!response.ok) return { kind: 'unclear' };
  try {
    const { results } = z.parse(answerShape, JSON.parse(text));
    noteReached();
    return { kind: 'results', results: results as readonly EventResult[] };
  } catch {
    noteUnreachable();
    return { kind: 'unclear' };
  }
}

export function makeOutbox(
  database: DeviceDatabase,
  send: typeof sendBatch = sendBatch,
  now: () => Date = () => new Date(),
): Outbox {
  const parked = new Set<string>();
  let size = fullSize;
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | null = null;
  let signedOut = false;
  const signedOutListeners = new Set<() => void>();

  const setSignedOut = (next: boolean) => {
    if (signedOut === next) return;
    signedOut = next;
    for (const listener of signedOutListeners) listener();
  };

  const deviceId = () => deviceIdOf(database, () => newEventId(now()));

  /** Answers the milliseconds to wait before the next round, or null where there is nothing to do. */
  async function round(): Promise<number | null> {
    // Equal keys of an index come in order of the primary key: the order of the taps, without reading a long queue.
    const batch = await database.events
      .where('state')
      .equals('waiting')
      .filter((event) => !parked.has(event.id))
      .limit(size)
      .toArray();
    if (batch.length === 0) return null;
    const answer = await send(
      await deviceId(),
      batch.map((event) => event.body),
      now,
    );
    setSignedOut(answer.kind === 'signed_out');
    const after = afterAnswer(batch, answer, size, tries);
    size = after.size;
    tries = after.tries;
    for (const id of after.parked) parked.add(id);
    if (after.changes.length > 0) {
      await database.transaction('rw', database.events, async () => {
        for (const { id, ...change } of after.changes) await database.events.where('id').equals(id).modify(change);
      });
    }
    return after.wait;
  }

  async function rounds(): Promise<void> {
    for (;;) {
      const wait = await round();
      if (wait === null) return;
      if (wait > 0) {
        clearTimeout(timer);
        timer = setTimeout(() => void flush(), wait);
        return;
      }
    }
  }

  /** Two windows of one device share the queue: one of them sends at a time. Sending twice would be harmless, only wasteful. */
  function flush(): Promise<void> {
    clearTimeout(timer);
    sending ??= (navigator.locks === undefined ? rounds() : navigator.locks.request('carryover-outbox', rounds))
      .catch(() => {
        // The queue itself could not be read or marked just now; what is in it stays in it.
        timer = setTimeout(() => void flush(), storageRestMs);
      })
      .finally(() => {
        sending = null;
      });
    return sending;
  }

  return {
    deviceId,
    flush,
    async add(events) {
      await database.events.bulkAdd(
        events.map((body) => ({
          id: body.id,
          sessionId: body.sessionId,
          recorderId: body.recorderId,
          body,
          state: 'waiting' as const,
        })),
      );
      clearTimeout(timer);
      // A few taps go together; nobody waits for this.
      timer = setTimeout(() => void flush(), 300);
    },
    counts(listener) {
      let last = { waiting: 0, refused: 0 };
      const tell = () => listener({ ...last, signedOut });
      const subscription = liveQuery(async () => ({
        waiting: await database.events.where('state').equals('waiting').count(),
        refused: await database.events.where('state').equals('refused').count(),
      })).subscribe((next) => {
        last = next;
        tell();
      });
      signedOutListeners.add(tell);
      return () => {
        subscription.unsubscribe();
        signedOutListeners.delete(tell);
      };
    },
    refused: () => database.events.where('state').equals('refused').sortBy('place'),
    async retry(ids) {
      await database.events
        .where('id')
        .anyOf([...ids])
        .modify((event) => {
          event.state = 'waiting';
          delete event.code;
          delete event.field;
        });
      await flush();
    },
    start() {
      const wake = () => {
        tries = 0;
        void flush();
      };
      const onSight = () => {
        if (document.visibilityState === 'visible') wake();
      };
      window.addEventListener('online', wake);
      window.addEventListener('focus', wake);
      document.addEventListener('visibilitychange', onSight);
      wake();
      return () => {
        clearTimeout(timer);
        window.removeEventListener('online', wake);
        window.removeEventListener('focus', wake);
        document.removeEventListener('visibilitychange', onSight);
      };
    },
  };
}
