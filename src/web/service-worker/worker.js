// The service worker: the app itself, kept for a start with the server dead. Built by plugin.ts, which puts `version` and `files` in
// front. It keeps files of the app and nothing else: no answer of the server to anybody ever lies in a cache.
/* global version, files */

const prefix = 'carryover ';
const current = prefix + version;
const pages = ['/index.html', '/classroom.html'];
const pageOf = (path) => (/^\/classroom\/./.test(path) ? '/classroom.html' : '/index.html');

self.addEventListener('install', (event) => event.waitUntil(keepFiles()));

async function keepFiles() {
  const cache = await caches.open(current);
  await Promise.all(
    files.map(async (file) => {
      // A hashed name never changes what it holds: what the last version kept need not be fetched again.
      const known = file.startsWith('/assets/') ? await caches.match(file) : undefined;
      await cache.put(file, known ?? (await fetched(file)));
    }),
  );
}

async function fetched(file) {
  const response = await fetch(file, { cache: 'no-cache' });
  // A network that answers everything with a page of its own must not become the app.
  const ours = response.ok && !response.redirected && (!pages.includes(file) || (await isOurs(response.clone())));
  if (!ours) throw new Error(`Not the app's own: ${file}`);
  return response;
}

async function isOurs(response) {
  return (await response.text()).includes('<title>Carryover</title>');
}

// The version before stays until the next one: a window that records a session goes on with it and finds its parts.
self.addEventListener('activate', (event) => event.waitUntil(forgetOld()));

async function forgetOld() {
  const ours = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== current);
  await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

// Only a person decides that the new version takes over.
self.addEventListener('message', (event) => {
  if (event.data === 'take over') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (pathname.startsWith('/api/') || pathname === '/healthz') return;
  if (request.mode === 'navigate') event.respondWith(kept(pageOf(pathname), request));
  else if (files.includes(pathname) || pathname.startsWith('/assets/')) event.respondWith(kept(pathname, request));
});

async function kept(file, request) {
  const cache = await caches.open(current);
  return (await cache.match(file)) ?? (await caches.match(file)) ?? fetch(request);
}
