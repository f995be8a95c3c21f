import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type axeCore from 'axe-core';
import type { RunOptions } from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { copyEmptyDirectory } from '../both-stores.ts';
import { launchBrowser } from '../browser.ts';
import { type Server, startOwnSchool, startServer, storyNow } from './server.ts';

/** What a story is told with: a school of its own, browsers of three sizes, and checks that every screen must pass. */

export const sizes = {
  desktop: { width: 1280, height: 800 },
  tablet: { width: 768, height: 1024 },
  phone: { width: 375, height: 740 },
} as const;
export type Size = keyof typeof sizes;

export type DemoPerson = 'therapist' | 'ot' | 'pt' | 'teacher' | 'coordinator';

export interface School {
  readonly origin: string;
  /** What the server has printed: the one-time link of an empty school is there. */
  readonly said: () => string;
  /** A school of one's own is closed, and opened again at this instant; windows that are open are of the closed one. */
  reopen(begins: string): Promise<void>;
  /** A new browser window; nobody is signed in. */
  open(size?: Size, how?: { readonly installed?: boolean; readonly byName?: boolean }): Promise<Page>;
}

const screens = fileURLToPath(new URL('../../artifacts/screens/', import.meta.url));

/** The demo school, as it is on the morning of the story, for the tests of one file. */
export const demoSchool = (): School => school(true);

/** A request that is refused or does not arrive is part of some stories; the page shows its sentence. */
const notFetched = /^Failed to load resource|Unable to preload CSS|Failed to fetch dynamically imported module/;

/** An empty data directory: a school of one's own before anybody has an account, on the same morning. */
export const ownSchool = (): School => school(false);

function school(demo: boolean): School {
  let directory: string;
  let server: Server;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'carryover-story-'));
    const data = join(directory, 'school');
    // An empty school begins with its tables made: making them is measured elsewhere, and takes longest where much else runs.
    if (demo) await cp(inject('demoTemplate'), data, { recursive: true });
    else await copyEmptyDirectory(data);
    [server, browser] = await Promise.all([
      demo ? startServer(data, '--demo', '--now', storyNow) : startOwnSchool(data),
      launchBrowser(),
    ]);
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(complaints.splice(0), 'what the browser complained about').toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  return {
    get origin() {
      return server.origin;
    },
    said: () => server.said(),
    async reopen(begins) {
      await server.stop();
      server = await startOwnSchool(join(directory, 'school'), begins);
    },
    async open(size = 'desktop', { installed = false, byName = false } = {}) {
      // Passkeys belong to a host name; an address of numbers has none.
      const origin = byName ? server.origin.replace('127.0.0.1', 'localhost') : server.origin;
      const context = await browser.newContext({
        baseURL: origin,
        viewport: sizes[size],
        hasTouch: size !== 'desktop',
        // Only a story of a device that keeps the app has it fetch all of the app.
        serviceWorkers: installed ? 'allow' : 'block',
        reducedMotion: 'reduce',
        colorScheme: 'light',
        locale: 'en-US',
        timezoneId: 'America/Chicago',
      });
      contexts.push(context);
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' && !notFetched.test(message.text())) complaints.push(message.text());
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()))
          complaints.push(`asked the outside: ${request.url()}`);
      });
      return page;
    },
  };
}

/** Looks around the demo as one of its adults, and goes to `address`. */
export async function signInAs(page: Page, as: DemoPerson, address = '/'): Promise<void> {
  const origin = await originOf(page);
  const response = await page.request.post('/api/demo/sign-in', { data: { as }, headers: { origin } });
  expect(response.status(), await response.text()).toBe(200);
  await page.goto(address);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
}

/** From the caseload to a goal, by the student's row and the goal's tag. */
export async function openGoal(page: Page, as: DemoPerson, student: string, tag: string): Promise<void> {
  await signInAs(page, as, '/caseload');
  const link = page.getByRole('row', { name: student }).getByRole('link', { name: tag, exact: true });
  await page.goto((await link.getAttribute('href')) ?? '');
  await page.getByRole('heading', { name: 'Has it carried over?' }).waitFor();
}

async function originOf(page: Page): Promise<string> {
  if (page.url() === 'about:blank') await page.goto('/sign-in');
  return new URL(page.url()).origin;
}

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const everyRule: RunOptions['runOnly'] = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
/** All that depends on the colors. */
const contrast: RunOptions['runOnly'] = { type: 'rule', values: ['color-contrast'] };

/** No accessibility fault that axe can find, by WCAG 2.2 AA. */
export async function checkAxe(page: Page, runOnly = everyRule): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const found = await page.evaluate(async (runOnly) => {
    // React Aria's own voice: what it has said of a button hangs about for some seconds after the button has gone.
    const { axe } = window as unknown as { axe: typeof axeCore };
    const { violations } = await axe.run(
      { exclude: ['[data-live-announcer]'] },
      { runOnly, resultTypes: ['violations'] },
    );
    return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ html }) => html) }));
  }, runOnly);
  expect(found).toEqual([]);
}

/** At 320 px nothing but a table's own frame scrolls sideways (WCAG 1.4.10). */
export async function checkReflow(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const tooWide = await page.evaluate(() =>
    document.documentElement.scrollWidth > document.documentElement.clientWidth
      ? [...document.querySelectorAll('body *')]
          .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
          .slice(0, 5)
          .map((element) => element.outerHTML.slice(0, 160))
      : [],
  );
  if (before !== null) await page.setViewportSize(before);
  expect(tooWide, 'wider than 320 px').toEqual([]);
}

/**
 * Pictures of the screen as it is, in three widths, light and dark, for people to look at:
 * artifacts/screens/STORY-NAME-WIDTH-THEME.png
 */
export async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  const story = basename(expect.getState().testPath ?? 'story').replace(/\.spec\.ts$/, '');
  const before = page.viewportSize();
  await mkdir(screens, { recursive: true });
  for (const { width, height } of Object.values(sizes)) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(screens, `${story}-${name}-${width}-${colorScheme}.png`), fullPage });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (before !== null) await page.setViewportSize(before);
}

/** What every finished screen must pass, and its pictures. */
export async function checkScreen(page: Page, name: string): Promise<void> {
  await checkAxe(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await checkAxe(page, contrast);
  await page.emulateMedia({ colorScheme: 'light' });
  await checkReflow(page);
  await picture(page, name);
}

/** Waits until there are so many, no more and no fewer: a count taken once may be taken too early. */
export async function thereAre(count: number, elements: Locator): Promise<void> {
  await expect.poll(() => elements.count(), { timeout: 20_000, message: String(elements) }).toBe(count);
}

/** By keyboard alone: presses Tab until the element has the focus. */
export async function tabTo(page: Page, target: Locator, most = 80): Promise<void> {
  for (let pressed = 0; pressed <= most; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Not reached by ${most} presses of Tab: ${target}`);
}

/** Takes an option of one of our select fields. */
export async function choose(scope: Page | Locator, label: string | RegExp, option: string | RegExp): Promise<void> {
  const page = 'page' in scope ? scope.page() : scope;
  const field = scope.getByRole('button', { name: label });
  await field.click();
  await page.getByRole('listbox').getByRole('option', { name: option }).first().click();
}
