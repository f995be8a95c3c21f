import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type MinutesBarInput, minutesBar } from './minutes-bar.ts';
import { toSvgString } from './svg-string.ts';
import { faultOfSvg } from './testing/check-svg.ts';
import { finite, wildCount, wildText, wildWidth } from './testing/wild.ts';

const words: MinutesBarInput['words'] = {
  inClass: 'in class',
  outOfClass: 'out of class',
  required: 'in the IEP',
  minutes: (value) => `${finite(value)} min`,
  point: (parts) => Object.values(parts).filter(Boolean).join(', '),
  columns: { when: 'Week', inClass: 'In class', outOfClass: 'Out of class', required: 'IEP' },
};

it('prints one well-formed SVG whatever it is given, with a row in the twin for every bar', () => {
  const row = fc.record({
    label: wildText,
    inClass: wildCount,
    outOfClass: wildCount,
    required: fc.option(wildCount),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 10 }), wildWidth, (rows, width) => {
      const named = rows.map((one, index) => ({ ...one, id: `r${index}` }));
      const picture = minutesBar({ idPrefix: 'minutes', title: 'minutes', width, rows: named, words });
      expect(faultOfSvg(toSvgString(picture))).toBeNull();
      expect(picture.table.rows.map((one) => one.id)).toEqual(named.map((one) => one.id));
    }),
  );
});

it('draws all bars on one scale', () => {
  const rows = [
    { id: 'a', label: 'Mar 2', inClass: 60, outOfClass: 30 },
    { id: 'b', label: 'Mar 9', inClass: 30, outOfClass: 15 },
    { id: 'c', label: 'Mar 16', inClass: 0, outOfClass: 0 },
  ];
  const { points } = minutesBar({ idPrefix: 'minutes', title: 'minutes', width: 700, rows, words });
  const [a = 0, b = 0, c = 0] = points.map((point) => point.x);
  expect(b - c).toBeCloseTo((a - c) / 2);
  expect(points[1]?.label).toBe('Mar 9, 30 min, 15 min');
});
