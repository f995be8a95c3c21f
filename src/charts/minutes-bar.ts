import { scaleLinear } from 'd3-scale';
import { filledBox } from './hatch.ts';
import { legend } from './legend.ts';
import { fitted, letterSize, lettered, lettersAt, textWidth } from './lettering.ts';
import { paint } from './paint.ts';
import {
  type ChartPicture,
  drawable,
  drawingWidth,
  element,
  type PictureNode,
  type PicturePoint,
  tableOf,
} from './picture.ts';

/** Minutes of one span of time: a week, a term, a grade. */
export type MinutesRow = {
  readonly id: string;
  readonly label: string;
  readonly inClass: number;
  readonly outOfClass: number;
  /** What the services ask for in that time, drawn as a line across the bar. */
  readonly required?: number | null;
};

export type MinutesBarInput = {
  readonly idPrefix: string;
  readonly title: string;
  readonly description?: string;
  readonly width: number;
  readonly rows: readonly MinutesRow[];
  readonly words: {
    readonly inClass: string;
    readonly outOfClass: string;
    readonly required: string;
    minutes(value: number): string;
    point(parts: MinutesParts): string;
    readonly columns: MinutesParts;
  };
};

export type MinutesParts = {
  readonly when: string;
  readonly inClass: string;
  readonly outOfClass: string;
  readonly required: string;
};

const narrowBelow = 480;

/** Minutes in class (push-in, solid) and out of class (pull-out, hatched), one bar a row on one scale. */
export function minutesBar(input: MinutesBarInput): ChartPicture {
  const width = drawingWidth(input.width);
  const narrow = width < narrowBelow;
  const { words } = input;
  const rows = input.rows.map((row) => ({
    ...row,
    inClass: minutesOf(row.inClass),
    outOfClass: minutesOf(row.outOfClass),
    required: typeof row.required === 'number' ? minutesOf(row.required) : null,
  }));
  const hasRequired = rows.some((row) => row.required !== null);
  const key = legend(
    [
      { label: words.inClass, swatch: (x, y) => inClassBox({ x, y, width: 26, height: 14 }) },
      { label: words.outOfClass, swatch: (x, y) => outOfClassBox({ x, y, width: 26, height: 14 }) },
      ...(hasRequired
        ? [{ label: words.required, swatch: (x: number, y: number) => [requiredLine(x + 13, y - 1, y + 15)] }]
        : []),
    ],
    0,
    0,
    width,
  );
  const total = (row: (typeof rows)[number]): string => words.minutes(row.inClass + row.outOfClass);
  const labelWidth = narrow
    ? 0
    : Math.min(0.3 * width, Math.max(0, ...rows.map((r) => textWidth(r.label, letterSize.label)))) + 14;
  const totalWidth = Math.max(0, ...rows.map((row) => textWidth(total(row), letterSize.tick))) + 10;
  const most = Math.max(1, ...rows.map((row) => Math.max(row.inClass + row.outOfClass, row.required ?? 0)));
  const x = scaleLinear([0, most], [labelWidth, Math.max(labelWidth + 40, width - totalWidth)]);
  const pitch = narrow ? 44 : 30;
  const nodes: PictureNode[] = [...key.nodes];
  const points: PicturePoint[] = rows.map((row, index) => {
    const top = key.height + 10 + index * pitch;
    const bar = { y: narrow ? top + 18 : top, height: 18 };
    const label = fitted(row.label, letterSize.label, narrow ? width : labelWidth - 10);
    const inEnd = x(row.inClass);
    const outEnd = x(row.inClass + row.outOfClass);
    nodes.push(
      lettersAt(0, narrow ? top + 11 : top + 13.5, label, { size: letterSize.label }),
      element('line', { x1: x(0), x2: x(0), y1: bar.y - 3, y2: bar.y + 21, stroke: paint.quiet }),
      ...inClassBox({ ...bar, x: x(0), width: inEnd - x(0) }),
      ...outOfClassBox({ ...bar, x: inEnd, width: outEnd - inEnd }),
    );
    if (row.required !== null) nodes.push(requiredLine(x(row.required), bar.y - 4, bar.y + 22));
    const after = row.required === null ? outEnd : Math.max(outEnd, x(row.required));
    nodes.push(lettersAt(after + 7, bar.y + 13.5, total(row), { colour: paint.quiet, halo: true }));
    const parts = {
      when: row.label,
      inClass: words.minutes(row.inClass),
      outOfClass: words.minutes(row.outOfClass),
      required: row.required === null ? '' : words.minutes(row.required),
    };
    return {
      id: row.id,
      sourceId: row.id,
      rowId: 'minutes',
      x: outEnd,
      y: bar.y + 9,
      label: words.point(parts),
      cells: cellsOf(parts),
    };
  });
  return {
    idPrefix: input.idPrefix,
    width,
    height: Math.ceil(key.height + 10 + rows.length * pitch + 2),
    title: input.title,
    ...(input.description === undefined ? {} : { description: input.description }),
    nodes: [lettered(nodes)],
    points,
    table: tableOf(cellsOf(words.columns), points),
  };
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

function inClassBox(box: Box): PictureNode[] {
  return filledBox('solid', box, paint.accent, paint.ground);
}

function outOfClassBox(box: Box): PictureNode[] {
  return filledBox('rising', box, paint.room, paint.ground);
}

function requiredLine(x: number, y1: number, y2: number): PictureNode {
  return element('line', { x1: x, x2: x, y1, y2, stroke: paint.ink, 'stroke-width': 2 });
}

function minutesOf(value: number): number {
  return Math.max(0, drawable(value) ?? 0);
}

function cellsOf(parts: MinutesParts): string[] {
  return [parts.when, parts.inClass, parts.outOfClass, parts.required];
}
