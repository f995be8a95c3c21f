import { webcrypto } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type SealedEvent, sealedEvent } from '#contract/event.ts';
import { addOutboxKey, readOutboxKeys } from '#store/outbox-key.ts';
import type { Database } from '#store/schema.ts';

/** Events that devices sealed to the district's key, opened again. How they are sealed is said at `sealedEvent` in the contract. */

type Db = Kysely<Database>;
type CryptoKey = webcrypto.CryptoKey;
const { subtle } = webcrypto;

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
const info = new TextEncoder().encode('carryover outbox');

/** What was sealed to a key that is not the district's, or was changed on its way. */
export class Unopened {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}

/** The key devices seal to; the first one is made when the first device asks. The owner's transaction. */
export async function outboxKey(
  db: Db,
  districtId: string,
  now: string,
  newId: () => string,
): Promise<{ id: string; publicKey: string }> {
  const [newest] = await readOutboxKeys(db, districtId);
  if (newest !== undefined) return { id: newest.id, publicKey: newest.publicKey };
  const pair = (await subtle.generateKey(curve, true, ['deriveBits'])) as webcrypto.CryptoKeyPair;
  const key = {
    id: newId(),
    publicKey: text(await subtle.exportKey('raw', pair.publicKey)),
    privateKey: text(await subtle.exportKey('pkcs8', pair.privateKey)),
  };
  await addOutboxKey(db, {
    district_id: districtId,
    id: key.id,
    public_key: key.publicKey,
    private_key: key.privateKey,
    made_at: now,
  });
  return { id: key.id, publicKey: key.publicKey };
}

/** The same items in the same order: sealed ones as what was in them, or as `Unopened`; plain ones as they are. */
export async function openSealed(db: Db, districtId: string, items: readonly unknown[]): Promise<unknown[]> {
  if (!items.some(isSealed)) return [...items];
  const keys = new Map((await readOutboxKeys(db, districtId)).map((key) => [key.id, key.privateKey]));
  // A device seals many events with one passing key: the costly part is done once for each.
  const agreed = new Map<string, Promise<CryptoKey>>();
  return Promise.all(
    items.map(async (item) => {
      if (!isSealed(item)) return item;
      const { id, sealed } = item;
      const privateKey = keys.get(sealed.to);
      if (privateKey === undefined) return new Unopened(id);
      const name = `${sealed.to} ${sealed.from}`;
      if (!agreed.has(name)) agreed.set(name, agree(privateKey, sealed.from));
      try {
        const opened = await subtle.decrypt(
          { name: 'AES-GCM', iv: bytes(sealed.iv), additionalData: new TextEncoder().encode(id) },
          await agreed.get(name)!,
          bytes(sealed.data),
        );
        const event: unknown = JSON.parse(new TextDecoder().decode(opened));
        const sameId = typeof event === 'object' && event !== null && 'id' in event && event.id === id;
        return sameId ? event : new Unopened(id);
      } catch {
        return new Unopened(id);
      }
    }),
  );
}

function isSealed(item: unknown): item is SealedEvent {
  return typeof item === 'object' && item !== null && 'sealed' in item && sealedEvent.safeParse(item).success;
}

async function agree(privateKey: string, from: string): Promise<CryptoKey> {
  const mine = await subtle.importKey('pkcs8', bytes(privateKey), curve, false, ['deriveBits']);
  const theirs = await subtle.importKey('raw', bytes(from), curve, false, []);
  const shared = await subtle.deriveBits({ name: 'ECDH', public: theirs }, mine, 256);
  const base = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  return subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['decrypt'],
  );
}

const text = (buffer: ArrayBuffer) => Buffer.from(buffer).toString('base64url');
const bytes = (base64url: string) => new Uint8Array(Buffer.from(base64url, 'base64url'));
