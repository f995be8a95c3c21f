import { expect, it } from 'vitest';
import type { PicturePoint } from '#charts/picture.ts';
import { pointAt, stepsFrom } from './point-steps.ts';

const point = (rowId: string, x: number, y: number): PicturePoint => ({
  id: `${rowId}${x}`,
  sourceId: `${rowId}${x}`,
  rowId,
  x,
  y,
  label: '',
  cells: [],
});

const points = [point('a', 0, 10), point('a', 50, 10), point('a', 90, 10), point('b', 45, 60), point('b', 95, 60)];

function leads(from: number): Record<string, string> {
  return Object.fromEntries([...stepsFrom(points, points[from]!)].map(([key, to]) => [key, to.id]));
}

it('leads along the row, to its ends, and to the nearest point of the next row', () => {
  expect(leads(1)).toEqual({ ArrowLeft: 'a0', ArrowRight: 'a90', Home: 'a0', End: 'a90', ArrowDown: 'b45' });
  expect(leads(4)).toEqual({ ArrowLeft: 'b45', Home: 'b45', ArrowUp: 'a90' });
});

it('leads nowhere from the only point', () => {
  const only = [point('a', 5, 5)];
  expect(stepsFrom(only, only[0]!).size).toBe(0);
});

it('reaches every point from every point by keys', () => {
  for (const start of points) {
    const seen = new Set([start.id]);
    const open = [start];
    for (let next = open.pop(); next !== undefined; next = open.pop())
      for (const to of stepsFrom(points, next).values())
        if (!seen.has(to.id)) {
          seen.add(to.id);
          open.push(to);
        }
    expect(seen.size).toBe(points.length);
  }
});

it('finds the nearest point within reach of a pointer', () => {
  expect(pointAt(points, 52, 12)?.id).toBe('a50');
  expect(pointAt(points, 48, 58)?.id).toBe('b45');
  expect(pointAt(points, 70, 35)).toBeUndefined();
});
