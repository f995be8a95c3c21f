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
  /** As when the machine loses its power: nothing is said to the process. */
  readonly kill: () => Promise<void>;
}

export interface StartingServer extends Server {
  /** Resolves when it answers. @throws when it ends before, or takes too long */
  readonly answers: () => Promise<void>;
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

/** Starts `carryover serve` on a free port, and does not wait for it. */
export const launchServer = (dataDirectory: string, ...options: readonly string[]): Promise<StartingServer> =>
  launch(dataDirectory, options, [], {});

/** Starts `carryover serve` on a free port and waits until it answers. */
export async function startServer(dataDirectory: string, ...options: readonly string[]): Promise<Server> {
  const server = await launchServer(dataDirectory, ...options);
  await server.answers();
  return server;
}

/**
 * A school of one's own takes no `--now`: it lives in real time. So it is the clock of its process that begins at an instant, and
 * a story may be told on a Sunday.
 */
export async function startOwnSchool(dataDirectory: string, begins = storyNow): Promise<Server> {
  const server = await launch(dataDirectory, [], ['--import', storyClock], { STORY_BEGINS: begins });
  await server.answers();
  return server;
}

async function launch(
  dataDirectory: string,
  options: readonly string[],
  nodeOptions: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<StartingServer> {
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
  const endBy = (signal: NodeJS.Signals) => async () => {
    server.kill(signal);
    await ended;
  };
  const answers = async () => {
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
  };
  return { origin, said: () => said, answers, stop: endBy('SIGTERM'), kill: endBy('SIGKILL') };
}
