import type { Language } from '#words/language.ts';

/**
 * What is on a paper, before it is set: words and pictures in order, with nothing of how they look. Every text is shown as it
 * stands; nothing in it is markup.
 */
export interface Paper {
  readonly language: Language;
  /** Also the document's title in the file: it names nobody. */
  readonly title: string;
  /** Whom and when it is about, under the title. */
  readonly about: readonly string[];
  readonly blocks: readonly PaperBlock[];
  /** At the foot of every page. */
  readonly foot: string;
  /** "Page 1 of 3", with `{page}` and `{pages}` for the numbers. */
  readonly pageOf: string;
}

export type PaperBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string; readonly id?: string }
  | { readonly kind: 'text'; readonly text: string; readonly tone?: 'plain' | 'lead' | 'quiet' | 'said' }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      /** The column that takes what room is left, counted from 0. */
      readonly wide: number;
      readonly rows: readonly (readonly PaperCell[])[];
    }
  /** `says`: what the picture shows, for whoever does not see it. */
  | { readonly kind: 'picture'; readonly svg: string; readonly says: string }
  | { readonly kind: 'lines'; readonly count: number }
  | { readonly kind: 'page' };

/** `to`: the id of the heading that it leads to. */
export type PaperCell = string | { readonly text: string; readonly to: string };
