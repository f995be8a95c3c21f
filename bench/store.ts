// What the two stores take for what every request stands on.
// Rows of the small test schema (tests/fixtures/migrations), without the product above it. PostgreSQL with fsync on, if it is installed.
//   start        an empty directory (cold), and one closed cleanly (warm), to the first answer
//   transaction  begin, the settings and the role of a request, one statement, commit; one after the other
//   backup       of all rows: read, hashed, compressed, sealed, on the disk; and restored into an empty store
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { backup } from '../src/store/backup/backup.ts';
import { restore } from '../src/store/backup/restore.ts';
import { openStore, type Scope, type Store, type StoreOptions } from '../src/store/open-store.ts';
import { startPostgres } from '../tests/postgres.ts';
import { quantile } from './quantiles.ts';

const rows = 100_000;
const migrations = fileURLToPath(new URL('../tests/fixtures/migrations', import.meta.url));
const scope: Scope = { districtId: randomUUID(), adultId: randomUUID(), role: 'therapist', today: '2026-03-02' };
const home = mkdtempSync(join(tmpdir(), 'carryover-bench-'));
const key = randomBytes(32);

async function timed<T>(work: () => Promise<T>): Promise<[ms: number, result: T]> {
  const begin = performance.now();
  const result = await work();
  return [performance.now() - begin, result];
}

function print(store: string, what: string, value: string): void {
  process.stdout.write(`${store.padEnd(9)} ${what.padEnd(32)} ${value}\n`);
}

/** Milliseconds each of `turns` runs took, one after the other. */
async function spread(turns: number, work: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) times.push((await timed(work))[0]);
  const at = (part: number): string => quantile(times, part).toFixed(2);
  const perSecond = Math.round((turns / times.reduce((sum, ms) => sum + ms, 0)) * 1000);
  return `median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, ${perSecond}/s`;
}

async function fill(store: Store): Promise<void> {
  await store.asOwner((db) => sql`insert into district values (${scope.districtId}, 'Bench')`.execute(db));
  for (let from = 0; from < rows; from += 20_000) {
    const until = Math.min(rows, from + 20_000);
    await store.asOwner(
      (db) =>
        sql`insert into note (district_id, id, adult_id, body, facts, at)
        select ${scope.districtId}::uuid, gen_random_uuid(), ${scope.adultId}::uuid, md5(n::text), jsonb_build_object('n', n, 'setting', 'class'), now()
        from generate_series(${from + 1}::int, ${until}::int) n`.execute(db),
      { queryTimeoutMs: 0 },
    );
  }
}

async function measure(name: string, place: (name: string) => Promise<StoreOptions>): Promise<void> {
  const where = { ...(await place('main')), migrations };
  const [cold, first] = await timed(() => openStore(where));
  print(name, 'start, cold', `${Math.round(cold)} ms`);
  await first.close();
  const [warm, store] = await timed(() => openStore(where));
  print(name, 'start, warm', `${Math.round(warm)} ms`);
  const [filled] = await timed(() => fill(store));
  print(name, `${rows} rows in batches`, `${Math.round(filled)} ms`);
  await store.vacuum();
  const { rows: known } = await store.asAdult(scope, (db) =>
    sql<{ id: string }>`select id from note limit 500`.execute(db),
  );
  let turn = 0;
  const nextId = (): string => {
    turn += 1;
    return known[turn % known.length]!.id;
  };
  const read = () =>
    store.asAdult(scope, (db) =>
      sql`select body from note where district_id = ${scope.districtId} and id = ${nextId()}`.execute(db),
    );
  const write = () =>
    store.asAdult(scope, (db) =>
      sql`insert into note (district_id, id, adult_id, body) values (${scope.districtId}, ${randomUUID()}, ${scope.adultId}, 'tap')`.execute(
        db,
      ),
    );
  await spread(100, read);
  print(name, 'transaction that reads by key', await spread(1000, read));
  print(name, 'transaction that inserts', await spread(1000, write));
  const file = join(home, `${name}.carryover`);
  const [saved] = await timed(() => backup(store, file, key));
  print(name, 'backup', `${Math.round(saved)} ms, ${(statSync(file).size / 2 ** 20).toFixed(1)} MB`);
  await store.close();
  const empty = await openStore({ ...(await place('restored')), migrations });
  const [restored] = await timed(() => restore(file, key, empty));
  print(name, 'restore', `${Math.round(restored)} ms`);
  await empty.close();
  print(name, 'memory of the process', `${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB`);
}

try {
  await measure('PGlite', async (name) => ({ dataDir: join(home, name) }));
  const postgres = await startPostgres({ fsync: true });
  if (postgres === null) print('PostgreSQL', 'left out', 'not installed');
  else {
    try {
      await measure('PostgreSQL', async (name) => ({ databaseUrl: await postgres.createDatabase(name) }));
    } finally {
      await postgres.stop();
    }
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
