import { useSyncExternalStore } from 'react';

let said = '';
let turn = 0;
const listeners = new Set<() => void>();

/** Says a sentence to whoever listens to the page instead of looking at it, and shows it to nobody. */
export function announce(sentence: string): void {
  turn += 1;
  // The same sentence twice is two sayings: a screen reader speaks only what has changed.
  said = turn % 2 === 0 ? sentence : `${sentence}\u00a0`;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The place where `announce` speaks; once, around all screens. */
export function LiveRegion() {
  const sentence = useSyncExternalStore(subscribe, () => said);
  return (
    <div className="off-screen" role="status" aria-live="polite">
      {sentence}
    </div>
  );
}
