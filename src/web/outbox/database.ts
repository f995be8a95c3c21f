import { Dexie, type EntityTable } from 'dexie';
import type { EventRefusal } from '#contract/event.ts';
import type { SessionPack } from '#contract/session.ts';
import type { SessionEvent } from '#domain/trials/event.ts';

/** What this device keeps: events not yet taken in by the server, and what is needed to record the sessions it has opened. */

export interface QueuedEvent {
  /** Order of the taps. */
  readonly place?: number;
  readonly id: string;
  readonly sessionId: string;
  readonly recorderId: string;
  readonly body: SessionEvent;
  /** `sent`: the server has it; kept while its session is recorded here, for counts and undo. */
  state: 'waiting' | 'sent' | 'refused';
  code?: EventRefusal;
  field?: string;
}

export interface KeptPack {
  readonly sessionId: string;
  readonly pack: SessionPack;
  readonly fetchedAt: string;
  /** Of a session that nobody planned and the server has not heard of. */
  readonly madeHere?: true;
}

interface DeviceFact {
  readonly name: 'deviceId';
  readonly value: string;
}

export class DeviceDatabase extends Dexie {
  declare events: EntityTable<QueuedEvent, 'place'>;
  declare packs: EntityTable<KeptPack, 'sessionId'>;
  declare device: EntityTable<DeviceFact, 'name'>;

  constructor(name = 'carryover') {
    // Strict: a transaction is complete when it is on the disk, not when the browser intends to put it there.
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      events: '++place, &id, sessionId, state, [sessionId+state]',
      packs: 'sessionId, fetchedAt',
      device: 'name',
    });
  }
}

const dayMs = 86_400_000;
/** How long a pack is of use: a session may be entered some days after it took place. */
const packDays = 8;

/**
 * Forgets what is no longer needed here: yesterday's events that the server has, of other sessions than this one, and old
 * packs. What is not sent is never forgotten.
 */
export async function tidy(database: DeviceDatabase, sessionId: string, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * dayMs).toISOString();
  await database.transaction('rw', database.events, database.packs, async () => {
    await database.events
      .where('state')
      .equals('sent')
      .filter((event) => event.sessionId !== sessionId && event.body.enteredAt < before(1))
      .delete();
    await database.packs.where('fetchedAt').below(before(packDays)).delete();
  });
}

/** This device's own id, made once. */
export async function deviceIdOf(database: DeviceDatabase, newId: () => string): Promise<string> {
  return database.transaction('rw', database.device, async () => {
    const known = await database.device.get('deviceId');
    if (known !== undefined) return known.value;
    const value = newId();
    await database.device.add({ name: 'deviceId', value });
    return value;
  });
}
