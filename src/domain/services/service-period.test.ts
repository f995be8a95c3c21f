import { describe, expect, it } from 'vitest';
import { changeService, minutesPerWeek, type ServiceTerms, undoFault } from './service-period.ts';

const terms: ServiceTerms = {
  delivery: 'push_in',
  minutes: 30,
  times: 2,
  per: 'week',
  groupMax: 4,
  place: 'classroom',
  adultId: 'a',
};

it.each([
  ['week', 2, 60],
  ['month', 4, 30],
  ['quarter', 9, 30],
  ['year', 18, 15],
] as const)('30 minutes per %s, %i times', (per, times, expected) => {
  expect(minutesPerWeek({ minutes: 30, times, per })).toBe(expected);
});

describe('a service changes on a day', () => {
  const change = { on: '2026-03-02', reason: 'more in class', terms: [terms] };
  it('what runs ends the day before and the new terms begin', () => {
    expect(changeService([{ id: 'p', from: '2026-01-12', to: null }], change)).toEqual({
      close: [{ id: 'p', to: '2026-03-01', had: null }],
      open: [{ ...terms, from: '2026-03-02', to: null, reason: 'more in class' }],
    });
  });
  it('a split service ends in all its parts; what had ended stays as it was', () => {
    const periods = [
      { id: 'old', from: '2025-09-01', to: '2026-01-11' },
      { id: 'in', from: '2026-01-12', to: null },
      { id: 'out', from: '2026-01-12', to: '2026-06-12' },
    ];
    expect(changeService(periods, change)).toMatchObject({
      close: [
        { id: 'in', had: null },
        { id: 'out', had: '2026-06-12' },
      ],
    });
  });
  it('no terms: the service ends', () => {
    expect(changeService([{ id: 'p', from: '2026-01-12', to: null }], { ...change, terms: [] })).toEqual({
      close: [{ id: 'p', to: '2026-03-01', had: null }],
      open: [],
    });
  });
  it('the past does not move', () => {
    expect(changeService([{ id: 'p', from: '2026-03-02', to: null }], change)).toBe('change_before_period');
    expect(changeService([{ id: 'p', from: '2026-04-01', to: null }], change)).toBe('change_before_period');
  });
});

describe('a change is undone until the day it starts', () => {
  const made = { madeAt: '2026-02-20T15:00:00Z', undoneAt: null };
  const [before, next] = [
    { ...made, id: 'before', on: '2026-01-12' },
    { ...made, id: 'next', on: '2026-03-02' },
  ];
  it.each([
    ['the day before', 'next', '2026-03-01', [before, next], null],
    ['on the day', 'next', '2026-03-02', [before, next], 'change_has_begun'],
    ['one that another stands on', 'before', '2026-01-01', [before, next], 'change_not_newest'],
    [
      'after the other was undone',
      'before',
      '2026-01-01',
      [before, { ...next, undoneAt: '2026-02-21T15:00:00Z' }],
      null,
    ],
    ['twice', 'next', '2026-03-01', [before, { ...next, undoneAt: '2026-02-21T15:00:00Z' }], 'change_undone'],
  ] as const)('%s', (_, id, today, changes, expected) => {
    expect(undoFault(changes, id, today)).toBe(expected);
  });
});
