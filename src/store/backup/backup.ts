// A backup does not depend on the engine: text rows of one snapshot, table by table, so that it can be restored by a later major
// version of PostgreSQL, and moves a school from its laptop into the district's PostgreSQL. Inside the seal (sealed-file.ts), gzipped:
//
//   #{"backup":1,"schemaVersion":..,"createdAt":..,"tables":[{"name":..,"columns":[..]}]}
//   #{"table":"event"}
//   {"district_id":"..", ...}                           one line a row, in the order of the primary key
//   #{"end":"event","rows":1234,"sha256":"..."}         of the lines of the table
//   #{"complete":true,"rows":...}
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { syncPath } from '../driver/data-directory.ts';
import type { EngineConnection } from '../driver/engine.ts';
import { StoreError } from '../driver/store-error.ts';
import { seal, unseal } from './sealed-file.ts';
import { type Column, quoted, readTables, requireAllRowsVisible, type Table } from './tables.ts';

export type BackedUpTable = { name: string; rows: number; sha256: string };
/** What a backup holds. `sha256` is of the rows' text: two backups of the same content have the same, from whichever engine. */
export type BackupManifest = { schemaVersion: number; createdAt: string; tables: BackedUpTable[] };

/** The connection of the store's owner, lent for one piece of work; see `Store.owner`. */
export type OwnerAccess = {
  readonly kind: 'pglite' | 'postgres';
  withConnection<T>(work: (connection: EngineConnection) => Promise<T>): Promise<T>;
};

export const backupFormat = 1;
const rowsAtOnce = 2000;

/** jsonb goes as its text: as JSON within JSON, SQL's null and JSON's could not be told apart. */
export function isJson({ type }: Column): boolean {
  return type === 'json' || type === 'jsonb';
}

async function* rowsOf(connection: EngineConnection, { name, columns, key }: Table): AsyncGenerator<string[]> {
  const list = columns.map(
    (column) => `${quoted(column.name)}${isJson(column) ? `::text as ${quoted(column.name)}` : ''}`,
  );
  // The C collation is the one that both engines have.
  const order = key.map((part) => `t.${quoted(part.name)}${part.text ? ' collate "C"' : ''}`);
  const ordered = order.length > 0 ? ` order by ${order.join(', ')}` : '';
  await connection.query(
    `declare backup_rows no scroll cursor for
      select row_to_json(t)::text as line from (select ${list.join(', ')} from public.${quoted(name)}) t${ordered}`,
    [],
    0,
  );
  for (;;) {
    const { rows } = await connection.query(`fetch ${rowsAtOnce} from backup_rows`, [], 0);
    if (rows.length > 0) yield rows.map((row) => row.line as string);
    if (rows.length < rowsAtOnce) break;
  }
  await connection.query('close backup_rows');
}

async function schemaVersion(connection: EngineConnection): Promise<number> {
  const { rows } = await connection.query('select coalesce(max(version), 0) as version from schema_migration');
  return rows[0]!.version as number;
}

async function* linesOf(connection: EngineConnection, manifest: BackupManifest): AsyncGenerator<Buffer> {
  const control = (value: unknown): Buffer => Buffer.from(`#${JSON.stringify(value)}\n`);
  const tables = await readTables(connection);
  yield control({
    backup: backupFormat,
    schemaVersion: manifest.schemaVersion,
    createdAt: manifest.createdAt,
    tables: tables.map(({ name, columns }) => ({ name, columns })),
  });
  let total = 0;
  for (const table of tables) {
    yield control({ table: table.name });
    const hash = createHash('sha256');
    let count = 0;
    for await (const lines of rowsOf(connection, table)) {
      const text = Buffer.from(`${lines.join('\n')}\n`);
      hash.update(text);
      count += lines.length;
      yield text;
    }
    const entry = { rows: count, sha256: hash.digest('hex') };
    manifest.tables.push({ name: table.name, ...entry });
    total += count;
    yield control({ end: table.name, ...entry });
  }
  yield control({ complete: true, rows: total });
}

/**
 * Writes everything the store holds, as of one moment, to `file` (0600), sealed under `key`. The file appears when it is whole and
 * on the disk. On PGlite other work waits meanwhile: it has one connection.
 */
