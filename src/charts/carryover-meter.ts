import { scaleLinear } from 'd3-scale';
import { fitted, letterSize, lettered, lettersAt, patchUnder, textWidth } from './lettering.ts';
import { lineStyles, type LineStyle, paint } from './paint.ts';
import {
  type ChartPicture,
  countable,
  drawable,
  drawableInterval,
  drawingWidth,
  element,
  type PictureNode,
  type PicturePoint,
  px,
  tableOf,
} from './picture.ts';

/** One condition: a setting and the therapist's part in it. */
export type MeterRow = {
  readonly id: string;
  readonly label: string;
  readonly line: LineStyle;
  /** In the axis' unit (percent from 0 to 100); null, or an n of 0, is a row without data. */
  readonly value: number | null;
  readonly interval?: { readonly low: number; readonly high: number } | null;
  readonly n: number;
  readonly count?: number | null;
};

/** The difference between two rows, drawn as a bracket from dot to dot; left out where either has no value. */
export type MeterGap = { readonly betweenIds: readonly [string, string]; readonly label: string };

export type CarryoverMeterInput = {
  readonly idPrefix: string;
  readonly title: string;
  readonly description?: string;
  readonly width: number;
  readonly rows: readonly MeterRow[];
  readonly gaps?: readonly MeterGap[];
  readonly criterion?: { readonly value: number; readonly label: string } | null;
  /** 0 to 100 when left out; for goals whose unit is the day, the unit of their medians and ranges. */
  readonly axis?: { readonly from: number; readonly to: number };
  readonly words: {
    value(value: number): string;
    /** Under the axis, where it is shorter than `value`. */
    axis?(value: number): string;
    /** "45 of 50"; for goals whose unit is the day, the number of days. */
    counts(count: number | null, n: number): string;
    interval(low: number, high: number): string;
    readonly noData: string;
    point(parts: MeterParts): string;
    readonly columns: MeterParts;
  };
};

/** What is said about one row; empty where there is nothing to say. */
export type MeterParts = {
  readonly where: string;
  readonly value: string;
  readonly counts: string;
  readonly interval: string;
};

type Row = {
  readonly id: string;
  readonly line: LineStyle;
  readonly value: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly parts: MeterParts;
};

const narrowBelow = 600;
const bracketHeight = 26;

/** Conditions under each other on one axis: a dot at the rate, its likely range as a bar, and the counts in words. */
export function carryoverMeter(input: CarryoverMeterInput): ChartPicture {
  const width = drawingWidth(input.width);
  const narrow = width < narrowBelow;
  const [from, to] = axisEnds(input.axis);
  const rows = input.rows.map((row) => readRow(row, from, to, input));
  const labelWidth = narrow
    ? 0
    : widest(
        rows.map((row) => row.parts.where),
        letterSize.label,
        0.32 * width,
      ) + 16;
  const countsWidth = narrow
    ? 0
    : widest(
        rows.map((row) => row.parts.counts),
        letterSize.label,
        0.2 * width,
      ) + 16;
  // A row without data says so where others have their counts and range: on the axis it would stand across the criterion.
  const nothing = rows.some((row) => row.value === null) ? textWidth(input.words.noData, letterSize.label) : 0;
  const rangeWidth = narrow
    ? 0
    : Math.max(
        nothing - countsWidth,
        widest(
          rows.map((row) => row.parts.interval),
          letterSize.tick,
          0.25 * width,
        ),
      );
  const left = narrow ? 8 : labelWidth + 8;
  const right = narrow ? width - 8 : Math.max(left + 60, width - countsWidth - rangeWidth - 24);
  const x = scaleLinear([from, to], [left, right]);
  const lines = linesAbove(rows, width);
  const pitch = narrow ? 30 + 20 * lines : 34;

  const gaps = readGaps(input.gaps ?? [], rows);
  const tops: number[] = [];
  let y = input.criterion ? 20 : 4;
  const bracketsAfter = rows.map((_, index) => gaps.filter((gap) => gap.after === index));
  const bracketTops = new Map<number, number>();
  rows.forEach((_, index) => {
    tops.push(y);
    y += pitch;
    if ((bracketsAfter[index] ?? []).length > 0) bracketTops.set(index, y);
    y += (bracketsAfter[index] ?? []).length * bracketHeight;
  });
  const axisY = y + 4;
  const centres = tops.map((top) => top + (narrow ? 14 + 18 * lines : pitch / 2));

  // Under letters that stand above their bars, upright lines only where the bars are.
  const spans: Span[] = narrow
    ? [...centres.map((centre): Span => [centre - 10, centre + 10]), [axisY - 6, axisY]]
    : [[input.criterion ? 18 : 2, axisY]];
  const nodes: PictureNode[] = [...axisNodes(x, axisY, spans, [from, to], input)];
  const criterion = drawable(input.criterion?.value);
  if (input.criterion && criterion !== null && criterion >= from && criterion <= to) {
    const at = x(criterion);
    const label = fitted(input.criterion.label, letterSize.small, width - 8);
    const half = textWidth(label, letterSize.small) / 2;
    nodes.push(
      element('path', { d: uprights(at, spans), ...criterionStroke }),
      lettersAt(Math.min(Math.max(at, half), width - half), 12, label, {
        size: letterSize.small,
        colour: paint.quiet,
        anchor: 'middle',
      }),
    );
  }
  for (const [after, top] of bracketTops)
    (bracketsAfter[after] ?? []).forEach((gap, index) => {
      nodes.push(...bracket(gap, top + index * bracketHeight, centres, x, width));
    });

  const points: PicturePoint[] = rows.map((row, index) => {
    const centre = centres[index] ?? 0;
    nodes.push(
      ...rowNodes(row, centre, {
        x,
        lines: narrow ? lines : 0,
        left,
        right,
        width,
        rangeWidth,
        labelWidth,
        countsWidth,
      }),
    );
    return {
      id: row.id,
      sourceId: row.id,
      rowId: row.id,
      x: row.value === null ? left : x(row.value),
      y: centre,
      label: input.words.point(row.parts),
      cells: cellsOf(row.parts),
    };
  });
  return {
    idPrefix: input.idPrefix,
    width,
    height: Math.ceil(axisY + 24),
    title: input.title,
    ...(input.description === undefined ? {} : { description: input.description }),
    nodes: [lettered(nodes)],
    points,
    table: tableOf(cellsOf(input.words.columns), points),
  };
}

