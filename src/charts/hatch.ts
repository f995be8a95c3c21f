import { element, type PictureNode, px } from './picture.ts';

/**
 * Fills that differ without colour. Drawn as lines clipped to their box rather than as SVG patterns, so that they look
 * the same in a PDF and need no ids.
 */
export type Fill = 'solid' | 'empty' | 'rising' | 'falling' | 'level' | 'upright' | 'crossed' | 'dotted';

/** A box filled in one colour and one manner, with an outline. */
export function filledBox(
  fill: Fill,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  colour: string,
  ground: string,
): PictureNode[] {
  if (box.width <= 0 || box.height <= 0) return [];
  if (fill === 'solid') return [element('rect', { ...box, fill: colour })];
  // The outline lies inside the box, so that neighbours do not overlap.
  const inset = Math.min(0.5, box.width / 2, box.height / 2);
  const inner = {
    x: box.x + inset,
    y: box.y + inset,
    width: box.width - 2 * inset,
    height: box.height - 2 * inset,
  };
  const outline = element('rect', { ...inner, fill: ground, stroke: colour, 'stroke-width': 1 });
  const d = hatching(fill, inner);
  if (d === '') return [outline];
  const dots = fill === 'dotted';
  return [
    outline,
    element('path', {
      d,
      fill: 'none',
      stroke: colour,
      'stroke-width': dots ? 1.8 : 1.1,
      'stroke-linecap': dots ? 'round' : undefined,
    }),
  ];
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

function hatching(fill: Fill, box: Box): string {
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  switch (fill) {
    case 'rising':
      return diagonals(box, true);
    case 'falling':
      return diagonals(box, false);
    case 'crossed':
      return diagonals(box, true) + diagonals(box, false);
    case 'level':
      return steps(box.y, bottom, 4)
        .map((y) => `M${px(box.x)} ${px(y)}H${px(right)}`)
        .join('');
    case 'upright':
      return steps(box.x, right, 4)
        .map((x) => `M${px(x)} ${px(box.y)}V${px(bottom)}`)
        .join('');
    case 'dotted':
      return steps(box.y, bottom, 5)
        .flatMap((y) => steps(box.x, right, 5).map((x) => `M${px(x)} ${px(y)}h.01`))
        .join('');
    default:
      return '';
  }
}

/** Whole multiples of a step strictly between two ends: hatching runs on from one box to the next. */
function steps(from: number, to: number, step: number): number[] {
  const first = Math.floor(from / step) + 1;
  const count = Math.max(0, Math.ceil(to / step) - first);
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}

// Rising lines have x + y constant, falling ones x - y.
function diagonals({ x, y, width, height }: Box, rising: boolean): string {
  const [from, to] = rising ? [x + y, x + y + width + height] : [x - y - height, x + width - y];
  return steps(from, to, 5)
    .map((c) => {
      const x1 = rising ? Math.max(x, c - y - height) : Math.max(x, c + y);
      const x2 = rising ? Math.min(x + width, c - y) : Math.min(x + width, c + y + height);
      return `M${px(x1)} ${px(rising ? c - x1 : x1 - c)}L${px(x2)} ${px(rising ? c - x2 : x2 - c)}`;
    })
    .join('');
}
