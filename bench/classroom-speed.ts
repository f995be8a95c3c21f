// The recording screen in a real browser at a sixth of its speed: how much it loads first, how long a tap takes until it is on the disk
// and painted, and how long a start takes where there is no network.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../tests/browser.ts';
import { demoTemplate } from '../tests/journeys/demo-template.ts';
import { startServer, storyNow } from '../tests/journeys/server.ts';

export const slowDown = 6;
/** Two taps of one kind closer than this are asked about. */
const apartMs = 350;
/** A tap that nothing came of. */
const patienceMs = 20_000;

export interface ClassroomSpeed {
  readonly scripts: number;
  /** Of all of them, gzipped. */
  readonly bytes: number;
  /** Milliseconds from the finger's release to the frame that shows the mark, by how many events waited. */
  readonly taps: readonly { readonly queued: number; readonly ms: readonly number[] }[];
  /**
   * Milliseconds from the first press on another student's chip to the frame that shows their mark, of a simple trial in a group: two
   * presses of a script, without the hand between them.
   */
  readonly trials: readonly number[];
  /** Milliseconds from the address to the pad that can be tapped, without a network, in a new window. */
  readonly starts: readonly number[];
}

export async function measureClassroom(of: {
  readonly taps: number;
  readonly queued: readonly number[];
  readonly trials: number;
  readonly starts: number;
}): Promise<ClassroomSpeed> {
  const home = await mkdtemp(join(tmpdir(), 'carryover-classroom-'));
  await cp(await demoTemplate(), join(home, 'demo'), { recursive: true });
  const served = await startServer(join(home, 'demo'), '--demo', '--now', storyNow);
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({
      baseURL: served.origin,
      viewport: { width: 375, height: 740 },
      hasTouch: true,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    await page.request.post('/api/demo/sign-in', { data: { as: 'therapist' }, headers: { origin: served.origin } });
    const { sessions } = (await (await page.request.get('/api/today')).json()) as {
      sessions: { id: string; members: unknown[] }[];
    };
    const session = sessions.find((one) => one.members.length === 4) ?? sessions[0];
    if (session === undefined) throw new Error('The demo has no session today.');
    const address = `/classroom/${session.id}`;

    const scripts = new Map<string, number>();
    page.on('response', async (response) => {
      if (!response.url().endsWith('.js') || response.fromServiceWorker()) return;
      const body = await response.body().catch(() => null);
      if (body !== null) scripts.set(response.url(), gzipSync(body, { level: 9 }).length);
    });
    await page.goto(address, { waitUntil: 'load' });
    await page.getByRole('button', { name: /^Start/ }).click();
    await strip(page).waitFor();
    const loaded = new Map(scripts);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);

    // Nothing is taken in, so that the queue stays as long as it is said to be.
    await page.route('**/api/events', (route) => route.abort());
    const devtools = await context.newCDPSession(page);
    const taps: { queued: number; ms: number[] }[] = [];
    for (const queued of of.queued) taps.push({ queued, ms: await tapTimes(devtools, page, queued, of.taps) });
    const trials = await trialTimes(page, of.trials);
    await page.close();
    const starts = await startTimes(context, `${served.origin}${address}`, of.starts);
    return {
      scripts: loaded.size,
      bytes: [...loaded.values()].reduce((sum, size) => sum + size, 0),
      taps,
      trials,
      starts,
    };
  } finally {
    await browser.close();
    await served.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

const strip = (page: Page) => page.getByRole('list', { name: 'Students' });

/**
 * What is measured is asked for through the browser's own devtools: the scripts that a test driver puts into the page to find and watch
 * an element would run at a sixth of their speed too, and be measured with it.
 */
async function evaluated<Answer>(devtools: CDPSession, expression: string): Promise<Answer> {
  const { result } = await devtools.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  return result.value as Answer;
}

async function tapTimes(devtools: CDPSession, page: Page, queued: number, taps: number): Promise<number[]> {
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await page.evaluate(fillQueue, queued);
  await page.reload({ waitUntil: 'load' });
  await strip(page).waitFor();
  await page.getByRole('button', { name: /: on their own$/ }).evaluate(watchTaps);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
  for (let tap = 1; tap <= taps; tap++) {
    const { x, y, seen } = await evaluated<{ x: number; y: number; seen: number }>(devtools, 'middleOfKey()');
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await evaluated(devtools, `tapped(${seen}, ${patienceMs})`);
    await page.waitForTimeout(apartMs);
  }
  return evaluated<number[]>(devtools, 'tapTimes');
}

async function trialTimes(page: Page, trials: number): Promise<number[]> {
  const times: number[] = [];
  for (let trial = 0; trial < trials; trial += 1) {
    times.push(await page.evaluate(markNext, trial));
    await page.waitForTimeout(apartMs);
  }
  return times;
}

/** In the page: the next student of the strip, and their mark. */
async function markNext(trial: number): Promise<number> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const chips = [...document.querySelectorAll<HTMLButtonElement>('li > button[aria-pressed]')];
  // From the second on: pressed again, the selected one would go to its next goal.
  const chip = chips[(trial + 1) % chips.length]!;
  const label = chip.getAttribute('aria-label')!.split(',')[0]!;
  const marks = () => /(\d+) marks?\b/.exec(chip.getAttribute('aria-label') ?? '')?.[1] ?? '0';
  const began = performance.now();
  chip.click();
  const key = () =>
    [...document.querySelectorAll<HTMLButtonElement>('button[aria-keyshortcuts="1"]')].find((one) =>
      one.getAttribute('aria-label')?.startsWith(`${label},`),
    );
  while (key() === undefined) await frame();
  const before = marks();
  key()!.click();
  while (marks() === before) await frame();
  await frame();
  return performance.now() - began;
}

async function startTimes(context: BrowserContext, address: string, starts: number): Promise<number[]> {
  await context.setOffline(true);
  const times: number[] = [];
  for (let start = 0; start < starts; start++) {
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
    await page.addInitScript(watchStart);
    await devtools.send('Page.enable');
    const begun = new Promise((resolve) => devtools.once('Page.frameNavigated', resolve));
    await devtools.send('Page.navigate', { url: address });
    await begun;
    times.push(await evaluated<number>(devtools, 'padAt'));
    await page.close();
  }
  await context.setOffline(false);
  return times;
}

/** In the page: the milliseconds from the beginning of the navigation to the frame in which there is a key to be tapped. */
function watchStart(): void {
  (window as unknown as { padAt: Promise<number> }).padAt = new Promise((resolve) => {
    const look = () => {
      if (document.querySelector('button[aria-keyshortcuts="1"]') !== null) {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
      } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
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
  const sample = await new Promise<Record<string, unknown>>((resolve) => {
    const asked = store.openCursor();
    asked.onsuccess = () => resolve(asked.result?.value);
  });
  for (let made = present; made < count; made++) {
    const id = crypto.randomUUID();
    const { place: _place, ...event } = sample;
    store.add({ ...event, id, sessionId: '00000000-0000-7000-8000-000000000000', state: 'waiting' });
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
  let began: number | null = null;
  let seen = (): void => {};
  Object.assign(window, {
    tapTimes: times,
    middleOfKey: () => {
      const { left, top, width, height } = key.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2, seen: times.length };
    },
    /** Resolves when one more tap than before has been seen, or none is for so long: it fell beside the key, and counts as missing. */
    tapped: (before: number, patienceMs: number) =>
      new Promise<void>((resolve) => {
        seen = resolve;
        if (times.length > before) resolve();
        setTimeout(resolve, patienceMs);
      }),
  });
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
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        times.push(performance.now() - from);
        seen();
      }),
    );
  }).observe(chip, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['aria-label'],
  });
}
