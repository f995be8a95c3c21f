import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { type BuildEnvironmentOptions, defineConfig } from 'vite';
import { serviceWorker } from './service-worker/plugin.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The solver asks for it where there is Node only; that a page has none is no news at every first start. */
const knownAbsent = 'Module "node:module" has been externalized for browser compatibility';
const onLog: NonNullable<BuildEnvironmentOptions['rolldownOptions']>['onLog'] = (level, log, tell) => {
  if (!log.message.includes(knownAbsent)) tell(level, log);
};

export default defineConfig({
  root: here,
  plugins: [react(), serviceWorker(['/manifest.webmanifest', '/icon.svg', '/icon-192.png', '/icon-512.png'])],
  // The form that a page asks for wraps all of it in one function, which is read a second time at each start.
  resolve: { alias: { dexie: fileURLToPath(import.meta.resolve('dexie/dist/modern/dexie.mjs')) } },
  // Only for `vite` while developing: the server runs beside it.
  server: { proxy: { '/api': 'http://127.0.0.1:4173' } },
  worker: { rolldownOptions: { onLog } },
  build: {
    // The recording screen is a page of its own, and all that it begins with comes in two parts: its own, and what the house uses too.
    // Left to itself the bundler makes thirty, and a slow tablet takes longer to ask for them than to read them.
    rolldownOptions: {
      onLog,
      input: ['index.html', 'classroom.html'].map((page) => `${here}${page}`),
      output: { codeSplitting: { groups: [{ name: 'shared', tags: ['$initial'], minShareCount: 2 }] } },
    },
    outDir: fileURLToPath(new URL('../../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: ['chrome120', 'safari17.5', 'firefox128'],
    // The content security policy allows no `data:` in styles or scripts.
    assetsInlineLimit: 0,
    manifest: true,
    reportCompressedSize: false,
  },
});
