// The power goes. The image is made of only what was fsynced (children/power-cut-witness.ts keeps it); every commit that was
// acknowledged must be in it, and the next cut starts from that image. For comparison PGlite as it ships is cut the same way: it
// must lose, or this test could not see a loss.
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../src/store/open-store.ts';
import type { JournalLine } from './children/power-cut-witness.ts';
import { type Acknowledged, lookForLosses, nothingMissing, pause, testMigrations, Writer } from './children/writing.ts';
import { chancesFrom, Score, type Tally, type TrustRun } from './suite.ts';

export const name = 'store-power-cut';

const witness = fileURLToPath(new URL('children/power-cut-witness.ts', import.meta.url));

/** A file's or directory's place in the image; `kept` is where its bytes are, null where none were ever synced. */
type Entry = { inode: string; isDirectory: boolean };

function walk(directory: string, visit: (path: string, isDirectory: boolean) => void): void {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    visit(path, entry.isDirectory());
    if (entry.isDirectory()) walk(path, visit);
  }
}

function inodeOf(path: string): string {
  const facts = statSync(path, { bigint: true });
  return `${facts.ino}-${facts.birthtimeNs}`;
}

/** What of `cluster` was on the disk: the image it began as, changed by the journal alone. */
class Disk {
  readonly #entries = new Map<string, Entry>();
  readonly #bytes = new Map<string, string>();
  readonly #began: string;
  readonly #cluster: string;

  /** `began`: a copy of the cluster as it is now, which is on the disk as a whole. */
  constructor(cluster: string, began: string) {
    this.#cluster = cluster;
    this.#began = began;
    cpSync(cluster, began, { recursive: true });
    walk(cluster, (path, isDirectory) => {
      const inode = inodeOf(path);
      this.#entries.set(path, { inode, isDirectory });
      if (!isDirectory) this.#bytes.set(inode, join(began, path.slice(cluster.length)));
    });
  }

  replay(keepIn: string): number {
    const journal = join(keepIn, 'journal');
    if (!existsSync(journal)) return 0;
    // A last line cut off by the kill was never answered to PostgreSQL.
    const lines = readFileSync(journal, 'utf8').split('\n').slice(0, -1);
    for (const line of lines.map((text) => JSON.parse(text) as JournalLine)) {
      if ('file' in line) {
        this.#bytes.set(line.inode, join(keepIn, 'bytes', line.kept));
        this.#entries.set(line.file, { inode: line.inode, isDirectory: false });
      } else {
        const names = new Set(line.names.map(({ name }) => join(line.directory, name)));
        for (const path of this.#entries.keys())
          if (dirname(path) === line.directory && !names.has(path)) this.#entries.delete(path);
        for (const { name, inode, isDirectory } of line.names)
          this.#entries.set(join(line.directory, name), { inode, isDirectory });
      }
    }
    return lines.length;
  }

  /** Writes the image out: parents first; a file whose bytes were never synced is there, and empty. */
  writeTo(image: string): void {
    mkdirSync(image, { recursive: true, mode: 0o700 });
    for (const [path, { inode, isDirectory }] of [...this.#entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const to = join(image, path.slice(this.#cluster.length));
      if (!existsSync(dirname(to))) continue; // its directory's own name was never synced
      if (isDirectory) mkdirSync(to, { mode: 0o700 });
      else {
        const from = this.#bytes.get(inode);
        if (from === undefined) writeFileSync(to, '');
        else copyFileSync(from, to);
      }
    }
    rmSync(this.#began, { recursive: true });
  }
}

export async function run({ quick, seed, log }: TrustRun): Promise<Tally> {
  const score = new Score(log);
  const chance = chancesFrom(seed);
  const home = mkdtempSync(join(tmpdir(), 'carryover-power-'));
  const acknowledged: Acknowledged = new Map();
  let [cuts, fsyncs] = [0, 0];

  /** Lets a writer write into `dataDir`, cuts the power, and leaves in `image` what the disk would hold. */
  const cut = async (dataDir: string, image: string, options: string[]): Promise<Writer> => {
    const keepIn = join(home, `kept-${cuts}`);
    const disk = new Disk(join(dataDir, 'pg'), join(home, `began-${cuts}`));
    process.env.KEEP_IN = keepIn;
    const writer = new Writer([
      dataDir,
      testMigrations,
      `writer-${cuts}`,
      '--witness',
      witness,
      '--body',
      '3000',
      ...options,
    ]);
    const commits = 10 + Math.floor(chance() * 60);
    await writer.until(() => writer.acknowledged.size >= commits);
    await pause(chance() * 10);
    score.check(
      `the writer did not stop by itself (${cuts}) ${writer.complaints}${writer.refusals.join()}`,
      writer.running,
    );
    await writer.kill();
    cuts += 1;
    fsyncs += disk.replay(keepIn);
    disk.writeTo(join(image, 'pg'));
    writeFileSync(join(image, 'lock'), '');
    rmSync(keepIn, { recursive: true, force: true });
    return writer;
  };

  try {
    let dataDir = join(home, 'store');
    await (await openStore({ dataDir, migrations: testMigrations })).close();
    const rounds = quick ? 3 : 12;
    for (let round = 0; round < rounds; round += 1) {
      const image = join(home, `image-${round}`);
      const writer = await cut(dataDir, image, []);
      for (const [id, hash] of writer.acknowledged) acknowledged.set(id, hash);
      rmSync(dataDir, { recursive: true });
      dataDir = image;
      // Looked at on a copy: the next cut is of a store that was never stopped cleanly.
      const looked = join(home, 'looked');
      cpSync(image, looked, { recursive: true });
      const found = await lookForLosses(looked, acknowledged);
      score.check(
        `the image holds all ${acknowledged.size} acknowledged commits (${round}): ${JSON.stringify(found)}`,
        nothingMissing(found),
      );
      rmSync(looked, { recursive: true });
    }
    log(`${cuts} cuts, ${fsyncs} fsyncs kept, ${acknowledged.size} acknowledged commits`);

    const shipped = join(home, 'image-as-shipped');
    const writer = await cut(dataDir, shipped, ['--as-shipped']);
    const found = await lookForLosses(shipped, writer.acknowledged).catch(() => null);
    const lost = found === null ? 'everything: it does not open' : `${found.lost} of ${writer.acknowledged.size}`;
    log(`PGlite as it ships loses ${lost}`);
    score.check('the test sees the loss of PGlite as it ships', found === null || found.lost > 0);
  } finally {
    delete process.env.KEEP_IN;
    rmSync(home, { recursive: true, force: true });
  }
  return score.tally;
}
