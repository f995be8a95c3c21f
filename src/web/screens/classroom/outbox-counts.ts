import { useSyncExternalStore } from 'react';
import { deviceOutbox } from '../../outbox/device.ts';
import type { OutboxCounts } from '../../outbox/outbox.ts';

/** How much waits on this device. Asked of the queue once, whoever shows it: a change of it draws only those who do. */

let counts: OutboxCounts = { waiting: 0, refused: 0, signedOut: false };
const listeners = new Set<() => void>();
let leave: (() => void) | null = null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  leave ??= deviceOutbox.counts((next) => {
    counts = next;
    for (const one of listeners) one();
  });
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    leave?.();
    leave = null;
  };
}

export const useOutboxCounts = (): OutboxCounts => useSyncExternalStore(subscribe, () => counts);
export const useRefusedCount = (): number => useSyncExternalStore(subscribe, () => counts.refused);
