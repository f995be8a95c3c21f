// What classroom-speed.ts measures, as figures.
import { measureClassroom, slowDown } from './classroom-speed.ts';
import { quantile } from './quantiles.ts';

const { scripts, bytes, taps, starts } = await measureClassroom({ taps: 120, queued: [0, 10_000], starts: 15 });
const ms = (value: number) => value.toFixed(0);
const figures = (of: readonly number[]) =>
  `${of.length} | ${ms(quantile(of, 0.5))} | ${ms(quantile(of, 0.95))} | ${ms(Math.max(...of))}`;
process.stdout.write(
  `First load of the recording screen: ${scripts} scripts, ${(bytes / 1000).toFixed(1)} kB gz (aim: at most 170).\n\n`,
);
process.stdout.write('| | times | median ms | p95 ms | slowest ms |\n|---|---|---|---|---|\n');
for (const { queued, ms: times } of taps)
  process.stdout.write(`| a tap, ${queued} waiting in the queue | ${figures(times)} |\n`);
process.stdout.write(`| a start without a network | ${figures(starts)} |\n`);
process.stdout.write(
  `\nA tap: from the finger's release to the frame that shows the mark, which is shown only once it is on the disk (aim: p95 at most 100 ms). A start: from the address to the pad, in a new window of a browser that runs (aim: at most 2.5 s). The browser at 1/${slowDown} of its speed.\n`,
);
