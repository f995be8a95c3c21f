import { type Language, languageOf } from '#words/language.ts';

const remembered = 'carryover.language';

/** The language chosen on this device, else the one its browser asks for. */
export function deviceLanguage(): Language {
  const chosen = window.localStorage.getItem(remembered);
  return languageOf(chosen === null ? navigator.languages : [chosen]);
}

export function rememberLanguage(language: Language): void {
  window.localStorage.setItem(remembered, language);
}
