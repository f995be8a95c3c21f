// The recording screen in a real browser at a sixth of its speed: how much it loads first, and how long a tap takes until it is
// on the disk and painted.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launchBrowser } from '../tests/browser.ts';
import { startServer, storyNow } from '../tests/journeys/server.ts';
import { quantile } from './quantiles.ts';

const slowDown = 6;
const taps = 120;
/** What waits in the queue while they are made: a day without a network, several times over. */
const queued = [0, 10_000];
/** Two taps of one kind closer than this are asked about. */
const apartMs = 350;

const home = mkdtempSync(join(tmpdir(), 'carryover-classroom-'));
const served = await startServer(join(home, 'demo'), '--demo', '--now', storyNow);
const browser = await launchBrowser();
try {
  const context = await browser.newContext({
    baseURL: served.origin,
    viewport: { width: 375, height: 740 },
    hasTouch: true,
  });
  const page = await context.newPage();
  await page.request.post('/api/demo/sign-in', { data: { as: 'therapist' }, headers: { origin: served.origin } });
  const { sessions } = (await (await page.request.get('/api/today')).json()) as {
    sessions: { id: string; members: unknown[] }[];
  };
  const session = sessions.find((one) => one.members.length === 4) ?? sessions[0];
  if (session === undefined) throw new Error('The demo has no session today.');

  const scripts = new Map<string, number>();
  page.on('response', async (response) => {
    if (!response.url().endsWith('.js')) return;
    const body = await response.body().catch(() => null);
    if (body !== null) scripts.set(response.url(), gzipSync(body, { level: 9 }).length);
  });
  await page.goto(`/classroom/${session.id}`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: /^Start/ }).click();
  await page.getByRole('list', { name: 'Students' }).waitFor();
  const total = [...scripts.values()].reduce((sum, size) => sum + size, 0);
  process.stdout.write(
    `First load of the recording screen: ${scripts.size} scripts, ${(total / 1000).toFixed(1)} kB gz (aim: at most 170).\n\n`,
  );

  // Nothing is taken in, so that the queue stays as long as it is said to be.
  await page.route('**/api/events', (route) => route.abort());
  const devtools = await context.newCDPSession(page);
  process.stdout.write('| waiting in the queue | taps | median ms | p95 ms | slowest ms |\n|---|---|---|---|---|\n');
  for (const waiting of queued) {
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await page.evaluate(fillQueue, waiting);
    await page.reload({ waitUntil: 'load' });
    await page.getByRole('list', { name: 'Students' }).waitFor();
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
    const key = page.getByRole('button', { name: /: on their own$/ });
    await key.evaluate(watchTaps);
    for (let tap = 0; tap < taps; tap++) {
      await key.click();
      await page.waitForTimeout(apartMs);
    }
    const figures = (await page.evaluate(() => (window as unknown as { tapTimes: number[] }).tapTimes)) as number[];
    if (figures.length !== taps) throw new Error(`${taps} taps, and ${figures.length} were shown as stored.`);
    const ms = (value: number) => value.toFixed(0);
    process.stdout.write(
      `| ${waiting} | ${figures.length} | ${ms(quantile(figures, 0.5))} | ${ms(quantile(figures, 0.95))} | ${ms(Math.max(...figures))} |\n`,
    );
  }
  process.stdout.write(
    `\nFrom the finger's release to the frame that shows the mark, which is shown only once it is on the disk; the browser at 1/${slowDown} of its speed (aim: p95 at most 100 ms).\n`,
  );
} finally {
  await browser.close();
  await served.stop();
  rmSync(home, { recursive: true, force: true });
}

/** In the page: events of a session of long ago that nobody has taken in. */
async function fillQueue(count: number): Promise<void> {
  const open = indexedDB.open('carryover');
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    open.onsuccess = () => resolve(open.result);
    open.onerror = () => reject(open.error);
  });
  const transaction = database.transaction('events', 'readwrite');
  const store = transaction.objectStore('events');
  const present = await new Promise<number>((resolve) => {
    const asked = store.count();
    asked.onsuccess = () => resolve(asked.result);
  });
  const sample = await new Promise<{ body: { id: string; sessionId: string } }>((resolve) => {
    const asked = store.openCursor();
    asked.onsuccess = () => resolve(asked.result?.value);
  });
  for (let made = present; made < count; made++) {
    const id = crypto.randomUUID();
    const { place: _place, ...event } = sample as typeof sample & { place?: number };
    const sessionId = '00000000-0000-7000-8000-000000000000';
    store.add({ ...event, id, sessionId, state: 'waiting', body: { ...event.body, id, sessionId } });
  }
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
  });
  database.close();
}

/** In the page: notes for each tap the milliseconds until the frame after the chip's count has changed. */
function watchTaps(key: Element): void {
  const times: number[] = [];
  (window as unknown as { tapTimes: number[] }).tapTimes = times;
  let began: number | null = null;
  key.addEventListener(
    'pointerup',
    () => {
      began = performance.now();
    },
    true,
  );
  const chip = document.querySelector('[aria-pressed="true"]')!;
  new MutationObserver(() => {
    if (began === null) return;
    const from = began;
    began = null;
    // The frame in which the change is painted begins at the next request; the one after it is on the screen by then.
    requestAnimationFrame(() => requestAnimationFrame(() => times.push(performance.now() - from)));
  }).observe(chip, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['aria-label'],
  });
}
