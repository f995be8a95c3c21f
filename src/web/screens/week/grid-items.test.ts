import { describe, expect, it } from 'vitest';
import { type GridItem, hoursOfGrid, laidOut, movedSpot, nextItem } from './grid-items.ts';

const item = (key: string, column: string, starts: string, ends: string): GridItem => ({
  key,
  column,
  starts,
  ends,
  kind: 'push_in',
  title: key,
  labels: [],
  said: key,
});

describe('the time grid', () => {
  it('puts what overlaps side by side, and only that', () => {
    const laid = laidOut([
      item('a', 'mon', '09:00', '10:00'),
      item('b', 'mon', '09:30', '09:45'),
      item('c', 'mon', '09:45', '10:15'),
      item('d', 'mon', '10:15', '10:30'),
      item('e', 'tue', '09:00', '10:00'),
    ]);
    expect(laid.map(({ item: { key }, lane, lanes }) => [key, lane, lanes])).toEqual([
      ['a', 0, 2],
      ['b', 1, 2],
      ['c', 1, 2],
      ['d', 0, 1],
      ['e', 0, 1],
    ]);
  });

  it('draws whole hours', () => {
    expect(hoursOfGrid([item('a', 'mon', '08:15', '14:50')])).toEqual({ first: 480, last: 900 });
    expect(hoursOfGrid([])).toEqual({ first: 480, last: 900 });
  });

  it.each([
    [
      { minutes: 5, columns: 0 },
      { column: 'tue', starts: '09:05', ends: '09:35' },
    ],
    [
      { minutes: 0, columns: -1 },
      { column: 'mon', starts: '09:00', ends: '09:30' },
    ],
    [
      { minutes: -600, columns: -5 },
      { column: 'mon', starts: '08:00', ends: '08:30' },
    ],
    [
      { minutes: 600, columns: 5 },
      { column: 'wed', starts: '14:30', ends: '15:00' },
    ],
  ])('moves a spot by %j', (by, expected) => {
    const spot = { column: 'tue', starts: '09:00', ends: '09:30' };
    expect(movedSpot(spot, by, ['mon', 'tue', 'wed'], { first: 480, last: 900 })).toEqual(expected);
  });

  it('leads by arrow keys to the next one, over empty days', () => {
    const items = [
      item('a', 'mon', '09:00', '09:30'),
      item('b', 'mon', '10:00', '10:30'),
      item('c', 'wed', '08:00', '08:30'),
      item('d', 'wed', '09:40', '10:10'),
    ];
    const next = (from: number, key: Parameters<typeof nextItem>[3]) =>
      nextItem(items, ['mon', 'tue', 'wed'], items[from]!, key)?.key;
    expect(next(0, 'ArrowDown')).toBe('b');
    expect(next(1, 'ArrowDown')).toBeUndefined();
    expect(next(1, 'ArrowRight')).toBe('d');
    expect(next(2, 'ArrowLeft')).toBe('a');
    expect(next(2, 'ArrowRight')).toBeUndefined();
  });
});