export async function backup(
  { owner }: { owner: OwnerAccess },
  file: string,
  key: Buffer,
  now: Date = new Date(),
): Promise<BackupManifest> {
  const partial = `${file}.partial`;
  try {
    const manifest = await owner.withConnection(async (connection) => {
      await connection.query('begin isolation level repeatable read read only');
      try {
        await requireAllRowsVisible(connection);
        const started: BackupManifest = {
          schemaVersion: await schemaVersion(connection),
          createdAt: now.toISOString(),
          tables: [],
        };
        await pipeline(
          Readable.from(linesOf(connection, started), { objectMode: true, highWaterMark: 2 }),
          createGzip({ level: 3 }),
          (source: AsyncIterable<Buffer>) => seal(source, key),
          createWriteStream(partial, { mode: 0o600 }),
        );
        return started;
      } finally {
        await connection.query('rollback').catch(() => {});
      }
    });
    syncPath(partial);
    renameSync(partial, file);
    syncPath(dirname(file));
    return manifest;
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

export type BackupHeader = Omit<BackupManifest, 'tables'> & { tables: Pick<Table, 'name' | 'columns'>[] };
/** What is found while a backup is read: in this order. */
export type BackupReader = {
  header?(header: BackupHeader): Promise<void>;
  rows?(table: string, lines: readonly string[]): Promise<void>;
};

/** Whole lines, as many as came in at once. */
async function* linesIn(source: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    const all = Buffer.concat([rest, chunk]);
    const end = all.lastIndexOf(10);
    rest = all.subarray(end + 1);
    if (end >= 0) yield all.subarray(0, end).toString('utf8').split('\n');
  }
  if (rest.length > 0) throw new StoreError('backup_damaged');
}

/** Follows the file's order of control lines and rows; whatever departs from it is damage. */
class Reading {
  manifest: BackupManifest | undefined;
  #header: BackupHeader | undefined;
  #table: { name: string; rows: number; hash: Hash } | undefined;
  #complete = false;
  readonly #reader: BackupReader;
  constructor(reader: BackupReader) {
    this.#reader = reader;
  }

  async take(lines: readonly string[]): Promise<void> {
    let from = 0;
    for (let at = 0; at < lines.length; at += 1) {
      if (!lines[at]!.startsWith('#')) continue;
      await this.#rows(lines.slice(from, at));
      await this.#control(JSON.parse(lines[at]!.slice(1)));
      from = at + 1;
    }
    await this.#rows(lines.slice(from));
  }

  finish(): BackupManifest {
    if (!this.#complete || this.manifest === undefined) throw new StoreError('backup_damaged');
    return this.manifest;
  }

  async #rows(lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return;
    if (this.#table === undefined) throw new StoreError('backup_damaged');
    this.#table.hash.update(`${lines.join('\n')}\n`);
    this.#table.rows += lines.length;
    for (let at = 0; at < lines.length; at += rowsAtOnce) {
      await this.#reader.rows?.(this.#table.name, lines.slice(at, at + rowsAtOnce));
    }
  }

  async #control(line: Record<string, unknown>): Promise<void> {
    if (this.#header === undefined) {
      if (typeof line.backup !== 'number') throw new StoreError('backup_damaged');
      if (line.backup > backupFormat)
        throw new StoreError('backup_format_newer', { found: line.backup, known: backupFormat });
      const { schemaVersion, createdAt, tables } = line as BackupHeader & Record<string, unknown>;
      this.#header = { schemaVersion, createdAt, tables };
      this.manifest = { schemaVersion, createdAt, tables: [] };
      await this.#reader.header?.(this.#header);
    } else if (typeof line.table === 'string') {
      this.#table = { name: line.table, rows: 0, hash: createHash('sha256') };
    } else if (typeof line.end === 'string') {
      const read = { name: this.#table?.name, rows: this.#table?.rows, sha256: this.#table?.hash.digest('hex') };
      this.#table = undefined;
      if (read.name !== line.end || read.rows !== line.rows || read.sha256 !== line.sha256)
        throw new StoreError('backup_damaged');
      this.manifest!.tables.push(read as BackedUpTable);
    } else {
      this.#complete = line.complete === true && this.manifest!.tables.length === this.#header.tables.length;
    }
  }
}

/**
 * Reads a backup through, checking seal, counts and hashes, and hands the rows on as they come. What was handed on is good only
 * when this returns: it refuses with `backup_key_wrong`, `backup_damaged` or `backup_format_newer`.
 */
export async function readBackup(file: string, key: Buffer, reader: BackupReader = {}): Promise<BackupManifest> {
  const reading = new Reading(reader);
  try {
    await pipeline(
      createReadStream(file),
      (source: AsyncIterable<Buffer>) => unseal(source, key),
      createGunzip(),
      async (source: AsyncIterable<Buffer>) => {
        for await (const lines of linesIn(source)) await reading.take(lines);
      },
    );
    return reading.finish();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof SyntaxError || code?.startsWith('Z_'))
      throw new StoreError('backup_damaged', {}, { cause: error });
    throw error;
  }
}

/** Reads a backup from end to end without restoring it, and says what it holds. Refuses as `readBackup` does. */
export function verifyBackup(file: string, key: Buffer): Promise<BackupManifest> {
  return readBackup(file, key);
}
