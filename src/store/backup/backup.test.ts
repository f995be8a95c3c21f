import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { copyEmptyDirectory, type FreshStore, freshPglite, freshPostgres } from '../../../tests/both-stores.ts';
import { findPostgres, startPostgres, type TestPostgres } from '../../../tests/postgres.ts';
import { openStore, type Store } from '../open-store.ts';
import { backup, verifyBackup } from './backup.ts';
import { ensureBackupKey, readBackupKey } from './key.ts';
import { restore } from './restore.ts';

const fixtures = new URL('../../../tests/fixtures/', import.meta.url);
const migrations = fileURLToPath(new URL('migrations', fixtures));
const laterMigrations = fileURLToPath(new URL('later-migrations', fixtures));
const key = randomBytes(32);
const now = new Date('2026-03-02T15:00:00Z');
const district = '00000000-0000-7000-8000-000000000001';

let home: string;
let postgres: TestPostgres | null = null;
const open: FreshStore[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'carryover-backup-'));
  postgres = await startPostgres();
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(async () => {
  await postgres?.stop();
  rmSync(home, { recursive: true, force: true });
});

type Kind = 'pglite' | 'postgres';
/** Without PostgreSQL the round trips are PGlite's alone; tests/both-stores.ts says what is left out. */
const kinds: Kind[] = findPostgres() === null ? ['pglite'] : ['pglite', 'postgres'];

async function fresh(kind: Kind, folder = migrations): Promise<Store> {
  const one = await (kind === 'pglite' ? freshPglite(folder) : freshPostgres(postgres!, folder));
  open.push(one);
  return one.store;
}

const id = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** Rows with everything that could be lost on the way. Note 1 answers note 2, which comes later: a reference to the own table. */
async function fill(store: Store, notes = 3): Promise<void> {
  await store.asOwner(async (db) => {
    await sql`insert into district values (${district}, 'Ñandú, "quoted" \\ back')`.execute(db);
    await sql`insert into note (district_id, id, adult_id, body, tags, facts, score, weight, small, big, day, at_time, at, done, bytes)
      values (${district}, ${id(2)}, ${id(9)}, ${'line\nbreak\ttab # ☂'}, ${['a,b', '"', '\\', '']}, ${'{"b": 1, "a": [null, "x"], "n": 1.50}'}, '12345.678',
        0.1, -32768, 9007199254740993, '2024-02-29', '23:59:59', '2026-03-08T07:30:00.123456Z', true, ${Uint8Array.of(0, 10, 255)})`.execute(
      db,
    );
    await sql`insert into note (district_id, id, adult_id, body, answers_id, facts) values (${district}, ${id(1)}, ${id(9)}, '', ${id(2)}, 'null')`.execute(
      db,
    );
    await sql`insert into note (district_id, id, adult_id, body)
      select ${district}::uuid, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, ${id(9)}::uuid, 'note ' || n
      from generate_series(3, ${notes}::int) n`.execute(db);
    for (const name of ['b', 'B', 'ä', 'a_', 'aa'])
      await sql`insert into counter values (${district}, ${name}, 1)`.execute(db);
  });
}

const contentOf = (store: Store) =>
  store.asOwner(
    async (db) => (await sql`select *, facts = 'null' as json_null from note order by id`.execute(db)).rows,
  );

let files = 0;
const newFile = (): string => {
  files += 1;
  return join(home, `school-${files}.carryover`);
};

describe.each(kinds.flatMap((from) => kinds.map((to) => [from, to] as const)))('from %s to %s', (from, to) => {
  it('everything comes back, and a backup of it is the same', async () => {
    const [source, target] = [await fresh(from), await fresh(to)];
    await fill(source);
    const file = newFile();
    const made = await backup(source, file, key, now);
    expect(made).toMatchObject({ schemaVersion: 1, createdAt: now.toISOString() });
    expect(made.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['counter', 5],
      ['district', 1],
      ['note', 3],
    ]);
    expect(await restore(file, key, target)).toEqual(made);
    expect(await contentOf(target)).toEqual(await contentOf(source));
    expect(await backup(target, newFile(), key, now)).toEqual(made);
  });
});

const productMigrations = fileURLToPath(new URL('../migrations', import.meta.url));

it.each(kinds)("the product's own tables come back too, from %s", async (kind) => {
  const [source, target] = [await fresh(kind, productMigrations), await fresh('pglite', productMigrations)];
  await source.asOwner(async (db) => {
    const at = now.toISOString();
    await db
      .insertInto('district')
      .values({ id: district, name: 'Testville', time_zone: 'America/Chicago', created_at: at })
      .execute();
    await db
      .insertInto('adult')
      .values({ district_id: district, id: id(1), name: 'Test Adult', short_name: 'Ms T', created_at: at })
      .execute();
  });
  const file = newFile();
  const made = await backup(source, file, key, now);
  expect(made.tables.filter(({ rows }) => rows > 0).map(({ name }) => name)).toEqual(['adult', 'district']);
  expect(await restore(file, key, target)).toEqual(made);
  expect((await backup(target, newFile(), key, now)).tables).toEqual(made.tables);
});

