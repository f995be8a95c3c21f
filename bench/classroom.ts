// What classroom-speed.ts measures, as figures.
import { cpus, loadavg } from 'node:os';
import { measureClassroom, slowDown } from './classroom-speed.ts';
import { quantile } from './quantiles.ts';

const { scripts, bytes, taps, trials, starts } = await measureClassroom({
  taps: 120,
  queued: [0, 10_000],
  trials: 60,
  starts: 15,
});
const ms = (value: number) => value.toFixed(0);
const figures = (of: readonly number[]) =>
  `${of.length} | ${ms(quantile(of, 0.5))} | ${ms(quantile(of, 0.95))} | ${ms(Math.max(...of))}`;
process.stdout.write(
  `First load of the recording screen: ${scripts} scripts, ${(bytes / 1000).toFixed(1)} kB gz (aim: at most 170).\n\n`,
);
process.stdout.write('| | times | median ms | p95 ms | slowest ms |\n|---|---|---|---|---|\n');
for (const { queued, ms: times } of taps)
  process.stdout.write(`| a tap, ${queued} waiting in the queue | ${figures(times)} |\n`);
process.stdout.write(`| a trial in a group: student and mark | ${figures(trials)} |\n`);
process.stdout.write(`| a start without a network | ${figures(starts)} |\n`);
process.stdout.write(
  `\nA tap: from the finger's release to the frame that shows the mark, which is shown only once it is on the disk (aim: p95 at most 100 ms). A start: from the address to the pad, in a new window of a browser that runs (aim: at most 2.5 s). The browser at 1/${slowDown} of its speed. Load of the machine at the end: ${(loadavg()[0] ?? 0).toFixed(1)} on ${cpus().length} processors; above 1 they are upper bounds.\n`,
);
process.stdout.write(
  `\nA trial in a group is two presses, one where it goes round the table: this is the device's part of its 1.5 s; what is left of them is the hand's, and is not measured here.\n`,
);
