import { describe, expect, it } from 'vitest';
import { clockFrom, dayIn, isTimeZone, weekdayClock } from './clock.ts';

const standing = (at: string) => ({ now: () => new Date(at) });

describe('the clock', () => {
  it('runs on from a given instant', () => {
    let real = new Date('2026-11-22T12:00:00Z');
    const clock = clockFrom(new Date('2026-10-14T14:00:00Z'), { now: () => real });
    expect(clock.now().toISOString()).toBe('2026-10-14T14:00:00.000Z');
    real = new Date('2026-11-22T12:00:30Z');
    expect(clock.now().toISOString()).toBe('2026-10-14T14:00:30.000Z');
  });

  it.each([
    ['2026-11-20T18:00:00Z', '2026-11-20T18:00:00.000Z'],
    ['2026-11-21T18:00:00Z', '2026-11-20T18:00:00.000Z'],
    ['2026-11-22T18:00:00Z', '2026-11-20T18:00:00.000Z'],
    // Sunday evening in Chicago is Monday in UTC.
    ['2026-11-23T03:00:00Z', '2026-11-21T03:00:00.000Z'],
    ['2026-11-23T13:00:00Z', '2026-11-23T13:00:00.000Z'],
    // The clocks went back on Sunday: Friday at the same time of day.
    ['2026-11-01T18:00:00Z', '2026-10-30T17:00:00.000Z'],
  ])('shows Friday on a weekend in Chicago: %s is %s', (real, shown) => {
    expect(weekdayClock(standing(real), 'America/Chicago').now().toISOString()).toBe(shown);
  });

  it.each([
    ['America/New_York', '2026-10-15T03:59:59Z', '2026-10-14'],
    ['America/New_York', '2026-10-15T04:00:00Z', '2026-10-15'],
    ['Pacific/Kiritimati', '2026-10-14T10:00:00Z', '2026-10-15'],
  ])('knows the day in %s', (zone, at, day) => {
    expect(dayIn(zone, new Date(at))).toBe(day);
  });

  it('knows a time zone when it sees one', () => {
    expect(['America/New_York', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, false, false]);
  });
});
