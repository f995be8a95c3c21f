import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CarryoverMeterInput, carryoverMeter, type MeterRow } from './carryover-meter.ts';
import { textWidth } from './lettering.ts';
import type { PictureNode } from './picture.ts';
import { toSvgString } from './svg-string.ts';
import { faultOfSvg } from './testing/check-svg.ts';
import { finite, wildCount, wildInterval, wildNumber, wildText, wildWidth } from './testing/wild.ts';

const words: CarryoverMeterInput['words'] = {
  value: (value) => `${finite(value)} %`,
  counts: (count, n) => (count === null ? finite(n) : `${finite(count)} of ${finite(n)}`),
  interval: (low, high) => `likely ${finite(low)}–${finite(high)} %`,
  noData: 'no data yet',
  point: (parts) => Object.values(parts).filter(Boolean).join(', '),
  columns: { where: 'Where', value: 'Rate', counts: 'Counts', interval: 'Range' },
};

const rows: MeterRow[] = [
  { id: 'room', label: 'Speech room', line: 'room', value: 90, count: 45, n: 50, interval: { low: 79, high: 96 } },
  {
    id: 'with',
    label: 'Class, I am helping',
    line: 'helping',
    value: 60,
    count: 12,
    n: 20,
    interval: { low: 39, high: 78 },
  },
  { id: 'watching', label: 'Class, I am watching', line: 'watching', value: null, count: 0, n: 0, interval: null },
  { id: 'away', label: 'Class, without me', line: 'away', value: 50, count: 3, n: 6, interval: { low: 19, high: 81 } },
];

const meterOf = (width: number, rest: Partial<CarryoverMeterInput> = {}) =>
  carryoverMeter({ idPrefix: 'meter', title: 'carried over', width, rows, words, ...rest });

function textsOf(nodes: readonly PictureNode[]): PictureNode[] {
  return nodes.flatMap((node) => [...(node.tag === 'text' ? [node] : []), ...textsOf(node.children)]);
}

const wildMeter: fc.Arbitrary<CarryoverMeterInput> = fc
  .record({
    width: wildWidth,
    rows: fc.array(
      fc.record({
        label: wildText,
        line: fc.constantFrom('room', 'class', 'helping', 'watching', 'away'),
        value: wildNumber,
        n: wildCount,
        count: fc.option(wildCount),
        interval: wildInterval as fc.Arbitrary<MeterRow['interval'] & object>,
      }),
      { maxLength: 6 },
    ),
    gaps: fc.array(
      fc.record({
        betweenIds: fc.tuple(fc.constantFrom('row 0', 'row 1', 'row 9'), fc.constantFrom('row 1', 'row 2')),
        label: wildText,
      }),
      { maxLength: 3 },
    ),
    criterion: fc.option(fc.record({ value: wildCount, label: wildText })),
    axis: fc.option(fc.record({ from: wildCount, to: wildCount })),
  })
  .map(({ axis, ...rest }) => ({
    ...rest,
    ...(axis === null ? {} : { axis }),
    idPrefix: 'wild',
    title: 'carried over',
    words,
    rows: rest.rows.map((row, index) => ({ ...row, id: `row ${index}` })),
  }));

describe('whatever it is given', () => {
  it('prints one well-formed SVG without an undrawable number, a point and a row for each condition', () => {
    fc.assert(
      fc.property(wildMeter, (input) => {
        const picture = carryoverMeter(input);
        expect(faultOfSvg(toSvgString(picture))).toBeNull();
        expect(picture.points.map((point) => point.id)).toEqual(input.rows.map((row) => row.id));
        expect(picture.table.rows).toEqual(picture.points.map(({ id, cells }) => ({ id, cells })));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a condition', () => {
  it.each([320, 375, 768, 1280])('has its dot where its rate is on the axis at %i pixels', (width) => {
    const { points } = meterOf(width);
    const [room, helping, , away] = points;
    const perPoint = ((room?.x ?? 0) - (away?.x ?? 0)) / 40;
    expect(helping?.x).toBeCloseTo((away?.x ?? 0) + 10 * perPoint);
    expect(perPoint).toBeGreaterThan(0);
  });

  it('without data says so and has no dot, whatever its rate is said to be', () => {
    const empty = [{ id: 'a', label: 'Class', line: 'away' as const, value: 40, n: 0 }];
    const picture = meterOf(600, { rows: empty });
    expect(picture.points[0]?.label).toBe('Class, no data yet');
    expect(toSvgString(picture)).not.toContain('<circle');
  });

  it.each([600, 768, 1280])(
    'says that it has no data beside the axis, not across the criterion, at %i pixels',
    (width) => {
      const picture = meterOf(width);
      const begin = (said: string) => Number(textsOf(picture.nodes).find(({ text }) => text === said)?.attrs.x);
      expect(begin('no data yet')).toBe(begin('45 of 50'));
      expect(begin('no data yet')).toBeGreaterThan(Math.max(...picture.points.map(({ x }) => x)));
      const alone = [{ id: 'a', label: 'Class', line: 'away' as const, value: null, n: 0 }];
      expect(textsOf(meterOf(width, { rows: alone }).nodes).map(({ text }) => text)).toContain('no data yet');
    },
  );

  it.each([320, 375, 600, 1280])('shows its counts and its range in words at %i pixels', (width) => {
    const texts = textsOf(meterOf(width).nodes).map((node) => node.text);
    for (const said of ['45 of 50', 'likely 79–96 %', '3 of 6', 'likely 19–81 %', 'no data yet'])
      expect(texts).toContain(said);
  });

  it.each([320, 375, 599, 600, 1280])('keeps its words inside %i pixels', (width) => {
    for (const node of textsOf(meterOf(width).nodes)) {
      const text = node.text ?? '';
      const wide = textWidth(text, Number(node.attrs['font-size'] ?? 12));
      const x = Number(node.attrs.x);
      const anchor = node.attrs['text-anchor'] ?? 'start';
      const begin = anchor === 'start' ? x : anchor === 'middle' ? x - wide / 2 : x - wide;
      expect(begin).toBeGreaterThanOrEqual(-0.5);
      expect(begin + wide).toBeLessThanOrEqual(width + 0.5);
    }
  });
});

describe('the gap', () => {
  it('is drawn between two conditions with data and left out otherwise', () => {
    const gap = (a: string, b: string) =>
      toSvgString(meterOf(700, { gaps: [{ betweenIds: [a, b], label: 'gap 30' }] }));
    expect(gap('room', 'away')).toContain('gap 30');
    expect(gap('room', 'watching')).not.toContain('gap 30');
    expect(gap('room', 'nowhere')).not.toContain('gap 30');
  });
});
