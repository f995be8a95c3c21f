import { QueryClientProvider } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { wholeCatalogues } from '#words/catalogues.ts';
import { makeQueryClient } from '../client/queries.ts';
import { LiveRegion } from '../parts/announce.tsx';
import { useWords, WordsProvider } from '../parts/words.tsx';
import { LanguageChoice } from './language-choice.tsx';
import styles from './porch.module.css';

/** What stands around the screens of somebody who is not signed in. */
export function Porch() {
  const [client] = useState(() => makeQueryClient(() => undefined));
  return (
    <QueryClientProvider client={client}>
      <WordsProvider catalogues={wholeCatalogues}>
        <Steps />
      </WordsProvider>
    </QueryClientProvider>
  );
}

function Steps() {
  const words = useWords();
  return (
    <I18nProvider locale={words.language}>
      <div className={styles.porch}>
        <header className={styles.head}>
          <div>
            <p className={styles.name}>{words.say('product.name')}</p>
            <p className={styles.line}>{words.say('product.line')}</p>
          </div>
          <LanguageChoice />
        </header>
        <main>
          <Outlet />
        </main>
        <LiveRegion />
      </div>
    </I18nProvider>
  );
}
