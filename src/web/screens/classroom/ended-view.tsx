import { useWords } from '../../parts/words.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { CountRows } from './counts.tsx';
import { Key } from './key.tsx';
import { useOutboxCounts } from './outbox-counts.ts';
import { ServiceNotes } from './service-notes.tsx';

/** The session is over: its counts, what waits to be sent, and the way back into it. */
export function EndedView() {
  const counts = useOutboxCounts();
  const words = useWords();
  const { record, tap, show } = useClassroom();
  return (
    <main className={styles.start}>
      <h1>{words.say('classroom.ended')}</h1>
      <CountRows />
      <ServiceNotes />
      <p>
        {counts.signedOut
          ? words.say('classroom.signed_out')
          : words.say('classroom.waiting_count', { count: counts.waiting })}
        {counts.refused > 0 && (
          <Key look="quiet" onPress={() => show('refused')}>
            {words.say('classroom.refused_count', { count: counts.refused })}
          </Key>
        )}
      </p>
      <div className={styles.startKeys}>
        <a className={`${styles.link} ${styles.mainLink}`} href="/today">
          {words.say('classroom.to_today')}
        </a>
        <Key
          onPress={() => {
            if (record.closed !== null) tap('reopen', [{ kind: 'void', voids: record.closed.id }]);
          }}
        >
          {words.say('classroom.reopen')}
        </Key>
      </div>
    </main>
  );
}
