import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { es } from './es.ts';
import { phrasesToAvoid } from './phrases-to-avoid.ts';
import { wordsFor } from './words-for.ts';

const catalogues = { en, es } as Record<string, Record<string, string>>;

/** The names of a message's values, with what kind of value they are: `n plural`. */
function placeholders(tokens: unknown): string[] {
  if (!Array.isArray(tokens)) return [];
  return tokens.flatMap((token) => {
    if (!Array.isArray(token)) return [];
    const [name, kind, cases] = token as [string, string | undefined, unknown];
    const inside = typeof cases === 'object' && cases !== null ? Object.values(cases).flatMap(placeholders) : [];
    return [kind === undefined ? name : `${name} ${kind}`, ...inside];
  });
}
const placeholdersOf = (message: string) => [...new Set(placeholders(compileMessageOrThrow(message)))].sort();

describe('the catalogues', () => {
  test('have the same ids in every language', () => {
    expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort());
  });

  test('are messages that can be read, with the same values in every language', () => {
    const differing = Object.entries(en).flatMap(([id, message]) => {
      const here = placeholdersOf(message);
      const there = placeholdersOf(catalogues.es?.[id] ?? '');
      return JSON.stringify(here) === JSON.stringify(there) ? [] : [{ id, en: here, es: there }];
    });
    expect(differing).toEqual([]);
  });

  test('say something under every id', () => {
    for (const [language, catalogue] of Object.entries(catalogues))
      for (const [id, message] of Object.entries(catalogue)) expect(message.trim(), `${language} ${id}`).not.toBe('');
  });

  test.each(['en', 'es'] as const)('can all be said (%s)', (language) => {
    const words = wordsFor(language);
    for (const [id, message] of Object.entries(catalogues[language] ?? {})) {
      const values = placeholdersOf(message).map((placeholder) => {
        const [name, kind] = placeholder.split(' ');
        return [name, kind === undefined || kind === 'select' ? 'x' : 3];
      });
      expect(words.sayIfKnown(id, Object.fromEntries(values)), id).not.toContain('{');
    }
  });

  test.each(Object.keys(catalogues))('describe and never decide (%s)', (language) => {
    const said = Object.entries(catalogues[language] ?? {}).flatMap(([id, message]) =>
      (phrasesToAvoid[language] ?? []).filter((phrase) => phrase.test(message)).map((phrase) => `${id}: ${phrase}`),
    );
    expect(said).toEqual([]);
  });

  test('notice a phrase to avoid', () => {
    expect(phrasesToAvoid.en?.some((phrase) => phrase.test('This placement is recommended.'))).toBe(true);
    expect(phrasesToAvoid.es?.some((phrase) => phrase.test('Se recomienda este servicio.'))).toBe(true);
  });
});

describe('every sentence that is asked for', () => {
  const source = fileURLToPath(new URL('..', import.meta.url));
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.startsWith('words'),
  );

  test('exists', () => {
    const missing = files.flatMap((file) => {
      const text = readFileSync(`${source}/${file}`, 'utf8');
      return [...text.matchAll(/\bsay\(\s*'([^']+)'/g)]
        .map(([, id]) => id as string)
        .filter((id) => !(id in en))
        .map((id) => `${file}: ${id}`);
    });
    expect(files.length).toBeGreaterThan(20);
    expect(missing).toEqual([]);
  });
});
