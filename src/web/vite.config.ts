import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { serviceWorker } from './service-worker/plugin.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root: here,
  plugins: [react(), serviceWorker(['/manifest.webmanifest', '/icon.svg', '/icon-192.png', '/icon-512.png'])],
  // Only for `vite` while developing: the server runs beside it.
  server: { proxy: { '/api': 'http://127.0.0.1:4173' } },
  build: {
    outDir: fileURLToPath(new URL('../../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: ['chrome120', 'safari17.5', 'firefox128'],
    // The content security policy allows no `data:` in styles or scripts.
    assetsInlineLimit: 0,
    manifest: true,
    reportCompressedSize: false,
  },
});
