// `npm test`: everything that must hold, in the order of how soon it would tell. Ends with what did not hold, said once more where
// it is read, and with the runners' counts added up.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

interface Said {
  code: number;
  /** The last `N passed, N failed[, N skipped]`. */
  counts: Counts | null;
  /** Its lines that name a check that did not hold. */
  faults: readonly string[];
}

/** What the unit tests' runner wrote about them: of its report, what is read here. */
interface UnitReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: readonly {
    name: string;
    message: string;
    assertionResults: readonly { status: string; fullName: string; failureMessages: readonly string[] }[];
  }[];
}

const unitReport = 'artifacts/unit.json';
const fault = /DOES NOT HOLD|left out: | FAIL /;

/** Runs a command and shows what it says. */
function run(name: string, command: string, args: readonly string[]): Promise<Said> {
  process.stdout.write(`\n── ${name}\n`);
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env: process.env });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk);
      said += chunk.toString('utf8');
    });
    child.on('close', (code) => {
      process.stdout.write(`── ${name}: ${((Date.now() - started) / 1000).toFixed(0)} s\n`);
      const counts = [...said.matchAll(/(\d+) passed, (\d+) failed(?:, (\d+) skipped)?/g)].at(-1);
      resolve({
        code: code ?? 1,
        counts:
          counts === undefined
            ? null
            : { passed: Number(counts[1]), failed: Number(counts[2]), skipped: Number(counts[3] ?? 0) },
        faults: stripVTControlCharacters(said)
          .split('\n')
          .filter((line) => fault.test(line)),
      });
    });
  });
}

/** Each test that failed with the beginning of its reason, and each file that could not be run. */
function unitFaults({ testResults }: UnitReport): string[] {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    const file = relative(process.cwd(), name);
    return failed.length > 0
      ? failed.map(
          ({ fullName, failureMessages }) => `${file}: ${fullName}: ${failureMessages[0]?.slice(0, 600) ?? ''}`,
        )
      : message === ''
        ? []
        : [`${file}: ${message.slice(0, 600)}`];
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
const faults: string[] = [];
for (const [name, args] of steps) {
  const said = await run(name, node, args);
  const { code } = said;
  if (code !== 0) {
    broken.push(name);
    faults.push(...said.faults);
  }
  let counted = said.counts;
  // Without a report the runner itself was cut off: that is one failure, and the other steps still tell what they know.
  if (name.startsWith('unit') && existsSync(unitReport)) {
    const report = JSON.parse(readFileSync(unitReport, 'utf8')) as UnitReport;
    faults.push(...unitFaults(report));
    counted = { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests };
  }
  // A check without counts of its own is one test.
  const { passed, failed, skipped } = counted ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  total.passed += passed;
  total.failed += failed === 0 && code !== 0 ? 1 : failed;
  total.skipped += skipped;
}
if (broken.length > 0) process.stdout.write(`\nNot in order: ${broken.join(', ')}\n${faults.join('\n')}\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exitCode = broken.length === 0 && total.failed === 0 ? 0 : 1;
