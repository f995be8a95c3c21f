import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TimedContact, type UnitRule, unitsOfDay } from './billing-units.ts';

const contact = (minutes: number, rule: UnitRule, minimumMinutes = 0): TimedContact => ({
  minutes,
  rule,
  minimumMinutes,
});
const one = (minutes: number, rule: UnitRule, minimum = 0) => unitsOfDay([contact(minutes, rule, minimum)])[0];

/** First and last whole minute of each number of units, as CMS prints them: 8-22 is one, 23-37 two, and so on. */
const printed = [
  [0, 7, 0],
  [8, 22, 1],
  [23, 37, 2],
  [38, 52, 3],
  [53, 67, 4],
  [68, 82, 5],
  [83, 97, 6],
  [98, 112, 7],
  [113, 127, 8],
] as const;
const table = printed.flatMap(([from, to, units]) =>
  Array.from({ length: to - from + 1 }, (_, at) => [from + at, units] as const),
);

describe('units of one contact, minute by minute', () => {
  it.each(table)('%i minutes are %i units of a quarter of an hour', (minutes, units) => {
    expect(one(minutes, 'eight_minute')).toBe(units);
    expect(one(minutes, 'midpoint')).toBe(units);
  });

  it.each(table)('%i minutes are one encounter, and exactly themselves', (minutes) => {
    expect(one(minutes, 'encounter')).toBe(minutes === 0 ? 0 : 1);
    expect(one(minutes, 'exact')).toBe(minutes);
  });

  it.each(table)('%i minutes are nothing below the minimum of 16', (minutes, units) => {
    const reached = minutes >= 16;
    expect(one(minutes, 'encounter', 16)).toBe(reached ? 1 : 0);
    expect(one(minutes, 'midpoint', 16)).toBe(reached ? units : 0);
    expect(one(minutes, 'eight_minute', 16)).toBe(reached ? units : 0);
    expect(one(minutes, 'exact', 16)).toBe(reached ? minutes : 0);
  });
});

describe('units of a day', () => {
  it.each([
    // minutes, together by the 8-minute rule (the manual's own examples among them), each by its midpoint
    [
      [8, 8],
      [1, 0],
      [1, 1],
    ],
    [
      [7, 8],
      [0, 1],
      [0, 1],
    ],
    [
      [7, 7],
      [1, 0],
      [0, 0],
    ],
    [
      [20, 20],
      [2, 1],
      [1, 1],
    ],
    [
      [33, 7],
      [2, 1],
      [2, 0],
    ],
    [
      [24, 23],
      [2, 1],
      [2, 2],
    ],
    [
      [18, 13, 10, 8],
      [1, 1, 1, 0],
      [1, 1, 1, 1],
    ],
    [
      [5, 5, 5],
      [1, 0, 0],
      [0, 0, 0],
    ],
  ] as const)('%j', (minutes, together, apart) => {
    expect(unitsOfDay(minutes.map((each) => contact(each, 'eight_minute')))).toEqual(together);
    expect(unitsOfDay(minutes.map((each) => contact(each, 'midpoint')))).toEqual(apart);
  });

  it('adds up only what is under the 8-minute rule and above its minimum', () => {
    const day = [
      contact(7, 'eight_minute'),
      contact(8, 'encounter'),
      contact(9, 'exact'),
      contact(7, 'eight_minute', 8),
    ];
    expect(unitsOfDay(day)).toEqual([0, 1, 9, 0]);
  });

  it('gives the units of the sum, whatever the contacts', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(120), { maxLength: 8 }), (minutes) => {
        const units = unitsOfDay(minutes.map((each) => contact(each, 'eight_minute')));
        const sum = minutes.reduce((total, each) => total + each, 0);
        expect(units.reduce((total, each) => total + each, 0)).toBe(one(sum, 'eight_minute'));
        for (const [at, each] of units.entries()) expect(each - Math.floor(minutes[at]! / 15)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
