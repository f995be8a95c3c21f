import { liveQuery } from 'dexie';
import type { EventRefusal, SealedEvent } from '#contract/event.ts';
import type { SessionEvent } from '#domain/trials/event.ts';
import { noteReached, noteUnreachable } from '../client/network.ts';
import { serverKeyFrom, takenInFrom } from './answers.ts';
import { type DeviceDatabase, deviceIdOf, factOf, type StoredEvent } from './database.ts';
import { newEventId } from './event-id.ts';
import { rescueFileOf } from './rescue-file.ts';
import { type Answer, afterAnswer, fullSize } from './rules.ts';
import { type Seal, sealTo, type ServerKey } from './sealing.ts';
import type { Vault } from './vault.ts';

/**
 * The queue between the taps and the server. A tap is stored before it is shown as counted; sending is somebody else's hurry:
 * at once, on focus, on reconnect, and again until the server has answered for each event. What is stored is locked with the
 * vault's key, and sealed to the server's: a device that is locked sends on what it cannot read.
 */
export interface Outbox {
  /** Resolves when the events are on the disk. @throws when the device cannot store them (full, blocked): nothing was counted then. */
  add(events: readonly SessionEvent[]): Promise<void>;
  /** Sends what waits, now. Resolves when nothing more can be done at present. */
  flush(): Promise<void>;
  deviceId(): Promise<string>;
  counts(listener: (counts: OutboxCounts) => void): () => void;
  /** What of a session is still on this device, sent or not, as far as it can be read now. */
  eventsOf(sessionId: string): Promise<readonly QueuedEvent[]>;
  /** What the server did not take, in order, as far as it can be read now. */
  refused(): Promise<readonly QueuedEvent[]>;
  /** Sends refused events once more: whatever was in their way may have been mended. */
  retry(ids: readonly string[]): Promise<void>;
  /** Takes a refused event out of the queue because `corrected` was added in its place, in one step. */
  correct(id: string, corrected: readonly SessionEvent[]): Promise<void>;
  /** Everything the server has not taken, sealed; null where there is nothing. `carryover import` reads it. */
  rescueFile(): Promise<Blob | null>;
  /** How many events wait or were refused, now. */
  unsent(): Promise<number>;
  /** Begins to send by itself; the answer stops it. */
  start(): () => void;
}

/** An event of the queue that this device can read. */
export interface QueuedEvent {
  readonly id: string;
  readonly sessionId: string;
  readonly recorderId: string;
  readonly body: SessionEvent;
  readonly state: StoredEvent['state'];
  readonly code?: EventRefusal | undefined;
  readonly field?: string | undefined;
}

export interface OutboxCounts {
  readonly waiting: number;
  readonly refused: number;
  /** Nobody is signed in on this device: what waits is kept, and sent after signing in. */
  readonly signedOut: boolean;
}

export type SentItem = SessionEvent | SealedEvent;

/** Longer than any server takes for one batch; a hanging one must not hold the queue for ever. */
const patienceMs = 20_000;
const storageRestMs = 5_000;
/** An open window asks now and then, so that a sign-out from elsewhere is noticed. */
const askEveryMs = 5 * 60_000;

/** One try. Whatever is not the server's proper answer (HTML of a captive portal, half a body, 500) is unclear. */
export async function sendBatch(deviceId: string, events: readonly SentItem[], now: () => Date): Promise<Answer> {
  let response: Response;
  let text: string;
  const sentAt = now();
  try {
    response = await fetch('/api/events', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ deviceId, sentAt: sentAt.toISOString(), events }),
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
  const taken = takenInFrom(text);
  if (taken === null) {
    noteUnreachable();
    return { kind: 'unclear' };
  }
  noteReached();
  const { results, receivedAt, signIn } = taken;
  return { kind: 'results', results, signIn, skewMs: Date.parse(receivedAt) - sentAt.getTime() };
}

/** The key to which the server wants events sealed; null where it cannot be asked now. */
async function askServerKey(): Promise<ServerKey | null> {
  try {
    const response = await fetch('/api/outbox-key', { signal: AbortSignal.timeout(patienceMs) });
    return response.ok ? serverKeyFrom(await response.text()) : null;
  } catch {
    return null;
  }
}

/** The world around the queue as it really is. */
export const asItIs = { send: sendBatch, serverKey: askServerKey, now: () => new Date() } as const;

export interface Surroundings {
  readonly send: typeof sendBatch;
  readonly serverKey: () => Promise<ServerKey | null>;
  readonly now: () => Date;
  /** This device was signed out from elsewhere, and has nothing left to deliver. */
  readonly ended: () => Promise<void>;
}

