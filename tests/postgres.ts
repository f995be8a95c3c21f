// A PostgreSQL of its own for a test: in a temporary directory, on a Unix socket there, gone afterwards.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

export type TestPostgres = {
  /** As the owner of the databases: may log in, make databases and roles, and is no superuser. */
  url: string;
  /** As the server's superuser. */
  superuserUrl: string;
  /** A new database, a copy of `template` where one is given; answers its owner's URL. */
  createDatabase(name: string, template?: string): Promise<string>;
  stop(): Promise<void>;
};

export type PostgresOptions = {
  /** Left off for speed, but for tests of what survives. */
  fsync?: boolean;
};

const debianRoot = '/usr/lib/postgresql';

/** The folder with `postgres` and `initdb`, or null: PATH first, then where Debian puts the newest. */
export function findPostgres(): string | null {
  const debian = existsSync(debianRoot) ? readdirSync(debianRoot).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...debian.map((version) => join(debianRoot, version, 'bin')),
  ];
  return folders.find((folder) => ['postgres', 'initdb'].every((name) => existsSync(join(folder, name)))) ?? null;
}

/** PostgreSQL refuses to run as root; there it runs as the user `postgres`. */
function ordinaryUser(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

async function reachable(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}`);
    const client = new pg.Client(url);
    client.on('error', () => {});
    try {
      await client.connect();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    } finally {
      await client.end().catch(() => {});
    }
  }
  throw new Error('postgres did not answer');
}

async function asSuperuser(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Starts one, or answers null where there is no PostgreSQL (in continuous integration that is an error). */
export async function startPostgres({ fsync = false }: PostgresOptions = {}): Promise<TestPostgres | null> {
  const programs = findPostgres();
  if (programs === null) {
    if (process.env.CI === 'true') throw new Error('PostgreSQL is missing: the tests on it cannot be left out here');
    return null;
  }
  const user = ordinaryUser();
  const home = mkdtempSync(join(tmpdir(), 'carryover-postgres-'));
  if (user.uid !== undefined) chownSync(home, user.uid, user.gid);
  const cluster = join(home, 'data');
  execFileSync(
    join(programs, 'initdb'),
    [
      '--pgdata',
      cluster,
      '--username',
      'postgres',
      '--auth',
      'trust',
      '--encoding',
      'UTF8',
      '--locale',
      'C',
      '--no-sync',
    ],
    { ...user, cwd: home, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const server = spawn(
    join(programs, 'postgres'),
    [
      '-D',
      cluster,
      '-k',
      home,
      '-c',
      'listen_addresses=',
      '-c',
      `fsync=${fsync ? 'on' : 'off'}`,
      '-c',
      'max_connections=50',
    ],
    { ...user, cwd: home, stdio: 'ignore' },
  );
  const onExit = (): void => void server.kill('SIGQUIT');
  process.once('exit', onExit);
  const urlOf = (name: string, database: string): string =>
    `postgresql://${name}@localhost/${database}?host=${encodeURIComponent(home)}`;
  const superuserUrl = urlOf('postgres', 'postgres');
  const stop = async (): Promise<void> => {
    process.off('exit', onExit);
    if (server.exitCode === null) {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGQUIT');
      await ended;
    }
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await reachable(superuserUrl, server);
    await asSuperuser(
      superuserUrl,
      'create role carryover_owner login createdb createrole nosuperuser nobypassrls',
      'create database carryover owner carryover_owner',
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: urlOf('carryover_owner', 'carryover'),
    superuserUrl,
    createDatabase: async (name, template) => {
      const copy = template === undefined ? '' : ` template "${template}"`;
      await asSuperuser(superuserUrl, `create database "${name}" owner carryover_owner${copy}`);
      return urlOf('carryover_owner', name);
    },
    stop,
  };
}
