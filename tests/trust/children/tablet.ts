import { type ChildProcess, spawn } from 'node:child_process';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { browserCommand } from '../../browser.ts';

/** Those that run: a suite that breaks off leaves none behind. */
const running = new Set<Tablet>();
export async function killTablets(): Promise<void> {
  await Promise.all([...running].map((tablet) => tablet.kill().catch(() => undefined)));
}

/** A browser with a profile of its own that can be killed like a tablet whose battery is taken out. */
export class Tablet {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly #process: ChildProcess;
  readonly #browser: Browser;
  readonly #ended: Promise<void>;

  private constructor(
    process: ChildProcess,
    ended: Promise<void>,
    browser: Browser,
    context: BrowserContext,
    page: Page,
  ) {
    this.#process = process;
    this.#ended = ended;
    this.#browser = browser;
    this.context = context;
    this.page = page;
  }

  static async start(profile: string): Promise<Tablet> {
    const { executablePath, args } = browserCommand();
    const flags = [
      '--headless=new',
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      '--window-size=768,1024',
    ];
    // A group of its own: the browser is several processes, and all of them die at once.
    const process = spawn(executablePath, [...args, ...flags, 'about:blank'], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise<void>((resolve) => process.once('exit', () => resolve()));
    const address = await new Promise<string>((resolve, reject) => {
      let said = '';
      process.stderr!.on('data', (chunk: Buffer) => {
        said += chunk.toString('utf8');
        const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
        if (found !== undefined) resolve(found);
      });
      process.once('exit', () => reject(new Error(`The browser ended at its start.\n${said}`)));
      process.once('error', reject);
    });
    const browser = await chromium.connectOverCDP(address, { timeout: 180_000 });
    const context = browser.contexts()[0]!;
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(120_000);
    page.setDefaultNavigationTimeout(120_000);
    const tablet = new Tablet(process, ended, browser, context, page);
    running.add(tablet);
    return tablet;
  }

  async kill(): Promise<void> {
    running.delete(this);
    // The group's id is that of its first process.
    if (this.#process.pid !== undefined) globalThis.process.kill(-this.#process.pid, 'SIGKILL');
    await this.#ended;
    await this.#browser.close().catch(() => undefined);
  }

  /** As somebody who closes the window: the browser writes down what it has to. */
  async close(): Promise<void> {
    running.delete(this);
    const devtools = await this.#browser.newBrowserCDPSession();
    await devtools.send('Browser.close').catch(() => undefined);
    await this.#ended;
  }
}
