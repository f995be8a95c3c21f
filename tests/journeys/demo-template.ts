import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { copyEmptyDirectory } from '../both-stores.ts';
import { startServer, storyNow } from './server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data directory with the demo school in it, not in use: each story copies it. */
    demoTemplate: string;
  }
}

const project = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(project, 'node_modules/.cache/carryover-stores');

/** All that the seeded directory is made of. */
function hashOfDemo(): string {
  const hash = createHash('sha256').update(storyNow);
  for (const folder of ['demo', 'src/store', 'src/domain', 'src/contract']) {
    const files = readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const file of files) hash.update(file.slice(project.length)).update(readFileSync(file));
  }
  return hash
    .update(readFileSync(join(project, 'package-lock.json')))
    .digest('hex')
    .slice(0, 16);
}

/** The demo school is seeded once for all stories, and kept for the next run while nothing it is made of has changed. */
export async function demoTemplate(): Promise<string> {
  const template = join(cache, `demo-${hashOfDemo()}`);
  if (!existsSync(template)) {
    mkdirSync(cache, { recursive: true });
    for (const older of readdirSync(cache).filter((name) => name.startsWith('demo-')))
      rmSync(join(cache, older), { recursive: true, force: true });
    const making = mkdtempSync(join(cache, 'making-'));
    const school = join(making, 'school');
    await copyEmptyDirectory(school);
    const server = await startServer(school, '--demo', '--now', storyNow);
    await server.stop();
    try {
      renameSync(school, template);
    } catch (error) {
      if (!existsSync(template)) throw error; // another run was first: its copy is as good
    }
    rmSync(making, { recursive: true, force: true });
  }
  return template;
}

export default async function seedTemplate(stories: TestProject): Promise<void> {
  stories.provide('demoTemplate', await demoTemplate());
}
