// `npm test`: everything that must hold, in the order of how soon it would tell. Ends with the runners' counts added up.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const unitReport = 'artifacts/unit.json';

/** Runs a command, shows what it says, and answers its exit code with the last `N passed, N failed[, N skipped]` it said. */
function run(name: string, command: string, args: readonly string[]): Promise<{ code: number; counts: Counts | null }> {
  process.stdout.write(`\n── ${name}\n`);
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env: process.env });
    let tail = '';
    child.stdout.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk);
      tail = (tail + chunk.toString('utf8')).slice(-20_000);
    });
    child.on('close', (code) => {
      process.stdout.write(`── ${name}: ${((Date.now() - started) / 1000).toFixed(0)} s\n`);
      const said = [...tail.matchAll(/(\d+) passed, (\d+) failed(?:, (\d+) skipped)?/g)].at(-1);
      resolve({
        code: code ?? 1,
        counts:
          said === undefined
            ? null
            : { passed: Number(said[1]), failed: Number(said[2]), skipped: Number(said[3] ?? 0) },
      });
    });
  });
}

const node = process.execPath;
const steps: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['format', ['node_modules/@biomejs/biome/bin/biome', 'format', '.']],
  ['lint', ['node_modules/@biomejs/biome/bin/biome', 'lint', '.']],
  ['types', ['scripts/types.ts']],
  [
    'unit, property and persistence tests',
    ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unitReport}`],
  ],
  ['trust, quick', ['tests/trust/run.ts', '--quick']],
  ['journeys', ['tests/journeys/run.ts']],
];

mkdirSync('artifacts', { recursive: true });
rmSync(unitReport, { force: true });
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const broken: string[] = [];
for (const [name, args] of steps) {
  const { code, counts } = await run(name, node, args);
  if (code !== 0) broken.push(name);
  let counted = counts;
  // Without a report the runner itself was cut off: that is one failure, and the other steps still tell what they know.
  if (name.startsWith('unit') && existsSync(unitReport)) {
    const report = JSON.parse(readFileSync(unitReport, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
    };
    counted = { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests };
  }
  // A check without counts of its own is one test.
  const { passed, failed, skipped } = counted ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  total.passed += passed;
  total.failed += failed === 0 && code !== 0 ? 1 : failed;
  total.skipped += skipped;
}
if (broken.length > 0) process.stdout.write(`\nNot in order: ${broken.join(', ')}\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exitCode = broken.length === 0 && total.failed === 0 ? 0 : 1;
