import type { EngineConnection } from '../driver/engine.ts';
import { applyMigration, type Migration, readMigrations } from '../driver/migrate.ts';
import { StoreError } from '../driver/store-error.ts';
import { type BackupManifest, isJson, type OwnerAccess, readBackup } from './backup.ts';
import { holdsContent, quoted, type Reference, readReferences, readTables, type Table } from './tables.ts';

export type RestorableStore = { owner: OwnerAccess & { readonly migrationsDirectory: string } };

/** A checkpoint now and then keeps the log of so large a transaction from filling the disk; see pglite-worker.ts. */
const rowsBetweenCheckpoints = 50_000;

/** The first table that already holds something of a school, or null. */
export async function firstWithContent(connection: EngineConnection): Promise<string | null> {
  for (const table of (await readTables(connection)).filter(holdsContent)) {
    const { rows } = await connection.query(`select from public.${quoted(table.name)} limit 1`);
    if (rows.length > 0) return table.name;
  }
  return null;
}

/** Takes an empty store back to an earlier schema: the one its backup was written under. */
async function rebuildSchema(connection: EngineConnection, migrations: readonly Migration[]): Promise<void> {
  await connection.script('drop schema public cascade; create schema public; grant usage on schema public to public');
  for (const migration of migrations) await applyMigration(connection, migration);
}

async function insertRows(connection: EngineConnection, table: Table, lines: readonly string[]): Promise<void> {
  const names = table.columns.map(({ name }) => quoted(name)).join(', ');
  const values = table.columns.map((column) =>
    isJson(column) ? `r.${quoted(column.name)}::${column.type}` : `r.${quoted(column.name)}`,
  );
  const shape = table.columns.map((column) => `${quoted(column.name)} ${isJson(column) ? 'text' : column.type}`);
  await connection.query(
    `insert into public.${quoted(table.name)} (${names}) overriding system value
      select ${values.join(', ')} from json_to_recordset($1::json) as r(${shape.join(', ')})`,
    [`[${lines.join(',')}]`],
    0,
  );
}

/**
 * Fills an empty store from a backup, in one transaction: all of it, or nothing. A backup of an older schema is loaded under that
 * schema and then migrated. Refuses `restore_needs_empty`, `schema_newer`, and as `readBackup` does.
 */
export async function restore(file: string, key: Buffer, { owner }: RestorableStore): Promise<BackupManifest> {
  const migrations = readMigrations(owner.migrationsDirectory);
  return owner.withConnection(async (connection) => {
    await connection.query('begin');
    try {
      const taken = await firstWithContent(connection);
      if (taken !== null) throw new StoreError('restore_needs_empty', { table: taken });
      const loading = new Loading(connection, migrations, owner.kind);
      const manifest = await readBackup(file, key, {
        header: ({ schemaVersion }) => loading.prepare(schemaVersion),
        rows: (table, lines) => loading.rows(table, lines),
      });
      await loading.finish(manifest.schemaVersion);
      await connection.query('commit', [], 0);
      return manifest;
    } catch (error) {
      await connection.query('rollback').catch(() => {});
      throw error;
    }
  });
}

class Loading {
  readonly #connection: EngineConnection;
  readonly #migrations: readonly Migration[];
  readonly #kind: OwnerAccess['kind'];
  #tables: Table[] = [];
  #references: Reference[] = [];
  #sinceCheckpoint = 0;

  constructor(connection: EngineConnection, migrations: readonly Migration[], kind: OwnerAccess['kind']) {
    this.#connection = connection;
    this.#migrations = migrations;
    this.#kind = kind;
  }

  async prepare(version: number): Promise<void> {
    if (version > this.#migrations.length)
      throw new StoreError('schema_newer', { found: version, known: this.#migrations.length });
    if (version < this.#migrations.length) await rebuildSchema(this.#connection, this.#migrations.slice(0, version));
    this.#tables = await readTables(this.#connection);
    this.#references = await readReferences(this.#connection);
    for (const { table, name } of this.#references) {
      await this.#connection.script(
        `alter table ${table} alter constraint ${quoted(name)} deferrable initially deferred`,
      );
    }
    for (const { name } of this.#tables) {
      // Triggers ran when the rows were first written; and rows that a migration brought along are in the backup as well.
      await this.#connection.script(
        `alter table public.${quoted(name)} disable trigger user; delete from public.${quoted(name)}`,
      );
    }
  }

  async rows(name: string, lines: readonly string[]): Promise<void> {
    const table = this.#tables.find((one) => one.name === name);
    if (table === undefined) throw new StoreError('backup_damaged', { table: name });
    await insertRows(this.#connection, table, lines);
    this.#sinceCheckpoint += lines.length;
    if (this.#kind === 'pglite' && this.#sinceCheckpoint >= rowsBetweenCheckpoints) {
      this.#sinceCheckpoint = 0;
      await this.#connection.query('checkpoint', [], 0);
    }
  }

  async finish(version: number): Promise<void> {
    // All references are checked here, whatever the order in which the tables came.
    await this.#connection.query('set constraints all immediate', [], 0);
    for (const { table, name } of this.#references) {
      await this.#connection.script(`alter table ${table} alter constraint ${quoted(name)} not deferrable`);
    }
    for (const { name, columns } of this.#tables) {
      await this.#connection.script(`alter table public.${quoted(name)} enable trigger user`);
      for (const column of columns.filter(({ serial }) => serial)) {
        await this.#connection.query(
          `select setval(pg_get_serial_sequence($1, $2), greatest((select max(${quoted(column.name)}) from public.${quoted(name)}), 1))`,
          [`public.${quoted(name)}`, column.name],
        );
      }
    }
    for (const migration of this.#migrations.slice(version)) await applyMigration(this.#connection, migration);
    await this.#connection.script('analyze', 0);
  }
}
