import type { Problem } from '../problem.ts';
import { makePlan, type Outcome } from './make-plan.ts';
import type { Answer, SolverWorker } from './messages.ts';
import type { SolveOptions } from './solve.ts';

/** Plans a problem in web workers of this page. */
export function planInBrowser(problem: Problem, options: SolveOptions): Promise<Outcome> {
  return makePlan(problem, options, startBrowserWorker);
}

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
