import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startServer, storyNow } from './server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data directory with the demo school in it, not in use: each story copies it. */
    demoTemplate: string;
  }
}

/** The demo school is seeded once for all stories. */
export default async function seedTemplate(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'carryover-journeys-'));
  const template = join(directory, 'demo');
  const server = await startServer(template, '--demo', '--now', storyNow);
  await server.stop();
  project.provide('demoTemplate', template);
  return () => rm(directory, { recursive: true, force: true });
}
