// SIGKILL of the browser at random moments: while marks are tapped, while they are sent, with a network, without one and with one that
// loses answers, while a newer version of the app takes over, and while what an older version kept is brought to the newest
// form. What was shown as stored is there at the next start, and in the end once on the server.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { demoTemplate } from '../journeys/demo-template.ts';
import { startServer, storyNow } from '../journeys/server.ts';
import { Front } from './children/front.ts';
import { ask, type DemoSession, eventsOf, signIn } from './children/demo-day.ts';
import { allSent, marks, marksShown, padOf, press } from './children/pad.ts';
import { killTablets, Tablet } from './children/tablet.ts';
import { chancesFrom, Score, type Tally, type TrustRun } from './suite.ts';

export const name = 'browser-kill';

type Cookie = Awaited<ReturnType<typeof signIn>>;

interface World {
  readonly front: Front;
  readonly home: string;
  readonly score: Score;
  readonly chance: () => number;
  readonly cookie: Cookie;
  readonly session: DemoSession;
  readonly log: (line: string) => void;
}

export async function run({ quick, seed, log }: TrustRun): Promise<Tally> {
  const score = new Score(log);
  const home = await mkdtemp(join(tmpdir(), 'carryover-browser-kill-'));
  await cp(await demoTemplate(), join(home, 'school'), { recursive: true });
  const server = await startServer(join(home, 'school'), '--demo', '--now', storyNow);
  const fronts: Front[] = [];
  try {
    const cookie = await signIn(server.origin);
    const { sessions } = await ask<{ sessions: readonly DemoSession[] }>(server.origin, cookie, '/api/today');
    const groups = sessions.filter((one) => one.members.length >= 2);
    /** A tablet's own network, session and chances. */
    const world = async (number: number): Promise<World> => {
      const front = await Front.open();
      front.target = server.origin;
      fronts.push(front);
      const chance = chancesFrom(seed + number);
      return { front, home: join(home, `tablet-${number}`), score, chance, cookie, log, session: groups[number]! };
    };
    // A browser that starts waits more than it works: two of them halve the time.
    const each = quick ? [4] : [90, 90];
    await Promise.all(each.map(async (rounds, number) => whileWorking(await world(number), rounds)));
    await whileUpgrading(await world(each.length), quick ? 1 : 10);
  } finally {
    await killTablets();
    await server.stop();
    await Promise.all(fronts.map((front) => front.close()));
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
  return score.tally;
}

async function startTablet({ front, cookie }: World, profile: string): Promise<Tablet> {
  const tablet = await Tablet.start(profile);
  // A browser writes its cookies down half a minute late: after a kill they may be gone, and whoever it is signs in again.
  await tablet.context.addCookies([{ ...cookie, url: front.origin, httpOnly: true, sameSite: 'Strict' }]);
  return tablet;
}

async function whileWorking(world: World, rounds: number): Promise<void> {
  const { front, home, score, chance, cookie, session, log } = world;
  const profile = join(home, 'profile');
  const address = `${front.origin}/classroom/${session.id}`;
  const before = await eventsOf(front.origin, cookie, session.id);
  let tablet = await startTablet(world, profile);
  await tablet.page.goto(address);
  await padOf(tablet.page);
  await tablet.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await allSent(tablet.page);
  let [least, most] = [await marksShown(tablet.page), await marksShown(tablet.page)];
  const kills = { tapping: 0, 'taking over': 0 };
  const moods = { through: 0, nothing: 0, 'answer lost': 0 };
  let [tapped, acknowledged, startedAgain, fromNetwork] = [0, 0, 0, 0];
  await tablet.close();

  for (let round = 0; round < rounds; round += 1) {
    tablet = await startTablet(world, profile);
    const { page } = tablet;
    const takesOver = chance() < 0.15;
    front.mood = takesOver ? 'through' : (['through', 'nothing', 'answer lost'] as const)[Math.floor(chance() * 3)]!;
    moods[front.mood] += 1;
    if (takesOver) {
      front.appVersion += 1;
      await page.goto(`${front.origin}/today`);
      await page.getByRole('button', { name: 'Use it now' }).click();
      await wait(chance() * 800);
      kills['taking over'] += 1;
    } else {
      const again = await openAt(page, address, front);
      startedAgain += again > 0 ? 1 : 0;
      fromNetwork += again === triesWithout ? 1 : 0;
      await padOf(page);
      const shown = await marksShown(page);
      score.check(
        `${least} to ${most} marks are there after a kill, not ${shown} (${round})`,
        shown >= least && shown <= most,
      );
      let [attempts, seen] = [0, shown];
      await page.exposeFunction('toldOfMarks', (count: number) => {
        seen = Math.max(seen, count);
      });
      await page.evaluate(tellOfMarks);
      let alive = true;
      const tapping = (async () => {
        while (alive) {
          attempts += 1;
          await press(page, marks[attempts % 2]!).catch(() => undefined);
          await wait(chance() * 90);
        }
      })();
      await wait(60 + chance() * 900);
      await tablet.kill();
      alive = false;
      await tapping;
      [least, most] = [seen, shown + attempts];
      tapped += attempts;
      acknowledged += seen - shown;
      kills.tapping += 1;
      continue;
    }
    await tablet.kill();
  }

  front.mood = 'through';
  tablet = await startTablet(world, profile);
  await tablet.page.goto(address);
  await padOf(tablet.page);
  await allSent(tablet.page);
  const shown = await marksShown(tablet.page);
  const known = new Set(before.map((event) => event.id));
  const kept = (await eventsOf(front.origin, cookie, session.id)).filter((event) => !known.has(event.id));
  const trials = kept.filter((event) => event.kind === 'trial');
  score.check(`${shown} marks shown, ${trials.length} on the server`, shown === trials.length);
  score.check(`no event twice`, new Set(kept.map((event) => event.id)).size === kept.length);
  // Two taps of one device are never entered at the same moment: the same moment twice would be one tap twice.
  score.check(`no tap twice`, new Set(trials.map((event) => event.enteredAt)).size === trials.length);
  score.check(`nothing acknowledged is lost (${acknowledged})`, trials.length >= acknowledged);
  score.check(`nothing is there that was not tapped (${tapped})`, trials.length <= tapped);
  const said = [...Object.entries(kills), ...Object.entries(moods)]
    .map(([what, count]) => `${what} ${count}`)
    .join(', ');
  log(`${rounds} kills (${said}): ${tapped} tapped, ${acknowledged} acknowledged, ${trials.length} on the server`);
  // A browser killed while one version of a service worker takes over from another may ask the network for its first page.
  log(`${startedAgain} starts needed a second try, ${fromNetwork} the network`);
  await tablet.close();
}

/** So often a browser may fail to start the app from what it keeps, before it gets its network back. */
const triesWithout = 3;

/** @returns how many tries were needed beyond the first */
async function openAt(page: Page, address: string, front: Front): Promise<number> {
  for (let again = 0; ; again += 1) {
    // A browser that was killed before it wrote down that a service worker is there knows of none: what was tapped is not less safe.
    if (again === triesWithout) front.mood = 'through';
    const opened = await page.goto(address).then(
      () => true,
      () => false,
    );
    if (opened) return again;
    if (again === triesWithout) throw new Error('The app does not start.');
    await wait(1_000);
  }
}

/** In the page: tells each count of the selected student's marks as it is painted. */
function tellOfMarks(): void {
  const chip = document.querySelector('li > button[aria-pressed="true"]')!;
  const tell = () =>
    (window as unknown as { toldOfMarks: (count: number) => void }).toldOfMarks(
      Number(/(\d+) marks?\b/.exec(chip.getAttribute('aria-label') ?? '')?.[1] ?? 0),
    );
  new MutationObserver(tell).observe(chip, { attributes: true, attributeFilter: ['aria-label'] });
}

/** What the first version of the database kept readable is locked and sealed at the first start of this one, and killed at it. */
async function whileUpgrading(world: World, rounds: number): Promise<void> {
  const { front, home, score, chance, cookie, session, log } = world;
  const address = `${front.origin}/classroom/${session.id}`;
  const eachRound = 40;
  let kills = 0;
  const { adultId } = await ask<{ adultId: string }>(front.origin, cookie, '/api/me');
  for (let round = 0; round < rounds; round += 1) {
    const profile = join(home, `old-${round}`);
    let tablet = await startTablet(world, profile);
    await tablet.page.goto(`${front.origin}/manifest.webmanifest`);
    const ids = await tablet.page.evaluate(keepAsFirstVersion, {
      count: eachRound,
      sessionId: session.id,
      recorderId: adultId,
      studentId: session.members[0]!.studentId,
      text: `round ${round}`,
    });
    for (let kill = 0; kill < 2; kill += 1) {
      front.mood = chance() < 0.5 ? 'through' : 'answer lost';
      tablet.page.goto(address).catch(() => undefined);
      await wait(200 + chance() * 2_000);
      await tablet.kill();
      kills += 1;
      tablet = await startTablet(world, profile);
    }
    front.mood = 'through';
    await tablet.page.goto(address);
    await padOf(tablet.page);
    await allSent(tablet.page);
    const kept = (await eventsOf(front.origin, cookie, session.id)).filter((event) => ids.includes(event.id));
    score.check(`what an older version kept is there once (${round}: ${kept.length})`, kept.length === eachRound);
    // It is locked beside the sending, when the vault has opened.
    let readable = await tablet.page.evaluate(countReadable);
    for (let tries = 0; readable > 0 && tries < 40; tries += 1) {
      await wait(250);
      readable = await tablet.page.evaluate(countReadable);
    }
    score.check(`nothing of it is readable any more (${round}: ${readable})`, readable === 0);
    await tablet.close();
  }
  log(`${kills} kills at the upgrade of the database, ${rounds * eachRound} events of the first version`);
}

/** In the page: a database as the app's first version made it, with notes that wait. */
async function keepAsFirstVersion(of: {
  count: number;
  sessionId: string;
  recorderId: string;
  studentId: string;
  text: string;
}): Promise<string[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    // Dexie's version 1.
    const opening = indexedDB.open('carryover', 10);
    opening.onupgradeneeded = () => {
      const events = opening.result.createObjectStore('events', { keyPath: 'place', autoIncrement: true });
      events.createIndex('id', 'id', { unique: true });
      events.createIndex('sessionId', 'sessionId');
      events.createIndex('state', 'state');
      events.createIndex('[sessionId+state]', ['sessionId', 'state']);
      opening.result.createObjectStore('packs', { keyPath: 'sessionId' }).createIndex('fetchedAt', 'fetchedAt');
      opening.result.createObjectStore('device', { keyPath: 'name' });
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const transaction = database.transaction(['events', 'device'], 'readwrite', { durability: 'strict' });
  const newId = () => {
    const time = Date.now().toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
  };
  const deviceId = newId();
  transaction.objectStore('device').add({ name: 'deviceId', value: deviceId });
  const ids: string[] = [];
  for (let made = 0; made < of.count; made += 1) {
    const id = newId();
    const at = new Date(Date.now() - (of.count - made) * 1_000).toISOString();
    ids.push(id);
    const frame = { id, sessionId: of.sessionId, recorderId: of.recorderId };
    const body = { ...frame, schemaVersion: 1, deviceId, occurredAt: at, enteredAt: at, captureMode: 'live' };
    transaction.objectStore('events').add({
      ...frame,
      state: 'waiting',
      body: { ...body, kind: 'note', studentId: of.studentId, text: `${of.text}: ${made}` },
    });
  }
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
  });
  database.close();
  return ids;
}

/** In the page: events whose body still lies there as it was written. */
async function countReadable(): Promise<number> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('carryover');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const rows = await new Promise<{ body?: unknown }[]>((resolve, reject) => {
    const reading = database.transaction('events').objectStore('events').getAll();
    reading.onsuccess = () => resolve(reading.result);
    reading.onerror = () => reject(reading.error);
  });
  database.close();
  return rows.filter((row) => row.body !== undefined).length;
}
