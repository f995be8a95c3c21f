import { element, type PictureNode, words } from './picture.ts';
import { paint } from './paint.ts';

export const letterSize = { tick: 12, small: 11, label: 13 } as const;

const family = "'Atkinson Hyperlegible Next Variable', 'Atkinson Hyperlegible Next', system-ui, sans-serif";

/**
 * About how many pixels a text takes. Pictures are drawn without a screen to measure on, so this errs wide: 0.56 em a
 * character is more than the mean advance of Atkinson Hyperlegible Next in English and Spanish labels.
 */
export function textWidth(text: string, size: number): number {
  return text.length * size * 0.56;
}

/** Shortens a text to a width, with an ellipsis; the whole text stays in the labels and the table twin. */
export function fitted(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  const room = Math.max(1, Math.floor(width / (size * 0.56)) - 1);
  return `${Array.from(text).slice(0, room).join('').trimEnd()}…`;
}

/** Everything of a picture, under the one place that sets its type. */
export function lettered(children: readonly PictureNode[]): PictureNode {
  return element(
    'g',
    { 'font-family': family, 'font-variant': 'tabular-nums', 'font-size': letterSize.tick },
    children,
  );
}

export type Lettering = {
  readonly size?: number;
  readonly colour?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  /** Outlined in the ground's colour, for words that may lie over lines. */
  readonly halo?: boolean;
};

/** Words with their baseline at y. */
export function lettersAt(x: number, y: number, text: string, style: Lettering = {}): PictureNode {
  return words(
    'text',
    {
      x,
      y,
      fill: style.colour ?? paint.ink,
      'font-size': style.size === letterSize.tick ? undefined : style.size,
      'font-weight': style.bold ? '600' : undefined,
      'text-anchor': style.anchor === 'start' ? undefined : style.anchor,
      ...(style.halo
        ? { stroke: paint.ground, 'stroke-width': 4, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }
        : {}),
    },
    text,
  );
}
