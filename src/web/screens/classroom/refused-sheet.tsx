import { useEffect, useState } from 'react';
import { deviceOutbox } from '../../outbox/device.ts';
import type { QueuedEvent } from '../../outbox/outbox.ts';
import { useWords } from '../../parts/words.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { Key } from './key.tsx';
import { Sheet } from './sheet.tsx';
import { asSentence, eventInWords } from './tap-words.ts';

/** What the server did not take, each with its reason: it stays here, and can be sent again once the reason is mended. */
export function RefusedSheet({ count }: { readonly count: number }) {
  const words = useWords();
  const { pack, show } = useClassroom();
  const [refused, setRefused] = useState<readonly QueuedEvent[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew whenever their number changes
  useEffect(() => {
    let wanted = true;
    deviceOutbox.refused().then((events) => wanted && setRefused(events));
    return () => {
      wanted = false;
    };
  }, [count]);
  return (
    <Sheet heading={words.say('classroom.refused_title')} onClose={() => show(null)}>
      <p>{words.say('classroom.refused_lead')}</p>
      <ul className={styles.rows}>
        {refused.map(({ id, sessionId, body, code }) => (
          <li key={id}>
            <span>
              {sessionId === pack.sessionId
                ? asSentence(eventInWords(words, pack, body))
                : words.say('classroom.refused_of_other')}
              <br />
              <span className={styles.hint}>{words.say(`refusal.${code ?? 'bad_event'}`)}</span>
            </span>
          </li>
        ))}
      </ul>
      <div className={styles.formEnd}>
        <Key look="main" onPress={() => void deviceOutbox.retry(refused.map((event) => event.id))}>
          {words.say('classroom.refused_retry')}
        </Key>
      </div>
    </Sheet>
  );
}
