import { Link, useNavigate } from '@tanstack/react-router';
import { closeSignIn } from '#contract/sign-in.ts';
import { useOnline } from '../client/network.ts';
import { useChange } from '../client/queries.ts';
import { Menu } from '../parts/menu.tsx';
import { useWords } from '../parts/words.tsx';
import styles from './header.module.css';
import { useMe } from './me.tsx';
import { placesFor } from './navigation.ts';

export function Header() {
  const words = useWords();
  const me = useMe();
  const online = useOnline();
  const navigate = useNavigate();
  const signOut = useChange(closeSignIn, () => navigate({ to: '/sign-in' }));

  return (
    <header className={styles.header} data-screen-only>
      <Link to="/" className={styles.name}>
        {words.say('product.name')}
      </Link>
      <nav className={styles.nav} aria-label={words.say('nav.label')}>
        <ul>
          {placesFor(me.roles).map(({ to, word }) => (
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
        <Menu
          label={words.say('nav.account', { name: me.shortName })}
          actions={[
            {
              key: 'preferences',
              label: words.say('nav.preferences'),
              onAction: () => navigate({ to: '/preferences' }),
            },
            { key: 'sign_out', label: words.say('nav.sign_out'), onAction: () => signOut.mutate({}) },
          ]}
        >
          {me.shortName}
        </Menu>
      </div>
    </header>
  );
}
