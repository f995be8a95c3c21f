import { Dexie, type EntityTable } from 'dexie';
import type { EventRefusal, SealedEvent } from '#contract/event.ts';
import type { SessionPack } from '#contract/session.ts';
import type { SessionEvent } from '#domain/trials/event.ts';
import type { ServerKey } from './sealing.ts';
import type { HandOver, Locked, VaultRow } from './vault.ts';

/**
 * What this device keeps: events not yet taken in by the server, and what is needed to record the sessions of its adult. What
 * anybody could learn something from is locked with the vault's key; in the clear are ids, times and states.
 */

export interface StoredEvent {
  /** Order of the taps. */
  readonly place?: number;
  readonly id: string;
  readonly sessionId: string;
  readonly recorderId: string;
  readonly enteredAt?: string;
  /** `sent`: the server has it; kept while its session is recorded here, for counts and undo. */
  state: 'waiting' | 'sent' | 'refused';
  code?: EventRefusal;
  field?: string;
  /** For the eyes of its recorder; gone when the vault was wiped. */
  locked?: Locked;
  /** For the server alone. */
  sealed?: SealedEvent['sealed'];
  /** The server could not open it: it is sent as it is, once the vault is open. */
  plain?: true;
  /** As the first version of this database kept it, until the vault next opens. */
  body?: SessionEvent;
  /** Not locked, or not sealed, yet: found by this without reading a long queue. */
  toSeal?: 1;
}

/** Whether it is still to be locked or sealed: kept by the first version, or recorded before the server's key was known. */
const isOpen = ({ body, sealed, state, plain }: StoredEvent): boolean =>
  body !== undefined || (sealed === undefined && state !== 'sent' && plain !== true);

export interface StoredPack {
  readonly sessionId: string;
  readonly adultId?: string;
  readonly fetchedAt: string;
  /** Of a session that nobody planned and the server has not heard of. */
  readonly madeHere?: true;
  readonly locked?: Locked;
  /** As the first version kept it. */
  readonly pack?: SessionPack;
}

/** The sessions of a day as Today shows them, for a start without a network. */
export interface StoredDay {
  readonly adultId: string;
  readonly fetchedAt: string;
  readonly locked: Locked;
}

/** What the device knows about itself, by name. */
interface Facts {
  readonly deviceId: string;
  /** Who was signed in here last and has not signed out. */
  readonly adultId: string;
  readonly signOutDue: true;
  readonly serverKey: ServerKey;
  /** An open vault on its way from the house to the recording screen, which is a page of its own. */
  readonly handOver: HandOver;
  /** Server's clock minus this one's when they last spoke, in milliseconds. */
  readonly skewMs: number;
}

type DeviceFact = { [Name in keyof Facts]: { readonly name: Name; readonly value: Facts[Name] } }[keyof Facts];

export class DeviceDatabase extends Dexie {
  declare events: EntityTable<StoredEvent, 'place'>;
  declare packs: EntityTable<StoredPack, 'sessionId'>;
  declare days: EntityTable<StoredDay, 'adultId'>;
  declare vaults: EntityTable<VaultRow, 'adultId'>;
  declare device: EntityTable<DeviceFact, 'name'>;

  constructor(name = 'carryover') {
    // Strict: a transaction is complete when it is on the disk, not when the browser intends to put it there.
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      events: '++place, &id, sessionId, state, [sessionId+state]',
      packs: 'sessionId, fetchedAt',
      device: 'name',
    });
    // What the first version kept readable is locked when the vault next opens: an upgrade cannot wait for a key.
    this.version(2).stores({ packs: 'sessionId, fetchedAt, adultId', days: 'adultId', vaults: 'adultId' });
    this.version(3)
      .stores({ events: '++place, &id, sessionId, state, [sessionId+state], toSeal' })
      .upgrade(async (upgrade) => {
        await upgrade.table<StoredEvent>('events').filter(isOpen).modify({ toSeal: 1 });
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
export async function tidy(database: DeviceDatabase, sessionId: string | null, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * dayMs).toISOString();
  await database.transaction('rw', database.events, database.packs, async () => {
    await database.events
      .where('state')
      .equals('sent')
      .filter((event) => event.sessionId !== sessionId && (event.enteredAt ?? '') < before(1))
      .delete();
    await database.packs.where('fetchedAt').below(before(packDays)).delete();
  });
}

/** This device's own id, made once. */
export async function deviceIdOf(database: DeviceDatabase, newId: () => string): Promise<string> {
  const known = await factOf(database, 'deviceId');
  if (known !== undefined) return known;
  return database.transaction('rw', database.device, async () => {
    const madeMeanwhile = await factOf(database, 'deviceId');
    if (madeMeanwhile !== undefined) return madeMeanwhile;
    const value = newId();
    await database.device.add({ name: 'deviceId', value });
    return value;
  });
}

export async function factOf<Name extends keyof Facts>(
  database: DeviceDatabase,
  name: Name,
): Promise<Facts[Name] | undefined> {
  const fact = await database.device.get(name);
  return fact?.value as Facts[Name] | undefined;
}
