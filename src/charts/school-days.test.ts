import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, isoDate, mondayOf, monthStart, schoolDayAxis } from './school-days.ts';

const day = (iso: string): number => dayNumber(iso) ?? Number.NaN;

describe('dates', () => {
  it('are numbered from 1970-01-01 and read back', () => {
    expect(day('1970-01-01')).toBe(0);
    expect(day('2000-03-01') - day('2000-02-28')).toBe(2);
    expect(day('2100-03-01') - day('2100-02-28')).toBe(1);
    fc.assert(fc.property(fc.integer({ min: -25_567, max: 84_005 }), (n) => day(isoDate(n)) === n));
  });

  it.each(['2026-02-29', '2026-00-10', '2026-13-01', '2026-1-1', '', '1899-12-31', '2200-01-01', '2026-03-12T08:00'])(
    'refuse %s',
    (iso) => expect(dayNumber(iso)).toBeNull(),
  );

  it('know their Monday and their month', () => {
    expect(isoDate(mondayOf(day('2026-03-15')))).toBe('2026-03-09');
    expect(isoDate(mondayOf(day('2026-03-09')))).toBe('2026-03-09');
    expect(isoDate(monthStart(day('2026-03-15')))).toBe('2026-03-01');
    expect(isoDate(monthStart(day('2026-11-15'), 3))).toBe('2027-02-01');
  });
});

describe('the axis of school days', () => {
  const break_ = { from: day('2026-02-14'), to: day('2026-02-22') };
  const at = (axis: ReturnType<typeof schoolDayAxis>, iso: string): number => axis.position(day(iso));

  it('gives each school day one step and a weekend none', () => {
    const axis = schoolDayAxis([], []);
    expect(at(axis, '2026-03-10') - at(axis, '2026-03-09')).toBe(1);
    expect(at(axis, '2026-03-16') - at(axis, '2026-03-13')).toBe(1);
  });

  it('gives a single day off no room, and a break a step and a half more', () => {
    const holiday = schoolDayAxis([{ from: day('2026-03-11'), to: day('2026-03-11') }], []);
    expect(at(holiday, '2026-03-12') - at(holiday, '2026-03-10')).toBe(1);
    expect(holiday.breaks).toEqual([]);
    const week = schoolDayAxis([break_], []);
    expect(at(week, '2026-02-23') - at(week, '2026-02-13')).toBe(2.5);
    expect(week.breaks).toEqual([break_]);
  });

  it('takes ranges with only a weekend between them as one break', () => {
    const axis = schoolDayAxis(
      [
        { from: day('2026-12-21'), to: day('2026-12-25') },
        { from: day('2026-12-28'), to: day('2027-01-01') },
      ],
      [],
    );
    expect(axis.breaks).toHaveLength(1);
    expect(at(axis, '2027-01-04') - at(axis, '2026-12-18')).toBe(2.5);
  });

  it('gives a session on a Saturday or in a break a step of its own', () => {
    const axis = schoolDayAxis([break_], [day('2026-02-18'), day('2026-03-14')]);
    expect(at(axis, '2026-02-18') - at(axis, '2026-02-13')).toBe(1);
    expect(at(axis, '2026-02-23') - at(axis, '2026-02-18')).toBe(2.5);
    expect(at(axis, '2026-03-16') - at(axis, '2026-03-13')).toBe(2);
  });

  it('never goes back', () => {
    const days = fc.integer({ min: 20_400, max: 20_800 });
    const ranges = fc.array(
      fc.tuple(days, fc.integer({ min: 0, max: 20 })).map(([from, more]) => ({ from, to: from + more })),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(ranges, fc.array(days, { maxLength: 6 }), (off, measured) => {
        const axis = schoolDayAxis(off, measured);
        for (let n = 20_400; n < 20_800; n += 1) expect(axis.position(n + 1)).toBeGreaterThanOrEqual(axis.position(n));
        const sorted = [...new Set(measured)].sort((a, b) => a - b);
        sorted.slice(1).forEach((n, index) => {
          expect(axis.position(n) - axis.position(sorted[index] ?? n)).toBeGreaterThanOrEqual(1);
        });
      }),
    );
  });
});
