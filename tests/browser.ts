// The browser of the journeys: the one that scripts/prepare.mjs found or fetched.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

const noted = fileURLToPath(new URL('../.tools/browser.json', import.meta.url));

function browserPath(): string {
  const said = process.env.CHROMIUM ?? process.env.CHROMIUM_PATH;
  if (said !== undefined && said !== '') return said;
  if (!existsSync(noted)) throw new Error('No browser has been found yet. Run: node scripts/prepare.mjs browser');
  return (JSON.parse(readFileSync(noted, 'utf8')) as { executablePath: string }).executablePath;
}

/** Nothing the browser would do by itself besides showing our pages: no look-ups, no first-run pages, no updates. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--metrics-recording-only',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication',
];

/** For whoever starts the browser's process themself. */
export function browserCommand(): { readonly executablePath: string; readonly args: readonly string[] } {
  // Chromium's sandbox refuses root, as whom continuous integration runs.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { executablePath: browserPath(), args: [...quiet, ...asRoot] };
}

export function launchBrowser(): Promise<Browser> {
  const { executablePath, args } = browserCommand();
  return chromium.launch({ executablePath, args: [...args] });
}
