import { element, type PictureNode, words } from './picture.ts';
import { paint } from './paint.ts';

export const letterSize = { tick: 12, small: 11, label: 13 } as const;

const family = "'Atkinson Hyperlegible Next Variable', 'Atkinson Hyperlegible Next', system-ui, sans-serif";

/**
 * About how many pixels a text takes. Pictures are drawn without a screen to measure on, so this adds up advances of
 * Atkinson Hyperlegible Next, semibold with tabular figures, in five classes; lighter text is a little narrower.
 */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const character of text) em += advance(character);
  return em * size;
}

const advances = new Map<string, number>();

function advance(character: string): number {
  let em = advances.get(character);
  if (em === undefined) {
    em = advanceOf(character);
    advances.set(character, em);
  }
  return em;
}

function advanceOf(character: string): number {
  if (/[iljftrI.,:;'’|!()[\]/ -]/.test(character)) return 0.35;
  if (/[0-9]/.test(character)) return 0.63;
  if (/[mwMW%]/.test(character)) return 0.9;
  return /\p{Lu}/u.test(character) ? 0.68 : 0.57;
}

/** Shortens a text to a width, with an ellipsis; the whole text stays in the labels and the table twin. */
export function fitted(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  let kept = '';
  let room = width - 0.9 * size;
  for (const character of text) {
    room -= advance(character) * size;
    if (room < 0) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
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

/** A patch of ground under letters that begin at x, so that no line runs through them. */
export function patchUnder(x: number, y: number, text: string, size: number): PictureNode {
  const width = textWidth(text, size) + 8;
  return element('rect', { x: x - 4, y: y - size, width, height: size * 1.35, rx: 2, fill: paint.ground });
}

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
