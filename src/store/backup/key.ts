// The key of the backups: 32 bytes, written as 64 hexadecimal digits. It never lies in the data directory: whoever carries that
// away must not carry the key to its backups with it.
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { syncPath } from '../driver/data-directory.ts';
import { StoreError } from '../driver/store-error.ts';

export const backupKeyVariable = 'CARRYOVER_BACKUP_KEY';

function parseKey(text: string, from: string): Buffer {
  const digits = text.trim();
  if (!/^[0-9a-f]{64}$/i.test(digits)) throw new StoreError('backup_key_malformed', { from });
  return Buffer.from(digits, 'hex');
}

/** The key from the environment, or from the file; null where there is neither. A malformed one is refused. */
export function readBackupKey(
  keyFile: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
): Buffer | null {
  const given = environment[backupKeyVariable];
  if (given !== undefined && given !== '') return parseKey(given, backupKeyVariable);
  if (keyFile === undefined || !existsSync(keyFile)) return null;
  return parseKey(readFileSync(keyFile, 'utf8'), keyFile);
}

/** As above, and where there is neither, a new key is made in the file, readable by its owner only. */
export function ensureBackupKey(keyFile: string, environment: NodeJS.ProcessEnv = process.env): Buffer {
  const known = readBackupKey(keyFile, environment);
  if (known !== null) return known;
  const key = randomBytes(32);
  writeFileSync(keyFile, `${key.toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
  chmodSync(keyFile, 0o600);
  syncPath(keyFile);
  return key;
}
