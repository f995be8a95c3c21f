import { describe, expect, it } from 'vitest';
import { isNews, type Notice, noticesOf } from './notices.ts';

const at = '2026-03-12T12:00:00.000Z';
const later = '2026-03-12T12:00:01.000Z';

describe('what awaits an adult', () => {
  it('stands in the order in which it matters, without what does not await', () => {
    const facts = {
      thanks: { count: 1, newest: at },
      cards_unread: { count: 0, newest: null },
      not_today: { count: 2, newest: later },
    };
    expect(noticesOf(facts).map(({ kind, count }) => `${kind} ${count}`)).toEqual(['not_today 2', 'thanks 1']);
    expect(noticesOf({})).toEqual([]);
  });

  const thanks = (count: number, newest: string | null): Notice => ({ kind: 'thanks', count, newest });
  it.each([
    ['nothing awaits, nothing was said', [], null, false],
    ['the first ever', [thanks(1, at)], null, true],
    ['the same as was said', [thanks(1, at)], { at, counts: { thanks: 1 } }, false],
    ['one more', [thanks(2, at)], { at, counts: { thanks: 1 } }, true],
    ['as many, but a newer one', [thanks(1, later)], { at, counts: { thanks: 1 } }, true],
    ['fewer', [thanks(1, at)], { at, counts: { thanks: 2 } }, false],
    ['of another kind', [{ kind: 'cover', count: 1, newest: null }], { at, counts: { thanks: 1 } }, true],
    ['gone', [], { at, counts: { thanks: 1 } }, false],
  ] as const)('is news or not: %s', (_, notices, told, news) => {
    expect(isNews(notices, told)).toBe(news);
  });
});
