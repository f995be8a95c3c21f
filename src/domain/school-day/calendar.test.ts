import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  type DifferentDate,
  isSchoolDay,
  mondayOf,
  rotationDayOf,
  type SchoolCalendar,
  weekdayOf,
} from './calendar.ts';
import { notHeld, occurrences } from './occurrences.ts';

const different = (date: string, kind: DifferentDate['kind'], more: Partial<DifferentDate> = {}): DifferentDate => ({
  date,
  kind,
  label: '',
  starts: null,
  ends: null,
  rotationDay: null,
  ...more,
});
const calendar = (
  rotation: SchoolCalendar['year']['rotation'],
  dates: readonly DifferentDate[] = [],
): SchoolCalendar => ({
  year: { from: '2025-08-18', to: '2026-06-12', rotation, rotationFrom: '2026-03-02' },
  dates,
});

describe('the school calendar', () => {
  it('keeps school from Monday to Friday within the year, but on holidays and closed days', () => {
    const year = calendar('none', [different('2026-03-05', 'holiday'), different('2026-03-06', 'testing')]);
    expect(
      ['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07', '2026-06-12', '2026-06-15'].map((date) =>
        isSchoolDay(date, year),
      ),
    ).toEqual([true, false, true, false, true, false]);
  });

  it('alternates A and B by calendar week, whatever holidays a week holds', () => {
    const year = calendar('ab', [different('2026-03-09', 'holiday')]);
    expect(rotationDayOf('2026-03-04', year)).toBe('A');
    expect(rotationDayOf('2026-03-09', year)).toBeNull();
    expect(rotationDayOf('2026-03-10', year)).toBe('B');
    expect(rotationDayOf('2026-03-16', year)).toBe('A');
  });

  it('lets a single date of an A week be B', () => {
    const year = calendar('ab', [different('2026-03-04', 'testing', { rotationDay: 'B' })]);
    expect(['2026-03-03', '2026-03-04', '2026-03-05'].map((date) => rotationDayOf(date, year))).toEqual([
      'A',
      'B',
      'A',
    ]);
  });

  it('counts days 1 to N over school days, and starts anew where a date names its day', () => {
    const year = calendar('1-6', [
      different('2026-03-04', 'closed'),
      different('2026-03-11', 'testing', { rotationDay: '2' }),
    ]);
    const days = [
      '2026-03-02',
      '2026-03-03',
      '2026-03-05',
      '2026-03-06',
      '2026-03-09',
      '2026-03-10',
      '2026-03-11',
      '2026-03-12',
    ];
    expect(days.map((date) => rotationDayOf(date, year))).toEqual(['1', '2', '3', '4', '5', '6', '2', '3']);
  });

  it('rotates nothing before it began, and nothing at a school without a rotation', () => {
    expect(rotationDayOf('2026-02-27', calendar('1-4'))).toBeNull();
    expect(rotationDayOf('2026-03-02', calendar('none'))).toBeNull();
  });

  it('finds the Monday of any date', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
        const date = addDays('2020-01-01', days);
        const monday = mondayOf(date);
        expect(weekdayOf(monday)).toBe(1);
        expect(monday <= date && date < addDays(monday, 7)).toBe(true);
      }),
    );
  });
});

describe('a weekly series', () => {
  const series = { weekday: 3, rotationDay: null, from: '2026-03-01', to: null, starts: '12:40', ends: '13:10' };

  it('falls away on holidays and after an early release, and on no other Wednesday', () => {
    const year = calendar('none', [
      different('2026-03-11', 'holiday'),
      different('2026-03-18', 'early_release', { ends: '12:30' }),
      different('2026-03-25', 'early_release', { ends: '13:10' }),
    ]);
    expect(occurrences(series, year, '2026-03-02', '2026-04-01')).toEqual(['2026-03-04', '2026-03-25', '2026-04-01']);
    expect(notHeld('2026-03-18', '12:40', '13:10', year)).toBe('early_release');
  });

  it('waits for a late start', () => {
    const year = calendar('none', [different('2026-03-04', 'late_start', { starts: '13:00' })]);
    expect(notHeld('2026-03-04', '12:40', '13:10', year)).toBe('late_start');
    expect(notHeld('2026-03-04', '13:00', '13:30', year)).toBeNull();
  });

  it('keeps to its own dates and to its week of the rotation', () => {
    const ended = { ...series, rotationDay: 'B', from: '2026-03-10', to: '2026-03-27' };
    expect(occurrences(ended, calendar('ab'), '2026-03-01', '2026-05-01')).toEqual(['2026-03-11', '2026-03-25']);
  });

  it('answers the same dates whether a stretch is asked for at once or in two parts', () => {
    const year = calendar('1-5', [different('2026-03-12', 'closed'), different('2026-04-01', 'holiday')]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(null, '1', '3'),
        fc.integer({ min: 0, max: 90 }),
        (weekday, rotationDay, cut) => {
          const one = { ...series, weekday, rotationDay };
          const middle = addDays('2026-03-01', cut);
          expect([
            ...occurrences(one, year, '2026-03-01', middle),
            ...occurrences(one, year, addDays(middle, 1), '2026-05-31'),
          ]).toEqual(occurrences(one, year, '2026-03-01', '2026-05-31'));
        },
      ),
    );
  });
});

describe('a year and the one prepared after it', () => {
  const calendar: SchoolCalendar = {
    year: { from: '2026-08-03', to: '2027-05-28', rotation: 'none', rotationFrom: null },
    nextYear: { from: '2027-08-02', to: '2028-05-26', rotation: 'ab', rotationFrom: '2027-08-02' },
    dates: [],
  };

  it('keeps school in both and not between, each with its own rotation', () => {
    const days = ['2027-05-28', '2027-05-31', '2027-07-30', '2027-08-02', '2028-05-26', '2028-05-29'];
    expect(days.map((day) => isSchoolDay(day, calendar))).toEqual([true, false, false, true, true, false]);
    expect(rotationDayOf('2027-05-28', calendar)).toBeNull();
    expect(rotationDayOf('2027-08-02', calendar)).toBe('A');
    expect(rotationDayOf('2027-08-09', calendar)).toBe('B');
  });
});
