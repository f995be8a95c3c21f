import { element, type PictureNode, px } from './picture.ts';

/**
 * The product's marks, drawn rather than taken from a font, the same on pad, chart and print. Fill means outcome and
 * nothing else: whole = did it, half = fixed it, empty = not yet. The last five tell how a session was given.
 */
export type MarkName =
  | 'on_their_own'
  | 'fixed_it'
  | 'with_cue_did'
  | 'with_cue_not_yet'
  | 'not_yet'
  | 'no_response'
  | 'no_opportunity'
  | 'push_in'
  | 'pull_out'
  | 'touch_base'
  | 'consult'
  | 'observation';

/** Path data: `fill` is filled and not stroked, `stroke` is stroked and not filled. Either may be empty. */
export type MarkShape = { readonly fill: string; readonly stroke: string };

type Draw = (x: number, y: number, r: number) => MarkShape;

const circle = (x: number, y: number, r: number): string =>
  `M${px(x - r)} ${px(y)}a${px(r)} ${px(r)} 0 1 0 ${px(2 * r)} 0a${px(r)} ${px(r)} 0 1 0 ${px(-2 * r)} 0z`;

// Its centroid, not its box, lies on the point, so that it reads at the same height as a circle.
const triangle = (x: number, y: number, r: number): string =>
  `M${px(x)} ${px(y - 1.12 * r)}L${px(x + r)} ${px(y + 0.68 * r)}H${px(x - r)}z`;

const square = (x: number, y: number, r: number): string =>
  `M${px(x - r)} ${px(y - r)}h${px(2 * r)}v${px(2 * r)}h${px(-2 * r)}z`;

const diamond = (x: number, y: number, r: number): string =>
  `M${px(x)} ${px(y - r)}L${px(x + r)} ${px(y)}L${px(x)} ${px(y + r)}L${px(x - r)} ${px(y)}z`;

const drawings: Readonly<Record<MarkName, Draw>> = {
  on_their_own: (x, y, r) => ({ fill: circle(x, y, r), stroke: '' }),
  fixed_it: (x, y, r) => ({
    fill: `M${px(x)} ${px(y - r)}a${px(r)} ${px(r)} 0 0 0 0 ${px(2 * r)}z`,
    stroke: circle(x, y, 0.9 * r),
  }),
  with_cue_did: (x, y, r) => ({ fill: triangle(x, y, 1.08 * r), stroke: '' }),
  with_cue_not_yet: (x, y, r) => ({ fill: '', stroke: triangle(x, y, 0.95 * r) }),
  not_yet: (x, y, r) => ({ fill: '', stroke: circle(x, y, 0.9 * r) }),
  no_response: (x, y, r) => ({
    fill: '',
    stroke: `${circle(x, y, 0.9 * r)}M${px(x - 0.4 * r)} ${px(y)}h${px(0.8 * r)}`,
  }),
  no_opportunity: (x, y, r) => ({ fill: '', stroke: `M${px(x - 0.75 * r)} ${px(y)}h${px(1.5 * r)}` }),
  push_in: (x, y, r) => ({ fill: square(x, y, 0.9 * r), stroke: '' }),
  pull_out: (x, y, r) => {
    const a = 0.82 * r;
    const edge = (from: number, to: number): string =>
      `M${px(x + from * a)} ${px(y - a)}L${px(x + a)} ${px(y + to * a)}`;
    const mirrored = (from: number, to: number): string =>
      `M${px(x - a)} ${px(y + from * a)}L${px(x + to * a)} ${px(y + a)}`;
    return {
      fill: '',
      stroke: `${square(x, y, a)}M${px(x - a)} ${px(y - a)}L${px(x + a)} ${px(y + a)}${edge(-0.2, 0.2)}${mirrored(-0.2, 0.2)}`,
    };
  },
  touch_base: (x, y, r) => ({ fill: '', stroke: diamond(x, y, 0.95 * r) }),
  consult: (x, y, r) => ({ fill: diamond(x, y, 0.42 * r), stroke: diamond(x, y, 0.95 * r) }),
  observation: (x, y, r) => ({
    fill: circle(x, y, 0.34 * r),
    stroke:
      `M${px(x - r)} ${px(y)}Q${px(x)} ${px(y - 1.3 * r)} ${px(x + r)} ${px(y)}` +
      `Q${px(x)} ${px(y + 1.3 * r)} ${px(x - r)} ${px(y)}z`,
  }),
};

export const markNames = Object.keys(drawings) as readonly MarkName[];

/** A mark around (x, y), about r from its middle to its edge. */
export function markShape(name: MarkName, x: number, y: number, r: number): MarkShape {
  return drawings[name](x, y, r);
}

/** Each mark in a box of 24 x 24, its stroke meant to be 2 wide. */
export const marks = Object.fromEntries(markNames.map((name) => [name, markShape(name, 12, 12, 9)])) as Readonly<
  Record<MarkName, MarkShape>
>;

/** Many marks of one kind and colour as at most two elements: a chart of 500 points stays a small picture. */
export function markNodes(
  name: MarkName,
  places: readonly { readonly x: number; readonly y: number }[],
  r: number,
  colour: string,
  ground: string,
): PictureNode[] {
  if (places.length === 0) return [];
  const shapes = places.map(({ x, y }) => markShape(name, x, y, r));
  const strokes = shapes.map((shape) => shape.stroke).join('');
  const fills = shapes.map((shape) => shape.fill).join('');
  const nodes: PictureNode[] = [];
  // An empty mark is filled with the ground, or the data path would run through it.
  if (strokes !== '')
    nodes.push(element('path', { d: strokes, fill: ground, stroke: colour, 'stroke-width': Math.max(1, r / 4) }));
  if (fills !== '') nodes.push(element('path', { d: fills, fill: colour }));
  return nodes;
}
