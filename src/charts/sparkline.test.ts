import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sparkline } from './sparkline.ts';
import { toSvgString } from './svg-string.ts';
import { faultOfSvg } from './testing/check-svg.ts';
import { wildCount, wildNumber } from './testing/wild.ts';

const lineOf = (values: readonly (number | null)[], rest = {}) =>
  sparkline({
    idPrefix: 'line',
    title: 'last sessions',
    column: 'Session',
    sessions: values.map((value, index) => ({ id: `s${index}`, value, label: `session ${index}` })),
    ...rest,
  });

it('prints one well-formed SVG whatever it is given', () => {
  fc.assert(
    fc.property(fc.array(wildNumber, { maxLength: 20 }), wildCount, wildCount, (values, from, to) => {
      const picture = lineOf(values, { width: from, height: to, axis: { from, to }, criterion: to });
      expect(faultOfSvg(toSvgString(picture))).toBeNull();
      expect(picture.points).toHaveLength(values.length);
    }),
  );
});

it('is broken at a session without a value and marks the last one that has one', () => {
  const svg = toSvgString(lineOf([20, 40, null, 60, 80, null]));
  expect(/ d="([^"]+)"/.exec(svg)?.[1]?.match(/M/g)).toHaveLength(2);
  const places = lineOf([20, 40, null, 60, 80, null]).points;
  expect(svg).toContain(`<circle cx="${places[4]?.x.toFixed(1).replace(/\.0$/, '')}`);
});
