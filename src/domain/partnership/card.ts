/** The 60-second card: what a class's adults know about a student's goals before the visit, in plain words. */

export interface CardText {
  /** What it looks like in class. */
  readonly looksLike: string;
  /** One cue to try: "wait five seconds, then point to the picture". */
  readonly cue: string;
  /** One thing to praise. */
  readonly praise: string;
  /** What not to do; may be empty. */
  readonly avoid: string;
  /** What the class is asked to note, in words chosen for it. */
  readonly asks: readonly CardAsk[];
}

export interface CardAsk {
  readonly goalId: string;
  readonly words: string;
}

export interface CardVersion extends CardText {
  readonly id: string;
  readonly version: number;
  /** ISO instants. */
  readonly writtenAt: string;
  readonly publishedAt: string | null;
  readonly withdrawnAt: string | null;
}

/** A reader at this pace is through in the card's minute: words a minute, careful reading of a practical text. */
const wordsPerMinute = 150;
export const mostCardWords = wordsPerMinute;

/** How many words somebody has to read who reads the whole card. */
export function wordsOn({ looksLike, cue, praise, avoid, asks }: CardText): number {
  return [looksLike, cue, praise, avoid, ...asks.map((ask) => ask.words)]
    .flatMap((text) => text.split(/\s+/))
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** What is in force of one student's card in one class: the latest published one that was not withdrawn. */
export function cardInForce<Version extends Pick<CardVersion, 'version' | 'publishedAt' | 'withdrawnAt'>>(
  versions: readonly Version[],
): Version | null {
  const latest = versions
    .filter((version) => version.publishedAt !== null)
    .reduce<Version | null>((best, one) => (best === null || one.version > best.version ? one : best), null);
  // A withdrawn card does not bring the one before it back: it was replaced on purpose.
  return latest === null || latest.withdrawnAt !== null ? null : latest;
}

/** What is being written and nobody in the class sees yet. */
export function draftOf<Version extends Pick<CardVersion, 'version' | 'publishedAt' | 'withdrawnAt'>>(
  versions: readonly Version[],
): Version | null {
  return versions.find((version) => version.publishedAt === null && version.withdrawnAt === null) ?? null;
}
