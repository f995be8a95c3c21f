import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readBackupKey } from '#store/backup/key.ts';
import { restore as readInto } from '#store/backup/restore.ts';
import { openStore } from '#store/open-store.ts';
import { type Streams, say } from './io.ts';
import { placeOf, placeOptions, placeUsage } from './place.ts';
import { commandWords, Refused } from './refused.ts';

const usage = `carryover restore FILE --data DIR

Fills an empty school from a backup: DIR must not exist yet, or be empty. All of it, or nothing.

${placeUsage}`;

export async function restore(args: readonly string[], io: Streams): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: placeOptions, allowPositionals: true });
  if (values.help) {
    io.stdout.write(usage);
    return 0;
  }
  if (positionals.length !== 1) throw new Refused('command.one_file', { command: 'restore' }, 2);
  const file = resolve(positionals[0]!);
  if (!existsSync(file)) throw new Refused('command.no_such_file', { file });
  const place = placeOf(values);
  // Read before the directory is made: a new one would get a new key, which opens no old backup.
  const key = readBackupKey(place.keyFile);
  if (key === null) throw new Refused('command.key_missing', {}, 2);
  const store = await openStore(place.store);
  try {
    const { tables, createdAt } = await readInto(file, key, store);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    say(io.stdout, commandWords().say('command.restored', { rows, at: createdAt.slice(0, 16).replace('T', ' ') }));
  } finally {
    await store.close();
  }
  return 0;
}
