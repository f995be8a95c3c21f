// npm run journeys            every story
// npm run journeys -- p04 p07 the stories whose file begins so
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';

const wanted = process.argv.slice(2).map((prefix) => `tests/journeys/${prefix}`);
const vitest = await startVitest('test', wanted, {
  config: fileURLToPath(new URL('./vitest.config.ts', import.meta.url)),
  watch: false,
  reporters: ['verbose'],
});
const results = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
const passed = results.filter((test) => test.result().state === 'passed').length;
const broken = vitest.state.getTestModules().filter((module) => module.errors().length > 0).length;
const failed = results.length - passed + broken + vitest.state.getUnhandledErrors().length;
await vitest.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
