// SIGKILL at random moments: while the store is made, while it starts and recovers, while it migrates, while it writes. Afterwards
// it opens, every acknowledged commit is there, and none is there by halves.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Acknowledged, lookForLosses, nothingMissing, pause, testMigrations, Writer } from './children/writing.ts';
import { chancesFrom, Score, type Tally, type TrustRun } from './suite.ts';

export const name = 'store-kill';

/** A migration that takes a while: a kill has something to hit. */
function slowMigration(number: number): string {
  return `create table step_${number} as select n, md5(n::text) as text from generate_series(1, 20000) n;
create index on step_${number} (text);
alter table note add column step_${number} integer not null default ${number};
update note set step_${number} = step_${number} + 1;
create table done_${number} (n integer);`;
}

export async function run({ quick, seed, log }: TrustRun): Promise<Tally> {
  const score = new Score(log);
  const chance = chancesFrom(seed);
  const home = mkdtempSync(join(tmpdir(), 'carryover-kill-'));
  const kills = { making: 0, starting: 0, migrating: 0, writing: 0 };
  let total = 0;
  try {
    const inTheMaking = quick ? 3 : 12;
    for (let round = 0; round < inTheMaking; round += 1) {
      const dataDir = join(home, `made-${round}`);
      const writer = new Writer([dataDir, testMigrations, 'maker']);
      await pause(chance() * 3500);
      await writer.kill();
      kills.making += 1;
      total += writer.acknowledged.size;
      score.check(
        `opens after a kill while it was made (${round})`,
        nothingMissing(await lookForLosses(dataDir, writer.acknowledged)),
      );
      rmSync(dataDir, { recursive: true });
    }

    const dataDir = join(home, 'store');
    const migrations = join(home, 'migrations');
    mkdirSync(migrations);
    for (const file of readdirSync(testMigrations)) copyFileSync(join(testMigrations, file), join(migrations, file));
    let steps = 1;
    const acknowledged: Acknowledged = new Map();
    const rounds = quick ? 10 : 60;
    for (let round = 0; round < rounds; round += 1) {
      const kind = chance();
      const migrating = kind < 0.2;
      if (migrating) {
        steps += 1;
        writeFileSync(join(migrations, `${String(steps).padStart(4, '0')}-step.sql`), slowMigration(steps));
      }
      const writer = new Writer([dataDir, migrations, `writer-${round}`]);
      if (migrating || kind < 0.4) {
        await Promise.race([pause(200 + chance() * 1100), writer.ended]);
        kills[migrating ? 'migrating' : 'starting'] += 1;
      } else {
        const commits = 1 + Math.floor(chance() * 60);
        await writer.until(() => writer.acknowledged.size >= commits);
        await pause(chance() * 4);
        kills.writing += 1;
      }
      score.check(
        `the writer did not stop by itself (${round}) ${writer.complaints} ${writer.refusals.join()}`,
        writer.running,
      );
      await writer.kill();
      for (const [id, hash] of writer.acknowledged) acknowledged.set(id, hash);
      // Looking is a start and a clean stop in itself: most rounds leave it out, so that crash follows crash.
      if (round % 4 !== 3 && round !== rounds - 1) continue;
      const found = await lookForLosses(dataDir, acknowledged, migrations);
      score.check(
        `all ${acknowledged.size} acknowledged commits are there (${round}): ${JSON.stringify(found)}`,
        nothingMissing(found),
      );
    }
    total += acknowledged.size;
    const sum = kills.making + kills.starting + kills.migrating + kills.writing;
    log(
      `${sum} kills (${kills.making} while made, ${kills.starting} starting, ${kills.migrating} migrating, ${kills.writing} writing), ${total} acknowledged commits`,
    );
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return score.tally;
}
