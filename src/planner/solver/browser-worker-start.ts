import type { Answer, SolverWorker } from './messages.ts';

/** A solver in a web worker, started from a page or from a worker of it. */
export function startBrowserWorker(): SolverWorker {
  const worker = new Worker(new URL('./browser-worker.ts', import.meta.url), { type: 'module' });
  return {
    post: (message) => worker.postMessage(message),
    onAnswer: (listener) => {
      worker.addEventListener('message', (event: MessageEvent<Answer>) => listener(event.data));
      worker.addEventListener('error', (event) =>
        listener({ kind: 'broke', message: event.message ?? 'The worker did not start.' }),
      );
    },
    end: async () => worker.terminate(),
  };
}
