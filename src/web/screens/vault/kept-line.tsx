import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { deviceShelf } from '../../outbox/device.ts';
import { useWords } from '../../parts/words.tsx';
import { takeDay } from './take-day.ts';
import { useVault } from './use-vault.ts';
import styles from './vault.module.css';

const lookEveryMs = 60_000;

/** Under Today: whether the day is on this device, and as of when; takes it along again whenever there is a network. */
export function KeptLine({ date }: { readonly date: string }) {
  const words = useWords();
  const state = useVault();
  const guarded = state.phase === 'open' && state.guarded;
  const [asOf, setAsOf] = useState<string | null>(null);
  useEffect(() => {
    if (!guarded) return;
    const look = async () => {
      // Without a network the old one stays, and says how old it is.
      await takeDay(date, new Date()).catch(() => undefined);
      const kept = await deviceShelf.day().catch(() => null);
      setAsOf(kept?.day.date === date ? kept.fetchedAt : null);
    };
    const lookNow = () => void look();
    lookNow();
    const timer = setInterval(lookNow, lookEveryMs);
    window.addEventListener('online', lookNow);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', lookNow);
    };
  }, [date, guarded]);

  if (guarded && asOf !== null) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return (
      <p className={styles.kept} data-screen-only>
        {words.say('vault.kept', { time: words.instant(asOf, zone, 'time') })}
      </p>
    );
  }
  if (guarded) return null;
  return (
    <p className={styles.kept} data-screen-only>
      {words.say('vault.not_kept')} <Link to="/preferences">{words.say('vault.choose_pin')}</Link>
    </p>
  );
}
