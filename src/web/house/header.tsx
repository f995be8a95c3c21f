import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { listNotices } from '#contract/notice.ts';
import { closeSignIn } from '#contract/sign-in.ts';
import { useOnline } from '../client/network.ts';
import { useChange, useRead } from '../client/queries.ts';
import { deviceOutbox, deviceVault } from '../outbox/device.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { Menu } from '../parts/menu.tsx';
import { useWords } from '../parts/words.tsx';
import { useVault } from '../screens/vault/use-vault.ts';
import styles from './header.module.css';
import { useMe } from './me.tsx';
import { placesFor } from './navigation.ts';

export function Header() {
  const words = useWords();
  const me = useMe();
  const online = useOnline();
  const navigate = useNavigate();
  const vault = useVault();
  const [leaving, setLeaving] = useState<number | null>(null);
  const signOut = useChange(closeSignIn, () => void deviceVault.wipe().then(() => navigate({ to: '/sign-in' })));
  const leave = async () => {
    await deviceOutbox.flush();
    const unsent = await deviceOutbox.unsent().catch(() => 0);
    if (unsent > 0) setLeaving(unsent);
    else signOut.mutate({});
  };

  return (
    <header className={styles.header} data-screen-only>
      <Link to="/" className={styles.name}>
        {words.say('product.name')}
      </Link>
      <nav className={styles.nav} aria-label={words.say('nav.label')}>
        <ul>
          {placesFor(me).map(({ to, word }) => (
            <li key={to}>
              <Link to={to} activeProps={{ 'aria-current': 'page' }} activeOptions={{ exact: false }}>
                {words.say(word)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.account}>
        {!online && (
          <span className={styles.offline} role="status">
            {words.say('state.offline')}
          </span>
        )}
        {me.link === null && <Awaiting />}
        <Menu
          label={words.say('nav.account', { name: me.shortName })}
          actions={[
            ...(me.link === null
              ? [
                  {
                    key: 'preferences',
                    label: words.say('nav.preferences'),
                    onAction: () => navigate({ to: '/preferences' }),
                  },
                ]
              : []),
            ...(vault.phase === 'open' && vault.guarded
              ? [{ key: 'lock', label: words.say('vault.lock'), onAction: () => deviceVault.lock() }]
              : []),
            { key: 'sign_out', label: words.say('nav.sign_out'), onAction: () => void leave() },
          ]}
        >
          {me.shortName}
        </Menu>
        {leaving !== null && (
          <Dialog heading={words.say('vault.leaving')} onClose={() => setLeaving(null)}>
            <p>{words.say('vault.leaving_why', { count: leaving })}</p>
            <FaultNotice fault={signOut.error} />
            <div className={styles.leaving}>
              <Button kind="main" onPress={() => setLeaving(null)}>
                {words.say('vault.stay')}
              </Button>
              <Button isPending={signOut.isPending} onPress={() => signOut.mutate({})}>
                {words.say('vault.leave')}
              </Button>
            </div>
          </Dialog>
        )}
      </div>
    </header>
  );
}

const askAgainMs = 60_000;

/** How much awaits whoever is signed in, and the way to it. Quiet while nothing does. */
function Awaiting() {
  const words = useWords();
  const items = useRead(listNotices, {}, { refetchInterval: askAgainMs }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Link to="/notices" className={styles.awaiting} activeProps={{ 'aria-current': 'page' }}>
      {words.say('notice.count', { count: items.reduce((sum, { count }) => sum + count, 0) })}
    </Link>
  );
}
