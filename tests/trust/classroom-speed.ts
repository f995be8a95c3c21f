// A tap is on the disk and painted within 100 ms, and the recording screen starts without a network within 2.5 s, on a device six times
// slower than this one.
import { cpus, loadavg } from 'node:os';
import { measureClassroom } from '../../bench/classroom-speed.ts';
import { quantile } from '../../bench/quantiles.ts';
import { Score, type Tally, type TrustRun } from './suite.ts';

export const name = 'classroom-speed';
/** Times are judged on a machine that does nothing else. */
export const onlyFull = true;

const longestTapMs = 100;
const longestStartMs = 2_500;
const wanted = { taps: 120, queued: [0, 10_000], trials: 0, starts: 15 };

export async function run({ log }: TrustRun): Promise<Tally> {
  const score = new Score(log);
  const { taps, starts } = await measureClassroom(wanted);
  for (const { queued, ms } of taps) {
    const p95 = quantile(ms, 0.95);
    score.check(`${ms.length} of ${wanted.taps} taps are shown once they are stored`, ms.length === wanted.taps);
    score.check(`p95 of a tap with ${queued} waiting: ${p95.toFixed(0)} ms`, p95 <= longestTapMs);
    log(`${ms.length} taps with ${queued} waiting: p95 ${p95.toFixed(0)} ms`);
  }
  const slowest = Math.max(...starts);
  score.check(`slowest start without a network: ${slowest.toFixed(0)} ms`, slowest <= longestStartMs);
  log(`${starts.length} starts without a network: slowest ${slowest.toFixed(0)} ms`);
  const [load = 0] = loadavg();
  if (load > cpus().length) log(`the machine did other work (load ${load.toFixed(1)}): the times are upper bounds`);
  return score.tally;
}
