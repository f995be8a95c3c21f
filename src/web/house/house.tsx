import { QueryClientProvider, type UseQueryResult } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { type Me, readMe } from '#contract/sign-in.ts';
import { wholeCatalogues } from '#words/catalogues.ts';
import { CallFault } from '../client/call-fault.ts';
import { makeQueryClient, useRead } from '../client/queries.ts';
import { deviceOutbox, deviceVault } from '../outbox/device.ts';
import { LiveRegion } from '../parts/announce.tsx';
import { Reading } from '../parts/reading.tsx';
import { useLanguageChoice, useWords, WordsProvider } from '../parts/words.tsx';
import { KeptDay } from '../screens/vault/kept-day.tsx';
import { signOutWhereDue } from '../screens/vault/leave-device.ts';
import { useVault } from '../screens/vault/use-vault.ts';
import { VaultGate } from '../screens/vault/vault-gate.tsx';
import { Header } from './header.tsx';
import styles from './house.module.css';
import { useKeptFocus } from './keep-focus.ts';
import { holds, MeContext } from './me.tsx';
import { NewerVersion } from './newer-version.tsx';
import { showTheme } from './theme.ts';

/** What stands around every screen of somebody signed in. */
export function House() {
  const navigate = useNavigate();
  const [client] = useState(() => makeQueryClient(() => navigate({ to: '/sign-in' })));
  return (
    <QueryClientProvider client={client}>
      <WordsProvider catalogues={wholeCatalogues}>
        <VaultGate lockAfterMinutes={2}>
          <Known />
        </VaultGate>
      </WordsProvider>
    </QueryClientProvider>
  );
}

// The server says what "today" is; asked again now and then, because a tablet stays open over midnight.
const askAgainMs = 5 * 60_000;

function Known() {
  const words = useWords();
  const due = useSignOutDue();
  const read = useRead(readMe, {}, { enabled: due === 'done', refetchInterval: askAgainMs });
  const offline = useOffline(read) || due === 'unreachable';
  return (
    <I18nProvider locale={words.language}>
      {offline && read.data === undefined ? (
        <main id="content" tabIndex={-1}>
          <KeptDay />
        </main>
      ) : (
        <Reading read={read}>{(me) => <Rooms me={me} />}</Reading>
      )}
      <LiveRegion />
    </I18nProvider>
  );
}

/** Who left while the server was out of reach is signed out before anything is shown. */
function useSignOutDue(): 'asking' | 'done' | 'unreachable' {
  const [due, setDue] = useState<'asking' | 'done' | 'unreachable'>('asking');
  useEffect(() => {
    signOutWhereDue().then(setDue, () => setDue('done'));
  }, []);
  return due;
}

/** After this the kept day is shown, and what the server says when it does answer. */
const patienceMs = 1_500;

/** Whether the server cannot be reached, or takes so long that whoever waits had better begin. */
function useOffline(read: UseQueryResult<Me>): boolean {
  const vault = useVault();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  const failed = read.failureReason instanceof CallFault && read.failureReason.status === 0;
  // Only where there is something to begin with: else one waits for the server in any case.
  const takesDayAlong = vault.phase === 'open' && vault.guarded;
  return failed || (slow && takesDayAlong && read.fetchStatus === 'fetching');
}

function Rooms({ me }: { readonly me: Me }) {
  const words = useWords();
  const choose = useLanguageChoice();
  const records = holds(me, 'therapist', 'assistant', 'paraprofessional');
  useKeptFocus();
  useEffect(() => choose(me.language), [me.language, choose]);
  useEffect(() => showTheme(me.preferences.theme), [me.preferences.theme]);
  useEffect(() => {
    // A browser that keeps nothing has no vault to open; the screens need none.
    deviceVault.enter(me.adultId).catch(() => undefined);
    // Of anybody else the server takes no events, whatever waits here from before.
    return records ? deviceOutbox.start() : undefined;
  }, [me.adultId, records]);

  return (
    <MeContext value={me}>
      <a className={styles.skip} href="#content">
        {words.say('nav.skip')}
      </a>
      {me.demo && <aside className={styles.demo}>{words.say('demo.band')}</aside>}
      <Header />
      <NewerVersion />
      {me.link !== null && (
        <aside className={styles.demo} data-screen-only>
          {words.say('link.band', { until: words.day(me.link.lastDay) })}
        </aside>
      )}
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </MeContext>
  );
}