export function makeOutbox(
  database: DeviceDatabase,
  vault: Vault,
  { send, serverKey, now, ended }: Surroundings,
): Outbox {
  const parked = new Set<string>();
  let size = fullSize;
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | null = null;
  let again = false;
  let asking = false;
  /** Whether something may lie in the queue that is not locked and sealed yet: only then the whole of it is read. */
  let mayBeOpen = true;
  let signedOut = false;
  const signedOutListeners = new Set<() => void>();
  const addedListeners = new Set<(count: number) => void>();
  let sealer: { readonly to: string; readonly seal: Promise<Seal> } | null = null;

  const setSignedOut = (next: boolean) => {
    if (signedOut === next) return;
    signedOut = next;
    for (const listener of signedOutListeners) listener();
  };

  const deviceId = () => deviceIdOf(database, () => newEventId(now()));
  const canRead = () => vault.state().phase === 'open';

  async function currentSeal(): Promise<Seal | null> {
    const key = await factOf(database, 'serverKey');
    if (key === undefined) return null;
    if (sealer?.to !== key.id) sealer = { to: key.id, seal: sealTo(key) };
    return sealer.seal;
  }

  async function bodyOf({ id, locked, body }: StoredEvent): Promise<SessionEvent | null> {
    if (body !== undefined) return body;
    return locked === undefined ? null : ((await vault.take(locked, id)) as SessionEvent | null);
  }

  /** As it lies on the disk: locked for the recorder, sealed for the server. */
  async function stored(event: SessionEvent, seal: Seal | null): Promise<StoredEvent> {
    const [locked, sealed] = await Promise.all([vault.put(event, event.id), seal?.(event)]);
    const { id, sessionId, recorderId, enteredAt } = event;
    return {
      id,
      sessionId,
      recorderId,
      enteredAt,
      state: 'waiting',
      locked,
      ...(sealed === undefined ? { toSeal: 1 } : { sealed }),
    };
  }

  /** Locks and seals what is not yet: kept by the first version of the database, or recorded before the key was known. */
  async function sealRest(): Promise<void> {
    if (!mayBeOpen || !canRead()) return;
    const seal = await currentSeal();
    const rest = await database.events.where('toSeal').equals(1).toArray();
    for (const event of rest) {
      // Locked already: all it waits for is the server's key.
      if (event.body === undefined && seal === null) continue;
      const body = await bodyOf(event);
      if (body === null) continue;
      const wanted = event.plain === true || event.state === 'sent' ? null : seal;
      const { locked, sealed } = await stored(body, wanted);
      await database.events.update(event.place!, {
        enteredAt: body.enteredAt,
        body: undefined,
        toSeal: wanted === null && event.plain !== true && event.state !== 'sent' ? 1 : undefined,
        ...(locked === undefined ? {} : { locked }),
        ...(sealed === undefined ? {} : { sealed }),
      });
    }
    mayBeOpen = seal === null && rest.length > 0;
    const old = await database.packs.filter((pack) => pack.pack !== undefined).toArray();
    for (const { sessionId, fetchedAt, pack } of old) {
      const locked = await vault.put(pack, sessionId);
      await database.packs.put({ sessionId, adultId: pack!.recorderId, fetchedAt, locked });
    }
  }

  async function learnKey(): Promise<void> {
    if ((await factOf(database, 'serverKey')) !== undefined || vault.state().phase === 'nobody') return;
    const key = await serverKey();
    if (key !== null) await database.device.put({ name: 'serverKey', value: key });
  }

  async function itemOf(event: StoredEvent): Promise<SentItem | null> {
    if (event.sealed !== undefined) return { id: event.id, sealed: event.sealed };
    return bodyOf(event);
  }

  /** Answers the milliseconds to wait before the next round, or null where there is nothing to do. */
  async function round(): Promise<number | null> {
    // Equal keys of an index come in order of the primary key: the order of the taps, without reading a long queue.
    const found = await database.events
      .where('state')
      .equals('waiting')
      .filter((event) => !parked.has(event.id) && (event.sealed !== undefined || event.body !== undefined || canRead()))
      .limit(size)
      .toArray();
    const items = await Promise.all(found.map(itemOf));
    const batch = found.filter((_, index) => items[index] !== null);
    for (const [index, item] of items.entries()) if (item === null) parked.add(found[index]!.id);
    if (batch.length === 0 && found.length > 0) return 0;
    if (batch.length === 0 && (!asking || vault.state().phase === 'nobody')) return null;
    const answer = await send(
      await deviceId(),
      items.filter((item) => item !== null),
      now,
    );
    asking = false;
    if (answer.kind === 'results') await database.device.put({ name: 'skewMs', value: answer.skewMs });
    setSignedOut(answer.kind === 'signed_out' || (answer.kind === 'results' && answer.signIn !== 'open'));
    const after = afterAnswer(batch, answer, size, tries);
    size = after.size;
    tries = after.tries;
    for (const id of after.parked) parked.add(id);
    if (after.changes.length > 0) {
      await database.transaction('rw', database.events, async () => {
        for (const { id, ...change } of after.changes) await database.events.where('id').equals(id).modify(change);
      });
    }
    if (after.unsealed.length > 0) {
      await database.events
        .where('id')
        .anyOf([...after.unsealed])
        .modify((event) => {
          delete event.sealed;
          event.plain = true;
        });
      await database.device.delete('serverKey');
      mayBeOpen = true;
    }
    if (batch.length === 0) {
      if (answer.kind === 'results' && answer.signIn === 'ended_elsewhere') await ended();
      return answer.kind === 'unclear' ? after.wait : null;
    }
    // The last word is an empty question: what the device is to do now is only known once nothing is left to send.
    if (answer.kind === 'results' && answer.signIn === 'ended_elsewhere') asking = true;
    return after.wait;
  }

  async function rounds(): Promise<void> {
    await vault.load();
    await learnKey();
    await sealRest();
    for (;;) {
      const wait = await round();
      if (wait === null) return;
      if (wait > 0) {
        later(wait);
        return;
      }
    }
  }

  function later(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  }

  /** Two windows of one device share the queue: one of them sends at a time. Sending twice would be harmless, only wasteful. */
  function flush(): Promise<void> {
    clearTimeout(timer);
    if (sending !== null) {
      again = true;
      return sending;
    }
    sending = (navigator.locks === undefined ? rounds() : navigator.locks.request('carryover-outbox', rounds))
      .catch(() => {
        // The queue itself could not be read or marked just now; what is in it stays in it.
        later(storageRestMs);
      })
      .finally(() => {
        sending = null;
        if (again) later(0);
        again = false;
      });
    return sending;
  }

  async function readable(events: readonly StoredEvent[]): Promise<readonly QueuedEvent[]> {
    const bodies = await Promise.all(events.map(bodyOf));
    return events.flatMap(({ id, sessionId, recorderId, state, code, field }, index) => {
      const body = bodies[index];
      return body === null || body === undefined ? [] : [{ id, sessionId, recorderId, state, code, field, body }];
    });
  }

  return {
    deviceId,
    flush,
    async add(events) {
      const seal = await currentSeal();
      const rows = await Promise.all(events.map((event) => stored(event, seal)));
      if (seal === null) mayBeOpen = true;
      await database.events.bulkAdd(rows);
      // Told before the tap is said to be stored: at no moment is a tap both stored and not among those that wait.
      for (const listener of addedListeners) listener(rows.length);
      // A few taps go together; nobody waits for this.
      if (tries === 0) later(300);
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
      const added = (count: number) => {
        last = { ...last, waiting: last.waiting + count };
        tell();
      };
      addedListeners.add(added);
      signedOutListeners.add(tell);
      return () => {
        subscription.unsubscribe();
        addedListeners.delete(added);
        signedOutListeners.delete(tell);
      };
    },
    async eventsOf(sessionId) {
      await vault.load();
      return readable(await database.events.where('sessionId').equals(sessionId).toArray());
    },
    refused: async () => readable(await database.events.where('state').equals('refused').sortBy('place')),
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
    async correct(id, corrected) {
      const seal = await currentSeal();
      const rows = await Promise.all(corrected.map((event) => stored(event, seal)));
      if (seal === null) mayBeOpen = true;
      await database.transaction('rw', database.events, async () => {
        await database.events.bulkAdd(rows);
        await database.events
          .where('id')
          .equals(id)
          .filter((event) => event.state === 'refused')
          .delete();
      });
      await flush();
    },
    async rescueFile() {
      const kept = await database.events.where('state').anyOf('waiting', 'refused').sortBy('place');
      const seal = await currentSeal();
      return rescueFileOf(kept, {
        deviceId: await deviceId(),
        skewMs: (await factOf(database, 'skewMs')) ?? 0,
        madeAt: now().toISOString(),
        seal: async (event) => {
          const body = seal === null ? null : await bodyOf(event);
          return body === null || seal === null ? null : seal(body);
        },
      });
    },
    unsent: () => database.events.where('state').anyOf('waiting', 'refused').count(),
    start() {
      const wake = () => {
        tries = 0;
        asking = true;
        void flush();
      };
      const onSight = () => {
        if (document.visibilityState === 'visible') wake();
      };
      const every = setInterval(onSight, askEveryMs);
      // What waited for the vault to open can be sent, or shown, now.
      const leave = vault.subscribe(() => {
        if (!canRead()) return;
        mayBeOpen = true;
        void flush();
      });
      window.addEventListener('online', wake);
      window.addEventListener('focus', wake);
      document.addEventListener('visibilitychange', onSight);
      wake();
      return () => {
        clearTimeout(timer);
        clearInterval(every);
        leave();
        window.removeEventListener('online', wake);
        window.removeEventListener('focus', wake);
        document.removeEventListener('visibilitychange', onSight);
      };
    },
  };
}
