import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { appendAccess } from '#store/access-log.ts';
import { sealAccessLog } from '#store/access-seal.ts';
import { openStore } from '#store/open-store.ts';
import type { Database } from '#store/schema.ts';
import { copyEmptyDirectory } from '../../tests/both-stores.ts';
import { main } from './main.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

let home: string;
const servers: ChildProcess[] = [];
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'carryover-commands-'));
});
afterEach(() => {
  for (const server of servers.splice(0)) if (server.exitCode === null) server.kill('SIGKILL');
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Runs a command in this process, as a terminal in English would. */
async function run(...args: string[]): Promise<{ code: number; said: string; complained: string }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const told = { said: '', complained: '' };
  stdout.on('data', (chunk) => (told.said += String(chunk)));
  stderr.on('data', (chunk) => (told.complained += String(chunk)));
  const code = await main(args, { stdin: Readable.from([]), stdout, stderr });
  return { code, ...told };
}

/** What a refused command is: a sentence without a stack, and its exit code. */
async function refused(code: number, sentence: RegExp, ...args: string[]): Promise<void> {
  const { complained, ...rest } = await run(...args);
  expect({ ...rest, complained }).toEqual({ code, said: '', complained: expect.stringMatching(sentence) });
  expect(complained.trimEnd()).not.toContain('\n');
}

async function school(name: string): Promise<string> {
  const directory = join(home, name);
  await copyEmptyDirectory(directory);
  return directory;
}

interface Serving {
  readonly server: ChildProcess;
  readonly said: string;
  /** Sends the signal; answers the exit code. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

/** `carryover serve` in a process of its own, once it has said its address and its link. */
async function serving(directory: string): Promise<Serving> {
  const args = ['src/cli/main.ts', 'serve', '--data', directory, '--port', '0'];
  const server = spawn(process.execPath, args, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
  servers.push(server);
  const ended = new Promise<number | null>((resolve) => server.once('exit', (code) => resolve(code)));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    server.stdout.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes('/welcome#')) resolve();
    });
    server.stderr.on('data', (chunk) => {
      said += String(chunk);
    });
    void ended.then((code) => reject(new Error(`serve ended with ${code}: ${said}`)));
  });
  return {
    server,
    said,
    stop: (signal) => {
      server.kill(signal);
      return ended;
    },
  };
}

describe('a school of one’s own', () => {
  it('is served with a one-time link, held against a second, backed up through its server, and let go at a signal', async () => {
    const directory = await school('held');
    const { said, server, stop } = await serving(directory);
    const origin = /Carryover is at (http:\/\/127\.0\.0\.1:\d+)\n/.exec(said)![1]!;
    expect(said).toContain(`${origin}/welcome#`);
    expect(await (await fetch(`${origin}/healthz`)).json()).toMatchObject({ ok: true, store: 'pglite', demo: false });

    await refused(1, new RegExp(`open in another process \\(number ${server.pid} `), 'serve', '--data', directory);
    const file = join(home, 'held.carryover');
    expect(await run('backup', file, '--data', directory)).toMatchObject({
      code: 0,
      said: expect.stringContaining(file),
    });
    await refused(1, /is there already/, 'backup', file, '--data', directory);
    expect(await run('verify', '--data', directory)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^Nobody has an account/),
    });

    expect(await stop('SIGTERM')).toBe(0);
    await (await openStore({ dataDir: directory })).close();
  }, 180_000);

  it('is let go at an interrupt, too', async () => {
    const directory = await school('interrupted');
    const { stop } = await serving(directory);
    expect(await stop('SIGINT')).toBe(0);
    await (await openStore({ dataDir: directory })).close();
  }, 180_000);

  it('of a newer version is left alone', async () => {
    const directory = await school('newer');
    const store = await openStore({ dataDir: directory });
    await store.asOwner((db) =>
      sql`insert into schema_migration (version, name, checksum) values (9999, 'later', 'x')`.execute(db),
    );
    await store.close();
    await refused(1, /written by a newer version/, 'serve', '--data', directory, '--port', '0');
  }, 180_000);
});

describe('a port that is in use', () => {
  let other: Server;
  beforeAll(async () => {
    other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => other.close(resolve)));

  it('is said, and the school is let go', async () => {
    const directory = await school('no-port');
    const { port } = other.address() as AddressInfo;
    await refused(1, new RegExp(`^Port ${port} is in use`), 'serve', '--data', directory, '--port', String(port));
    await (await openStore({ dataDir: directory })).close();
  }, 180_000);
});

