// Events a second that POST /api/events takes in, over loopback HTTP, one client, in batches of 1, 20 and 1,000, on both stores.
import { v7 } from 'uuid';
import type { TrialEvent } from '../src/domain/trials/event.ts';
import { quantile } from './quantiles.ts';
import { demoNow, type ServedDemo, serveDemo } from './served-demo.ts';

const batches: readonly (readonly [size: number, times: number])[] = [
  [1, 200],
  [20, 100],
  [1_000, 10],
];

function trialsOf({ told }: ServedDemo, count: number): TrialEvent[] {
  const dana = told.rows.adult!.find((adult) => adult.name === 'Dana Whitfield')!.id;
  const trials = told.events.filter(
    (event): event is TrialEvent => event.kind === 'trial' && event.recorderId === dana,
  );
  const at = new Date(Date.parse(demoNow) - 3_600_000).toISOString();
  const last = trials.filter((trial) => trial.occurredAt > '2026-03-09');
  return Array.from({ length: count }, (_, index) => ({
    ...last[index % last.length]!,
    id: v7(),
    occurredAt: at,
    enteredAt: at,
  }));
}

const rows = ['| store | events a request | requests | events/s | p50 ms | p95 ms |', '|---|---|---|---|---|---|'];
for (const kind of ['pglite', 'postgres'] as const) {
  const demo = await serveDemo(kind);
  if (demo === null) {
    rows.push(`| ${kind} | left out: PostgreSQL is not installed | | | | |`);
    continue;
  }
  for (const [size, times] of batches) {
    const took: number[] = [];
    for (let round = -2; round < times; round++) {
      const events = trialsOf(demo, size);
      const started = performance.now();
      const answer = (await demo.ask('POST', '/api/events', {
        deviceId: events[0]!.deviceId,
        sentAt: new Date(Date.parse(demoNow)).toISOString(),
        events,
      })) as { results: { result: string }[] };
      const ms = performance.now() - started;
      if (answer.results.some(({ result }) => result !== 'accepted'))
        throw new Error(JSON.stringify(answer.results.find(({ result }) => result !== 'accepted')));
      if (round >= 0) took.push(ms);
    }
    const total = took.reduce((sum, ms) => sum + ms, 0);
    rows.push(
      `| ${kind} | ${size} | ${times} | ${Math.round((size * times * 1000) / total)} | ${quantile(took, 0.5).toFixed(1)} | ${quantile(took, 0.95).toFixed(1)} |`,
    );
  }
  await demo.close();
}
process.stdout.write(`${rows.join('\n')}\n`);
