import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** Thursday 12 March, twenty past seven in the morning in Chicago: the demo's day has not begun. */
export const storyNow = '2026-03-12T07:20:00-05:00';

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
export async function startServer(dataDirectory: string, ...options: readonly string[]): Promise<Server> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const args = ['src/cli/main.ts', 'serve', '--data', dataDirectory, '--port', String(port), ...options];
  const server: ChildProcess = spawn(process.execPath, args, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
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
