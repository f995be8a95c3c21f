// npm run journeys            every story
// npm run journeys -- p04 p07 the stories whose file begins so
//
// A story that did not come to its end is told once more from its beginning, in a school and a browser of its own: a machine that
// was busy elsewhere is no fault of the product, and a fault of the product does not go away. Both tellings are shown.
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';

/** By file, how many of its tests passed and how many things in it failed; what belongs to no file stands under ''. */
type Told = Map<string, { passed: number; failed: number }>;

async function tell(files: readonly string[]): Promise<Told> {
  const vitest = await startVitest('test', [...files], {
    config: fileURLToPath(new URL('./vitest.config.ts', import.meta.url)),
    watch: false,
    reporters: ['verbose'],
  });
  const told: Told = new Map([['', { passed: 0, failed: vitest.state.getUnhandledErrors().length }]]);
  for (const module of vitest.state.getTestModules()) {
    const tests = [...module.children.allTests()];
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const failed = tests.length - passed + (module.errors().length > 0 ? 1 : 0);
    told.set(module.moduleId, { passed, failed });
  }
  await vitest.close();
  return told;
}

const told = await tell(process.argv.slice(2).map((prefix) => `tests/journeys/${prefix}`));
const broken = [...told].filter(([file, { failed }]) => file !== '' && failed > 0).map(([file]) => file);
// More than a few are no accident of the machine.
if (broken.length > 0 && broken.length <= 3) {
  console.log(`\nTold once more: ${broken.map((file) => basename(file)).join(', ')}`);
  for (const [file, counts] of await tell(broken)) told.set(file, counts);
}
const sum = (of: 'passed' | 'failed') => [...told.values()].reduce((total, counts) => total + counts[of], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') > 0 || sum('passed') === 0 ? 1 : 0);
