// Words that must not lie in plaintext anywhere on a device: names and goal wordings are planted at the school, a day is worked with
// them, and then every file of the browser's profile, every address and title, every line of the logs is read.
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openStore } from '../../src/store/open-store.ts';
import { demoTemplate } from '../journeys/demo-template.ts';
import { startServer, storyNow } from '../journeys/server.ts';
import { Front } from './children/front.ts';
import { ask, type DemoSession, signIn } from './children/demo-day.ts';
import { allSent, marks, padOf, press } from './children/pad.ts';
import { killTablets, Tablet } from './children/tablet.ts';
import { Score, type Tally, type TrustRun } from './suite.ts';

export const name = 'canaries';

const pin = '240613';
/** No compression of a database finds anything to shorten in these. */
const planted: Readonly<Record<'family' | 'given' | 'wording' | 'note', string>> = {
  family: 'Qvyzkowtbex',
  given: 'Jhwuxpdrif',
  wording: 'vbqzmkxjwy',
  note: 'gwxqpzjvkt',
};

export async function run({ log }: TrustRun): Promise<Tally> {
  const score = new Score(log);
  const home = await mkdtemp(join(tmpdir(), 'carryover-canaries-'));
  const profile = join(home, 'profile');
  const front = await Front.open();
  await cp(await demoTemplate(), join(home, 'school'), { recursive: true });
  await plant(join(home, 'school'));
  const server = await startServer(join(home, 'school'), '--demo', '--now', storyNow);
  front.target = server.origin;
  try {
    const cookie = await signIn(front.origin);
    const { sessions } = await ask<{ sessions: readonly DemoSession[] }>(front.origin, cookie, '/api/today');
    const session = sessions.find((one) => one.members.length >= 2)!;
    const tablet = await Tablet.start(profile);
    const { page } = tablet;
    const said: string[] = [];
    page.on('framenavigated', (frame) => said.push(frame.url()));
    page.on('request', (request) => said.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    await page.addInitScript(() => {
      const shown = window as unknown as { notificationsShown: string[] };
      shown.notificationsShown = [];
      window.Notification = class {
        constructor(title: string, options?: NotificationOptions) {
          shown.notificationsShown.push(`${title} ${options?.body ?? ''}`);
        }
      } as unknown as typeof Notification;
    });
    await tablet.context.addCookies([{ ...cookie, url: front.origin, httpOnly: true, sameSite: 'Strict' }]);
    const look = async (address: string) => {
      await page.goto(`${front.origin}${address}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      said.push(await page.title(), page.url());
    };
    await look('/preferences');
    await page.getByRole('textbox', { name: 'New PIN' }).fill(pin);
    await page.getByRole('button', { name: 'Use this PIN' }).click();
    await page.getByText('The PIN is set').first().waitFor();
    await page.getByRole('link', { name: 'Caseload' }).first().click();
    await page
      .getByRole('link', { name: new RegExp(planted.family) })
      .first()
      .click();
    // The house shows them, or there would be nothing to look for.
    await page.getByText(planted.wording).first().waitFor();
    await page.getByRole('link', { name: 'Today' }).first().click();
    await page.getByText(/Your day is on this device/).waitFor();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);

    front.mood = 'nothing';
    await page.goto(`${front.origin}/classroom/${session.id}`);
    await page.getByRole('textbox', { name: 'PIN' }).fill(pin);
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await padOf(page);
    for (let tap = 0; tap < 20; tap += 1) await press(page, marks[tap % 2]!);
    await page.getByRole('button', { name: 'note', exact: true }).click();
    await page.getByLabel(/^What was seen/).fill(`they said ${planted.note}`);
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.getByText('stored here · 22 waiting').waitFor();
    said.push(await page.title(), page.url(), ...(await notificationsOf(page)));
    const waiting = await filesOf(profile);
    front.mood = 'through';
    await allSent(page);
    said.push(await page.title(), ...(await notificationsOf(page)));
    await tablet.close();

    const after = await filesOf(profile);
    const canaries = Object.values(planted);
    const places = {
      'files while it waits': waiting,
      'files afterwards': after,
      'addresses, titles, console, notifications': said.map((text) => ({ file: 'page', bytes: Buffer.from(text) })),
      'server log': [{ file: 'log', bytes: Buffer.from(server.said()) }],
    };
    for (const [place, files] of Object.entries(places)) {
      const found = files.flatMap(({ file, bytes }) =>
        canaries.filter((canary) => isIn(bytes, canary)).map((canary) => `${canary} in ${file}`),
      );
      score.check(`nothing planted in ${place}: ${found.slice(0, 5).join(', ')}`, found.length === 0);
    }
    const bytes = after.reduce((sum, file) => sum + file.bytes.length, 0);
    log(
      `${canaries.length} canaries looked for in ${after.length} files (${(bytes / 1e6).toFixed(1)} MB), ${said.length} addresses, titles and lines, and the server's log`,
    );
    // The search finds what is there: an id of the session lies in the clear, as it is said to.
    score.check(
      'what lies in the clear is found',
      after.some((file) => isIn(file.bytes, session.id)),
    );
  } finally {
    await killTablets();
    await server.stop();
    await front.close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
  return score.tally;
}

/** Every student bears the planted name, every goal the planted words. */
async function plant(dataDir: string): Promise<void> {
  const store = await openStore({ dataDir });
  const { family, given, wording } = planted;
  await store.asOwner(async (db) => {
    await db
      .updateTable('student_name')
      .set({ family_name: family, given_name: given, preferred_name: null })
      .execute();
    await db
      .updateTable('goal_version')
      .set({ official_wording: `The student ${wording} in class.`, plain_words: `${wording} in class` })
      .execute();
  });
  await store.close();
}

/** As UTF-8 and as UTF-16, in which databases of browsers keep text. */
function isIn(bytes: Buffer, text: string): boolean {
  return bytes.includes(Buffer.from(text, 'utf8')) || bytes.includes(Buffer.from(text, 'utf16le'));
}

async function filesOf(folder: string): Promise<{ readonly file: string; readonly bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  // A file that went away meanwhile holds nothing any more.
  const read = await Promise.all(
    files.map((file) =>
      readFile(file).then(
        (bytes) => ({ file, bytes }),
        () => null,
      ),
    ),
  );
  return read.filter((file) => file !== null);
}

function notificationsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { notificationsShown: string[] }).notificationsShown);
}
