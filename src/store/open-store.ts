import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kysely, sql } from 'kysely';
import { backup, type OwnerAccess } from './backup/backup.ts';
import { ensureBackupKey, readBackupKey } from './backup/key.ts';
import { firstWithContent } from './backup/restore.ts';
import { defaultKeyFile, ensureCluster, prepareDirectory, type Statfs } from './driver/data-directory.ts';
import { lockDirectory } from './driver/directory-lock.ts';
import { DiskSpace } from './driver/disk-space.ts';
import type { Caller, Engine, EngineConnection } from './driver/engine.ts';
import { engineDialect } from './driver/engine-dialect.ts';
import {
  appliedMigrations,
  applyMigrations,
  appRole,
  ensureAppRole,
  pendingMigrations,
  readMigrations,
  requireOrdinaryLogin,
} from './driver/migrate.ts';
import { PgliteEngine, requireFsync } from './driver/pglite-engine.ts';
import { PostgresEngine } from './driver/postgres-engine.ts';
import { SqlError, StoreError } from './driver/store-error.ts';
import type { Database } from './schema.ts';

export { SqlError, StoreError, type StoreErrorCode } from './driver/store-error.ts';

/** Who asks. `today` is a date (YYYY-MM-DD) in the school's zone; `role` is a role code, or several with commas between. */
export type Scope = {
  districtId: string;
  adultId: string;
  role: string;
  today: string;
  requestId?: string;
  /** The one class that a personal link is held to. */
  onlyClass?: string;
};

export type StoreHealth = {
  engine: 'pglite' | 'postgres';
  schemaVersion: number;
  writable: boolean;
  /** Why it is not writable. */
  reason?: 'disk_low' | 'engine_stopped';
  /** It still writes, but soon will not. */
  warning?: 'disk_low';
  /** fsyncs counted around one commit at the start (PGlite); never 0. */
  fsyncPerCommit?: number;
  freeBytes?: number;
};

export type OwnerWork = {
  /** Time limit of each query in ms, where the store's own is too short (backup, rebuild); 0 is none. */
  queryTimeoutMs?: number;
};

export interface Store {
  readonly kind: 'pglite' | 'postgres';
  /**
   * One request is one transaction: a snapshot (REPEATABLE READ), as carryover_app, with carryover.district, .adult, .role, .today,
   * .class and .request set until its end. `work` runs again, up to five times, when the database could not serialize it: it may have
   * no effect but through `db`. Refuses with a StoreError, or a SqlError from the database.
   */
  asAdult<T>(scope: Scope, work: (db: Kysely<Database>) => Promise<T>): Promise<T>;
  /** The owner's transaction: migrations, sign-in look-ups, the rebuild of reach, due jobs. Sees all districts. */
  asOwner<T>(work: (db: Kysely<Database>) => Promise<T>, options?: OwnerWork): Promise<T>;
  health(): Promise<StoreHealth>;
  /** The owner's bare connection: for backup() and restore() only. */
  readonly owner: OwnerAccess & { readonly migrationsDirectory: string };
  /** VACUUM ANALYZE of every table, and a checkpoint: nightly (PGlite has no autovacuum). */
  vacuum(): Promise<void>;
  close(): Promise<void>;
}

export type StoreOptions = ({ dataDir: string } | { databaseUrl: string; appUrl?: string }) & {
  /** Folder of NNNN-name.sql files; the product's own unless given. */
  migrations?: string;
  /** A query that takes longer is ended with `query_timed_out`. */
  queryTimeoutMs?: number;
  /** Where the backup goes that is taken before a migration of a store with content; `<dataDir>/backups` unless given. */
  backupDirectory?: string;
  /** The file of the backup key, where CARRYOVER_BACKUP_KEY is not set; `<dataDir>.key` unless given, made at the first start. */
  keyFile?: string;
  /** PGlite's one connection, held this long without a statement, is taken back. 60 s unless given. */
  idleTimeoutMs?: number;
  /** A test's module that is told of each fsync (see SyncedNodeFs). */
  witness?: string;
  /** A test's stand-in for fs.statfsSync. */
  statfs?: Statfs;
  now?: () => Date;
};

const ownMigrations = fileURLToPath(new URL('./migrations', import.meta.url));
const defaultQueryTimeoutMs = 10_000;
const attempts = 5;

/** Serialization failure and deadlock: nothing was kept, and the same work may well pass the next time. */
const mayPassNextTime = new Set(['40001', '40P01']);

