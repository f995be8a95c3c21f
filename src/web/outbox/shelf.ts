import type { SessionPack, Today } from '#contract/session.ts';
import { type DeviceDatabase, type StoredPack, tidy } from './database.ts';
import type { Vault } from './vault.ts';

/** What this device has with it for a room without a network: packs of sessions, and the day they belong to. All locked. */
export interface Shelf {
  /** Kept where the vault is open; else it is left out, and asked for again. */
  keepPack(kept: KeptPack): Promise<void>;
  packOf(sessionId: string): Promise<KeptPack | null>;
  /** All that can be read now. */
  packs(): Promise<readonly KeptPack[]>;
  /** Of which sessions a pack is here. */
  packIds(): Promise<ReadonlySet<string>>;
  keepDay(day: KeptDay, fetchedAt: string): Promise<void>;
  /** Forgets what is of no use any more; `sessionId`: the one being recorded, of which all stays. */
  tidy(sessionId: string | null, now: Date): Promise<void>;
  /** Null: nothing kept, or not readable now. */
  day(): Promise<{ readonly day: KeptDay; readonly fetchedAt: string } | null>;
}

export interface KeptPack {
  readonly sessionId: string;
  readonly pack: SessionPack;
  readonly fetchedAt: string;
  /** Of a session that nobody planned and the server has not heard of. */
  readonly madeHere?: true | undefined;
}

/** Of Today what one needs to find and begin a session; labels only. */
export interface KeptDay {
  readonly date: string;
  readonly sessions: readonly KeptSession[];
}
export type KeptSession = Pick<
  Today['sessions'][number],
  'id' | 'starts' | 'ends' | 'delivery' | 'routineName' | 'className' | 'roomName' | 'lookFor'
> & { readonly labels: readonly string[] };

export function makeShelf(database: DeviceDatabase, vault: Vault): Shelf {
  const adultId = () => {
    const state = vault.state();
    return state.phase === 'open' ? state.adultId : null;
  };
  const readable = async ({ sessionId, locked, fetchedAt, madeHere }: StoredPack): Promise<KeptPack | null> => {
    const pack = locked === undefined ? null : ((await vault.take(locked, sessionId)) as SessionPack | null);
    return pack === null ? null : { sessionId, pack, fetchedAt, madeHere };
  };
  return {
    async keepPack({ sessionId, pack, fetchedAt, madeHere }) {
      // The server has just said who is signed in, or this very vault told the pack it was made from.
      await vault.enter(pack.recorderId);
      const whose = adultId();
      if (whose === null) return;
      const locked = await vault.put(pack, sessionId);
      await database.packs.put({
        sessionId,
        adultId: whose,
        fetchedAt,
        locked,
        ...(madeHere === undefined ? {} : { madeHere }),
      });
    },
    async packOf(sessionId) {
      await vault.load();
      const stored = await database.packs.get(sessionId);
      return stored === undefined ? null : readable(stored);
    },
    async packs() {
      await vault.load();
      const read = await Promise.all((await database.packs.toArray()).map(readable));
      return read.filter((kept) => kept !== null);
    },
    async packIds() {
      const whose = adultId();
      return new Set(
        whose === null ? [] : ((await database.packs.where('adultId').equals(whose).primaryKeys()) as string[]),
      );
    },
    async keepDay(day, fetchedAt) {
      const whose = adultId();
      if (whose === null) return;
      const locked = await vault.put(day, 'day');
      await database.days.put({ adultId: whose, fetchedAt, locked });
    },
    tidy: (sessionId, now) => tidy(database, sessionId, now),
    async day() {
      await vault.load();
      const whose = adultId();
      const kept = whose === null ? undefined : await database.days.get(whose);
      if (kept === undefined) return null;
      const day = (await vault.take(kept.locked, 'day')) as KeptDay | null;
      return day === null ? null : { day, fetchedAt: kept.fetchedAt };
    },
  };
}
