// The demo school behind a real server on loopback, on either store, asked as its speech therapist.
import type { AddressInfo } from 'node:net';
import { keepDemoSchool, tellDemoSchool } from '../demo/keep.ts';
import { buildApp } from '../src/server/app.ts';
import type { Store } from '../src/store/open-store.ts';
import { wordsFor } from '../src/words/words-for.ts';
import { freshPglite, freshPostgres } from '../tests/both-stores.ts';
import { startPostgres } from '../tests/postgres.ts';

export const demoNow = '2026-03-10T14:30:00Z';

export interface ServedDemo {
  readonly store: Store;
  readonly told: ReturnType<typeof tellDemoSchool>;
  ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** @returns null where PostgreSQL is not installed */
export async function serveDemo(kind: 'pglite' | 'postgres'): Promise<ServedDemo | null> {
  // Writing reaches the disk, as it does at a district.
  const postgres = kind === 'postgres' ? await startPostgres({ fsync: true }) : null;
  if (kind === 'postgres' && postgres === null) return null;
  const fresh = postgres === null ? await freshPglite() : await freshPostgres(postgres);
  await keepDemoSchool(fresh.store, demoNow);
  const started = Date.now();
  const clock = { now: () => new Date(Date.parse(demoNow) + Date.now() - started) };
  const app = await buildApp({
    store: fresh.store,
    clock,
    words: wordsFor,
    demo: true,
    version: 'bench',
    limits: { perMinute: 10_000_000, perAddressPerMinute: 10_000_000, guessesPerMinute: 1_000 },
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const signedIn = await fetch(`${origin}/api/demo/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: 'therapist' }),
  });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0]!;
  return {
    store: fresh.store,
    told: tellDemoSchool(demoNow),
    async ask(method, path, body) {
      const response = await fetch(`${origin}${path}`, {
        method,
        headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer: unknown = await response.json();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
      return answer;
    },
    async close() {
      await app.close();
      await fresh.close();
      await postgres?.stop();
    },
  };
}
