// A full disk must not be met by surprise: PostgreSQL's recovery needs about 40 MB (a segment of the log is 16 MB), and with less
// the store would not open again. So it warns early, and stops writing while there is still room to recover.
import { statfsSync } from 'node:fs';
import type { Statfs } from './data-directory.ts';
import { StoreError } from './store-error.ts';

const MB = 2 ** 20;
/** With less than this, recovery after a crash may fail, and the store is not even opened. */
const recoveryBytes = 40 * MB;
/** Room for recovery, and a margin for what may be written between two looks. */
export const readOnlyBelowBytes = recoveryBytes + 60 * MB;
export const warnBelowBytes = 1024 * MB;
const lookEveryMs = 200;

export type DiskState = { freeBytes: number; state: 'enough' | 'low' | 'read_only' };

export class DiskSpace {
  readonly #path: string;
  readonly #statfs: Statfs;
  #seen: DiskState;
  #lookedAt: number;

  constructor(path: string, statfs: Statfs = statfsSync) {
    this.#path = path;
    this.#statfs = statfs;
    this.#seen = this.#look();
    this.#lookedAt = performance.now();
  }

  #look(): DiskState {
    const { bavail, bsize } = this.#statfs(this.#path);
    const freeBytes = bavail * bsize;
    return {
      freeBytes,
      state: freeBytes < readOnlyBelowBytes ? 'read_only' : freeBytes < warnBelowBytes ? 'low' : 'enough',
    };
  }

  get now(): DiskState {
    if (performance.now() - this.#lookedAt > lookEveryMs) {
      this.#seen = this.#look();
      this.#lookedAt = performance.now();
    }
    return this.#seen;
  }

  /** Everything is still there; it opens again when there is room. */
  refuseOpening(): void {
    const { freeBytes } = this.now;
    if (freeBytes < recoveryBytes) throw new StoreError('disk_low', { freeBytes });
  }

  /** Before each statement: a transaction that began with room enough may not use up the rest (a large import). */
  refuseWriting(sql: string): void {
    if (
      this.now.state !== 'read_only' ||
      /^\s*(select|begin|rollback|commit|declare|fetch|close|checkpoint|set)\b/i.test(sql)
    )
      return;
    throw new StoreError('disk_low', { freeBytes: this.#seen.freeBytes });
  }
}
