// Numbered files NNNN-name.sql, each applied once, in order, in a transaction of its own, as the owner.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineConnection } from './engine.ts';
import { SqlError, StoreError } from './store-error.ts';

export type Migration = { version: number; name: string; checksum: string; sql: string };
export type Applied = { version: number; name: string; checksum: string };

/** The role of every request; it owns nothing and row-level security holds for it. */
export const appRole = 'carryover_app';

/** Reads the folder; refuses a name that is not NNNN-name.sql, a number twice, and a gap. */
export function readMigrations(directory: string): Migration[] {
  const files = readdirSync(directory)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return files.map((file, index) => {
    const parts = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file);
    if (parts === null || Number(parts[1]) !== index + 1) throw new StoreError('migration_malformed', { file });
    const sql = readFileSync(join(directory, file), 'utf8');
    return { version: index + 1, name: parts[2]!, checksum: createHash('sha256').update(sql).digest('hex'), sql };
  });
}

async function tableExists(connection: EngineConnection): Promise<boolean> {
  const { rows } = await connection.query(`select to_regclass('public.schema_migration') is not null as there`);
  return rows[0]!.there === true;
}

export async function appliedMigrations(connection: EngineConnection): Promise<Applied[]> {
  if (!(await tableExists(connection))) return [];
  const { rows } = await connection.query('select version, name, checksum from schema_migration order by version');
  return rows as Applied[];
}

/** The migrations still to come; refuses a schema made by a newer program, and one whose past was edited. */
export function pendingMigrations(files: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const newest = applied.at(-1)?.version ?? 0;
  if (newest > files.length) throw new StoreError('schema_newer', { found: newest, known: files.length });
  for (const { version, name, checksum } of applied) {
    if (files[version - 1]?.checksum !== checksum) throw new StoreError('migration_changed', { version, name });
  }
  return files.slice(newest);
}

/**
 * The role of requests, made where it is missing. It must not be able to pass row-level security by.
 */
export async function ensureAppRole(connection: EngineConnection): Promise<void> {
  const { rows } = await connection.query(
    'select rolsuper or rolbypassrls as passes from pg_roles where rolname = $1',
    [appRole],
  );
  if (rows.length === 0) {
    // Roles belong to the whole server: another database of it may be making this one.
    await makeRole(connection, `create role ${appRole} nologin nosuperuser nobypassrls nocreatedb nocreaterole`);
  } else if (rows[0]!.passes === true) {
    throw new StoreError('app_role_bypasses_rows', { role: appRole });
  }
  const member = await connection.query(`select pg_has_role(current_user, $1, 'MEMBER') as is_member`, [appRole]);
  if (member.rows[0]!.is_member !== true) await makeRole(connection, `grant ${appRole} to current_user`);
}

const insufficientPrivilege = '42501';

/** A login that may not make roles is told what to have an administrator do. */
async function makeRole(connection: EngineConnection, statement: string): Promise<void> {
  try {
    await makeOnce(connection, statement);
  } catch (error) {
    if (!(error instanceof SqlError && error.code === insufficientPrivilege)) throw error;
    throw new StoreError('app_role_not_made', { role: appRole }, { cause: error });
  }
}

/** Unique violation in the catalogue, duplicate object, duplicate table. */
const madeByAnother = new Set(['23505', '42710', '42P07']);

/**
 * A statement outside any transaction that makes what stays. Where two processes start at once, PostgreSQL lets both see that it
 * is missing (IF NOT EXISTS does not help) and fails the later one once the earlier has committed: then it is there.
 */
async function makeOnce(connection: EngineConnection, statement: string): Promise<void> {
  try {
    await connection.script(statement);
  } catch (error) {
    if (!(error instanceof SqlError && madeByAnother.has(error.code))) throw error;
  }
}

/** A login of requests that could pass row-level security by is refused, although each request takes on carryover_app. */
export async function requireOrdinaryLogin(connection: EngineConnection): Promise<void> {
  const { rows } = await connection.query(
    'select rolname as role, rolsuper or rolbypassrls as passes from pg_roles where rolname = current_user',
  );
  if (rows[0]!.passes === true) throw new StoreError('app_role_bypasses_rows', { role: String(rows[0]!.role) });
}

/** The table of what has been applied. */
export const bookkeeping = `
create table if not exists schema_migration (
  version integer primary key,
  name text not null,
  checksum text not null,
  applied_at timestamptz not null default now()
)`;

/** Applies one within the caller's transaction, and notes it. No time limit. */
export async function applyMigration(
  connection: EngineConnection,
  { version, name, checksum, sql }: Migration,
): Promise<void> {
  await connection.script(bookkeeping);
  await connection.script(sql, 0);
  await connection.query('insert into schema_migration (version, name, checksum) values ($1, $2, $3)', [
    version,
    name,
    checksum,
  ]);
}

/** Applies `pending` in order, each in its own transaction; another process doing the same waits, and then finds them done. */
export async function applyMigrations(connection: EngineConnection, pending: readonly Migration[]): Promise<void> {
  await makeOnce(connection, bookkeeping);
  for (const migration of pending) {
    const { version, name } = migration;
    await connection.query('begin');
    try {
      await connection.query('lock table schema_migration in exclusive mode', [], 0);
      const { rows } = await connection.query('select from schema_migration where version = $1', [version]);
      if (rows.length === 0) await applyMigration(connection, migration);
      await connection.query('commit', [], 0);
    } catch (error) {
      await connection.query('rollback').catch(() => {});
      throw new StoreError('migration_failed', { version, name }, { cause: error });
    }
  }
}
