import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, mondayOf, weekdayOf } from './calendar.ts';
import { groupWork, workDates, workPeriods } from './other-work.ts';

describe('other work', () => {
  it('every week is one period for each weekday', () => {
    expect(workPeriods({ weekdays: [3, 1, 3], everyWeeks: 1, from: '2026-03-02', to: null })).toEqual([
      { weekday: 1, from: '2026-03-02', to: null },
      { weekday: 3, from: '2026-03-02', to: null },
    ]);
  });

  it('the indirect week of a 3:1 model is every fourth', () => {
    const periods = workPeriods({ weekdays: [1, 2, 3, 4, 5], everyWeeks: 4, from: '2026-03-04', to: '2026-05-05' });
    expect(periods.map(({ from }) => from)).toEqual([
      ...['2026-03-04', '2026-03-05', '2026-03-06'],
      ...['2026-03-30', '2026-03-31', '2026-04-01', '2026-04-02', '2026-04-03'],
      ...['2026-04-27', '2026-04-28', '2026-04-29', '2026-04-30', '2026-05-01'],
    ]);
  });

  it('that skips weeks needs an end', () => {
    expect(() => workPeriods({ weekdays: [1], everyWeeks: 2, from: '2026-03-02', to: null })).toThrow(RangeError);
  });

  it('lies on its weekdays, within its dates, in weeks that are a multiple apart, and none is left out', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 200 }),
        (weekdays, everyWeeks, start, length) => {
          const from = addDays('2025-08-01', start);
          const to = addDays(from, length);
          const dates = workPeriods({ weekdays, everyWeeks, from, to }).flatMap((period) =>
            workDates(period, from, to),
          );
          const expected: string[] = [];
          for (let date = from, week = 0; date <= to; date = addDays(date, 1)) {
            if (date !== from && weekdayOf(date) === 1) week += 1;
            if (weekdays.includes(weekdayOf(date)) && week % everyWeeks === 0) expected.push(date);
          }
          expect(dates.toSorted()).toEqual(expected);
          expect(mondayOf(from) <= from).toBe(true);
        },
      ),
    );
  });

  it('is told as one where only the weekday or the date differs', () => {
    const work = { label: '', schoolId: null, rotationDay: null, starts: '14:00', ends: '15:00' };
    const groups = groupWork([
      { ...work, id: 'a', kind: 'meeting', weekday: 3, from: '2026-03-02', to: null },
      { ...work, id: 'b', kind: 'meeting', weekday: 1, from: '2026-03-02', to: null },
      { ...work, id: 'c', kind: 'indirect', weekday: 2, from: '2026-03-31', to: '2026-03-31' },
      { ...work, id: 'd', kind: 'indirect', weekday: 1, from: '2026-03-30', to: '2026-03-30' },
      { ...work, id: 'e', kind: 'meeting', weekday: 1, from: '2026-02-02', to: '2026-02-20' },
    ]);
    expect(groups.map(({ ids, weekdays, from, to, dates }) => ({ ids, weekdays, from, to, dates }))).toEqual([
      { ids: ['e'], weekdays: [1], from: '2026-02-02', to: '2026-02-20', dates: null },
      { ids: ['b', 'a'], weekdays: [1, 3], from: '2026-03-02', to: null, dates: null },
      {
        ids: ['d', 'c'],
        weekdays: [1, 2],
        from: '2026-03-30',
        to: '2026-03-31',
        dates: ['2026-03-30', '2026-03-31'],
      },
    ]);
  });
});
