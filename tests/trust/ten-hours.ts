// Ten school hours without a server: 600 marks of 12 students in the sessions of a day, each page started cold and unlocked with the
// PIN, at the times of that day; then the server comes back and everything goes in one sync. Each mark is there once, in order.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoTemplate } from '../journeys/demo-template.ts';
import { type Server, startServer, storyNow } from '../journeys/server.ts';
import { Front } from './children/front.ts';
import { ask, type DemoSession, eventsOf, signIn } from './children/demo-day.ts';
import { allSent, marks, padOf, press } from './children/pad.ts';
import { killTablets, Tablet } from './children/tablet.ts';
import { Score, type Tally, type TrustRun } from './suite.ts';

export const name = 'ten-hours';
/** The quick run has the journey of a room without a network in its place. */
export const onlyFull = true;

const pin = '240613';
const morning = Date.parse(storyNow);
const hourMs = 3_600_000;
const outcomes: Readonly<Record<string, string>> = { 'on their own': 'independent', 'not yet': 'not_yet' };

interface Marked {
  readonly sessionId: string;
  readonly label: string;
  readonly outcome: string;
}

export async function run({ log }: TrustRun): Promise<Tally> {
  const score = new Score(log);
  const all = 600;
  const wanted = 12;
  const home = await mkdtemp(join(tmpdir(), 'carryover-ten-hours-'));
  const data = join(home, 'school');
  await cp(await demoTemplate(), data, { recursive: true });
  const front = await Front.open();
  let server: Server = await startServer(data, '--demo', '--now', storyNow);
  front.target = server.origin;
  const tablet = await Tablet.start(join(home, 'profile'));
  const { page, context } = tablet;
  try {
    const cookie = await signIn(front.origin);
    await context.addCookies([{ ...cookie, url: front.origin, httpOnly: true, sameSite: 'Strict' }]);
    const { sessions } = await ask<{ sessions: readonly DemoSession[] }>(front.origin, cookie, '/api/today');
    const before = new Map<string, Set<string>>();
    for (const { id } of sessions) {
      const ids = (await eventsOf(front.origin, cookie, id)).map((event) => event.id);
      before.set(id, new Set(ids));
    }
    await page.clock.setFixedTime(morning);
    await page.goto(`${front.origin}/preferences`);
    await page.getByRole('textbox', { name: 'New PIN' }).fill(pin);
    await page.getByRole('button', { name: 'Use this PIN' }).click();
    await page.getByText('The PIN is set').first().waitFor();
    await page.getByRole('link', { name: 'Today' }).first().click();
    await page.getByText(/Your day is on this device/).waitFor();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await server.stop();
    front.target = null;

    const marked: Marked[] = [];
    const students = new Set<string>();
    const begun = performance.now();
    const perRound = Math.ceil(all / Math.min(sessions.length, wanted));
    for (let place = 0; marked.length < all; place += 1) {
      const session = sessions[place % sessions.length]!;
      await page.goto(`${front.origin}/classroom/${session.id}`);
      await page.getByRole('textbox', { name: 'PIN' }).fill(pin);
      await page.getByRole('button', { name: 'Unlock', exact: true }).click();
      await padOf(page);
      const here = await page.evaluate(labelsHere);
      for (let tap = 0; tap < perRound && marked.length < all; tap += 1) {
        const label = here[tap % here.length]!;
        const mark = marks[(tap + Math.floor(tap / here.length)) % 2]!;
        await page.clock.setFixedTime(morning + (marked.length / all) * 10 * hourMs);
        await page.evaluate(selectStudent, label);
        await press(page, mark, label).catch((error: unknown) => {
          // Some goals are not measured in trials: those are another story.
          if (!String(error).includes('No key')) throw error;
          here.splice(here.indexOf(label), 1);
        });
        if (!here.includes(label)) {
          if (here.length === 0) break;
          continue;
        }
        marked.push({ sessionId: session.id, label, outcome: outcomes[mark]! });
        students.add(`${session.members.find((member) => member.label === label)?.studentId}`);
      }
      await page.getByText(/^stored here · \d+ waiting$/).waitFor();
    }
    const minutes = (performance.now() - begun) / 60_000;
    score.check(`${students.size} students`, students.size >= wanted);

    // The evening of the same day: the sign-in has run out meanwhile, and what it recorded is taken all the same.
    server = await startServer(data, '--demo', '--now', new Date(morning + 10 * hourMs + 60_000).toISOString());
    front.target = server.origin;
    await page.clock.setFixedTime(morning + 10 * hourMs + 60_000);
    const evening = await signIn(front.origin);
    await context.addCookies([{ ...evening, url: front.origin, httpOnly: true, sameSite: 'Strict' }]);
    await allSent(page);
    const labelOf = new Map(sessions.flatMap(({ members }) => members.map((one) => [one.studentId, one.label])));
    let [kept, double] = [0, 0];
    for (const { id } of sessions) {
      const known = before.get(id)!;
      const there = (await eventsOf(front.origin, evening, id)).filter(
        (event) => event.kind === 'trial' && !known.has(event.id),
      );
      kept += there.length;
      double += there.length - new Set(there.map((event) => event.enteredAt)).size;
      const said = there
        .toSorted((a, b) => (a.enteredAt < b.enteredAt ? -1 : 1))
        .map((event) => `${labelOf.get(event.studentId!)} ${event.outcome}`);
      const tapped = marked.filter((mark) => mark.sessionId === id).map(({ label, outcome }) => `${label} ${outcome}`);
      score.check(
        `session ${id}: ${said.length} of ${tapped.length}, in the order tapped`,
        said.join() === tapped.join(),
      );
    }
    score.check(`${marked.length} marked, ${kept} there`, kept === marked.length);
    score.check(`${double} double`, double === 0);
    log(
      `${marked.length} marks of ${students.size} students in ten hours (tapped in ${minutes.toFixed(1)} min): ${marked.length - kept} missing, ${double} double`,
    );
  } finally {
    await killTablets();
    await server.stop();
    await front.close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
  return score.tally;
}

/** In the page: the labels of those who are here, in the order of the strip. */
function labelsHere(): string[] {
  return [...document.querySelectorAll('li > button[aria-pressed]')].map(
    (chip) => chip.getAttribute('aria-label')!.split(',')[0]!,
  );
}

/** In the page: presses the student's chip unless it is selected: pressed again it would go to the next goal. */
function selectStudent(label: string): void {
  const chips = [...document.querySelectorAll('li > button[aria-pressed]')] as HTMLButtonElement[];
  const chip = chips.find((one) => one.getAttribute('aria-label')?.startsWith(`${label},`));
  if (chip === undefined) throw new Error(`No chip ${label}`);
  // A finger: without one the pad would lock after its fifteen minutes, and rightly.
  window.dispatchEvent(new PointerEvent('pointerdown'));
  if (chip.getAttribute('aria-pressed') !== 'true') chip.click();
}
