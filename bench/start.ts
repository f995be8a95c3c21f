// From `carryover serve` to the first answer of /healthz: the first time (makes the store and the demo school) and again.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quantile } from './quantiles.ts';

const port = 41_877;

async function start(dataDir: string): Promise<number> {
  const began = performance.now();
  const server = spawn(
    process.execPath,
    ['src/cli/main.ts', 'serve', '--data', dataDir, '--demo', '--port', String(port)],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => server.on('close', () => resolve()));
  try {
    for (;;) {
      if (server.exitCode !== null) throw new Error(`serve ended with ${server.exitCode}`);
      const up = await fetch(`http://127.0.0.1:${port}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (up) return performance.now() - began;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
}

const cold: number[] = [];
const warm: number[] = [];
for (let round = 0; round < 3; round++) {
  const home = mkdtempSync(join(tmpdir(), 'carryover-start-'));
  cold.push(await start(join(home, 'demo')));
  for (let again = 0; again < 2; again++) warm.push(await start(join(home, 'demo')));
  rmSync(home, { recursive: true, force: true });
}
const row = (name: string, figures: number[]) =>
  `| ${name} | ${figures.length} | ${(quantile(figures, 0.5) / 1000).toFixed(1)} | ${(Math.max(...figures) / 1000).toFixed(1)} |`;
process.stdout.write(
  `| start | times | median s | slowest s |\n|---|---|---|---|\n${row('cold: new store and demo school', cold)}\n${row('warm', warm)}\n`,
);