type Opened = {
  engine: Engine;
  disk?: DiskSpace;
  fsyncPerCommit?: number;
  /** For the backup before a migration; null where no place or no key is known. */
  backups: { directory: string; key: Buffer } | null;
  release: () => void;
};

async function openPglite(dataDir: string, options: StoreOptions): Promise<Opened> {
  const { statfs, queryTimeoutMs, now } = options;
  const directory = prepareDirectory(dataDir, statfs);
  const disk = new DiskSpace(directory, statfs);
  disk.refuseOpening();
  const lock = lockDirectory(directory, now?.() ?? new Date());
  try {
    const key = ensureBackupKey(options.keyFile ?? defaultKeyFile(directory));
    const engine = await PgliteEngine.open({
      directory: await ensureCluster(directory),
      queryTimeoutMs: queryTimeoutMs ?? defaultQueryTimeoutMs,
      idleTimeoutMs: options.idleTimeoutMs,
      witness: options.witness,
      beforeStatement: (text) => disk.refuseWriting(text),
      whereRoomToRecover: () => disk.refuseOpening(),
    });
    try {
      return {
        engine,
        disk,
        fsyncPerCommit: await requireFsync(engine),
        backups: { directory: options.backupDirectory ?? join(directory, 'backups'), key },
        release: () => lock.release(),
      };
    } catch (error) {
      await engine.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openPostgres(options: StoreOptions & { databaseUrl: string }): Promise<Opened> {
  const key = readBackupKey(options.keyFile);
  const directory = options.backupDirectory;
  const engine = new PostgresEngine({ ...options, queryTimeoutMs: options.queryTimeoutMs ?? defaultQueryTimeoutMs });
  try {
    (await engine.connect('owner')).release();
  } catch (error) {
    await engine.close();
    // Of the network or of PostgreSQL: an address and port, a user, a database; never the password.
    const { message, code } = (error as Error).cause as Error & { code?: string };
    throw new StoreError('database_unreachable', { because: message || (code ?? '') }, { cause: error });
  }
  return {
    engine,
    backups: key === null || directory === undefined ? null : { directory, key },
    release: () => {},
  };
}

async function withConnection<T>(
  engine: Engine,
  work: (connection: EngineConnection) => Promise<T>,
  as: Caller = 'owner',
): Promise<T> {
  const connection = await engine.connect(as);
  let broken = true;
  try {
    const result = await work(connection);
    broken = false;
    return result;
  } finally {
    connection.release(broken && engine.kind === 'postgres');
  }
}

/** To the newest schema, with a backup first where there is something to lose; answers the schema's version. */
async function migrate({ engine, backups }: Opened, directory: string, now: Date): Promise<number> {
  const files = readMigrations(directory);
  const pending = await withConnection(engine, async (connection) => {
    const applied = await appliedMigrations(connection);
    const toCome = pendingMigrations(files, applied);
    await ensureAppRole(connection);
    const taken = applied.length > 0 ? await firstWithContent(connection) : null;
    return { files: toCome, from: applied.length, hasContent: taken !== null };
  });
  if (pending.files.length === 0) return files.length;
  if (pending.hasContent) {
    if (backups === null) throw new StoreError('migration_needs_backup', { from: pending.from, to: files.length });
    mkdirSync(backups.directory, { recursive: true, mode: 0o700 });
    const moment = now.toISOString().replaceAll(/[:.]/g, '-');
    const file = join(backups.directory, `before-migration-${pending.from + 1}-${moment}.carryover`);
    const owner = {
      kind: engine.kind,
      withConnection: <T>(work: (c: EngineConnection) => Promise<T>) => withConnection(engine, work),
    };
    await backup({ owner }, file, backups.key, now);
  }
  await withConnection(engine, (connection) => applyMigrations(connection, pending.files));
  return files.length;
}

/** Opens the store: PostgreSQL where a URL is given, PGlite in the data directory otherwise; migrated to the newest schema. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const opened = 'dataDir' in options ? await openPglite(options.dataDir, options) : await openPostgres(options);
  const migrations = options.migrations ?? ownMigrations;
  try {
    if ('appUrl' in options && options.appUrl !== undefined)
      await withConnection(opened.engine, requireOrdinaryLogin, 'adult');
    return new OpenStore(opened, migrations, await migrate(opened, migrations, options.now?.() ?? new Date()));
  } catch (error) {
    await opened.engine.close();
    opened.release();
    throw error;
  }
}

class OpenStore implements Store {
  readonly kind: 'pglite' | 'postgres';
  readonly owner: Store['owner'];
  readonly #opened: Opened;
  readonly #schemaVersion: number;
  readonly #adult: Kysely<Database>;
  readonly #owner: Kysely<Database>;
  /** Work inside work would wait for its own connection for ever. */
  readonly #inside = new AsyncLocalStorage<true>();
  #closing: Promise<void> | undefined;

  constructor(opened: Opened, migrationsDirectory: string, schemaVersion: number) {
    this.kind = opened.engine.kind;
    this.owner = {
      kind: this.kind,
      migrationsDirectory,
      withConnection: (work) => withConnection(opened.engine, work),
    };
    this.#opened = opened;
    this.#schemaVersion = schemaVersion;
    this.#adult = new Kysely({ dialect: engineDialect(opened.engine, 'adult') });
    this.#owner = new Kysely({ dialect: engineDialect(opened.engine, 'owner') });
  }

  asAdult<T>(scope: Scope, work: (db: Kysely<Database>) => Promise<T>): Promise<T> {
    return this.#transaction(this.#adult, async (db) => {
      await sql`select set_config('carryover.district', ${scope.districtId}, true), set_config('carryover.adult', ${scope.adultId}, true),
        set_config('carryover.role', ${scope.role}, true), set_config('carryover.today', ${scope.today}, true),
        set_config('carryover.request', ${scope.requestId ?? ''}, true), set_config('carryover.class', ${scope.onlyClass ?? ''}, true),
        set_config('role', ${appRole}, true)`.execute(db);
      return work(db);
    });
  }

  asOwner<T>(work: (db: Kysely<Database>) => Promise<T>, { queryTimeoutMs }: OwnerWork = {}): Promise<T> {
    const db =
      queryTimeoutMs === undefined
        ? this.#owner
        : new Kysely<Database>({ dialect: engineDialect(this.#opened.engine, 'owner', queryTimeoutMs) });
    return this.#transaction(db, work);
  }

  async #transaction<T>(db: Kysely<Database>, work: (db: Kysely<Database>) => Promise<T>): Promise<T> {
    if (this.#inside.getStore() === true) throw new StoreError('nested_transaction');
    for (let attempt = 1; ; attempt += 1) {
      const readOnly = this.#opened.disk?.now.state === 'read_only';
      try {
        return await db
          .transaction()
          .setIsolationLevel('repeatable read')
          .setAccessMode(readOnly ? 'read only' : 'read write')
          .execute((transaction) => this.#inside.run(true, () => work(transaction)));
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        if (readOnly && error.code === '25006') {
          throw new StoreError('store_read_only', { freeBytes: this.#opened.disk!.now.freeBytes }, { cause: error });
        }
        if (!mayPassNextTime.has(error.code) || attempt === attempts) throw error;
        // Two that met do not meet again at once.
        await new Promise((resolve) => setTimeout(resolve, attempt * 5 + Math.random() * attempt * 20));
      }
    }
  }

  async health(): Promise<StoreHealth> {
    const { engine, disk, fsyncPerCommit } = this.#opened;
    const free = disk?.now;
    const known = {
      engine: engine.kind,
      schemaVersion: this.#schemaVersion,
      ...(fsyncPerCommit === undefined ? {} : { fsyncPerCommit }),
      ...(free === undefined ? {} : { freeBytes: free.freeBytes }),
    };
    if (!(await engine.answers())) return { ...known, writable: false, reason: 'engine_stopped' };
    if (free?.state === 'read_only') return { ...known, writable: false, reason: 'disk_low' };
    return { ...known, writable: true, ...(free?.state === 'low' ? { warning: 'disk_low' } : {}) };
  }

  async vacuum(): Promise<void> {
    const { rows } = await this.owner.withConnection((connection) =>
      connection.query(
        `select format('%I', tablename) as name from pg_tables where schemaname = 'public' and tableowner = current_user order by 1`,
      ),
    );
    // A connection for each table: on PGlite, requests get their turn between them.
    for (const { name } of rows) {
      await this.owner.withConnection((connection) => connection.query(`vacuum (analyze) ${name}`, [], 0));
    }
    if (this.kind === 'pglite') await this.owner.withConnection((connection) => connection.query('checkpoint', [], 0));
  }

  close(): Promise<void> {
    this.#closing ??= this.#opened.engine.close().finally(() => this.#opened.release());
    return this.#closing;
  }
}
