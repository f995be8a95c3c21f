import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const source = fileURLToPath(new URL('worker.js', import.meta.url));

/** The planner's solver is large, and nobody plans a week without the network. */
const leftOut = /\.(wasm|map)$|^\.vite\//;

/** Beside the built screens: `sw.js`, with the list of what it keeps and a version made from their names and the pages. */
export function serviceWorker(alsoKept: readonly string[]): Plugin {
  return {
    name: 'carryover-service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = readFileSync(source, 'utf8');
        const built = Object.values(bundle).filter(({ fileName }) => !leftOut.test(fileName));
        const files = [...built.map(({ fileName }) => `/${fileName}`), ...alsoKept].toSorted();
        const pages = Object.values(bundle).filter(({ fileName }) => fileName.endsWith('.html'));
        const version = createHash('sha256')
          .update(JSON.stringify(files))
          .update(JSON.stringify(pages.map((page) => (page.type === 'asset' ? String(page.source) : page.fileName))))
          .update(worker)
          .digest('hex')
          .slice(0, 16);
        this.emitFile({
          type: 'asset',
          fileName: 'sw.js',
          source: `const version = ${JSON.stringify(version)};\nconst files = ${JSON.stringify(files, null, 2)};\n${worker}`,
        });
      },
    },
  };
}
