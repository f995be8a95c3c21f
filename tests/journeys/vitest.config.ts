import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['tests/journeys/*.spec.ts'],
    globalSetup: ['tests/journeys/demo-template.ts'],
    testTimeout: 180_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 20_000 } },
    // Each file has a server and a browser of its own; two cores carry one such pair well.
    maxWorkers: 1,
    // A story goes on where the test before it stopped.
    sequence: { concurrent: false },
  },
});
