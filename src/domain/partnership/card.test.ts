import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardInForce, draftOf, mostCardWords, wordsOn } from './card.ts';

const version = (number: number, publishedAt: string | null, withdrawnAt: string | null = null) => ({
  version: number,
  publishedAt,
  withdrawnAt,
});
const monday = '2026-03-09T14:00:00.000Z';

describe('the card in force', () => {
  it.each([
    ['nothing written', [], null],
    ['a draft only', [version(1, null)], null],
    ['published', [version(1, monday)], 1],
    ['a newer draft does not hide it', [version(1, monday), version(2, null)], 1],
    ['the newer published one', [version(2, monday), version(1, monday)], 2],
    ['withdrawn', [version(1, monday, monday)], null],
    ['withdrawing the newer does not bring the older back', [version(1, monday), version(2, monday, monday)], null],
  ])('%s', (_, versions, expected) => {
    expect(cardInForce(versions)?.version ?? null).toBe(expected);
  });

  it('never depends on the order of the versions', () => {
    const one = fc.record({
      version: fc.integer({ min: 1, max: 99 }),
      publishedAt: fc.constantFrom(null, monday),
      withdrawnAt: fc.constantFrom(null, monday),
    });
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: (card) => card.version }), (versions) => {
        expect(cardInForce(versions.toReversed())).toEqual(cardInForce(versions));
      }),
    );
  });

  it('is never the draft', () => {
    const versions = [version(1, monday), version(2, null)];
    expect(draftOf(versions)?.version).toBe(2);
    expect(draftOf([version(1, monday)])).toBeNull();
  });
});

describe('what is on a card', () => {
  const card = (looksLike: string) => ({ looksLike, cue: '', praise: '', avoid: '', asks: [] });
  it('is counted in words, not in signs', () => {
    expect(wordsOn(card('Wait — five   seconds, then point.'))).toBe(5);
    expect(wordsOn({ ...card('Espera cinco segundos'), asks: [{ goalId: 'g', words: 'usa «porque»' }] })).toBe(5);
    expect(wordsOn(card(Array(mostCardWords).fill('word').join('\n')))).toBe(mostCardWords);
  });
});
