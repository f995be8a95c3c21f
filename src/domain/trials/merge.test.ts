import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionEvent } from './event.ts';
import { compareInstants, inForce, mergeEvents } from './merge.ts';
import { storyteller } from './sample-events.ts';
import { sessionRecord } from './session-record.ts';

const minute = (i: number): string => `2026-03-02T15:${String(i % 60).padStart(2, '0')}:00.000Z`;

/** Trials at a few instants, some voided, some of the voids voided, some events sent twice. */
const stories = fc
  .record({
    times: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 12 }),
    voids: fc.array(fc.nat({ max: 30 }), { maxLength: 8 }),
    again: fc.array(fc.nat({ max: 30 }), { maxLength: 6 }),
  })
  .map(({ times, voids, again }) => {
    const { trial, voided } = storyteller();
    const events: SessionEvent[] = times.map((time) => trial('independent', { at: minute(time), sessionId: 's' }));
    for (const target of voids) {
      events.push(voided(events[target % events.length]!.id, { at: minute(10 + events.length), sessionId: 's' }));
    }
    return [...events, ...again.map((i) => events[i % events.length]!)];
  });

describe('merging events', () => {
  it('never depends on the order of arrival', () => {
    fc.assert(
      fc.property(
        stories.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        ([events, shuffled]) => {
          expect(inForce(shuffled)).toEqual(inForce(events));
          expect(sessionRecord('s', shuffled)).toEqual(sessionRecord('s', events));
        },
      ),
    );
  });

  it('changes nothing when the same is merged again, wherever it is split', () => {
    fc.assert(
      fc.property(stories, fc.nat({ max: 30 }), (events, at) => {
        const cut = at % (events.length + 1);
        const whole = mergeEvents(events);
        expect(mergeEvents(events.slice(cut), events.slice(0, cut), whole)).toEqual(whole);
      }),
    );
  });

  it('has the state before, once an event and a void of it have come', () => {
    fc.assert(
      fc.property(stories, (events) => {
        const { trial, voided } = storyteller();
        const added = trial('not_yet', { id: 'z1', sessionId: 's' });
        const taken = voided('z1', { id: 'z2', sessionId: 's' });
        expect(inForce([...events, added, taken])).toEqual(inForce(events));
        const restored = inForce([...events, added, taken, voided('z2', { id: 'z3', sessionId: 's' })]);
        expect(restored).toEqual(inForce([...events, added]));
      }),
    );
  });

  it('waits for the event when its void comes first', () => {
    const { trial, voided } = storyteller();
    const tap = trial('independent');
    const undo = voided(tap.id);
    expect(inForce([undo])).toEqual([]);
    expect(inForce([undo, tap])).toEqual([]);
  });

  it('answers even for voids that go in a circle', () => {
    const { voided, trial } = storyteller();
    const tap = trial('independent');
    const circle = [voided('v2', { id: 'v1' }), voided('v1', { id: 'v2' }), voided(tap.id, { id: 'v3' })];
    expect(inForce([tap, ...circle])).toEqual(inForce([...circle.reverse(), tap]));
  });
});

describe('instants', () => {
  it.each([
    ['2026-03-02T15:00:00.000Z', '2026-03-02T15:00:00.001Z', -1],
    ['2026-03-02T15:00:00Z', '2026-03-02T15:00:00.000Z', 0],
    ['2026-03-02T09:00:00-06:00', '2026-03-02T15:00:00.000Z', 0],
    ['2026-03-02T10:00:00-06:00', '2026-03-02T15:30:00.000Z', 1],
  ])('%s against %s', (a, b, order) => {
    expect(Math.sign(compareInstants(a, b))).toBe(order);
    expect(Math.sign(compareInstants(b, a)) + order).toBe(0);
  });
});
