import type { EventRefusal, EventResult } from '#contract/event.ts';

/**
 * What the outbox does with the server's answers, as pure functions, so that every kind of bad network can be tried without one.
 * Nothing ever leaves the queue but by the server's word for that very event.
 */

/** What came back from one try. Anything that is not a proper answer is `unclear`: the events may or may not have arrived. */
export type Answer =
  | {
      readonly kind: 'results';
      readonly results: readonly EventResult[];
      readonly signIn: 'open' | 'over' | 'ended_elsewhere';
      /** The server's clock minus this one's. */
      readonly skewMs: number;
    }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'too_large' }
  | { readonly kind: 'signed_out' };

export interface Waiting {
  readonly id: string;
  readonly recorderId: string;
}

export type Change =
  | { readonly id: string; readonly state: 'sent' }
  | { readonly id: string; readonly state: 'refused'; readonly code: EventRefusal; readonly field?: string };

export interface After {
  readonly changes: readonly Change[];
  /** Recorded by somebody else who used this device: waits until they are signed in here again. */
  readonly parked: readonly string[];
  /** Sealed for another server: to be sent as they are once the vault is open. */
  readonly unsealed: readonly string[];
  /** How many to send at once from now on. */
  readonly size: number;
  /** Milliseconds to wait before the next try; 0: at once, null: until somebody signs in. */
  readonly wait: number | null;
  readonly tries: number;
}

export const fullSize = 200;

/** 1 s, 2 s, 4 s ... at most a minute; a network that comes back is noticed sooner by its own signal. */
function backoff(tries: number): number {
  return Math.min(60_000, 1_000 * 2 ** Math.min(tries, 10));
}

/**
 * @param batch what was sent, in order
 * @param tries unclear tries in a row before this one
 */
export function afterAnswer(batch: readonly Waiting[], answer: Answer, size: number, tries: number): After {
  switch (answer.kind) {
    case 'unclear':
      return { changes: [], parked: [], unsealed: [], size, wait: backoff(tries), tries: tries + 1 };
    case 'signed_out':
      return { changes: [], parked: [], unsealed: [], size, wait: null, tries: 0 };
    case 'too_large': {
      const [only] = batch;
      // One event that is too large by itself will never fit: it is shown, and the others go on.
      if (batch.length === 1 && only !== undefined)
        return {
          changes: [{ id: only.id, state: 'refused', code: 'too_large' }],
          parked: [],
          unsealed: [],
          size: fullSize,
          wait: 0,
          tries: 0,
        };
      return {
        changes: [],
        parked: [],
        unsealed: [],
        size: Math.max(1, Math.floor(batch.length / 2)),
        wait: 0,
        tries: 0,
      };
    }
    case 'results': {
      const sent = new Set(batch.map((event) => event.id));
      const changes: Change[] = [];
      const parked: string[] = [];
      const unsealed: string[] = [];
      const answered = new Set<string>();
      for (const { id, result, code, field, kept } of answer.results) {
        if (!sent.has(id) || answered.has(id)) continue;
        answered.add(id);
        // Refused and kept there: it is the server's to show.
        if (result !== 'refused' || kept === true) changes.push({ id, state: 'sent' });
        else if (code === 'not_the_recorder') parked.push(id);
        else if (code === 'cannot_unseal') unsealed.push(id);
        else
          changes.push({ id, state: 'refused', code: code ?? 'bad_event', ...(field === undefined ? {} : { field }) });
      }
      // Half an answer is an answer for that half; the rest is sent again, but not in a tight loop.
      const complete = answered.size === sent.size;
      return {
        changes,
        parked,
        unsealed,
        size: complete ? fullSize : size,
        wait: complete ? 0 : backoff(tries),
        tries: complete ? 0 : tries + 1,
      };
    }
  }
}
