// Each point that makes PGlite fit for a school's records, with what happens without it. (Kills, power cuts, two processes and
// a disk that is really full are in tests/trust/store-*.ts: they take longer.)
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyEmptyDirectory } from '../../../tests/both-stores.ts';
import { openStore, type Store, type StoreOptions } from '../open-store.ts';
import type { FileSystemFacts } from './data-directory.ts';
import { PgliteEngine, requireFsync } from './pglite-engine.ts';

const fixtures = new URL('../../../tests/fixtures/', import.meta.url);
const migrations = fileURLToPath(new URL('migrations', fixtures));
const MB = 2 ** 20;
const scope = {
  districtId: '00000000-0000-7000-8000-000000000001',
  adultId: '00000000-0000-7000-8000-000000000002',
  role: 'therapist',
  today: '2026-03-02',
};

let home: string;
let dataDir: string;
const opened: { close(): Promise<void> }[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'carryover-hardening-'));
  dataDir = join(home, 'store');
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  rmSync(home, { recursive: true, force: true });
});

async function open(options: Partial<StoreOptions> = {}): Promise<Store> {
  const store = await openStore({ dataDir, migrations, ...options } as StoreOptions);
  opened.push(store);
  return store;
}

async function openCopy(options: Partial<StoreOptions> = {}): Promise<Store> {
  await copyEmptyDirectory(dataDir, migrations);
  const store = await open(options);
  await store.asOwner((db) => sql`insert into district values (${scope.districtId}, 'Test district')`.execute(db));
  return store;
}

function count(db: Kysely<never>, value: number): Promise<unknown> {
  return sql`insert into counter values (${scope.districtId}, ${`c${value}`}, ${value})`.execute(db);
}
const add = (store: Store, value: number) => store.asAdult(scope, (db) => count(db as never, value));
async function values(store: Store): Promise<number[]> {
  const { rows } = await store.asAdult(scope, (db) =>
    sql<{ value: number }>`select value from counter order by value`.execute(db),
  );
  return rows.map(({ value }) => value);
}

