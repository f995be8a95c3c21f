import type { Language } from './language.ts';
import type { Catalogue } from './words.ts';

/** What loads the sentences of a language, so that a browser takes one language and a screen of its own takes its own. */
export type Catalogues = Readonly<Record<Language, () => Promise<Catalogue>>>;

export const wholeCatalogues: Catalogues = {
  en: () => import('./en.ts').then(({ en }) => en),
  es: () => import('./es.ts').then(({ es }) => es),
};

export const classroomCatalogues: Catalogues = {
  en: () => import('./en/classroom-screen.ts').then(({ classroomScreen }) => classroomScreen),
  es: () => import('./es/classroom-screen.ts').then(({ classroomScreen }) => classroomScreen),
};
