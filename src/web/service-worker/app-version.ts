import { useSyncExternalStore } from 'react';

/**
 * The service worker's page side: registers it, and knows when a newer version of the app lies ready. It takes over when somebody
 * says so, never by itself, and never while a session is recorded: the classroom screen does not show the offer.
 */

let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();

function lies(worker: ServiceWorker | null): void {
  waiting = worker;
  for (const listener of listeners) listener();
}

const againMs = 60 * 60_000;

/** Called once at the start; where the browser has no service workers (plain http on a school's network), nothing is kept. */
export function keepApp(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const register = async () => {
    const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
    const look = () => lies(navigator.serviceWorker.controller === null ? null : registration.waiting);
    look();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', look);
    });
    // A tablet is left open for days.
    setInterval(() => void registration.update().catch(() => undefined), againMs);
  };
  // The first screen comes first.
  const soon = () => setTimeout(() => void register().catch(() => undefined), 1_000);
  if (document.readyState === 'complete') soon();
  else window.addEventListener('load', soon, { once: true });
}

export function useNewerVersion(): ServiceWorker | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting,
  );
}

/** This window begins again with the new version; others go on with theirs until they are opened anew. */
export function takeOver(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
  worker.postMessage('take over');
}
