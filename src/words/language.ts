export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

/** The first of the wished languages (`es-MX`, `en`) that there are words in; English if none. */
export function languageOf(wished: readonly string[]): Language {
  for (const wish of wished) {
    const found = languages.find((language) => wish.toLowerCase().split('-')[0] === language);
    if (found !== undefined) return found;
  }
  return 'en';
}
