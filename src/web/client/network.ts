import { useSyncExternalStore } from 'react';

// The browser's own word is "there is a network", not "the server answers": both are asked.
let reachable = true;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (reachable === next) return;
  reachable = next;
  for (const listener of listeners) listener();
}
export const noteReached = () => set(true);
export const noteUnreachable = () => set(false);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('online', noteReached);
  window.addEventListener('offline', noteUnreachable);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener('online', noteReached);
    window.removeEventListener('offline', noteUnreachable);
  };
}

/** Whether the server could be reached the last time anybody tried. */
export function useOnline(): boolean {
  return useSyncExternalStore(subscribe, () => reachable);
}