describe('a backup', () => {
  it('comes back with its key only, and into an empty school only', async () => {
    const [from, to] = [await school('from'), await school('to')];
    const district = '00000000-0000-7000-8000-000000000001';
    const fill = async (dataDir: string) => {
      const store = await openStore({ dataDir });
      await store.asOwner((db) =>
        db
          .insertInto('district')
          .values({
            id: district,
            name: 'Cedar County',
            time_zone: 'America/New_York',
            created_at: '2026-10-14T14:00:00Z',
          })
          .execute(),
      );
      await store.close();
    };
    await fill(from);
    const file = join(home, 'from.carryover');
    expect((await run('backup', file, '--data', from)).code).toBe(0);

    const wrongKey = join(home, 'wrong.key');
    writeFileSync(wrongKey, randomBytes(32).toString('hex'));
    await refused(1, /^This key does not open this backup/, 'restore', file, '--data', to, '--key-file', wrongKey);
    await refused(2, /^The key of the backups is missing/, 'restore', file, '--data', join(home, 'new'));
    expect(existsSync(join(home, 'new'))).toBe(false);

    const key = ['--key-file', `${from}.key`];
    expect(await run('restore', file, '--data', to, ...key)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/is back \(\d+ rows?\)/),
    });
    await refused(1, /There is a school here already/, 'restore', file, '--data', to, ...key);

    const cut = join(home, 'cut.carryover');
    writeFileSync(cut, readFileSync(file).subarray(0, -40));
    await refused(1, /not a whole backup/, 'restore', cut, '--data', await school('cut'), ...key);
  }, 180_000);
});

describe('the seals of the access log', () => {
  it('are said to be whole with their head, and who changed a line is found', async () => {
    const directory = await school('sealed');
    const district = '00000000-0000-7000-8000-000000000001';
    const inStore = async (work: (db: Kysely<Database>) => Promise<unknown>) => {
      const store = await openStore({ dataDir: directory });
      await store.asOwner(work);
      await store.close();
    };
    await inStore(async (db) => {
      const created = { time_zone: 'America/New_York', created_at: '2026-10-14T14:00:00Z' };
      await db
        .insertInto('district')
        .values({ id: district, name: 'Cedar County', ...created })
        .execute();
      await appendAccess(db, [
        {
          district_id: district,
          id: '00000000-0000-7000-8000-000000000002',
          at: '2026-10-14T14:00:00Z',
          adult_id: '00000000-0000-7000-8000-000000000003',
          operation: 'readStudent',
          fields: 'name',
          result: 'allowed',
        },
      ]);
    });
    const place = ['--data', directory];
    expect((await run('verify', ...place)).said).toMatch(/^Cedar County: nothing is sealed yet/);
    await inStore((db) => sealAccessLog(db, district, '2026-10-15', '2026-10-15T05:00:00Z'));
    const { code, said } = await run('verify', ...place);
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringMatching(/whole. 1 sealed day, 1 line, the newest of 2026-10-14.\nHead: [0-9a-f]{64}\./),
    });
    const head = /[0-9a-f]{64}/.exec(said)![0];
    expect((await run('verify', '--head', head, ...place)).code).toBe(0);
    await refused(1, /the head you gave is not among its seals/, 'verify', '--head', '0'.repeat(64), ...place);
    await refused(2, /^abc is not a head/, 'verify', '--head', 'abc', ...place);
    await inStore((db) => db.updateTable('access_log').set({ result: 'refused' }).execute());
    await refused(
      1,
      /^Cedar County, 2026-10-14: lines of the access log, or its seals, were changed/,
      'verify',
      ...place,
    );
  }, 180_000);
});

describe('a command asked for wrongly', () => {
  it.each<[RegExp, string[]]>([
    [/^There is no command fly/, ['fly']],
    [/^Unknown option '--wings'/, ['serve', '--wings']],
    [/^Name one file/, ['backup']],
    [/^seventy is not a port/, ['serve', '--data', 'x', '--port', 'seventy']],
    [/reached over the network/, ['serve', '--data', 'x', '--host', '0.0.0.0']],
    [/^--now exists in the demo only/, ['serve', '--data', 'x', '--now', '2026-10-14T13:30:00Z']],
    [/is not a time/, ['serve', '--now', 'yesterday']],
    [/^Give both --tls-cert and --tls-key/, ['serve', '--data', 'x', '--tls-cert', 'x.pem']],
  ])('is told: %s', async (sentence, args) => {
    await refused(2, sentence, ...args);
    expect(existsSync('x')).toBe(false);
  });

  it('or on a file that is not there', () => refused(1, /^There is no file/, 'restore', join(home, 'nowhere')));

  it.each(['serve', 'backup', 'restore', 'measure', 'plan'])('finds its help: %s', async (command) => {
    const { code, said, complained } = await run(command, '--help');
    expect([code, complained]).toEqual([0, '']);
    expect(said).toContain(`carryover ${command}`);
    expect((await run('help')).said).toContain(`  ${command} `);
  });
});
