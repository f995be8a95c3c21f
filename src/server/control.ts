import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import Fastify from 'fastify';
import { checkAccessLogs } from '#store/access-seal.ts';
import { backup } from '#store/backup/backup.ts';
import { type Store, StoreError } from '#store/open-store.ts';
import type { Clock } from './clock.ts';
import { importFromCommand } from './command-import.ts';
import { takeInRescue } from './rescue.ts';

// While a server holds the data directory, nothing else can open it: the commands ask the server instead. It listens for them
// on a loopback port of its own, whose number and secret lie in a file of the directory that only its owner can read.

const fileName = 'control.json';

export interface ControlAddress {
  readonly url: string;
  readonly secret: string;
}

export interface Control {
  close(): Promise<void>;
}

export interface ControlOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly dataDir: string;
  readonly backupKey: Buffer;
}

export async function openControl({ store, clock, dataDir, backupKey }: ControlOptions): Promise<Control> {
  const secret = randomBytes(32).toString('base64url');
  const file = join(dataDir, fileName);
  // A caseload's table comes whole.
  const app = Fastify({ bodyLimit: 8 * 1024 * 1024 });
  app.addHook('onRequest', async (request, reply) => {
    const given = Buffer.from(request.headers.authorization ?? '');
    const wanted = Buffer.from(`Bearer ${secret}`);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return reply.code(401).send({});
  });
  app.setErrorHandler((error: unknown, _request, reply) => {
    const { code, details } = error instanceof StoreError ? error : { code: 'unexpected', details: {} };
    return reply.code(500).send({ code, details });
  });
  app.post('/backup', async (request) => {
    const to = (request.body as { file?: unknown } | null)?.file;
    if (typeof to !== 'string' || !isAbsolute(to)) throw new Error('file is missing');
    const { tables, schemaVersion } = await backup(store, to, backupKey, clock.now());
    return { rows: tables.reduce((sum, table) => sum + table.rows, 0), tables: tables.length, schemaVersion };
  });
  app.post('/import', async (request) => {
    const { table, as, apply } = (request.body ?? {}) as { table?: unknown; as?: unknown; apply?: unknown };
    if (typeof table !== 'string' || !(as === null || typeof as === 'string')) throw new Error('table is missing');
    return importFromCommand(store, clock, { table, as, apply: apply === true });
  });
  app.post('/rescue', async (request) => {
    const text = (request.body as { text?: unknown } | null)?.text;
    if (typeof text !== 'string') throw new Error('text is missing');
    return takeInRescue(store, clock, text);
  });
  app.post('/verify', async (request) => {
    const head = (request.body as { head?: unknown } | null)?.head;
    if (!(head === null || typeof head === 'string')) throw new Error('head is missing');
    return { checks: await store.asOwner((db) => checkAccessLogs(db, head), { queryTimeoutMs: 0 }) };
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  writeFileSync(file, `${JSON.stringify({ url, secret })}\n`, { mode: 0o600 });
  return {
    close: async () => {
      rmSync(file, { force: true });
      await app.close();
    },
  };
}

/** Where the server that holds the directory listens for commands; null where none left word. */
export function findControl(dataDir: string): ControlAddress | null {
  try {
    return JSON.parse(readFileSync(join(dataDir, fileName), 'utf8')) as ControlAddress;
  } catch {
    return null;
  }
}
