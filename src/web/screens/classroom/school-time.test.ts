import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { clockOffset, instantAt, slotNow, wallClockAt } from './school-time.ts';

const zones = [
  'America/Chicago',
  'America/New_York',
  'America/Phoenix',
  'Pacific/Honolulu',
  'Europe/Madrid',
  'Asia/Kolkata',
];

describe('wall time at the school', () => {
  it('is what Temporal says, at every instant', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2030-12-31') }),
        fc.constantFrom(...zones),
        (ms, zone) => {
          const there = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
          const { date, time } = wallClockAt(ms, zone);
          expect([date, time]).toEqual([
            there.toPlainDate().toString(),
            there.toPlainTime().toString({ smallestUnit: 'minute' }),
          ]);
        },
      ),
    );
  });

  it('and back again, in gaps of the clock and repeated hours too', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2030-12-31') }),
        fc.integer({ min: 0, max: 24 * 60 - 1 }),
        fc.constantFrom(...zones),
        (ms, minute, zone) => {
          const date = new Date(ms).toISOString().slice(0, 10);
          const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
          const said = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone, {
            disambiguation: 'compatible',
          });
          expect(instantAt(date, time, zone)).toBe(said.toInstant().toString({ fractionalSecondDigits: 3 }));
        },
      ),
    );
    // The hour that is left out in spring, and the one that comes twice in autumn.
    expect(instantAt('2026-03-08', '02:30', 'America/Chicago')).toBe('2026-03-08T08:30:00.000Z');
    expect(instantAt('2026-11-01', '01:30', 'America/Chicago')).toBe('2026-11-01T06:30:00.000Z');
  });
});

describe('clocks', () => {
  it('are put right only where they differ by more than a slow network does', () => {
    expect(clockOffset('2026-03-12T14:00:00.000Z', '2026-03-12T14:01:30.000Z')).toBe(0);
    expect(clockOffset('2026-03-12T14:00:00.000Z', '2026-03-12T13:00:00.000Z')).toBe(3_600_000);
  });

  it('tell how a session stands to its plan', () => {
    const plan = { date: '2026-03-12', starts: '09:40', ends: '10:10' };
    const slot = (date: string, time: string) => slotNow(plan, { date, time });
    expect([
      slot('2026-03-12', '09:19'),
      slot('2026-03-12', '09:20'),
      slot('2026-03-12', '10:30'),
      slot('2026-03-12', '10:31'),
      slot('2026-03-13', '09:40'),
      slot('2026-03-11', '09:40'),
    ]).toEqual(['early', 'now', 'now', 'over', 'past_day', 'future_day']);
  });
});
