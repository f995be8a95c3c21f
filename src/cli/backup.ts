import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backup as writeBackup } from '#store/backup/backup.ts';
import { readBackupKey } from '#store/backup/key.ts';
import { openStore } from '#store/open-store.ts';
import { askControl } from './control-client.ts';
import { type Streams, say } from './io.ts';
import { placeOf, placeOptions, placeUsage } from './place.ts';
import { commandWords, Refused } from './refused.ts';

const usage = `carryover backup FILE

Writes everything the school holds to FILE, encrypted. While a server runs on the school, it is asked to write it.

${placeUsage}`;

export async function backup(args: readonly string[], io: Streams): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: placeOptions, allowPositionals: true });
  if (values.help) {
    io.stdout.write(usage);
    return 0;
  }
  if (positionals.length !== 1) throw new Refused('command.one_file', { command: 'backup' }, 2);
  const file = resolve(positionals[0]!);
  if (existsSync(file)) throw new Refused('command.file_exists', { file });
  const place = placeOf(values);
  const rows = (await askControl<{ rows: number }>(place, '/backup', { file }))?.rows ?? (await writeHere());
  say(io.stdout, commandWords().say('command.backed_up', { file, rows }));
  return 0;

  async function writeHere(): Promise<number> {
    const store = await openStore(place.store);
    try {
      const key = readBackupKey(place.keyFile);
      if (key === null) throw new Refused('command.key_missing', {}, 2);
      const { tables } = await writeBackup(store, file, key);
      return tables.reduce((sum, table) => sum + table.rows, 0);
    } finally {
      await store.close();
    }
  }
}
