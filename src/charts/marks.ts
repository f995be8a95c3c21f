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

/** Drawn with relative commands from the mark's middle, so that placing one is writing where it is. */
type Draw = (r: number) => MarkShape;

const circle = (r: number): string =>
  `m${px(-r)} 0a${px(r)} ${px(r)} 0 1 0 ${px(2 * r)} 0a${px(r)} ${px(r)} 0 1 0 ${px(-2 * r)} 0z`;

// Its centroid, not its box, lies in the middle, so that it reads at the same height as a circle.
const triangle = (r: number): string => `m0 ${px(-1.12 * r)}l${px(r)} ${px(1.8 * r)}h${px(-2 * r)}z`;

const square = (r: number): string => `m${px(-r)} ${px(-r)}h${px(2 * r)}v${px(2 * r)}h${px(-2 * r)}z`;

const diamond = (r: number): string => `m0 ${px(-r)}l${px(r)} ${px(r)}l${px(-r)} ${px(r)}l${px(-r)} ${px(-r)}z`;

const drawings: Readonly<Record<MarkName, Draw>> = {
  on_their_own: (r) => ({ fill: circle(r), stroke: '' }),
  fixed_it: (r) => ({ fill: `m0 ${px(-r)}a${px(r)} ${px(r)} 0 0 0 0 ${px(2 * r)}z`, stroke: circle(0.9 * r) }),
  with_cue_did: (r) => ({ fill: triangle(1.08 * r), stroke: '' }),
  with_cue_not_yet: (r) => ({ fill: '', stroke: triangle(0.95 * r) }),
  not_yet: (r) => ({ fill: '', stroke: circle(0.9 * r) }),
  no_response: (r) => ({ fill: '', stroke: `${circle(0.9 * r)}m${px(0.5 * r)} 0h${px(0.8 * r)}` }),
  no_opportunity: (r) => ({ fill: '', stroke: `m${px(-0.75 * r)} 0h${px(1.5 * r)}` }),
  push_in: (r) => ({ fill: square(0.9 * r), stroke: '' }),
  pull_out: (r) => {
    const a = 0.82 * r;
    const hatching =
      `l${px(2 * a)} ${px(2 * a)}m${px(-1.2 * a)} ${px(-2 * a)}l${px(1.2 * a)} ${px(1.2 * a)}` +
      `m${px(-2 * a)} ${px(-0.4 * a)}l${px(1.2 * a)} ${px(1.2 * a)}`;
    return { fill: '', stroke: square(a) + hatching };
  },
  touch_base: (r) => ({ fill: '', stroke: diamond(0.95 * r) }),
  consult: (r) => ({ fill: diamond(0.42 * r), stroke: diamond(0.95 * r) }),
  observation: (r) => ({
    fill: circle(0.34 * r),
    stroke: `m${px(-r)} 0q${px(r)} ${px(-1.3 * r)} ${px(2 * r)} 0q${px(-r)} ${px(1.3 * r)} ${px(-2 * r)} 0z`,
  }),
};

export const markNames = Object.keys(drawings) as readonly MarkName[];

/** Each mark in a box of 24 x 24, its stroke meant to be 2 wide. */
export const marks = Object.fromEntries(
  markNames.map((name) => {
    const { fill, stroke } = drawings[name](9);
    return [name, { fill: fill && `M12 12${fill}`, stroke: stroke && `M12 12${stroke}` }];
  }),
) as Readonly<Record<MarkName, MarkShape>>;

/** The middle of a mark; `at` is the same place as a path's data have it, where somebody has printed it already. */
export type MarkPlace = { readonly x: number; readonly y: number; readonly at?: string };

/** Many marks of one kind and colour as at most two elements: a chart of 500 points stays a small picture. */
export function markNodes(
  name: MarkName,
  places: readonly MarkPlace[],
  r: number,
  colour: string,
  ground: string,
): PictureNode[] {
  if (places.length === 0) return [];
  const shape = drawings[name](r);
  const starts = places.map((place) => `M${place.at ?? `${px(place.x)} ${px(place.y)}`}`);
  const strokes = shape.stroke === '' ? '' : starts.join(shape.stroke) + shape.stroke;
  const fills = shape.fill === '' ? '' : starts.join(shape.fill) + shape.fill;
  const nodes: PictureNode[] = [];
  // An empty mark is filled with the ground, or the data path would run through it.
  if (strokes !== '')
    nodes.push(element('path', { d: strokes, fill: ground, stroke: colour, 'stroke-width': Math.max(1, r / 4) }));
  if (fills !== '') nodes.push(element('path', { d: fills, fill: colour }));
  return nodes;
}
