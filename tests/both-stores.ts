// The persistence tests run on both stores, always: `onBothStores('students', (store) => { it(...) })`.
import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe } from 'vitest';
import { readMigrations } from '../src/store/driver/migrate.ts';
import { openStore, type Store } from '../src/store/open-store.ts';
import { findPostgres, startPostgres, type TestPostgres } from './postgres.ts';

const productMigrations = fileURLToPath(new URL('../src/store/migrations', import.meta.url));
const cache = fileURLToPath(new URL('../node_modules/.cache/carryover-stores', import.meta.url));
const enginePackage = fileURLToPath(new URL('../node_modules/@electric-sql/pglite/package.json', import.meta.url));

/**
 * A data directory with an empty, migrated PGlite store: copied (0.1 s) from one made once per set of migrations (5 s).
 * Closed; `openStore({ dataDir })` opens it.
 */
export async function copyEmptyDirectory(to: string, migrations = productMigrations): Promise<void> {
  const hash = createHash('sha256').update(readFileSync(enginePackage));
  for (const { checksum } of readMigrations(migrations)) hash.update(checksum);
  const template = join(cache, hash.digest('hex').slice(0, 16));
  if (!existsSync(template)) {
    mkdirSync(cache, { recursive: true });
    const making = mkdtempSync(join(cache, 'making-'));
    await (await openStore({ dataDir: join(making, 'store'), migrations })).close();
    try {
      renameSync(join(making, 'store'), template);
    } catch (error) {
      if (!existsSync(template)) throw error; // another test file was first: its copy is as good
    }
    rmSync(making, { recursive: true, force: true });
  }
  mkdirSync(dirname(to), { recursive: true });
  cpSync(template, to, { recursive: true });
}

export type FreshStore = { store: Store; close(): Promise<void> };

/** A PGlite store with nothing in it but the schema, in a directory that goes with it. */
export async function freshPglite(migrations = productMigrations): Promise<FreshStore> {
  const home = mkdtempSync(join(tmpdir(), 'carryover-store-'));
  const dataDir = join(home, 'store');
  await copyEmptyDirectory(dataDir, migrations);
  const store = await openStore({ dataDir, migrations });
  return {
    store,
    close: async () => {
      await store.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A PostgreSQL store with nothing in it but the schema, in a database of its own. */
export async function freshPostgres(postgres: TestPostgres, migrations = productMigrations): Promise<FreshStore> {
  const store = await openStore({ databaseUrl: await postgres.createDatabase(`fresh_${randomUUID()}`), migrations });
  return { store, close: () => store.close() };
}

/**
 * Describes the same tests over each store. `store()` is one for the whole block: a test keeps to a district of its own.
 * Without PostgreSQL the run says what it left out; in continuous integration that is a failure.
 */
export function onBothStores(name: string, tests: (store: () => Store) => void, migrations = productMigrations): void {
  describe(`${name} on PGlite`, () => {
    let fresh: FreshStore;
    beforeAll(async () => {
      fresh = await freshPglite(migrations);
    });
    afterAll(() => fresh?.close());
    tests(() => fresh.store);
  });
  if (findPostgres() === null && process.env.CI !== 'true') {
    console.warn(`Left out, because PostgreSQL is not installed: ${name} on PostgreSQL`);
    return;
  }
  describe(`${name} on PostgreSQL`, () => {
    let postgres: TestPostgres | null = null;
    let fresh: FreshStore;
    beforeAll(async () => {
      postgres = await startPostgres();
      fresh = await freshPostgres(postgres!, migrations);
    });
    afterAll(async () => {
      await fresh?.close();
      await postgres?.stop();
    });
    tests(() => fresh.store);
  });
}
