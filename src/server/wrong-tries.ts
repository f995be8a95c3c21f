import { createHash } from 'node:crypto';
import { lockMinutes } from './passwords.ts';

const mostKept = 10_000;
const minuteMs = 60_000;

/**
 * Wrong tries for addresses that have no account: counted like the others, so that a lock does not tell which have one.
 * Kept in memory, by hash; the oldest are forgotten first.
 */
export class WrongTries {
  readonly #tries = new Map<string, { count: number; lockedUntil: number }>();

  /** The instant it is locked until, or null. */
  lockedUntil(email: string, now: Date): Date | null {
    const until = this.#tries.get(keyOf(email))?.lockedUntil ?? 0;
    return until > now.getTime() ? new Date(until) : null;
  }

  note(email: string, now: Date): void {
    const key = keyOf(email);
    const count = (this.#tries.get(key)?.count ?? 0) + 1;
    this.#tries.delete(key);
    this.#tries.set(key, { count, lockedUntil: now.getTime() + lockMinutes(count) * minuteMs });
    if (this.#tries.size > mostKept) this.#tries.delete(this.#tries.keys().next().value!);
  }
}

function keyOf(email: string): string {
  return createHash('sha256').update(email.toLowerCase()).digest('base64url');
}