const criterionStroke = {
  fill: 'none',
  stroke: paint.ink,
  'stroke-width': 2,
  'stroke-linecap': 'round',
  'stroke-dasharray': '1 4',
};

function axisEnds(axis: CarryoverMeterInput['axis']): [number, number] {
  const from = drawable(axis?.from ?? 0) ?? 0;
  const to = drawable(axis?.to ?? 100) ?? 100;
  return to > from ? [from, to] : [from, from + 1];
}

function readRow(row: MeterRow, from: number, to: number, { words }: CarryoverMeterInput): Row {
  const n = countable(row.n) ?? 0;
  const raw = drawable(row.value);
  const value = n === 0 || raw === null || raw < from || raw > to ? null : raw;
  const interval = value === null ? null : drawableInterval(row.interval, from, to);
  return {
    id: row.id,
    line: row.line,
    value,
    interval,
    parts: {
      where: row.label,
      value: value === null ? words.noData : words.value(value),
      counts: value === null ? '' : words.counts(countable(row.count), n),
      interval: interval === null ? '' : words.interval(interval.low, interval.high),
    },
  };
}

function cellsOf(parts: MeterParts): string[] {
  return [parts.where, parts.value, parts.counts, parts.interval];
}

function widest(texts: readonly string[], size: number, most: number): number {
  return Math.min(most, Math.max(0, ...texts.map((text) => textWidth(text, size))));
}

type PlacedGap = {
  readonly label: string;
  readonly after: number;
  readonly ends: readonly { index: number; value: number }[];
};

function readGaps(gaps: readonly MeterGap[], rows: readonly Row[]): PlacedGap[] {
  return gaps.flatMap((gap) => {
    const ends = gap.betweenIds.flatMap((id) => {
      const index = rows.findIndex((row) => row.id === id);
      const value = rows[index]?.value ?? null;
      return value === null ? [] : [{ index, value }];
    });
    if (ends.length !== 2) return [];
    return [{ label: gap.label, after: Math.max(...ends.map((end) => end.index)), ends }];
  });
}

type Span = readonly [top: number, bottom: number];

function uprights(x: number, spans: readonly Span[]): string {
  return spans.map(([top, bottom]) => `M${px(x)} ${px(top)}V${px(bottom)}`).join('');
}

function axisNodes(
  x: (value: number) => number,
  y: number,
  spans: readonly Span[],
  [from, to]: readonly [number, number],
  { words }: CarryoverMeterInput,
): PictureNode[] {
  const values = [0, 0.25, 0.5, 0.75, 1].map((part) => from + part * (to - from));
  return values.flatMap((value, index) => {
    const at = x(value);
    const rule = element('path', { d: uprights(at, spans), fill: 'none', stroke: paint.line, 'stroke-width': 1 });
    if (index % 2 === 1) return [rule];
    const anchor = index === 0 ? 'start' : index === 4 ? 'end' : 'middle';
    return [rule, lettersAt(at, y + 16, (words.axis ?? words.value)(value), { colour: paint.quiet, anchor })];
  });
}

