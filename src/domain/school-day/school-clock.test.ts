import { describe, expect, it } from 'vitest';
import { minutesBetween } from './elapsed.ts';
import { instantOf, plannedMinutes, wallClockAt } from './school-clock.ts';
import { uniqueLabels } from './session-labels.ts';

const chicago = 'America/Chicago';

describe('time at the school', () => {
  it('keeps the minutes of a session that crosses midnight', () => {
    expect(plannedMinutes('2026-03-12', '23:45', '00:20', chicago)).toBe(35);
  });

  it('keeps the minutes of a session that crosses a clock change', () => {
    // 2026-03-08: 02:00 becomes 03:00; 2026-11-01: 02:00 becomes 01:00.
    expect(plannedMinutes('2026-03-08', '01:30', '03:30', chicago)).toBe(60);
    expect(plannedMinutes('2026-11-01', '00:30', '02:30', chicago)).toBe(180);
    expect(minutesBetween('2026-03-08T01:30:00-06:00', '2026-03-08T03:30:00-05:00')).toBe(60);
  });

  it('never answers negative minutes', () => {
    expect(minutesBetween('2026-03-12T10:00:00Z', '2026-03-12T09:00:00Z')).toBe(0);
  });

  it('goes from wall time to instant and back', () => {
    const instant = instantOf('2026-03-12', '08:15', chicago);
    expect(instant).toBe('2026-03-12T13:15:00Z');
    expect(wallClockAt(instant, chicago)).toEqual({ date: '2026-03-12', time: '08:15' });
    expect(wallClockAt('2026-03-13T04:30:00Z', chicago)).toEqual({ date: '2026-03-12', time: '23:30' });
  });
});

describe('labels of a session', () => {
  it.each([
    [
      ['An', 'Be'],
      ['An', 'Be'],
    ],
    [
      ['An', 'An', 'An'],
      ['An', 'An2', 'An3'],
    ],
    [
      ['An', 'An', 'An2'],
      ['An', 'An3', 'An2'],
    ],
    [
      ['', 'An', ''],
      ['1', 'An', '3'],
    ],
    [
      ['2', ''],
      ['2', '22'],
    ],
  ])('%j become %j', (labels, unique) => {
    expect(uniqueLabels(labels)).toEqual(unique);
  });
});
