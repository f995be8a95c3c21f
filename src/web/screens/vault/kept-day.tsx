import { useEffect, useState } from 'react';
import { deviceShelf } from '../../outbox/device.ts';
import type { KeptDay as Day, KeptSession } from '../../outbox/shelf.ts';
import { buttonClass } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../parts/words.tsx';
import { addressOfSession } from '../classroom/classroom-address.ts';
import { goToSession } from './go-to-session.ts';
import { useUnsent } from './use-vault.ts';
import styles from './vault.module.css';

interface Kept {
  readonly day: Day;
  readonly fetchedAt: string;
  readonly packs: ReadonlySet<string>;
}

/** The day as this device last heard of it, for whoever opens it in a room without a network. */
export function KeptDay() {
  const words = useWords();
  const { waiting } = useUnsent();
  const [kept, setKept] = useState<Kept | null | 'reading'>('reading');
  useEffect(() => {
    document.title = `${words.say('vault.offline_title')} · ${words.say('product.name')}`;
  }, [words]);
  useEffect(() => {
    const read = async () => {
      const found = await deviceShelf.day();
      setKept(found === null ? null : { ...found, packs: await deviceShelf.packIds() });
    };
    read().catch(() => setKept(null));
  }, []);

  if (kept === 'reading') return null;
  if (kept === null) {
    return (
      <div className={styles.day}>
        <h1>{words.say('vault.offline_title')}</h1>
        <Notice role="status">{words.say('vault.offline_nothing')}</Notice>
        {waiting > 0 && <p className={styles.quiet}>{words.say('vault.waiting_open', { count: waiting })}</p>}
      </div>
    );
  }
  const { day, fetchedAt, packs } = kept;
  // Heard on this device, so it is said in the time of this device.
  const heard = new Date(fetchedAt);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const asOf = { day: words.instant(heard.toISOString(), zone, 'day'), time: words.instant(fetchedAt, zone, 'time') };
  return (
    <div className={styles.day}>
      <h1>{words.day(day.date, 'long')}</h1>
      <Notice role="status">
        {words.say('vault.offline_lead')} {words.say('vault.offline_as_of', asOf)}
        {waiting > 0 && ` ${words.say('vault.waiting_open', { count: waiting })}`}
      </Notice>
      {day.sessions.length === 0 ? (
        <p>{words.say('vault.offline_none')}</p>
      ) : (
        <ul className={styles.rows}>
          {day.sessions.map((session) => (
            <Row key={session.id} session={session} isHere={packs.has(session.id)} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Row({ session, isHere }: { readonly session: KeptSession; readonly isHere: boolean }) {
  const words = useWords();
  const what = [session.routineName, session.roomName ?? session.className].filter(Boolean).join(' · ');
  const name = what === '' ? words.say(`delivery.${session.delivery}`) : what;
  const time = words.time(session.starts);
  return (
    <li className={styles.row}>
      <span className={styles.time}>{time}</span>
      <div className={styles.what}>
        <h2>{name}</h2>
        <span>{session.labels.join('  ')}</span>
        {session.lookFor !== '' && session.lookFor !== undefined && (
          <span className={styles.quiet}>{session.lookFor}</span>
        )}
      </div>
      {isHere ? (
        <a
          href={addressOfSession(session.id)}
          onClick={goToSession}
          className={buttonClass('plain')}
          aria-label={words.say('vault.start_label', { what: name, time })}
        >
          {words.say('vault.start')}
        </a>
      ) : (
        <span className={styles.quiet}>{words.say('vault.not_with_it')}</span>
      )}
    </li>
  );
}
