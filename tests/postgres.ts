// A PostgreSQL of its own for a test: in a temporary directory, on a Unix socket there, gone afterwards.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
const cache = fileURLToPath(new URL('../node_modules/.cache/carryover-stores', import.meta.url));

/** The folder with `postgres` and `initdb`, or null: PATH first, then where Debian puts the newest. */
export function findPostgres(): string | null {
  const debian = existsSync(debianRoot) ? readdirSync(debianRoot).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...debian.map((version) => join(debianRoot, version, 'bin')),
  ];
  return folders.find((folder) => ['postgres', 'initdb'].every((name) => existsSync(join(folder, name)))) ?? null;
}

type OrdinaryUser = { uid: number; gid: number } | Record<string, never>;

/** PostgreSQL refuses to run as root; there it runs as the user `postgres`. */
function ordinaryUser(): OrdinaryUser {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** A new cluster: copied (0.2 s) from one made once per version of PostgreSQL (2 s). */
function copyCluster(programs: string, user: OrdinaryUser, home: string, to: string): void {
  const said = execFileSync(join(programs, 'initdb'), ['--version'], { encoding: 'utf8' });
  const template = join(cache, said.trim().replaceAll(/[^\w.]+/g, '-'));
  if (!existsSync(template)) {
    execFileSync(
      join(programs, 'initdb'),
      [
        ...['--pgdata', to, '--username', 'postgres', '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C'],
        '--no-sync',
      ],
      { ...user, cwd: home, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    mkdirSync(cache, { recursive: true });
    const making = mkdtempSync(join(cache, 'making-'));
    execFileSync('cp', ['-a', to, join(making, 'data')]);
    try {
      renameSync(join(making, 'data'), template);
    } catch (error) {
      if (!existsSync(template)) throw error; // another test file was first: its cluster is as good
    }
    rmSync(making, { recursive: true, force: true });
    return;
  }
  // Not cpSync: the files belong to the user who runs PostgreSQL.
  execFileSync('cp', ['-a', template, to]);
}

async function reachable(url: string, server: ChildProcess): Promise<void> {
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
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
  copyCluster(programs, user, home, cluster);
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
