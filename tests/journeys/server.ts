import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** Thursday 12 March, twenty past seven in the morning in Chicago: the demo's day has not begun. */
export const storyNow = '2026-03-12T07:20:00-05:00';

const storyClock = new URL('./story-clock.ts', import.meta.url).href;

export interface Server {
  readonly origin: string;
  /** What it has printed so far. */
  readonly said: () => string;
  readonly stop: () => Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(address)));
    });
  });
}

/** Starts `carryover serve` on a free port and waits until it answers. */
export const startServer = (dataDirectory: string, ...options: readonly string[]): Promise<Server> =>
  start(dataDirectory, options, [], {});

/**
 * A school of one's own takes no `--now`: it lives in real time. So it is the clock of its process that begins at an instant, and
 * a story may be told on a Sunday.
 */
export const startOwnSchool = (dataDirectory: string, begins = storyNow): Promise<Server> =>
  start(dataDirectory, [], ['--import', storyClock], { STORY_BEGINS: begins });

async function start(
  dataDirectory: string,
  options: readonly string[],
  nodeOptions: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Server> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const args = ['src/cli/main.ts', 'serve', '--data', dataDirectory, '--port', String(port), ...options];
  const server: ChildProcess = spawn(process.execPath, [...nodeOptions, ...args], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let said = '';
  server.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  server.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));

  const until = Date.now() + 180_000;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`The server ended at its start.\n${said}`);
    if (Date.now() > until) {
      server.kill('SIGKILL');
      throw new Error(`The server did not answer in time.\n${said}`);
    }
    const healthy = await fetch(`${origin}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) break;
    await wait(100);
  }
  return {
    origin,
    said: () => said,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
}