/** From both dots down to one line that spans their difference. */
function bracket(
  gap: PlacedGap,
  top: number,
  centres: readonly number[],
  x: (value: number) => number,
  width: number,
): PictureNode[] {
  const y = top + 5;
  const xs = gap.ends.map((end) => x(end.value));
  const drops = gap.ends.map((end, index) => `M${px(xs[index] ?? 0)} ${px((centres[end.index] ?? 0) + 8)}V${px(y)}`);
  const label = fitted(gap.label, letterSize.tick, width - 8);
  const half = textWidth(label, letterSize.tick) / 2;
  const middle = Math.min(Math.max(((xs[0] ?? 0) + (xs[1] ?? 0)) / 2, half + 2), width - half - 2);
  return [
    element('path', {
      d: drops.join(''),
      fill: 'none',
      stroke: paint.attention,
      'stroke-width': 1,
      'stroke-dasharray': '2 2',
    }),
    element('path', {
      d: `M${px(xs[0] ?? 0)} ${px(y)}H${px(xs[1] ?? 0)}`,
      fill: 'none',
      stroke: paint.attention,
      'stroke-width': 2,
    }),
    patchUnder(middle - half, y + 15, label, letterSize.tick),
    lettersAt(middle, y + 15, label, { colour: paint.attention, anchor: 'middle' }),
  ];
}

type RowPlace = {
  readonly x: (value: number) => number;
  /** Lines of letters above the bar; 0 when they stand beside it. */
  readonly lines: 0 | 1 | 2;
  readonly left: number;
  readonly right: number;
  readonly width: number;
  readonly labelWidth: number;
  readonly countsWidth: number;
  readonly rangeWidth: number;
};

function rowNodes(row: Row, y: number, place: RowPlace): PictureNode[] {
  const { x, lines, left, right, width } = place;
  const { colour, dash } = lineStyles[row.line];
  const nodes: PictureNode[] = [
    element('line', { x1: left, x2: right, y1: y, y2: y, stroke: paint.line, 'stroke-width': 1 }),
  ];
  if (row.interval !== null) {
    const [low, high] = [x(row.interval.low), x(row.interval.high)];
    nodes.push(
      element('line', { x1: low, x2: high, y1: y, y2: y, stroke: paint.ground, 'stroke-width': 5 }),
      element('line', { x1: low, x2: high, y1: y, y2: y, stroke: colour, 'stroke-width': 3, 'stroke-dasharray': dash }),
      element('path', {
        d: `M${px(low)} ${px(y - 6)}v12M${px(high)} ${px(y - 6)}v12`,
        stroke: colour,
        'stroke-width': 1.75,
      }),
    );
  }
  if (row.value !== null)
    nodes.push(
      element('circle', { cx: x(row.value), cy: y, r: 7, fill: colour, stroke: paint.ground, 'stroke-width': 2 }),
    );
  return [...nodes, ...(lines === 0 ? lettersBeside(row, y, place) : lettersAbove(row, y, width, lines))];
}

function lettersBeside(row: Row, y: number, place: RowPlace): PictureNode[] {
  const { labelWidth, countsWidth, rangeWidth, right } = place;
  const size = letterSize.label;
  const nodes = [lettersAt(0, y + 4.5, fitted(row.parts.where, size, labelWidth - 8), { size, bold: true })];
  if (row.value === null)
    return [
      ...nodes,
      lettersAt(right + 20, y + 4.5, fitted(row.parts.value, size, countsWidth + rangeWidth), {
        size,
        colour: paint.quiet,
      }),
    ];
  return [
    ...nodes,
    lettersAt(right + 20, y + 4.5, fitted(row.parts.counts, size, countsWidth), { size, bold: true }),
    lettersAt(right + 20 + countsWidth, y + 4.5, fitted(row.parts.interval, letterSize.tick, rangeWidth), {
      colour: paint.quiet,
    }),
  ];
}

/** Name, counts and likely range on one line above the bar, or on two where they would meet. */
function lettersAbove(row: Row, y: number, width: number, lines: 1 | 2): PictureNode[] {
  const size = letterSize.label;
  const first = y - (lines === 1 ? 15 : 33);
  const second = y - 15;
  const { where, value, counts, interval } = row.parts;
  const name = lettersAt(0, first, fitted(where, size, width), { size, bold: true, halo: true });
  if (row.value === null)
    return [
      name,
      lettersAt(lines === 1 ? width : 0, second, value, {
        size,
        colour: paint.quiet,
        halo: true,
        anchor: lines === 1 ? 'end' : 'start',
      }),
    ];
  const range = { colour: paint.quiet, halo: true } as const;
  if (lines === 1)
    return [
      name,
      lettersAt(width - textWidth(interval, letterSize.tick) - 12, first, counts, {
        size,
        bold: true,
        anchor: 'end',
        halo: true,
      }),
      lettersAt(width, first, interval, { ...range, anchor: 'end' }),
    ];
  const rangeAt = Math.max(90, textWidth(counts, size) + 14);
  return [
    name,
    lettersAt(0, second, counts, { size, bold: true, halo: true }),
    lettersAt(rangeAt, second, fitted(interval, letterSize.tick, width - rangeAt), range),
  ];
}

function linesAbove(rows: readonly Row[], width: number): 1 | 2 {
  const fits = rows.every(({ parts, value }) => {
    const said = value === null ? parts.value : parts.counts;
    const letters = textWidth(`${parts.where}${said}`, letterSize.label) + textWidth(parts.interval, letterSize.tick);
    return letters + 44 < width;
  });
  return fits ? 1 : 2;
}
