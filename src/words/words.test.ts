import { describe, expect, test } from 'vitest';
import { languageOf } from './language.ts';
import { wordsFor } from './words-for.ts';

const en = wordsFor('en');
const es = wordsFor('es');
// Languages put narrow and no-break spaces where they please; a reader sees a space.
const seen = (text: string) => text.replace(/[\u00a0\u2009\u202f]/g, ' ');

describe('words', () => {
  test('put values and plurals into a sentence', () => {
    expect(en.say('table.shown', { shown: 1, all: 12 })).toBe('1 row shown of 12');
    expect(es.say('table.shown', { shown: 3, all: 12 })).toBe('3 filas de 12');
  });

  test('say nothing for a code nobody has a sentence for', () => {
    expect(en.sayIfKnown('fault.not_yours')).toContain('caseload');
    expect(en.sayIfKnown('fault.of_another_world')).toBeNull();
    expect(en.sayIfKnown('toString')).toBeNull();
  });

  test('tell a share with its n and its likely range, in whole per cent', () => {
    expect(seen(en.share({ x: 8, n: 10, low: 0.4902, high: 0.9433 }))).toBe('8 of 10 (likely 49–94 %)');
    expect(en.share({ x: 0, n: 0 })).toBe('0 of 0');
  });

  test('write a day the same wherever the reader is', () => {
    expect(en.day('2026-03-12', 'long')).toBe('Thursday, March 12');
    expect(es.day('2026-03-12', 'long')).toBe('jueves, 12 de marzo');
    expect(en.weekday(1)).toBe('Monday');
    expect(en.weekday(5, 'short')).toBe('Fri');
  });

  test('write wall times as the reader does', () => {
    expect(seen(en.time('14:25'))).toBe('2:25 PM');
    expect(seen(en.timeSpan('08:15', '08:45'))).toBe('8:15 – 8:45 AM');
  });

  test('write an instant as it was at the place', () => {
    expect(seen(en.instant('2026-03-12T23:30:00Z', 'America/Chicago'))).toBe('Mar 12, 2026, 6:30 PM');
  });
});

test('the language is the first wished one that there are words in', () => {
  expect(languageOf(['de-CH', 'es-MX', 'en'])).toBe('es');
  expect(languageOf(['fr'])).toBe('en');
});
