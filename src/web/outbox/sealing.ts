import type { SealedEvent } from '#contract/event.ts';
import type { SessionEvent } from '#domain/trials/event.ts';
import { base64url, bytesOf, utf8 } from './bytes.ts';

/**
 * Seals events to the server's key, as `sealedEvent` in the contract says: a device that is locked, or lost, sends them on and
 * cannot read them. The passing key lives as long as the page, and its private half never leaves the browser's keeping.
 */

export interface ServerKey {
  readonly id: string;
  readonly publicKey: string;
}

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
const info = utf8('carryover outbox');

export type Seal = (event: SessionEvent) => Promise<SealedEvent['sealed']>;

export async function sealTo({ id: to, publicKey }: ServerKey): Promise<Seal> {
  const theirs = await crypto.subtle.importKey('raw', bytesOf(publicKey), curve, false, []);
  const mine = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, mine.privateKey, 256);
  const base = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const from = base64url(new Uint8Array(await crypto.subtle.exportKey('raw', mine.publicKey)));
  return async (event) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: utf8(event.id) },
      key,
      utf8(JSON.stringify(event)),
    );
    return { to, from, iv: base64url(iv), data: base64url(new Uint8Array(data)) };
  };
}
