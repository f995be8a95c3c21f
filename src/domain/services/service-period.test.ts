import { describe, expect, it } from 'vitest';
import { changeService, minutesPerWeek, type ServiceTerms } from './service-period.ts';

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
      close: [{ id: 'p', to: '2026-03-01' }],
      open: [{ ...terms, from: '2026-03-02', to: null, reason: 'more in class' }],
    });
  });
  it('a split service ends in all its parts; what had ended stays as it was', () => {
    const periods = [
      { id: 'old', from: '2025-09-01', to: '2026-01-11' },
      { id: 'in', from: '2026-01-12', to: null },
      { id: 'out', from: '2026-01-12', to: '2026-06-12' },
    ];
    expect(changeService(periods, change)).toMatchObject({ close: [{ id: 'in' }, { id: 'out' }] });
  });
  it('no terms: the service ends', () => {
    expect(changeService([{ id: 'p', from: '2026-01-12', to: null }], { ...change, terms: [] })).toEqual({
      close: [{ id: 'p', to: '2026-03-01' }],
      open: [],
    });
  });
  it('the past does not move', () => {
    expect(changeService([{ id: 'p', from: '2026-03-02', to: null }], change)).toBe('change_before_period');
    expect(changeService([{ id: 'p', from: '2026-04-01', to: null }], change)).toBe('change_before_period');
  });
});
