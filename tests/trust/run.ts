// npm run trust [-- --quick] [--seed N] [name ...]: every suite of this folder, or those whose name contains one of the words.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Tally, TrustSuite } from './suite.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, seed: { type: 'string' } },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);

const folder = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(folder).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'run.ts',
);
const suites: TrustSuite[] = [];
for (const file of files.sort()) {
  const module = (await import(new URL(file, import.meta.url).href)) as Partial<TrustSuite>;
  if (typeof module.run === 'function' && typeof module.name === 'string') suites.push(module as TrustSuite);
}
const named = suites.filter(({ name }) => positionals.length === 0 || positionals.some((word) => name.includes(word)));
const chosen = named.filter(({ onlyFull }) => !(values.quick && onlyFull === true));

const total: Tally = { passed: 0, failed: 0, skipped: 0 };
console.log(`${chosen.length} suites, seed ${seed}${values.quick ? ', quick' : ''}`);
for (const { name } of named.filter((suite) => !chosen.includes(suite))) console.log(`${name}: in the full run only`);
for (const { name, run } of chosen) {
  const started = performance.now();
  let tally: Tally;
  try {
    tally = await run({ quick: values.quick, seed, log: (line) => console.log(`  ${name}: ${line}`) });
  } catch (error) {
    console.error(error);
    tally = { passed: 0, failed: 1, skipped: 0 };
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${name}: ${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped (${seconds} s)`);
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
}
// What could not be tried is not known to hold. Only the quick run, which is part of `npm test`, lets a machine without the means
// for it pass, and says so; in continuous integration not even that.
const leftOut = total.skipped > 0 && (!values.quick || process.env.CI === 'true');
if (total.failed > 0 || leftOut || chosen.length === 0) process.exitCode = 1;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
