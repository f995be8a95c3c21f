import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** The house has walls: who may import whom. `architecture` in ARCHITECTURE.md is the same list in words. */
const may: Record<string, readonly string[]> = {
  domain: [],
  words: [],
  planner: ['domain'],
  charts: ['domain'],
  contract: ['domain'],
  telling: ['domain', 'contract', 'charts', 'words'],
  store: ['domain', 'contract'],
  server: ['domain', 'planner', 'contract', 'store', 'charts', 'words', 'telling'],
  web: ['domain', 'planner', 'contract', 'charts', 'words', 'telling'],
  demo: ['domain', 'planner', 'contract', 'store', 'server'],
  cli: ['domain', 'planner', 'contract', 'store', 'server', 'words', 'demo'],
};

/** Packages a layer may use; the pure layers name theirs, the others are free. */
const packages: Record<string, readonly string[]> = {
  domain: ['csv-parse', 'temporal-polyfill'],
  words: ['@lingui/core', '@lingui/message-utils'],
  charts: ['d3-scale', 'd3-shape'],
  contract: ['zod'],
  planner: ['highs', 'zod'],
  telling: [],
};

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const folderOf = (layer: string) => (layer === 'demo' ? join(root, 'demo') : join(root, 'src', layer));

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(`${sep}testing${sep}`));
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\s(?:[^'";]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g,
    ),
  ].map((match) => (match[1] ?? match[2])!);
}

function layerOf(file: string, specifier: string): string | null {
  if (specifier.startsWith('#')) return specifier.slice(1).split('/')[0]!;
  if (!specifier.startsWith('.')) return null;
  const parts = relative(root, resolve(dirname(file), specifier)).split(sep);
  return parts[0] === 'src' ? parts[1]! : parts[0]!;
}

describe('the arrows of the house', () => {
  for (const [layer, allowed] of Object.entries(may)) {
    it(`${layer} imports only ${allowed.join(', ') || 'itself'}`, () => {
      const files = sources(folderOf(layer));
      expect(files.length).toBeGreaterThan(0);
      const wrong: string[] = [];
      for (const file of files) {
        for (const specifier of importsOf(file)) {
          const to = layerOf(file, specifier);
          const name = relative(root, file);
          if (to === null) {
            const known = packages[layer];
            const base = specifier.startsWith('@')
              ? specifier.split('/').slice(0, 2).join('/')
              : specifier.split('/')[0]!;
            // The planner's solver is its one door to the machine.
            if (known !== undefined && !known.includes(base) && !name.includes(`planner${sep}solver`))
              wrong.push(`${name} imports the package ${specifier}`);
          } else if (to !== layer && !allowed.includes(to)) wrong.push(`${name} imports ${to} (${specifier})`);
        }
      }
      expect(wrong).toEqual([]);
    });
  }

  it('knows every layer there is', () => {
    const layers = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(layers.map((entry) => entry.name).toSorted()).toEqual(
      Object.keys(may)
        .filter((layer) => layer !== 'demo')
        .toSorted(),
    );
  });
});
