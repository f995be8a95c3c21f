/**
 * Colours are custom properties with the light palette as fallback, so that one picture serves the light and the dark
 * screen, and print. Nothing is told by colour alone.
 */
export const paint = {
  ink: 'var(--ink, #1F2328)',
  quiet: 'var(--ink-quiet, #575D65)',
  line: 'var(--line, #D9D5CC)',
  /** What the picture lies on; letters are outlined in it so that they stay legible over lines. */
  ground: 'var(--ground, #FBFAF7)',
  accent: 'var(--accent, #0B6E6E)',
  attention: 'var(--attention, #A6430F)',
  room: 'var(--room, #3A4A9F)',
} as const;

/** Where the skill was used and the therapist's part there: told by panel, label and line style. */
export type LineStyle = 'room' | 'class' | 'helping' | 'watching' | 'away';

export const lineStyles: Readonly<Record<LineStyle, { readonly colour: string; readonly dash?: string }>> = {
  room: { colour: paint.room },
  class: { colour: paint.accent, dash: '14 3' },
  helping: { colour: paint.accent, dash: '7 3' },
  watching: { colour: paint.accent, dash: '2 3' },
  away: { colour: paint.accent, dash: '9 3 2 3' },
};