describe.each(kinds)('a backup on %s', (kind) => {
  it('is readable by its owner only, and holds no text in clear', async () => {
    const store = await fresh(kind);
    await fill(store);
    const file = newFile();
    await backup(store, file, key, now);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file).includes('note')).toBe(false);
  });

  it('copes with more rows than are fetched at once', async () => {
    const [source, target] = [await fresh(kind), await fresh(kind)];
    await fill(source, 9000);
    const file = newFile();
    const made = await backup(source, file, key, now);
    expect(made.tables.find(({ name }) => name === 'note')?.rows).toBe(9000);
    expect(await verifyBackup(file, key)).toEqual(made);
    await restore(file, key, target);
    expect(await backup(target, newFile(), key, now)).toEqual(made);
  });

  it('refuses rather than save a table that the owner cannot see into', async () => {
    const store = await fresh(kind);
    await fill(store);
    await store.owner.withConnection((connection) => connection.script('drop policy owner_all on note'));
    const saving = backup(store, newFile(), key, now);
    if (kind === 'postgres') await expect(saving).rejects.toMatchObject({ code: 'owner_sees_no_rows' });
    else expect((await saving).tables.find(({ name }) => name === 'note')?.rows).toBe(3); // there the owner is a superuser
  });

  it('is of one moment: what is written meanwhile is not in it', async () => {
    const store = await fresh(kind);
    await fill(store);
    let late: Promise<unknown> | undefined;
    const write = (): Promise<unknown> =>
      store.asOwner((db) =>
        sql`insert into note (district_id, id, adult_id, body) values (${district}, ${id(99)}, ${id(9)}, 'late')`.execute(
          db,
        ),
      );
    const owner: Store['owner'] = {
      ...store.owner,
      withConnection: (work) =>
        store.owner.withConnection((connection) => {
          const query: typeof connection.query = async (text, ...rest) => {
            if (text.startsWith('declare') && late === undefined) {
              late = write();
              if (kind === 'postgres') await late; // on PGlite it waits for the backup's connection
            }
            return connection.query(text, ...rest);
          };
          return work({ ...connection, query });
        }),
    };
    const made = await backup({ owner }, newFile(), key, now);
    expect(made.tables.find(({ name }) => name === 'note')?.rows).toBe(3);
    await late;
    expect(await contentOf(store)).toHaveLength(4);
  });
});

describe.each(kinds)('a restore on %s', (kind) => {
  it('needs an empty store, and leaves another as it was', async () => {
    const store = await fresh(kind);
    await fill(store);
    const file = newFile();
    await backup(store, file, key, now);
    const before = await contentOf(store);
    await expect(restore(file, key, store)).rejects.toMatchObject({ code: 'restore_needs_empty' });
    expect(await contentOf(store)).toEqual(before);
  });

  it('refuses a wrong key, and whatever was changed in the file, and keeps nothing of it', async () => {
    const [source, target] = [await fresh(kind), await fresh(kind)];
    await fill(source, 6000);
    const file = newFile();
    await backup(source, file, key, now);
    await expect(restore(file, randomBytes(32), target)).rejects.toMatchObject({ code: 'backup_key_wrong' });
    const whole = readFileSync(file);
    const changed = newFile();
    const places = [0, 8, 12, 30, 38, 42, 43, 60, Math.floor(whole.length / 2), whole.length - 1];
    for (const place of places) {
      const damaged = Buffer.from(whole);
      damaged[place]! ^= 0x01;
      writeFileSync(changed, damaged);
      await expect(restore(changed, key, target), `byte ${place}`).rejects.toMatchObject({ code: 'backup_damaged' });
    }
    for (const length of [0, 20, 41, 45, whole.length - 1]) {
      writeFileSync(changed, whole.subarray(0, length));
      await expect(restore(changed, key, target), `cut at ${length}`).rejects.toMatchObject({ code: 'backup_damaged' });
    }
    writeFileSync(changed, Buffer.concat([whole, Buffer.of(0)]));
    await expect(verifyBackup(changed, key)).rejects.toMatchObject({ code: 'backup_damaged' });
    expect(await contentOf(target)).toEqual([]);
    await restore(file, key, target);
    expect((await contentOf(target)).length).toBe(6000);
  });

  it('brings an older schema up to today', async () => {
    const [older, newer] = [await fresh(kind), await fresh(kind, laterMigrations)];
    await fill(older);
    await older.asOwner((db) => sql`update note set body = 'LOUD' where id = ${id(3)}`.execute(db));
    const file = newFile();
    await backup(older, file, key, now);
    await restore(file, key, newer);
    const { rows } = await newer.asOwner((db) => sql`select body, loud from note where id = ${id(3)}`.execute(db));
    expect(rows).toEqual([{ body: 'LOUD', loud: true }]);
    expect((await backup(newer, newFile(), key, now)).schemaVersion).toBe(2);
  });

  it('refuses a newer schema', async () => {
    const [newer, older] = [await fresh(kind, laterMigrations), await fresh(kind)];
    const file = newFile();
    await backup(newer, file, key, now);
    await expect(restore(file, key, older)).rejects.toMatchObject({
      code: 'schema_newer',
      details: { found: 2, known: 1 },
    });
  });

  it('keeps the references true afterwards', async () => {
    const [source, target] = [await fresh(kind), await fresh(kind)];
    await fill(source);
    const file = newFile();
    await backup(source, file, key, now);
    await restore(file, key, target);
    const dangling = target.asOwner((db) =>
      sql`insert into note (district_id, id, adult_id, body, answers_id) values (${district}, ${id(50)}, ${id(9)}, 'x', ${id(51)})`.execute(
        db,
      ),
    );
    await expect(dangling).rejects.toMatchObject({ code: '23503' });
  });
});

