// One process per data directory: the second hears who has it and leaves it alone, also when the first does not answer; and the
// moment the first is gone, however it went, the next may open.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lookForLosses, nothingMissing, pause, testMigrations, Writer } from './children/writing.ts';
import { Score, type Tally, type TrustRun } from './suite.ts';

export const name = 'store-two-openers';

export async function run({ quick, log }: TrustRun): Promise<Tally> {
  const score = new Score(log);
  const home = mkdtempSync(join(tmpdir(), 'carryover-openers-'));
  const dataDir = join(home, 'store');
  const start = (writer: string): Writer => new Writer([dataDir, testMigrations, writer, '--pause', '5']);
  const running: Writer[] = [];
  try {
    // Several at once on a directory that is not there yet: one makes it.
    const crowd = Array.from({ length: quick ? 3 : 6 }, (_, index) => start(`crowd-${index}`));
    running.push(...crowd);
    await Promise.race(crowd.map((one) => one.until(() => one.acknowledged.size > 3)));
    await Promise.all(crowd.map((one) => one.until(() => one.opened || !one.running)));
    const winners = crowd.filter((one) => one.opened);
    score.check('exactly one of the crowd opened it', winners.length === 1);
    score.check(
      'the others left with data_directory_held',
      crowd.every((one) => one.opened || one.refusals[0]?.startsWith('data_directory_held') === true),
    );
    const first = winners[0]!;

    const second = start('second');
    running.push(second);
    const code = await second.ended;
    score.check('the second one ends at once', code === 3 && !second.opened);
    score.check('and knows the first one', second.refusals[0] === `data_directory_held ${first.child.pid}`);

    // A process that does not answer (a laptop asleep, a debugger) is alive: nothing is taken from it.
    first.child.kill('SIGSTOP');
    const third = start('third');
    running.push(third);
    await third.ended;
    score.check('nor is a silent one robbed', third.refusals[0] === `data_directory_held ${first.child.pid}`);
    first.child.kill('SIGCONT');
    const before = first.acknowledged.size;
    score.check('which goes on writing', await first.until(() => first.acknowledged.size > before + 5));

    await first.kill();
    const next = start('next');
    running.push(next);
    score.check('after a kill the next one opens', await next.until(() => next.acknowledged.size > 3));
    await next.kill();
    await pause(10);
    const acknowledged = new Map([...first.acknowledged, ...next.acknowledged]);
    const found = await lookForLosses(dataDir, acknowledged);
    score.check(`nothing was lost over all this: ${JSON.stringify(found)}`, nothingMissing(found));
    log(`${running.length} processes on one directory, ${acknowledged.size} acknowledged commits`);
  } finally {
    for (const one of running) if (one.running) await one.kill();
    rmSync(home, { recursive: true, force: true });
  }
  return score.tally;
}
