import { letterSize, lettersAt, textWidth } from './lettering.ts';
import type { PictureNode } from './picture.ts';

/** A key: a swatch drawn into 26 x 14 pixels from (x, y), and its words. */
export type LegendKey = { readonly label: string; swatch(x: number, y: number): readonly PictureNode[] };

const swatchWidth = 26;
const rowHeight = 20;

/** Keys in as many rows as the width asks for. */
export function legend(
  keys: readonly LegendKey[],
  left: number,
  top: number,
  width: number,
): { readonly nodes: PictureNode[]; readonly height: number } {
  const nodes: PictureNode[] = [];
  let x = left;
  let y = top;
  for (const key of keys) {
    const keyWidth = swatchWidth + 6 + textWidth(key.label, letterSize.tick) + 14;
    if (x > left && x + keyWidth - 14 > left + width) {
      x = left;
      y += rowHeight;
    }
    nodes.push(...key.swatch(x, y + 3), lettersAt(x + swatchWidth + 6, y + 14, key.label, { size: letterSize.tick }));
    x += keyWidth;
  }
  return { nodes, height: keys.length === 0 ? 0 : y - top + rowHeight };
}
