import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { copyEmptyDirectory } from '../../../tests/both-stores.ts';
import { findPostgres, startPostgres, type TestPostgres } from '../../../tests/postgres.ts';
import { openStore, type Store, type StoreOptions } from '../open-store.ts';
import { bookkeeping, pendingMigrations, readMigrations } from './migrate.ts';

const fixtures = new URL('../../../tests/fixtures/', import.meta.url);
const original = fileURLToPath(new URL('migrations', fixtures));
const scope = {
  districtId: '00000000-0000-7000-8000-000000000001',
  adultId: '00000000-0000-7000-8000-000000000002',
  role: 'therapist',
  today: '2026-03-02',
};

let home: string;
let postgres: TestPostgres | null = null;
let number = 0;
const opened: Store[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'carryover-migrate-'));
  postgres = await startPostgres();
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});
afterAll(async () => {
  await postgres?.stop();
  rmSync(home, { recursive: true, force: true });
});

/** A folder with the test schema's migrations and, after them, the given statements. */
function folder(...later: string[]): string {
  number += 1;
  const directory = join(home, `migrations-${number}`);
  cpSync(original, directory, { recursive: true });
  later.forEach((text, index) => {
    writeFileSync(join(directory, `000${index + 2}-step.sql`), text);
  });
  return directory;
}

const kinds = findPostgres() === null ? (['pglite'] as const) : (['pglite', 'postgres'] as const);

/** Where a migrated store is, to be opened again and again. */
async function place(kind: 'pglite' | 'postgres'): Promise<StoreOptions> {
  number += 1;
  if (kind === 'postgres') return { databaseUrl: await postgres!.createDatabase(`place_${number}`) };
  const dataDir = join(home, `store-${number}`);
  await copyEmptyDirectory(dataDir, original);
  return { dataDir };
}

async function open(options: StoreOptions): Promise<Store> {
  const store = await openStore(options);
  opened.push(store);
  return store;
}

