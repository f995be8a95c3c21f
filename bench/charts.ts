// How long a goal chart of 500 sessions takes to redraw. In a browser slowed down four times (about a school tablet)
// it is to fit into one frame of a 60 Hz screen: `busy` is computing, React and layout, `painted` until the frame is out.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { goalChart } from '#charts/goal-chart.ts';
import { toSvgString } from '#charts/svg-string.ts';
import { launchBrowser } from '../tests/browser.ts';
import { goalOf } from './charts-goal.ts';
import { quantile } from './quantiles.ts';

const turns = 60;
const frame = 1000 / 60;

function summary(times: readonly number[]): string {
  const at = (part: number): string => quantile(times, part).toFixed(1);
  return `shortest ${at(0)} ms, median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms`;
}

const computed: number[] = [];
const printed: number[] = [];
for (let turn = 0; turn < turns; turn += 1) {
  const goal = goalOf(500, 900);
  const begin = performance.now();
  const picture = goalChart(goal);
  const between = performance.now();
  toSvgString(picture);
  computed.push(between - begin);
  printed.push(performance.now() - between);
}
process.stdout.write(`500 sessions, this machine, computing      ${summary(computed)}\n`);
process.stdout.write(`500 sessions, this machine, to a string    ${summary(printed)}\n`);

const built = await build({
  configFile: false,
  logLevel: 'silent',
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    write: false,
    lib: { entry: fileURLToPath(new URL('./charts-page.ts', import.meta.url)), formats: ['es'], fileName: 'page' },
  },
});
const output = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []));
const script = output.find((file) => file.type === 'chunk');
if (script === undefined) throw new Error('The page was not built.');

const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  await page.setContent('<!doctype html><title>bench</title>');
  await page.addScriptTag({ content: script.code, type: 'module' });
  await page.waitForFunction(() => 'redraw' in globalThis);
  const cdp = await page.context().newCDPSession(page);
  // Counted in the page's own processor time too, which other work on the machine does not lengthen.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taskSeconds = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? Number.NaN;
  };
  for (const rate of [1, 4]) {
    await cdp.send('Emulation.setCPUThrottlingRate', { rate });
    const before = await taskSeconds();
    const times = await page.evaluate(async (many) => {
      const { redraw } = globalThis as unknown as {
        redraw: (turn: number) => Promise<{ busy: number; painted: number }>;
      };
      const all: { busy: number; painted: number }[] = [];
      for (let turn = 0; turn < many; turn += 1) all.push(await redraw(turn));
      return all.slice(10);
    }, turns);
    const processor = (1000 * ((await taskSeconds()) - before)) / turns;
    const busy = times.map((time) => time.busy);
    process.stdout.write(`500 sessions, browser, ${rate} x slower, busy       ${summary(busy)}\n`);
    process.stdout.write(
      `500 sessions, browser, ${rate} x slower, painted    ${summary(times.map((time) => time.painted))}\n`,
    );
    process.stdout.write(`  processor time of the page for each redraw: mean ${processor.toFixed(1)} ms\n`);
    const within = busy.filter((time) => time <= frame).length;
    process.stdout.write(`  busy for no more than one frame (${frame.toFixed(1)} ms): ${within} of ${busy.length}\n`);
  }
} finally {
  await browser.close();
}
