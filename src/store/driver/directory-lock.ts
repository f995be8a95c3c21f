// One process per data directory. The lock is an SQLite transaction on a side file: the operating system lets it go when the
// process ends, however it ends, so it never goes stale and is never stolen. (PGlite itself lets two processes open one
// directory, and both corrupt it: electric-sql/pglite issue 1106.)
import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './store-error.ts';

export type DirectoryLock = { release(): void };

/** Extended code of SQLite for "another connection holds it". */
const sqliteBusy = 5;

function holder(directory: string): { pid: number; host: string; since: string } | null {
  try {
    return JSON.parse(readFileSync(join(directory, 'holder.json'), 'utf8'));
  } catch {
    return null; // it has only just taken the lock
  }
}

/** Takes the directory for this process, or refuses with `data_directory_held` and who has it. */
export function lockDirectory(directory: string, now: Date): DirectoryLock {
  const side = new DatabaseSync(join(directory, 'lock'));
  try {
    side.exec('pragma journal_mode = delete; begin exclusive');
  } catch (error) {
    side.close();
    if (((error as { errcode?: number }).errcode ?? 0) % 256 !== sqliteBusy) throw error;
    const who = holder(directory);
    throw new StoreError('data_directory_held', who === null ? {} : { ...who });
  }
  const text = JSON.stringify({ pid: process.pid, host: hostname(), since: now.toISOString() });
  writeFileSync(join(directory, 'holder.json'), `${text}\n`, { mode: 0o600 });
  return { release: () => side.close() };
}