describe('the folder', () => {
  it.each([
    ['a gap', '0003-later.sql'],
    ['a number twice', '0001-again.sql'],
    ['a name out of form', 'later.sql'],
  ])('is refused with %s', (_, file) => {
    const directory = folder();
    writeFileSync(join(directory, file), 'select 1');
    expect(() => readMigrations(directory)).toThrowError(expect.objectContaining({ code: 'migration_malformed' }));
  });

  it('of the product is in order', () => {
    const files = readMigrations(fileURLToPath(new URL('../migrations', import.meta.url)));
    expect(files.map(({ version }) => version)).toEqual(files.map((_, index) => index + 1));
  });

  it('tells what is still to come', () => {
    const files = readMigrations(folder('select 1', 'select 2'));
    expect(pendingMigrations(files, []).map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(pendingMigrations(files, files.slice(0, 2)).map(({ version }) => version)).toEqual([3]);
    expect(pendingMigrations(files, files)).toEqual([]);
  });
});

describe.each(kinds)('migrating on %s', (kind) => {
  it('applies each file once', async () => {
    const where = await place(kind);
    await (await open({ ...where, migrations: original })).close();
    const migrations = folder('create table once (n integer)', 'insert into once values (1)');
    await (await open({ ...where, migrations })).close();
    const store = await open({ ...where, migrations });
    expect((await store.health()).schemaVersion).toBe(3);
    const { rows } = await store.asOwner((db) => sql`select n from once`.execute(db));
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('keeps nothing of a file that fails, and everything of those before it', async () => {
    const where = await place(kind);
    const migrations = folder('create table kept (n integer)', 'create table lost (n integer); select 1 / 0');
    await expect(openStore({ ...where, migrations })).rejects.toMatchObject({
      code: 'migration_failed',
      details: { version: 3 },
    });
    writeFileSync(join(migrations, '0003-step.sql'), 'create table mended (n integer)');
    const store = await open({ ...where, migrations });
    const { rows } = await store.asOwner((db) =>
      sql`select to_regclass('kept') is not null as kept, to_regclass('lost') is not null as lost, to_regclass('mended') is not null as mended`.execute(
        db,
      ),
    );
    expect(rows).toEqual([{ kept: true, lost: false, mended: true }]);
  });

  it('refuses a schema made by a newer program', async () => {
    const where = await place(kind);
    await (await open({ ...where, migrations: folder('select 1') })).close();
    await expect(openStore({ ...where, migrations: original })).rejects.toMatchObject({
      code: 'schema_newer',
      details: { found: 2, known: 1 },
    });
  });

  it('refuses a past that was edited', async () => {
    const where = await place(kind);
    await (await open({ ...where, migrations: original })).close();
    const migrations = folder();
    const file = join(migrations, '0001-notes.sql');
    writeFileSync(file, `${readFileSync(file, 'utf8')}-- edited\n`);
    await expect(openStore({ ...where, migrations })).rejects.toMatchObject({
      code: 'migration_changed',
      details: { version: 1 },
    });
  });
});

describe.runIf(findPostgres() !== null)('on PostgreSQL', () => {
  it('two that start at once migrate once', async () => {
    const where = await place('postgres');
    const migrations = folder('create table once (n integer)');
    const stores = await Promise.all([open({ ...where, migrations }), open({ ...where, migrations })]);
    for (const store of stores) expect((await store.health()).schemaVersion).toBe(2);
  });

  it('one that starts while another is making the bookkeeping waits for it', async () => {
    const where = (await place('postgres')) as { databaseUrl: string };
    const first = new pg.Client(where.databaseUrl);
    const watcher = new pg.Client(where.databaseUrl);
    await Promise.all([first.connect(), watcher.connect()]);
    try {
      await first.query('begin');
      await first.query(bookkeeping);
      const opening = open({ ...where, migrations: original });
      const waiting = `select count(*)::int as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%schema_migration%'`;
      while ((await watcher.query(waiting)).rows[0].n === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      await first.query('commit');
      expect((await (await opening).health()).schemaVersion).toBe(1);
    } finally {
      await Promise.all([first.end(), watcher.end()]);
    }
  });

  it('requests may come in on a login of their own, which owns nothing', async () => {
    const where = (await place('postgres')) as { databaseUrl: string };
    const first = await open({ ...where, migrations: original });
    await first.owner.withConnection((connection) =>
      connection.script('create role carryover_web login; grant carryover_app to carryover_web'),
    );
    const appUrl = where.databaseUrl.replace('carryover_owner@', 'carryover_web@');
    const store = await open({ ...where, appUrl, migrations: original });
    const who = sql<{ user: string; login: string }>`select current_user as user, session_user as login`;
    expect((await store.asAdult(scope, (db) => who.execute(db))).rows).toEqual([
      { user: 'carryover_app', login: 'carryover_web' },
    ]);
    expect((await store.asOwner((db) => who.execute(db))).rows[0]).toMatchObject({ user: 'carryover_owner' });
    // What the login can do by itself, were the role of its transaction ever lost: nothing of the owner's.
    const bare = store.asAdult(scope, async (db) => {
      await sql`reset role`.execute(db);
      await sql`select * from schema_migration`.execute(db);
    });
    await expect(bare).rejects.toMatchObject({ code: '42501' });
  });

  it('a role of requests, or a login, that passes row-level security by is refused', async () => {
    const where = (await place('postgres')) as { databaseUrl: string };
    const superuser = where.databaseUrl.replace('carryover_owner@', 'postgres@');
    await (await open({ ...where, migrations: original })).close();
    await expect(openStore({ ...where, appUrl: superuser, migrations: original })).rejects.toMatchObject({
      code: 'app_role_bypasses_rows',
    });
    const admin = await open({ databaseUrl: superuser, migrations: original });
    const alter = (text: string) => admin.owner.withConnection((connection) => connection.script(text));
    await alter('alter role carryover_app bypassrls');
    await expect(openStore({ ...where, migrations: original })).rejects.toMatchObject({
      code: 'app_role_bypasses_rows',
    });
    await alter('alter role carryover_app nobypassrls');
  });

  it('a query over its time is ended by the server, and the connection serves on', async () => {
    const store = await open({ ...(await place('postgres')), migrations: original, queryTimeoutMs: 200 });
    const slow = (seconds: number) => store.asAdult(scope, (db) => sql`select pg_sleep(${seconds})`.execute(db));
    await expect(slow(5)).rejects.toMatchObject({ code: 'query_timed_out' });
    await slow(0);
    await store.asOwner((db) => sql`select pg_sleep(0.4)`.execute(db), { queryTimeoutMs: 5000 });
    await expect(slow(5)).rejects.toMatchObject({ code: 'query_timed_out' });
  });

  it('a server that is not there is an error value', async () => {
    mkdirSync(join(home, 'nobody'));
    const databaseUrl = `postgresql://x@localhost/y?host=${encodeURIComponent(join(home, 'nobody'))}`;
    await expect(openStore({ databaseUrl, migrations: original })).rejects.toMatchObject({
      code: 'database_unreachable',
    });
  });

  it('a login that may not make the role of requests is told so', async () => {
    const where = (await place('postgres')) as { databaseUrl: string };
    await (await open({ ...where, migrations: original })).close();
    const superuser = await open({
      databaseUrl: where.databaseUrl.replace('carryover_owner@', 'postgres@'),
      migrations: original,
    });
    await superuser.owner.withConnection(async (connection) => {
      await connection.script('create role visitor login');
      await connection.script('create database visitors owner visitor');
    });
    const databaseUrl = where.databaseUrl.replace('carryover_owner@', 'visitor@').replace(/place_\d+/, 'visitors');
    await expect(openStore({ databaseUrl, migrations: original })).rejects.toMatchObject({ code: 'app_role_not_made' });
  });
});
