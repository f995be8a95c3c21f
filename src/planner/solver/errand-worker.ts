import { changesForEach } from '../why-not.ts';
import { startBrowserWorker } from './browser-worker-start.ts';
import type { Brought, Errand, Stop } from './errand.ts';
import { makePlan } from './make-plan.ts';

const stop = new AbortController();

self.addEventListener('message', ({ data }: MessageEvent<Errand | Stop>) => {
  if (data.kind === 'stop') stop.abort();
  else
    run(data).catch((error: unknown) => bring({ kind: 'broke', message: error instanceof Error ? error.message : '' }));
});

async function run(errand: Errand): Promise<void> {
  if (errand.kind === 'changes') {
    bring({ kind: 'changes', changes: changesForEach(errand.problem, errand.services) });
    return;
  }
  const onProgress = (progress: Extract<Brought, { kind: 'progress' }>['progress']) =>
    bring({ kind: 'progress', progress });
  const options = { ...errand.options, signal: stop.signal, onProgress };
  bring({ kind: 'plan', outcome: await makePlan(errand.problem, options, startBrowserWorker) });
}

function bring(what: Brought): void {
  self.postMessage(what);
}
