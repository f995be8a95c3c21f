// Opens a store and writes until it is killed: a note and the counter of notes in one transaction. Each line it prints is one fact:
//   open            the store is open, migrated
//   ack <id> <sha>  the commit of this note was acknowledged
//   refused <code>  the store would not, and why; the process goes on (or, before `open`, ends)
// Usage: store-writer.ts DATA_DIR MIGRATIONS WRITER [--witness MODULE] [--as-shipped] [--body BYTES] [--pause MS]
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { PgliteEngine } from '../../../src/store/driver/pglite-engine.ts';
import { openStore, StoreError } from '../../../src/store/open-store.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    witness: { type: 'string' },
    'as-shipped': { type: 'boolean', default: false },
    body: { type: 'string', default: '200' },
    pause: { type: 'string', default: '0' },
  },
});
const [dataDir, migrations, writer] = positionals as [string, string, string];
const district = '00000000-0000-7000-8000-000000000001';
/** Straight to the descriptor: a line that is printed is read, whatever happens to this process next. */
const say = (line: string): void => void writeSync(1, `${line}\n`);

type Write = (id: string, body: string) => Promise<unknown>;

/** PGlite without fsync, past the store's refusal: what the power-cut test compares with. */
async function openAsShipped(): Promise<Write> {
  const engine = await PgliteEngine.open({
    directory: join(dataDir, 'pg'),
    queryTimeoutMs: 0,
    witness: values.witness,
    withoutFsync: true,
  });
  return async (id, body) => {
    const connection = await engine.connect();
    await connection.query('insert into note (district_id, id, adult_id, body) values ($1, $2, $2, $3)', [
      district,
      id,
      body,
    ]);
    connection.release();
  };
}

async function openHardened(): Promise<Write> {
  const store = await openStore({
    dataDir,
    migrations,
    ...(values.witness === undefined ? {} : { witness: values.witness }),
  });
  await store.asOwner(async (db) => {
    await sql`insert into district values (${district}, 'Test district') on conflict do nothing`.execute(db);
    await sql`insert into counter values (${district}, ${writer}, 0) on conflict do nothing`.execute(db);
  });
  let commits = 0;
  return async (id, body) => {
    await store.asOwner(async (db) => {
      await sql`insert into note (district_id, id, adult_id, body) values (${district}, ${id}, ${district}, ${body})`.execute(
        db,
      );
      await sql`update counter set value = value + 1 where name = ${writer}`.execute(db);
    });
    commits += 1;
    if (commits % 37 === 0) await store.vacuum();
  };
}

try {
  const write = values['as-shipped'] ? await openAsShipped() : await openHardened();
  say('open');
  for (;;) {
    const id = randomUUID();
    // Chance, so that it takes the room on the disk that it has letters.
    const body = `${writer} ${id} ${randomBytes(Number(values.body)).toString('base64').slice(0, Number(values.body))}`;
    try {
      await write(id, body);
      say(`ack ${id} ${createHash('sha256').update(body).digest('hex')}`);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      say(`refused ${error.code}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    if (values.pause !== '0') await new Promise((resolve) => setTimeout(resolve, Number(values.pause)));
  }
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  say(`refused ${error.code} ${error.details.pid ?? ''}`);
  process.exit(3);
}
