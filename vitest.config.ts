import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'demo/**/*.test.ts', 'tests/arrows.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 300_000,
    // Two cores is what continuous integration has; more workers only fight over them.
    maxWorkers: 2,
  },
});
