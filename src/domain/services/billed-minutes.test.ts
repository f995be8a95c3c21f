import fc from 'fast-check';
import { expect, it } from 'vitest';
import { disciplines } from '../goals/goal.ts';
import { type BilledStay, billedMinutes } from './billed-minutes.ts';

const stay = (id: string, discipline: BilledStay['discipline'], from: number, to: number): BilledStay => ({
  id,
  discipline,
  from,
  to,
});

it('bills two disciplines at once to the one that began earlier, or shares what they had at once', () => {
  const both = [stay('speech', 'speech', 540, 570), stay('ot', 'occupational', 550, 585)];
  expect(billedMinutes(both, 'each_in_full')).toEqual(
    new Map([
      ['speech', 30],
      ['ot', 15],
    ]),
  );
  expect(billedMinutes(both, 'shared')).toEqual(
    new Map([
      ['speech', 20],
      ['ot', 25],
    ]),
  );
});

it('shares an odd number of minutes in whole ones', () => {
  const three = disciplines.map((discipline) => stay(discipline, discipline, 0, 20));
  expect([...billedMinutes(three, 'shared').values()].toSorted()).toEqual([6, 7, 7]);
});

it('bills one discipline entered twice for the same time once, whichever rule holds', () => {
  const twice = [stay('a', 'speech', 0, 30), stay('b', 'speech', 10, 30)];
  for (const rule of ['each_in_full', 'shared'] as const)
    expect(billedMinutes(twice, rule)).toEqual(
      new Map([
        ['a', 30],
        ['b', 0],
      ]),
    );
});

it('never bills a minute twice, and none that somebody gave is lost', () => {
  const stays = fc.array(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      discipline: fc.constantFrom(...disciplines),
      from: fc.nat(60),
      length: fc.integer({ min: 1, max: 40 }),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(stays, fc.constantFrom('each_in_full', 'shared'), (drawn, rule) => {
      const day = drawn.map(({ length, ...rest }) => ({ ...rest, to: rest.from + length }));
      const given = new Set(day.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)));
      const billed = [...billedMinutes(day, rule).values()].reduce((sum, each) => sum + each, 0);
      expect(billed).toBe(given.size);
    }),
  );
});