describe('the backup before a migration', () => {
  it('is taken of a store with content, and can be restored', async () => {
    const dataDir = join(home, 'migrated');
    await copyEmptyDirectory(dataDir, migrations);
    const first = await openStore({ dataDir, migrations });
    await fill(first);
    await first.close();
    const second = await openStore({ dataDir, migrations: laterMigrations, now: () => now });
    open.push({ store: second, close: () => second.close() });
    const [name, ...others] = readdirSync(join(dataDir, 'backups'));
    expect([name, others]).toEqual(['before-migration-2-2026-03-02T15-00-00-000Z.carryover', []]);
    const target = await fresh('pglite');
    const made = await restore(join(dataDir, 'backups', name!), readBackupKey(join(home, 'migrated.key'), {})!, target);
    expect(made.tables.find((table) => table.name === 'note')?.rows).toBe(3);
  });

  it('is not needed for an empty one', async () => {
    const dataDir = join(home, 'empty');
    await copyEmptyDirectory(dataDir, migrations);
    const store = await openStore({ dataDir, migrations: laterMigrations });
    open.push({ store, close: () => store.close() });
    expect(readdirSync(dataDir)).not.toContain('backups');
  });

  it.runIf(kinds.includes('postgres'))('is asked for on PostgreSQL, where its place is not known', async () => {
    const databaseUrl = await postgres!.createDatabase('to_migrate');
    const first = await openStore({ databaseUrl, migrations });
    await fill(first);
    await first.close();
    await expect(openStore({ databaseUrl, migrations: laterMigrations })).rejects.toMatchObject({
      code: 'migration_needs_backup',
    });
    const keyFile = join(home, 'postgres.key');
    ensureBackupKey(keyFile, {});
    const backupDirectory = join(home, 'postgres-backups');
    const second = await openStore({ databaseUrl, migrations: laterMigrations, backupDirectory, keyFile });
    open.push({ store: second, close: () => second.close() });
    expect(readdirSync(backupDirectory)).toHaveLength(1);
  });
});

describe('the key', () => {
  it('is made once, outside the data directory, for its owner only', async () => {
    const dataDir = join(home, 'keyed', 'store');
    mkdirSync(join(home, 'keyed'));
    await copyEmptyDirectory(dataDir, migrations);
    await (await openStore({ dataDir, migrations })).close();
    const file = join(home, 'keyed', 'store.key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const made = readFileSync(file, 'utf8');
    await (await openStore({ dataDir, migrations })).close();
    expect(readFileSync(file, 'utf8')).toBe(made);
    expect(readdirSync(dataDir).filter((name) => name.endsWith('.key'))).toEqual([]);
  });

  it('comes from the environment before the file, and a malformed one is refused', () => {
    const file = join(home, 'some.key');
    const made = ensureBackupKey(file, {});
    expect(made).toHaveLength(32);
    expect(ensureBackupKey(file, {})).toEqual(made);
    expect(readBackupKey(file, { CARRYOVER_BACKUP_KEY: 'ab'.repeat(32) })).toEqual(Buffer.alloc(32, 0xab));
    expect(readBackupKey(join(home, 'no.key'), {})).toBeNull();
    expect(() => readBackupKey(file, { CARRYOVER_BACKUP_KEY: 'short' })).toThrowError(
      expect.objectContaining({ code: 'backup_key_malformed' }),
    );
    copyFileSync(file, join(home, 'cut.key'));
    writeFileSync(join(home, 'cut.key'), made.toString('hex').slice(2));
    expect(() => readBackupKey(join(home, 'cut.key'), {})).toThrowError(
      expect.objectContaining({ code: 'backup_key_malformed' }),
    );
  });
});
