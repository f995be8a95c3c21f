import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CueKind, type CueMixInput, cueMix } from './cue-mix.ts';
import { toSvgString } from './svg-string.ts';
import { faultOfSvg } from './testing/check-svg.ts';
import { finite, wildCount, wildText, wildWidth } from './testing/wild.ts';

const kinds: CueKind[] = [
  { id: 'own', label: 'on their own', letter: 'I', fill: 'solid', colour: 'accent' },
  { id: 'teacher', label: 'teacher', letter: 'Te', fill: 'rising', colour: 'attention' },
  { id: 'peer', label: 'peer', letter: 'Pe', fill: 'dotted' },
  { id: 'notYet', label: 'not yet', letter: '–', fill: 'empty' },
];

const words: CueMixInput['words'] = {
  n: 'n',
  percent: (value) => `${finite(value)} %`,
  counts: (count, n) => `${finite(count)} of ${finite(n)}`,
  point: (parts) => Object.values(parts).join(', '),
  columns: { week: 'Week', kind: 'How', counts: 'Counts', percent: 'Share' },
};

const mixOf = (weeks: CueMixInput['weeks'], width = 700) =>
  cueMix({ idPrefix: 'mix', title: 'cues', width, kinds, weeks, words });

it('prints one well-formed SVG whatever it is given, with a row in the twin for every part of a bar', () => {
  const week = fc.record({ label: wildText, counts: fc.dictionary(fc.constantFrom('own', 'teacher', 'x'), wildCount) });
  const fills = fc.constantFrom('solid', 'empty', 'rising', 'falling', 'level', 'upright', 'crossed', 'dotted');
  fc.assert(
    fc.property(fc.array(week, { maxLength: 60 }), wildWidth, fills, (weeks, width, fill) => {
      const picture = cueMix({
        idPrefix: 'mix',
        title: 'cues',
        width,
        kinds: kinds.map((kind) => ({ ...kind, fill })),
        weeks: weeks.map((one, index) => ({ ...one, id: `w${index}` })),
        words,
      });
      expect(faultOfSvg(toSvgString(picture))).toBeNull();
      expect(picture.table.rows).toEqual(picture.points.map(({ id, cells }) => ({ id, cells })));
    }),
  );
});

it('stacks the parts of a week to the whole bar, in proportion', () => {
  const { points } = mixOf([{ id: 'w', label: 'Mar 2', counts: { own: 5, teacher: 3, notYet: 2 } }]);
  expect(points.map((point) => point.cells)).toEqual([
    ['Mar 2', 'on their own', '5 of 10', '50 %'],
    ['Mar 2', 'teacher', '3 of 10', '30 %'],
    ['Mar 2', 'not yet', '2 of 10', '20 %'],
  ]);
  // Middles of parts of 80, 48 and 32 pixels, from the foot up.
  const [own = 0, teacher = 0, notYet = 0] = points.map((point) => point.y);
  expect(own - teacher).toBeCloseTo(64);
  expect(teacher - notYet).toBeCloseTo(40);
});

it('leaves a week without trials empty and says that its n is 0', () => {
  const picture = mixOf([{ id: 'w', label: 'Mar 2', counts: {} }]);
  expect(picture.points).toEqual([]);
  expect(toSvgString(picture)).toContain('>0</text>');
});
