import { utf8 } from './bytes.ts';
import { type DeviceDatabase, factOf } from './database.ts';

/**
 * The vault: one key for each adult who uses this device, under which packs and events are locked (AES-256-GCM). The key itself is
 * stored wrapped: by a PIN, by a passkey, or, before either was chosen, by the device alone. Every wrapping also needs a key
 * of this browser that scripts can use and cannot read, so that a copy of the wrapped key is worth nothing elsewhere.
 */

/** AES-GCM ciphertext with its initialization vector. */
export interface Locked {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

interface Wrap extends Locked {
  readonly by: 'device' | 'pin' | 'passkey';
  readonly salt: Uint8Array<ArrayBuffer>;
  /** Of PBKDF2, for a PIN: it may grow with the years. */
  readonly iterations?: number;
  /** Of a passkey, base64url. */
  readonly credentialId?: string;
}

export interface VaultRow {
  readonly adultId: string;
  /** HMAC-SHA-256, not extractable. */
  readonly deviceKey: CryptoKey;
  readonly wraps: readonly Wrap[];
  /** Wrong PINs since the last right one. */
  readonly wrong: number;
}

/** Good once, for some seconds, on this device. */
export interface HandOver {
  readonly adultId: string;
  readonly wrap: Wrap;
  /** Milliseconds since 1970. */
  readonly until: number;
}
const handOverMs = 15_000;

export type VaultState =
  | { readonly phase: 'reading' }
  /** Nobody has been signed in here, or whoever was has signed out. */
  | { readonly phase: 'nobody' }
  /** By too many wrong PINs, just now. */
  | { readonly phase: 'wiped' }
  | {
      readonly phase: 'locked';
      readonly adultId: string;
      readonly byPin: boolean;
      readonly byPasskey: boolean;
      readonly triesLeft: number;
    }
  /** `guarded`: closing it asks for a PIN or passkey. */
  | {
      readonly phase: 'open';
      readonly adultId: string;
      readonly guarded: boolean;
      readonly byPin: boolean;
      /** Credential ids. */
      readonly passkeys: readonly string[];
    };

export type Opening = 'open' | 'wrong' | 'wiped';

/** Asks the passkey for the secret it derives from `salt` (WebAuthn PRF); null where it would not. */
export type AskPasskey = (
  credentialIds: readonly string[],
  salt: Uint8Array<ArrayBuffer>,
) => Promise<PasskeyAnswer | null>;
export interface PasskeyAnswer {
  readonly credentialId: string;
  readonly secret: ArrayBuffer;
}

export const mostWrongPins = 5;
export const shortestPin = 6;
/** PBKDF2-HMAC-SHA-256, OWASP's number of 2023 and still its number. */
const pinIterations = 600_000;

/** A PIN that is tried first: one digit again and again, or a run of them. */
export function isEasyPin(pin: string): boolean {
  if (pin.length < shortestPin) return true;
  const steps = new Set([...pin].slice(1).map((digit, index) => digit.charCodeAt(0) - pin.charCodeAt(index)));
  return steps.size === 1 && Math.abs([...steps][0]!) <= 1;
}

export interface Vault {
  state(): VaultState;
  subscribe(listener: () => void): () => void;
  /** Looks who uses this device; opens what needs no PIN. */
  load(): Promise<void>;
  /** This adult is signed in: their vault is made, opened where it needs no PIN, or left locked. */
  enter(adultId: string): Promise<void>;
  openWithPin(pin: string): Promise<Opening>;
  openWithPasskey(): Promise<Opening>;
  /** From now on closed by this PIN. Only an open vault can be given one. */
  setPin(pin: string): Promise<void>;
  /** From now on this passkey opens it as well; false where the authenticator derives no secret. */
  addPasskey(credentialId: string): Promise<boolean>;
  /** That passkey opens it no more; where no other way is left, the device alone does. */
  removePasskey(credentialId: string): Promise<void>;
  /** The next page of this window opens without asking again, if it comes at once. */
  handOver(): Promise<void>;
  /** Forgets the key until it is opened again; a vault without PIN or passkey stays open. */
  lock(): void;
  /**
   * The adult leaves this device: packs, readable copies and keys are removed, sealed events stay. Of all adults: when the
   * device may be in wrong hands.
   */
  wipe(how?: { readonly everybody?: boolean; readonly signOutDue?: boolean }): Promise<void>;
  /** Whether whoever left could not tell the server yet: nothing may be shown with their sign-in. */
  signOutDue(): Promise<boolean>;
  /** The server was told. */
  signedOut(): Promise<void>;
  /** @throws when the vault is not open */
  put(value: unknown, name: string): Promise<Locked>;
  /** What was put under this name; null where this vault cannot open it. */
  take(locked: Locked, name: string): Promise<unknown>;
}

interface Opened {
  readonly row: VaultRow;
  readonly key: CryptoKey;
  /** The same key's bytes, to wrap it once more; gone when the vault locks. */
  readonly raw: Uint8Array<ArrayBuffer>;
}

export function makeVault(database: DeviceDatabase, askPasskey: AskPasskey): Vault {
  let state: VaultState = { phase: 'reading' };
  let opened: Opened | null = null;
  const listeners = new Set<() => void>();
  // Every window of the app locks when one does.
  const others = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('carryover-vault');

  const show = (next: VaultState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const showOpen = (row: VaultRow, raw: Uint8Array<ArrayBuffer>, key: CryptoKey) => {
    opened = { row, raw, key };
    show({
      phase: 'open',
      adultId: row.adultId,
      guarded: isGuarded(row),
      byPin: row.wraps.some((wrap) => wrap.by === 'pin'),
      passkeys: row.wraps.flatMap((wrap) => wrap.credentialId ?? []),
    });
  };
  const showLocked = (row: VaultRow) => {
    opened = null;
    show({
      phase: 'locked',
      adultId: row.adultId,
      byPin: row.wraps.some((wrap) => wrap.by === 'pin'),
      byPasskey: row.wraps.some((wrap) => wrap.by === 'passkey'),
      triesLeft: mostWrongPins - row.wrong,
    });
  };

  async function openOrLock(row: VaultRow): Promise<void> {
    const own = row.wraps.find((wrap) => wrap.by === 'device');
    if (own === undefined) return showLocked(row);
    const raw = await unwrap(row.deviceKey, own, own.salt);
    if (raw === null) return showLocked(row);
    showOpen(row, raw, await keyFrom(raw));
  }

  async function newRow(adultId: string): Promise<VaultRow> {
    const deviceKey = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    const raw = crypto.getRandomValues(new Uint8Array(32));
    const row: VaultRow = { adultId, deviceKey, wraps: await byDevice(deviceKey, raw), wrong: 0 };
    await database.vaults.add(row);
    return row;
  }

  /** Adds one way of opening, or takes ways away; with a way of one's own the device alone no longer opens it. */
  async function changeWraps(
    change: (wraps: readonly Wrap[], held: Opened) => Promise<readonly Wrap[]>,
  ): Promise<void> {
    if (opened === null) throw new Error('The vault is not open.');
    const wraps = await change(opened.row.wraps, opened);
    const own = wraps.filter((one) => one.by !== 'device');
    const row = {
      ...opened.row,
      wraps: own.length > 0 ? own : await byDevice(opened.row.deviceKey, opened.raw),
      wrong: 0,
    };
    await database.vaults.put(row);
    showOpen(row, opened.raw, opened.key);
  }

  async function wipeOf(
    adultIds: readonly string[] | null,
    { signOutDue = false, phase = 'nobody' as 'nobody' | 'wiped' } = {},
  ): Promise<void> {
    const theirs = (adultId: string | undefined) => adultIds === null || adultIds.includes(adultId ?? '');
    await database.transaction(
      'rw',
      database.events,
      database.packs,
      database.days,
      database.vaults,
      database.device,
      async () => {
        await database.packs.filter((pack) => theirs(pack.adultId)).delete();
        await database.days.filter((day) => theirs(day.adultId)).delete();
        await database.vaults.filter((row) => theirs(row.adultId)).delete();
        await database.events.filter((event) => event.state === 'sent' && theirs(event.recorderId)).delete();
        await database.events
          // What was never sealed, because no server's key was known yet, stays: nothing is dropped.
          .filter((event) => theirs(event.recorderId) && event.sealed !== undefined)
          .modify((event) => {
            delete event.locked;
            delete event.body;
          });
        await database.device.delete('adultId');
        if (signOutDue) await database.device.put({ name: 'signOutDue', value: true });
      },
    );
    opened = null;
    show({ phase });
  }

  // Gate, queue and shelf all ask for it: whoever came second would not find the key that was handed over, and lock.
  let loading: Promise<void> | undefined;
  async function read(): Promise<void> {
    if (state.phase !== 'reading') return;
    const adultId = await factOf(database, 'adultId');
    const row = adultId === undefined ? undefined : await database.vaults.get(adultId);
    const handed = await factOf(database, 'handOver');
    if (handed !== undefined) await database.device.delete('handOver');
    const inTime = handed !== undefined && Math.abs(handed.until - Date.now()) <= handOverMs;
    const raw =
      row !== undefined && inTime && handed.adultId === row.adultId && handed.until >= Date.now()
        ? await unwrap(row.deviceKey, handed.wrap, handed.wrap.salt)
        : null;
    if (row !== undefined && raw !== null && state.phase === 'reading') return showOpen(row, raw, await keyFrom(raw));
    if (state.phase !== 'reading') return;
    if (row === undefined) show({ phase: 'nobody' });
    else await openOrLock(row);
  }

  const lockHere = () => {
    if (opened !== null && isGuarded(opened.row)) showLocked(opened.row);
  };
  others?.addEventListener('message', lockHere);

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: () => {
      loading ??= read().catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      return loading;
    },
    async enter(adultId) {
      if ((state.phase === 'open' || state.phase === 'locked') && state.adultId === adultId) return;
      const before = await factOf(database, 'adultId');
      if (before !== undefined && before !== adultId) {
        const left = await database.vaults.get(before);
        if (left !== undefined && !isGuarded(left)) await wipeOf([before]);
      }
      await database.device.put({ name: 'adultId', value: adultId });
      await openOrLock((await database.vaults.get(adultId)) ?? (await newRow(adultId)));
    },
    async openWithPin(pin) {
      if (state.phase !== 'locked') return 'open';
      const { adultId } = state;
      // Counted before it is tried: pulling the plug in between does not give another try.
      const row = await database.transaction('rw', database.vaults, async () => {
        const found = await database.vaults.get(adultId);
        if (found === undefined) return undefined;
        const counted = { ...found, wrong: found.wrong + 1 };
        await database.vaults.put(counted);
        return counted;
      });
      const own = row?.wraps.find((one) => one.by === 'pin');
      if (row === undefined || own === undefined || row.wrong > mostWrongPins) {
        await wipeOf([adultId], { signOutDue: true, phase: 'wiped' });
        return 'wiped';
      }
      const raw = await unwrap(row.deviceKey, own, await stretch(pin, own.salt, own.iterations!));
      if (raw !== null) {
        const right = { ...row, wrong: 0 };
        await database.vaults.put(right);
        showOpen(right, raw, await keyFrom(raw));
        return 'open';
      }
      if (row.wrong >= mostWrongPins) {
        await wipeOf([adultId], { signOutDue: true, phase: 'wiped' });
        return 'wiped';
      }
      showLocked(row);
      return 'wrong';
    },
    async openWithPasskey() {
      if (state.phase !== 'locked') return 'open';
      const row = await database.vaults.get(state.adultId);
      const ways = row?.wraps.filter((one) => one.by === 'passkey') ?? [];
      if (row === undefined || ways.length === 0) return 'wrong';
      const answer = await askPasskey(
        ways.map((one) => one.credentialId!),
        ways[0]!.salt,
      );
      const own = ways.find((one) => one.credentialId === answer?.credentialId);
      const raw =
        answer === null || own === undefined ? null : await unwrap(row.deviceKey, own, new Uint8Array(answer.secret));
      if (raw === null) return 'wrong';
      const right = { ...row, wrong: 0 };
      await database.vaults.put(right);
      showOpen(right, raw, await keyFrom(raw));
      return 'open';
    },
    setPin: (pin) =>
      changeWraps(async (wraps, { row, raw }) => {
        const salt = newSalt();
        const stretched = await stretch(pin, salt, pinIterations);
        const made = {
          by: 'pin',
          salt,
          iterations: pinIterations,
          ...(await wrap(row.deviceKey, raw, stretched)),
        } as const;
        return [...wraps.filter((one) => one.by !== 'pin'), made];
      }),
    async addPasskey(credentialId) {
      // All passkeys of a vault are asked with one salt: whichever answers is the one that opens.
      const known = opened?.row.wraps.find((one) => one.by === 'passkey');
      const salt = known?.salt ?? newSalt();
      const answer = await askPasskey([credentialId], salt);
      if (answer === null) return false;
      await changeWraps(async (wraps, { row, raw }) => {
        const made = {
          by: 'passkey',
          credentialId,
          salt,
          ...(await wrap(row.deviceKey, raw, new Uint8Array(answer.secret))),
        } as const;
        return [...wraps.filter((one) => one.credentialId !== credentialId), made];
      });
      return true;
    },
    removePasskey: (credentialId) =>
      changeWraps(async (wraps) => wraps.filter((one) => one.credentialId !== credentialId)),
    async handOver() {
      if (opened === null || !isGuarded(opened.row)) return;
      const { row, raw } = opened;
      const [wrapped] = await byDevice(row.deviceKey, raw);
      const value = { adultId: row.adultId, wrap: wrapped!, until: Date.now() + handOverMs };
      await database.device.put({ name: 'handOver', value });
    },
    lock() {
      lockHere();
      others?.postMessage('lock');
    },
    async wipe({ everybody = false, signOutDue = false } = {}) {
      const adultId = await factOf(database, 'adultId');
      await wipeOf(everybody ? null : adultId === undefined ? [] : [adultId], { signOutDue });
    },
    signOutDue: async () => (await factOf(database, 'signOutDue')) === true,
    signedOut: () => database.device.delete('signOutDue'),
    put(value, name) {
      if (opened === null) return Promise.reject(new Error('The vault is not open.'));
      return lockWith(opened.key, utf8(JSON.stringify(value)), name);
    },
    async take(locked, name) {
      if (opened === null) return null;
      const bytes = await unlockWith(opened.key, locked, name).catch(() => null);
      return bytes === null ? null : JSON.parse(new TextDecoder().decode(bytes));
    },
  };
}

function isGuarded({ wraps }: VaultRow): boolean {
  return !wraps.some((wrap) => wrap.by === 'device');
}

const newSalt = () => crypto.getRandomValues(new Uint8Array(16));

/** A PIN made costly to guess. */
async function stretch(
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const base = await crypto.subtle.importKey('raw', utf8(pin.normalize('NFKC')), 'PBKDF2', false, ['deriveBits']);
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, base, 256),
  );
}

