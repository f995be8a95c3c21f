import { describe, expect, it } from 'vitest';
import type { Outcome } from './event.ts';
import { storyteller } from './sample-events.ts';
import { observerAgreements, twoObservers } from './two-observers.ts';

describe('two observers of one session', () => {
  const { trial } = storyteller();
  const tap = (recorderId: string, second: number, outcome: Outcome) =>
    trial(outcome, { recorderId, sessionId: 's', at: `2026-03-02T15:00:${String(second).padStart(2, '0')}.000Z` });

  it('are paired by time, nearest first, and what only one saw stands beside', () => {
    const reading = twoObservers(
      [
        tap('a', 0, 'independent'),
        tap('b', 2, 'independent'),
        tap('a', 20, 'self_corrected'),
        tap('b', 22, 'independent'),
        tap('a', 24, 'not_yet'),
        tap('b', 25, 'not_yet'),
        tap('a', 50, 'not_yet'),
      ],
      'a',
      'b',
      5,
    );
    expect(reading.pairs).toHaveLength(3);
    expect(reading).toMatchObject({ onlyFirst: 1, onlySecond: 0 });
    expect(reading.agreement).toMatchObject({ n: 3, percentCorrectnessOnly: 100 });
    expect(reading.agreement.percent).toBeCloseTo(66.6667, 3);
    expect(reading.kappa.n).toBe(3);
  });

  it('have no agreement where they saw nothing together, and no kappa where all was one outcome', () => {
    expect(twoObservers([tap('a', 0, 'independent')], 'a', 'b').agreement.percent).toBeNull();
    const all = [tap('a', 0, 'independent'), tap('b', 1, 'independent')];
    expect(twoObservers(all, 'a', 'b')).toMatchObject({ agreement: { percent: 100 }, kappa: { kappa: null } });
  });

  it('agree on steps by their order and on intervals by their number, and what nobody could answer is left out', () => {
    const { observe } = storyteller();
    const said = (recorderId: string) => ({ recorderId, sessionId: 's' });
    const second = (recorderId: string) => (recorderId === 'b' ? ({ asSecondObserver: true } as const) : {});
    const step = (recorderId: string, stepId: string, assistance: 'independent' | 'verbal') =>
      observe({ kind: 'step', stepId, assistance, ...second(recorderId) }, said(recorderId));
    const interval = (recorderId: string, index: number, occurred: 'yes' | 'no' | 'missed') =>
      observe(
        { kind: 'interval', method: 'momentary', lengthSeconds: 60, index, occurred, ...second(recorderId) },
        said(recorderId),
      );
    const found = observerAgreements([
      step('a', 'one', 'independent'),
      step('a', 'two', 'verbal'),
      step('b', 'one', 'independent'),
      step('b', 'two', 'independent'),
      interval('a', 0, 'yes'),
      interval('a', 1, 'no'),
      interval('a', 2, 'missed'),
      interval('b', 0, 'yes'),
      interval('b', 1, 'no'),
      interval('b', 2, 'yes'),
    ]);
    expect(found).toMatchObject([
      { kind: 'step', sessions: 1, recorders: ['a', 'b'], agreement: { n: 2, percent: 50 } },
      { kind: 'interval', agreement: { n: 2, percent: 100 }, kappa: { kappa: 1 } },
    ]);
  });
});
