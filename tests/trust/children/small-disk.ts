// Runs on a small file system of its own (see store-disk-full.ts), and fills it. Prints what it finds as JSON lines for the parent.
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openStore, StoreError } from '../../../src/store/open-store.ts';
import { type Acknowledged, lookForLosses, nothingMissing, pause, testMigrations, Writer } from './writing.ts';

const disk = process.argv[2]!;
const dataDir = join(disk, 'store');
const ballast = join(disk, 'ballast');
const MB = 2 ** 20;

const say = (line: object): void => console.log(JSON.stringify(line));
const check = (what: string, holds: boolean): void => say({ check: what, holds });
const freeMB = (): number => {
  const { bavail, bsize } = statfsSync(disk);
  return Math.floor((bavail * bsize) / MB);
};

/** Another program's file, until no more than so much is free. */
function fillUp(leaveMB: number): void {
  const descriptor = openSync(ballast, 'a');
  try {
    while (freeMB() > leaveMB) writeSync(descriptor, Buffer.alloc(Math.min(MB, (freeMB() - leaveMB) * MB), 1));
    if (leaveMB === 0) for (;;) writeSync(descriptor, Buffer.alloc(4096, 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(descriptor);
  }
}

const acknowledged: Acknowledged = new Map();
const write = (name: string): Writer => new Writer([dataDir, testMigrations, name, '--body', '20000']);
async function stop(writer: Writer): Promise<void> {
  await writer.kill();
  for (const [id, hash] of writer.acknowledged) acknowledged.set(id, hash);
}
async function everythingIsThere(when: string): Promise<void> {
  const found = await lookForLosses(dataDir, acknowledged);
  check(
    `${when}: all ${acknowledged.size} acknowledged commits are there ${JSON.stringify(found)}`,
    nothingMissing(found),
  );
}

const filler = write('filler');
await filler.until(() => filler.refusals.length > 1, 120_000);
check(
  `the store stops writing by itself: ${filler.refusals.join()}`,
  filler.refusals.some((code) => code === 'disk_low' || code === 'store_read_only'),
);
check(`with room to recover: ${freeMB()} MB free`, freeMB() >= 40);
check('and goes on running', filler.running);
await stop(filler);
say({ log: `${filler.acknowledged.size} commits until it stopped with ${freeMB()} MB free` });
await everythingIsThere('after a kill then');

const reading = await openStore({ dataDir, migrations: testMigrations });
const health = await reading.health();
check('it says that it only reads, and why', !health.writable && health.reason === 'disk_low');
await reading.close();

fillUp(0);
const refusal = await openStore({ dataDir, migrations: testMigrations }).then(
  async (store) => {
    await store.close();
    return 'opened';
  },
  (error: unknown) => (error instanceof StoreError ? error.code : String(error)),
);
check(
  `on a disk that others filled to the last byte it does not open, and says why: ${refusal}`,
  refusal === 'disk_low',
);
rmSync(ballast);
await everythingIsThere('with room again');

// A commit of a moment ago has left room to write on; then another program takes all of it at once.
rmSync(join(disk, 'reserve'));
const surprised = write('surprised');
await surprised.until(() => surprised.acknowledged.size > 5);
check(
  `with more room it writes again: ${freeMB()} MB free ${surprised.refusals.join()}`,
  surprised.acknowledged.size > 5,
);
fillUp(0);
await surprised.until(() => surprised.refusals.length > 0, 20_000);
check(
  `a disk filled from one moment to the next is refused, not acknowledged: ${surprised.refusals[0]}`,
  surprised.refusals.length > 0,
);
await pause(300);
await stop(surprised);
rmSync(ballast);
await everythingIsThere('after the surprise');
process.exit(0);
