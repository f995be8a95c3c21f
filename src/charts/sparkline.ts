import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { type LineStyle, lineStyles, paint } from './paint.ts';
import { type ChartPicture, drawable, drawingLength, element, type PictureNode, tableOf } from './picture.ts';

export type SparklineSession = {
  readonly id: string;
  /** In the axis' unit; null breaks the path. */
  readonly value: number | null;
  /** What is said of it, with its n and interval. */
  readonly label: string;
};

export type SparklineInput = {
  readonly idPrefix: string;
  readonly title: string;
  /** Pixels; 84 x 28 when left out. */
  readonly width?: number;
  readonly height?: number;
  /** 0 to 100 when left out. */
  readonly axis?: { readonly from: number; readonly to: number };
  readonly criterion?: number | null;
  readonly line?: LineStyle;
  /** Oldest first. */
  readonly sessions: readonly SparklineSession[];
  readonly column: string;
};

const pathOf = line<{ readonly x: number; readonly y: number | null }>(
  (p) => p.x,
  (p) => p.y ?? 0,
)
  .defined((p) => p.y !== null)
  .digits(2);

/** The last sessions in the space of a table cell; evenly spaced, the last one marked. */
export function sparkline(input: SparklineInput): ChartPicture {
  const width = drawingLength(input.width, 84, 24, 800);
  const height = drawingLength(input.height, 28, 12, 200);
  const from = drawable(input.axis?.from) ?? 0;
  const to = drawable(input.axis?.to) ?? 100;
  const y = scaleLinear([from, to > from ? to : from + 1], [height - 4, 4]).clamp(true);
  const last = Math.max(1, input.sessions.length - 1);
  const places = input.sessions.map((session, index) => {
    const value = drawable(session.value);
    const x = input.sessions.length === 1 ? width / 2 : 4 + (index / last) * (width - 8);
    return { session, x, y: value === null ? null : y(value) };
  });
  const colour = lineStyles[input.line ?? 'away'].colour;
  const nodes: PictureNode[] = [];
  const criterion = drawable(input.criterion);
  if (criterion !== null) {
    const at = y(criterion);
    nodes.push(element('line', { x1: 0, x2: width, y1: at, y2: at, stroke: paint.line, 'stroke-dasharray': '2 2' }));
  }
  nodes.push(
    element('path', {
      d: pathOf(places) ?? '',
      fill: 'none',
      stroke: colour,
      'stroke-width': 1.5,
      'stroke-linecap': 'round',
    }),
  );
  const newest = places.findLast((place) => place.y !== null);
  if (newest?.y !== undefined && newest.y !== null)
    nodes.push(element('circle', { cx: newest.x, cy: newest.y, r: 3, fill: colour }));
  const points = places.map(({ session, x, y: at }) => ({
    id: session.id,
    sourceId: session.id,
    rowId: 'sessions',
    x,
    y: at ?? height - 4,
    label: session.label,
    cells: [session.label],
  }));
  return {
    idPrefix: input.idPrefix,
    width,
    height,
    title: input.title,
    nodes,
    points,
    table: tableOf([input.column], points),
  };
}
