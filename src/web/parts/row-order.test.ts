import { describe, expect, test } from 'vitest';
import { filtered, sorted } from './row-order.ts';

const rows = [
  { name: 'Élise', due: 3 },
  { name: 'bo', due: null },
  { name: 'Ana', due: 10 },
];

describe('rows', () => {
  test('are found by every word, whatever case and accents', () => {
    expect(filtered(rows, ({ name }) => name, 'ELI').map(({ name }) => name)).toEqual(['Élise']);
    expect(filtered(rows, ({ name, due }) => `${name} ${due}`, 'ana 10')).toHaveLength(1);
    expect(filtered(rows, ({ name }) => name, '  ')).toBe(rows);
  });

  test('are sorted as the language orders them, both ways', () => {
    const names = (descending: boolean) =>
      sorted(rows, ({ name }) => name, { column: 'name', descending }, 'en').map(({ name }) => name);
    expect(names(false)).toEqual(['Ana', 'bo', 'Élise']);
    expect(names(true)).toEqual(['Élise', 'bo', 'Ana']);
  });

  test('without a value come last whichever way', () => {
    const dues = (descending: boolean) =>
      sorted(rows, ({ due }) => due, { column: 'due', descending }, 'en').map(({ due }) => due);
    expect(dues(false)).toEqual([3, 10, null]);
    expect(dues(true)).toEqual([10, 3, null]);
  });
});
