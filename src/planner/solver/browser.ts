import type { Problem } from '../problem.ts';
import { type Change, changesForEach } from '../why-not.ts';
import { startBrowserWorker } from './browser-worker-start.ts';
import type { Brought, Errand } from './errand.ts';
import { makePlan, type Outcome } from './make-plan.ts';
import type { SolveOptions } from './solve.ts';

/** Plans a problem in web workers of this page, which only hears how far it has come. */
export async function planInBrowser(problem: Problem, options: SolveOptions): Promise<Outcome> {
  const { seconds, startFrom, signal, onProgress } = options;
  const errand: Errand = {
    kind: 'plan',
    problem,
    options: { seconds, ...(startFrom === undefined ? {} : { startFrom }) },
  };
  const brought = await send(errand, signal, (what) => {
    if (what.kind === 'progress') onProgress?.(what.progress);
  });
  // Where no worker starts, the page makes what plan it can by itself.
  return brought?.kind === 'plan' ? brought.outcome : makePlan(problem, options, startBrowserWorker);
}

/** The single changes that could help each of these services, the most direct first. */
export async function changesInBrowser(
  problem: Problem,
  services: readonly string[],
): Promise<ReadonlyMap<string, readonly Change[]>> {
  if (services.length === 0) return new Map();
  const brought = await send({ kind: 'changes', problem, services });
  return brought?.kind === 'changes' ? brought.changes : changesForEach(problem, services);
}

/** What a worker of its own brings back, or undefined where it does not start or breaks. It is ended before this answers. */
async function send(
  errand: Errand,
  signal?: AbortSignal,
  underWay?: (what: Brought) => void,
): Promise<Brought | undefined> {
  const worker = new Worker(new URL('./errand-worker.ts', import.meta.url), { type: 'module' });
  const stop = () => worker.postMessage({ kind: 'stop' });
  try {
    return await new Promise((resolve) => {
      worker.addEventListener('error', () => resolve(undefined));
      worker.addEventListener('message', ({ data }: MessageEvent<Brought>) => {
        if (data.kind === 'broke') resolve(undefined);
        else if (data.kind === 'progress') underWay?.(data);
        else resolve(data);
      });
      signal?.addEventListener('abort', stop);
      worker.postMessage(errand);
      if (signal?.aborted) stop();
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    worker.terminate();
  }
}
