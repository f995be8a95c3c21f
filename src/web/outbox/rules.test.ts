import fc from 'fast-check';
import { validate, version } from 'uuid';
import { describe, expect, it } from 'vitest';
import { newEventId } from './event-id.ts';
import { type Answer, afterAnswer, fullSize, type Waiting } from './rules.ts';

const batchOf = (count: number): Waiting[] =>
  Array.from({ length: count }, (_, index) => ({ id: `e${index}`, recorderId: 'me' }));

describe('what the outbox does with an answer', () => {
  it('marks only what the server answered for', () => {
    const after = afterAnswer(
      batchOf(3),
      {
        kind: 'results',
        signIn: 'open',
        skewMs: 0,
        results: [
          { id: 'e0', result: 'accepted' },
          { id: 'e1', result: 'duplicate' },
          { id: 'stranger', result: 'accepted' },
        ],
      },
      fullSize,
      0,
    );
    expect(after.changes).toEqual([
      { id: 'e0', state: 'sent' },
      { id: 'e1', state: 'sent' },
    ]);
    expect(after.wait).toBeGreaterThan(0);
  });

  it('keeps a refused event with its reason, and parks those of another adult', () => {
    const after = afterAnswer(
      batchOf(2),
      {
        kind: 'results',
        signIn: 'open',
        skewMs: 0,
        results: [
          { id: 'e0', result: 'refused', code: 'unknown_goal', field: 'goalId' },
          { id: 'e1', result: 'refused', code: 'not_the_recorder' },
        ],
      },
      fullSize,
      0,
    );
    expect(after.changes).toEqual([{ id: 'e0', state: 'refused', code: 'unknown_goal', field: 'goalId' }]);
    expect(after.parked).toEqual(['e1']);
  });

  it('lets go of what the server keeps though it refused it, and sends plainly what it could not open', () => {
    const after = afterAnswer(
      batchOf(2),
      {
        kind: 'results',
        signIn: 'ended_elsewhere',
        skewMs: 0,
        results: [
          { id: 'e0', result: 'refused', code: 'after_sign_out', kept: true },
          { id: 'e1', result: 'refused', code: 'cannot_unseal' },
        ],
      },
      fullSize,
      0,
    );
    expect(after.changes).toEqual([{ id: 'e0', state: 'sent' }]);
    expect(after.unsealed).toEqual(['e1']);
  });

  it('halves what is too large down to the one event that is', () => {
    expect(afterAnswer(batchOf(8), { kind: 'too_large' }, 8, 0)).toMatchObject({ changes: [], size: 4, wait: 0 });
    expect(afterAnswer(batchOf(1), { kind: 'too_large' }, 1, 0).changes).toEqual([
      { id: 'e0', state: 'refused', code: 'too_large' },
    ]);
  });

  it('waits longer after each unclear try, never more than a minute, and until somebody signs in', () => {
    expect([0, 1, 2, 20].map((tries) => afterAnswer(batchOf(1), { kind: 'unclear' }, fullSize, tries).wait)).toEqual([
      1_000, 2_000, 4_000, 60_000,
    ]);
    expect(afterAnswer(batchOf(1), { kind: 'signed_out' }, fullSize, 0).wait).toBeNull();
  });
});

/** A server that keeps each id once, and a network that loses, repeats, cuts and reorders what it says. */
const trouble = fc.oneof(
  { weight: 4, arbitrary: fc.constant('fine' as const) },
  fc.constantFrom(
    'request lost' as const,
    'answer lost' as const,
    'half an answer' as const,
    'answer twice' as const,
    'too large' as const,
    'answer reordered' as const,
    'html' as const,
  ),
);

describe('the outbox and a bad network', () => {
  it('ends with every event on the server once, none dropped, whatever happens on the way', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.array(trouble, { maxLength: 40 }),
        fc.integer({ min: 1, max: 30 }),
        (count, troubles, limit) => {
          const queue = new Map(batchOf(count).map((event) => [event.id, 'waiting']));
          const server = new Map<string, number>();
          let size = fullSize;
          let tries = 0;
          for (let step = 0; step < 400; step++) {
            const batch = [...queue]
              .filter(([, state]) => state === 'waiting')
              .map(([id]) => ({ id, recorderId: 'me' }))
              .slice(0, size);
            if (batch.length === 0) break;
            const now = troubles[step] ?? 'fine';
            let answer: Answer = { kind: 'unclear' };
            if (now === 'too large' || batch.length > limit)
              answer = batch.length > 1 ? { kind: 'too_large' } : { kind: 'unclear' };
            else if (now !== 'request lost' && now !== 'html') {
              const results = batch.map(({ id }) => {
                const known = server.has(id);
                server.set(id, (server.get(id) ?? 0) + (known ? 0 : 1));
                return { id, result: known ? ('duplicate' as const) : ('accepted' as const) };
              });
              if (now === 'half an answer')
                answer = {
                  kind: 'results',
                  signIn: 'open',
                  skewMs: 0,
                  results: results.slice(0, Math.floor(results.length / 2)),
                };
              else if (now === 'answer twice')
                answer = { kind: 'results', signIn: 'open', skewMs: 0, results: [...results, ...results] };
              else if (now === 'answer reordered')
                answer = { kind: 'results', signIn: 'open', skewMs: 0, results: results.toReversed() };
              else if (now !== 'answer lost') answer = { kind: 'results', signIn: 'open', skewMs: 0, results };
            }
            const after = afterAnswer(batch, answer, size, tries);
            size = after.size;
            tries = after.tries;
            for (const change of after.changes) {
              // Marked as sent only what the server has.
              expect(server.get(change.id)).toBe(1);
              queue.set(change.id, change.state);
            }
          }
          expect([...queue.values()].every((state) => state === 'sent')).toBe(true);
          expect(server.size).toBe(count);
        },
      ),
    );
  });
});

it('makes UUIDv7s that sort by time', () => {
  const ids = [1_700_000_000_000, 1_700_000_000_001, 1_800_000_000_000].map((at) => newEventId(new Date(at)));
  for (const id of ids) expect([validate(id), version(id)]).toEqual([true, 7]);
  expect(ids.toSorted()).toEqual(ids);
});