describe('fsync', () => {
  it('is counted around one commit at every start', async () => {
    expect((await (await openCopy()).health()).fsyncPerCommit).toBeGreaterThanOrEqual(1);
  });

  it('missing, as PGlite ships, refuses the store', async () => {
    await copyEmptyDirectory(dataDir, migrations);
    const engine = await PgliteEngine.open({ directory: join(dataDir, 'pg'), queryTimeoutMs: 0, withoutFsync: true });
    opened.push(engine);
    await expect(requireFsync(engine)).rejects.toMatchObject({ code: 'no_fsync' });
  });

  it('that fails does not acknowledge the commit, and the store opens itself again', async () => {
    const store = await openCopy();
    await store.close();
    const engine = await PgliteEngine.open({
      directory: join(dataDir, 'pg'),
      queryTimeoutMs: 0,
      witness: fileURLToPath(new URL('failing-fsync.ts', fixtures)),
    });
    opened.push(engine);
    const commit = async (): Promise<void> => {
      const connection = await engine.connect();
      try {
        await connection.query(`insert into counter values ($1, 'tap', 1)`, [scope.districtId]);
      } finally {
        connection.release();
      }
    };
    writeFileSync(join(dataDir, 'fsync-fails'), '');
    await expect(commit()).rejects.toMatchObject({ code: 'engine_stopped' });
    rmSync(join(dataDir, 'fsync-fails'));
    const connection = await engine.connect();
    expect((await connection.query('select 1 as alive')).rows).toEqual([{ alive: 1 }]);
    connection.release();
  });

  it('rests on one exact version of PGlite', () => {
    const { dependencies } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    expect(dependencies['@electric-sql/pglite']).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('the data directory', () => {
  it('is held by one, and the second hears by whom', async () => {
    const store = await openCopy();
    await expect(openStore({ dataDir, migrations })).rejects.toMatchObject({
      code: 'data_directory_held',
      details: { pid: process.pid, host: hostname() },
    });
    await store.close();
    await (await open()).health();
  });

  it('is closed to everybody else, also where it was open before', async () => {
    await copyEmptyDirectory(dataDir, migrations);
    chmodSync(dataDir, 0o755);
    await open();
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });

  it('is not taken from other files', async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'letter.txt'), 'mine');
    chmodSync(dataDir, 0o755);
    await expect(openStore({ dataDir, migrations })).rejects.toMatchObject({ code: 'directory_not_ours' });
    expect(statSync(dataDir).mode & 0o777).toBe(0o755);
    expect(readdirSync(dataDir)).toEqual(['letter.txt']);
  });

  it.each([
    ['nfs', 0x6969],
    ['cifs', 0xff534d42],
    ['cifs', 0xff534d42 - 2 ** 32],
    ['fuse', 0x65735546],
  ])('is refused on a network: %s', async (type, number) => {
    const statfs = (): FileSystemFacts => ({ type: number, bsize: 4096, bavail: 1e9 });
    await expect(openStore({ dataDir, migrations, statfs })).rejects.toMatchObject({
      code: 'network_file_system',
      details: { type },
    });
  });

  it('that was cut off while it was made is made again', async () => {
    const unfinished = join(dataDir, 'pg.new-4242');
    mkdirSync(unfinished, { recursive: true });
    writeFileSync(join(dataDir, 'lock'), '');
    writeFileSync(join(unfinished, 'PG_VERSION'), '18\n');
    expect(await (await open()).health()).toMatchObject({ writable: true });
    expect(existsSync(unfinished)).toBe(false);
  });
});

describe('the watchdog', () => {
  const endless = sql`select count(*) from generate_series(1, 2000000000)`;

  it('ends a query over its time, and what waited goes on', async () => {
    const store = await openCopy({ queryTimeoutMs: 1500 });
    await add(store, 1);
    let lastTick = performance.now();
    let longestLag = 0;
    const ticking = setInterval(() => {
      longestLag = Math.max(longestLag, performance.now() - lastTick);
      lastTick = performance.now();
    }, 5);
    const runaway = store.asAdult(scope, async (db) => {
      await count(db as never, 2);
      await endless.execute(db);
    });
    const behind = add(store, 3);
    await expect(runaway).rejects.toMatchObject({ code: 'query_timed_out', details: { limitMs: 1500 } });
    await behind;
    clearInterval(ticking);
    expect(await values(store)).toEqual([1, 3]);
    // The server stays awake meanwhile: the query runs in another thread.
    expect(longestLag).toBeLessThan(1000);
  });

  it('takes the connection back from work that has fallen silent', async () => {
    const store = await openCopy({ idleTimeoutMs: 500 });
    let wake = (): void => {};
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const silent = store.asAdult(scope, async (db) => {
      await count(db as never, 1);
      await asleep;
      await count(db as never, 2);
    });
    await add(store, 3);
    wake();
    await expect(silent).rejects.toMatchObject({ code: 'connection_lost' });
    expect(await values(store)).toEqual([3]);
  });

  it('lets the owner take longer where he says so', async () => {
    const store = await openCopy({ queryTimeoutMs: 1500 });
    const slow = sql`select pg_sleep(2)`;
    await expect(store.asOwner((db) => slow.execute(db))).rejects.toMatchObject({ code: 'query_timed_out' });
    await store.asOwner((db) => slow.execute(db), { queryTimeoutMs: 60_000 });
  });
});

describe('a disk that fills up', () => {
  let free: number;
  const statfs = (): FileSystemFacts => ({ type: 0xef53, bsize: 4096, bavail: Math.floor((free * MB) / 4096) });
  const nextLook = () => new Promise((resolve) => setTimeout(resolve, 220));

  beforeEach(() => {
    free = 5000;
  });

  it('is warned of, then the store only reads, then it writes again', async () => {
    const store = await openCopy({ statfs });
    await add(store, 1);
    expect(await store.health()).toMatchObject({ writable: true, freeBytes: 5000 * MB });
    free = 900;
    await nextLook();
    expect(await store.health()).toMatchObject({ writable: true, warning: 'disk_low' });
    await add(store, 2);
    free = 90;
    await nextLook();
    expect(await store.health()).toMatchObject({ writable: false, reason: 'disk_low' });
    await expect(add(store, 3)).rejects.toMatchObject({ code: 'disk_low' });
    expect(await values(store)).toEqual([1, 2]);
    free = 5000;
    await nextLook();
    await add(store, 4);
    expect(await values(store)).toEqual([1, 2, 4]);
  });

  it('stops a transaction that had begun with room enough', async () => {
    const store = await openCopy({ statfs });
    const large = store.asAdult(scope, async (db) => {
      await count(db as never, 1);
      free = 90;
      await nextLook();
      await count(db as never, 2);
    });
    await expect(large).rejects.toMatchObject({ code: 'disk_low' });
    expect(await values(store)).toEqual([]);
  });

  it('does not wait for what hangs on a full disk, nor starts again before there is room', async () => {
    const store = await openCopy({ statfs, queryTimeoutMs: 1500 });
    await add(store, 1);
    const long = store.asOwner(
      async (db) => {
        free = 5;
        await sql`select pg_sleep(120)`.execute(db);
      },
      { queryTimeoutMs: 0 },
    );
    await expect(long).rejects.toMatchObject({ code: 'disk_low' });
    await expect(values(store)).rejects.toMatchObject({ code: 'disk_low' });
    free = 5000;
    await nextLook();
    expect(await values(store)).toEqual([1]);
  });

  it('refuses a write hidden in a query that reads', async () => {
    const store = await openCopy({ statfs });
    free = 90;
    await nextLook();
    const hidden = store.asAdult(scope, (db) =>
      sql`with w as (insert into counter values (${scope.districtId}, 'x', 1) returning 1) select * from w`.execute(db),
    );
    await expect(hidden).rejects.toMatchObject({ code: 'disk_low' });
  });

  it('opens for reading with room to recover, and not at all with less', async () => {
    await (await openCopy()).close();
    free = 60;
    expect(await (await open({ statfs })).health()).toMatchObject({ writable: false, reason: 'disk_low' });
    for (const one of opened.splice(0)) await one.close();
    free = 30;
    await expect(openStore({ dataDir, migrations, statfs })).rejects.toMatchObject({ code: 'disk_low' });
  });
});

it('makes checkpoints as the log grows, which the single-user engine does not by itself', async () => {
  const store = await openCopy();
  const redo = async () => {
    const { rows } = await store.asOwner((db) =>
      sql<{ at: string }>`select redo_lsn::text as at from pg_control_checkpoint()`.execute(db),
    );
    return rows[0]!.at;
  };
  const before = await redo();
  for (let written = 0; written < 80; written += 8) {
    await store.asOwner((db) => sql`select pg_logical_emit_message(true, 'test', repeat('x', ${8 * MB}))`.execute(db));
  }
  expect(await redo()).not.toBe(before);
});
