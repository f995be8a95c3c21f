import { Worker } from 'node:worker_threads';
import type { Problem } from '../problem.ts';
import { makePlan, type Outcome } from './make-plan.ts';
import type { Answer, SolverWorker } from './messages.ts';
import type { SolveOptions } from './solve.ts';

/** Plans a problem in workers of this Node process. */
export function planInNode(problem: Problem, options: SolveOptions): Promise<Outcome> {
  return makePlan(problem, options, startNodeWorker);
}

export function startNodeWorker(): SolverWorker {
  const worker = new Worker(new URL('./node-worker.ts', import.meta.url));
  return {
    post: (message) => worker.postMessage(message),
    onAnswer: (listener) => {
      worker.on('message', (answer: Answer) => listener(answer));
      worker.on('error', (error) => listener({ kind: 'broke', message: error.message.slice(0, 200) }));
    },
    end: async () => {
      await worker.terminate();
    },
  };
}
