// The trust tests' side of store-writer.ts: starting it, hearing what it says, killing it, and looking whether all is still there.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { openStore } from '../../../src/store/open-store.ts';

const program = fileURLToPath(new URL('store-writer.ts', import.meta.url));
export const testMigrations = fileURLToPath(new URL('../../fixtures/migrations', import.meta.url));

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** id of a note -> SHA-256 of its text, of every commit that was acknowledged. */
export type Acknowledged = Map<string, string>;

export class Writer {
  readonly child: ChildProcess;
  readonly acknowledged: Acknowledged = new Map();
  readonly refusals: string[] = [];
  opened = false;
  readonly ended: Promise<number | null>;
  #unread = '';
  #complaints = '';

  /** `inside`: a command that runs the writer, such as one that gives it a small disk. */
  constructor(options: string[], inside: string[] = []) {
    const [command, ...rest] = [...inside, process.execPath, program, ...options];
    this.child = spawn(command!, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout!.on('data', (chunk: Buffer) => this.#hear(chunk.toString()));
    this.child.stderr!.on('data', (chunk: Buffer) => {
      this.#complaints += chunk.toString();
    });
    this.ended = new Promise((resolve) => {
      this.child.once('close', resolve);
    });
  }

  /** What it wrote to stderr: nothing, unless the program itself broke. */
  get complaints(): string {
    return this.#complaints;
  }

  #hear(text: string): void {
    const lines = (this.#unread + text).split('\n');
    this.#unread = lines.pop()!;
    for (const line of lines) {
      const [fact, first, second] = line.split(' ');
      if (fact === 'open') this.opened = true;
      else if (fact === 'ack') this.acknowledged.set(first!, second!);
      else if (fact === 'refused') this.refusals.push(line.slice('refused '.length).trim());
    }
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async until(reached: () => boolean, limitMs = 60_000): Promise<boolean> {
    const end = performance.now() + limitMs;
    while (!reached() && this.running && performance.now() < end) await pause(2);
    return reached();
  }

  /** SIGKILL, and everything it had still said is heard. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

export type Found = { lost: number; changed: number; uncounted: number; indexDiffers: number };

/** Opens the store as any start would, and compares it with what was acknowledged. */
export async function lookForLosses(
  dataDir: string,
  acknowledged: Acknowledged,
  migrations = testMigrations,
): Promise<Found> {
  const store = await openStore({ dataDir, migrations });
  try {
    return await store.asOwner(
      async (db) => {
        const { rows } = await sql<{ id: string; body: string }>`select id, body from note`.execute(db);
        const texts = new Map(rows.map(({ id, body }) => [id, body]));
        let [lost, changed] = [0, 0];
        for (const [id, hash] of acknowledged) {
          const body = texts.get(id);
          if (body === undefined) lost += 1;
          else if (createHash('sha256').update(body).digest('hex') !== hash) changed += 1;
        }
        // A commit is whole: as many notes as were counted in the same transactions.
        const counted = await sql<{ sum: number }>`select coalesce(sum(value), 0)::bigint as sum from counter`.execute(
          db,
        );
        // The index leads to the same rows as the table.
        await sql`set local enable_seqscan = off`.execute(db);
        const byIndex = await sql<{
          n: number;
        }>`select count(*) as n from (select district_id, id from note order by district_id, id) i`.execute(db);
        return {
          lost,
          changed,
          uncounted: Math.abs(rows.length - counted.rows[0]!.sum),
          indexDiffers: Math.abs(rows.length - byIndex.rows[0]!.n),
        };
      },
      { queryTimeoutMs: 60_000 },
    );
  } finally {
    await store.close();
  }
}

export function nothingMissing({ lost, changed, uncounted, indexDiffers }: Found): boolean {
  return lost + changed + uncounted + indexDiffers === 0;
}