const keyFrom = (raw: BufferSource, usages: readonly KeyUsage[] = ['encrypt', 'decrypt']) =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, usages);

/** The key that wraps: what the person knows or has, mixed with what only this browser has. */
async function wrappingKey(deviceKey: CryptoKey, secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return keyFrom(await crypto.subtle.sign('HMAC', deviceKey, secret));
}

const wrapName = 'vault';

async function wrap(
  deviceKey: CryptoKey,
  raw: Uint8Array<ArrayBuffer>,
  secret: Uint8Array<ArrayBuffer>,
): Promise<Locked> {
  return lockWith(await wrappingKey(deviceKey, secret), raw, wrapName);
}

async function byDevice(deviceKey: CryptoKey, raw: Uint8Array<ArrayBuffer>): Promise<readonly Wrap[]> {
  const salt = newSalt();
  return [{ by: 'device', salt, ...(await wrap(deviceKey, raw, salt)) }];
}

async function unwrap(
  deviceKey: CryptoKey,
  wrapped: Locked,
  secret: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const key = await wrappingKey(deviceKey, secret);
  return unlockWith(key, wrapped, wrapName).then(
    (raw) => new Uint8Array(raw),
    () => null,
  );
}

async function lockWith(key: CryptoKey, bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Locked> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(name) }, key, bytes) };
}

function unlockWith(key: CryptoKey, { iv, data }: Locked, name: string): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: utf8(name) }, key, data);
}
