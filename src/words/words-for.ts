import { en } from './en.ts';
import { es } from './es.ts';
import type { Language } from './language.ts';
import { type Words, wordsFrom } from './words.ts';

const made = new Map<Language, Words>();

/** All the words of a language at once: for the server and the command line. The browser loads one language. */
export function wordsFor(language: Language): Words {
  const known = made.get(language) ?? wordsFrom(language, { en, es }[language]);
  made.set(language, known);
  return known;
}
