import { Worker } from 'node:worker_threads';
import type { Problem } from '../problem.ts';
import type { Answer, SolverWorker } from './messages.ts';
import { solve, type Solution, type SolveOptions } from './solve.ts';

/** Solves a problem in workers of this Node process. */
export function solveInNode(problem: Problem, options: SolveOptions): Promise<Solution> {
  return solve(problem, options, startNodeWorker);
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
