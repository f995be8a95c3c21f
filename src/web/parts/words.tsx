import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Catalogues } from '#words/catalogues.ts';
import type { Language } from '#words/language.ts';
import { type Words, wordsFrom } from '#words/words.ts';
import { deviceLanguage, rememberLanguage } from './device-language.ts';

const WordsContext = createContext<{ words: Words; choose: (language: Language) => void } | null>(null);

/** Makes the sentences of one language available below; shows nothing until they are here. */
export function WordsProvider({ catalogues, children }: { catalogues: Catalogues; children: ReactNode }) {
  const [language, setLanguage] = useState(deviceLanguage);
  const [words, setWords] = useState<Words | null>(null);

  useEffect(() => {
    let wanted = true;
    catalogues[language]().then((catalogue) => {
      if (!wanted) return;
      document.documentElement.lang = language;
      setWords(wordsFrom(language, catalogue));
    });
    return () => {
      wanted = false;
    };
  }, [language, catalogues]);

  const choose = useCallback((next: Language) => {
    rememberLanguage(next);
    setLanguage(next);
  }, []);
  const value = useMemo(() => (words === null ? null : { words, choose }), [words, choose]);
  return value === null ? null : <WordsContext value={value}>{children}</WordsContext>;
}

/** The sentences and formats of the reader's language. */
export function useWords(): Words {
  return useWordsContext().words;
}

export function useLanguageChoice(): (language: Language) => void {
  return useWordsContext().choose;
}

function useWordsContext() {
  const value = useContext(WordsContext);
  if (value === null) throw new Error('No WordsProvider above this part.');
  return value;
}
