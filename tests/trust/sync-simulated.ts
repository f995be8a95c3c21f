// A queue, a server and everything a network can do between them, as fast as it can be computed: the outbox's own rules
// (src/web/outbox/rules.ts) against a server that keeps each id once. At the end every event is there once, whatever happened.
import fc from 'fast-check';
import type { EventResult } from '../../src/contract/event.ts';
import type { SessionEvent } from '../../src/domain/trials/event.ts';
import { mergeEvents } from '../../src/domain/trials/merge.ts';
import { type Answer, afterAnswer, fullSize } from '../../src/web/outbox/rules.ts';
import { Score, type Tally, type TrustRun } from './suite.ts';

export const name = 'sync-simulated';

const troubles = [
  'request lost',
  'answer lost',
  'half an answer',
  'answer twice',
  'answer reordered',
  'late copy',
  'html',
  '500',
  '409',
  '413',
  'signed out',
] as const;
const happening = fc.oneof(
  { weight: 5, arbitrary: fc.constant('fine' as const) },
  { weight: 6, arbitrary: fc.constantFrom(...troubles) },
);

type Item = { readonly id: string; readonly recorderId: string };
type State = 'waiting' | 'sent' | 'refused';

class Server {
  readonly kept = new Map<string, number>();
  /** Copies of requests that the network delivers later. */
  readonly late: (readonly Item[])[] = [];
  readonly #bad: ReadonlySet<string>;
  constructor(bad: ReadonlySet<string>) {
    this.#bad = bad;
  }
  receive(items: readonly Item[]): EventResult[] {
    return items.map(({ id }) => {
      if (this.#bad.has(id)) return { id, result: 'refused', code: 'unknown_goal' };
      const times = this.kept.get(id) ?? 0;
      if (times === 0) this.kept.set(id, 1);
      return { id, result: times === 0 ? 'accepted' : 'duplicate' };
    });
  }
}

/** One try over the network in this mood. */
function exchange(
  server: Server,
  batch: readonly Item[],
  mood: (typeof troubles)[number] | 'fine',
  limit: number,
): Answer {
  const answered = (results: readonly EventResult[]): Answer => ({
    kind: 'results',
    results,
    signIn: 'open',
    skewMs: 0,
  });
  if (batch.length > limit) return { kind: 'too_large' };
  switch (mood) {
    case 'request lost':
    case 'html':
    case '500':
    case '409':
      return { kind: 'unclear' };
    case 'signed out':
      return { kind: 'signed_out' };
    case '413':
      return batch.length > 1 ? { kind: 'too_large' } : { kind: 'unclear' };
    case 'answer lost':
      server.receive(batch);
      return { kind: 'unclear' };
    case 'late copy':
      server.late.push(batch);
      return answered(server.receive(batch));
    case 'half an answer': {
      const results = server.receive(batch);
      return answered(results.slice(0, Math.ceil(results.length / 2)));
    }
    case 'answer twice': {
      const results = server.receive(batch);
      return answered([...results, ...results]);
    }
    case 'answer reordered':
      return answered(server.receive(batch).toReversed());
    case 'fine':
      return answered(server.receive(batch));
  }
}

/** The two devices' views of a session, each made of its own events and of what it has heard so far. */
function interleavings(score: Score, most: number): number {
  const [a, b] = ['a', 'b'] as const;
  type Step = { readonly by: 'a' | 'b'; readonly what: 'mark' | 'void own' | 'void other' | 'sync' };
  const moves: readonly Step['what'][] = ['mark', 'void own', 'void other', 'sync'];
  let tried = 0;
  let good = 0;
  const play = (steps: readonly Step[]): boolean => {
    const own: Record<'a' | 'b', SessionEvent[]> = { a: [], b: [] };
    const seen: Record<'a' | 'b', SessionEvent[]> = { a: [], b: [] };
    let shared: SessionEvent[] = [];
    for (const [index, { by, what }] of steps.entries()) {
      const view = mergeEvents(own[by], seen[by]);
      const target = view.findLast(
        (event) => event.kind === 'note' && (event.recorderId === by) === (what === 'void own'),
      );
      if (what === 'sync') {
        shared = mergeEvents(shared, own[by]);
        seen[by] = shared;
      } else if (what === 'mark' || target === undefined) own[by].push(fact(index, by, { kind: 'note', text: '' }));
      else own[by].push(fact(index, by, { kind: 'void', voids: target.id }));
    }
    shared = mergeEvents(mergeEvents(shared, own.a), own.b);
    const views = [a, b].map((one) => JSON.stringify(mergeEvents(own[one], shared)));
    const backwards = JSON.stringify(mergeEvents(mergeEvents(own.b.toReversed(), own.a.toReversed()), []));
    return views[0] === views[1] && views[0] === JSON.stringify(shared) && backwards === views[0];
  };
  const all = (steps: readonly Step[], left: number): void => {
    if (steps.length > 0) {
      tried += 1;
      if (play(steps)) good += 1;
      else score.check(`two devices agree after ${JSON.stringify(steps)}`, false);
    }
    if (left === 0) return;
    for (const by of [a, b]) for (const what of moves) all([...steps, { by, what }], left - 1);
  };
  all([], most);
  score.check(`all ${tried} interleavings converge`, good === tried);
  return tried;
}

function fact(index: number, by: 'a' | 'b', what: object): SessionEvent {
  const at = new Date(Date.UTC(2026, 2, 12, 14, 0, index)).toISOString();
  const base = { id: `${index}${by}`, schemaVersion: 1, sessionId: 's', occurredAt: at, enteredAt: at };
  return { ...base, recorderId: by, deviceId: by, captureMode: 'live', ...what } as unknown as SessionEvent;
}

export async function run({ quick, seed, log }: TrustRun): Promise<Tally> {
  const score = new Score(log);
  const numRuns = quick ? 500 : 10_000;
  let exchanges = 0;
  const property = fc.property(
    fc.integer({ min: 1, max: 80 }),
    fc.array(happening, { maxLength: 60 }),
    fc.integer({ min: 1, max: 40 }),
    fc.array(fc.nat(79), { maxLength: 4 }),
    (count, moods, limit, badAt) => {
      const ids = Array.from({ length: count }, (_, index) => `e${String(index).padStart(3, '0')}`);
      const bad = new Set(badAt.flatMap((at) => ids[at] ?? []));
      const queue = new Map<string, State>(ids.map((id) => [id, 'waiting']));
      const server = new Server(bad);
      let [size, tries] = [fullSize, 0];
      for (let step = 0; step < 2_000; step += 1) {
        const batch = [...queue].filter(([, state]) => state === 'waiting').map(([id]) => ({ id, recorderId: 'me' }));
        if (batch.length === 0) break;
        const sent = batch.slice(0, size);
        const after = afterAnswer(sent, exchange(server, sent, moods[step] ?? 'fine', limit), size, tries);
        exchanges += 1;
        for (const change of after.changes) queue.set(change.id, change.state);
        ({ size, tries } = after);
        if (step % 3 === 2) for (const late of server.late.splice(0)) server.receive(late);
      }
      for (const late of server.late) server.receive(late);
      for (const id of ids) {
        const expected: State = bad.has(id) ? 'refused' : 'sent';
        if (queue.get(id) !== expected) throw new Error(`${id} is ${queue.get(id)}, not ${expected}`);
        if ((server.kept.get(id) ?? 0) !== (bad.has(id) ? 0 : 1)) throw new Error(`${id} is not there once`);
      }
    },
  );
  const outcome = fc.check(property, { numRuns, seed });
  score.check(`${numRuns} sync runs converge (seed ${seed}): ${outcome.errorInstance ?? ''}`, !outcome.failed);
  log(`${outcome.numRuns} sync runs, ${exchanges} exchanges, seed ${seed}`);
  const most = quick ? 4 : 6;
  log(`${interleavings(score, most)} interleavings of up to ${most} operations of two devices`);
  return score.tally;
}
