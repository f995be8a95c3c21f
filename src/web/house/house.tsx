import { QueryClientProvider } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { type Me, readMe } from '#contract/sign-in.ts';
import { wholeCatalogues } from '#words/catalogues.ts';
import { makeQueryClient, useRead } from '../client/queries.ts';
import { LiveRegion } from '../parts/announce.tsx';
import { Reading } from '../parts/reading.tsx';
import { useLanguageChoice, useWords, WordsProvider } from '../parts/words.tsx';
import { Header } from './header.tsx';
import styles from './house.module.css';
import { MeContext } from './me.tsx';
import { showTheme } from './theme.ts';

/** What stands around every screen of somebody signed in. */
export function House() {
  const navigate = useNavigate();
  const [client] = useState(() => makeQueryClient(() => navigate({ to: '/sign-in' })));
  return (
    <QueryClientProvider client={client}>
      <WordsProvider catalogues={wholeCatalogues}>
        <Known />
      </WordsProvider>
    </QueryClientProvider>
  );
}

// The server says what "today" is; asked again now and then, because a tablet stays open over midnight.
const askAgainMs = 5 * 60_000;

function Known() {
  const words = useWords();
  const read = useRead(readMe, {}, { refetchInterval: askAgainMs });
  return (
    <I18nProvider locale={words.language}>
      <Reading read={read}>{(me) => <Rooms me={me} />}</Reading>
      <LiveRegion />
    </I18nProvider>
  );
}

function Rooms({ me }: { readonly me: Me }) {
  const words = useWords();
  const choose = useLanguageChoice();
  useEffect(() => choose(me.language), [me.language, choose]);
  useEffect(() => showTheme(me.preferences.theme), [me.preferences.theme]);

  return (
    <MeContext value={me}>
      <a className={styles.skip} href="#content">
        {words.say('nav.skip')}
      </a>
      {me.demo && <aside className={styles.demo}>{words.say('demo.band')}</aside>}
      <Header />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </MeContext>
  );
}
