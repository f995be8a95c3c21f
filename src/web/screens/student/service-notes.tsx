import { listServiceNotes } from '#contract/service-note.ts';
import { useRead } from '../../client/queries.ts';
import { Band } from '../../parts/band.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './student.module.css';

/** What was said of the service, session by session, as its therapist kept it. */
export function ServiceNotes({ studentId }: { readonly studentId: string }) {
  const words = useWords();
  const read = useRead(listServiceNotes, { params: { studentId } });
  return (
    <Band heading={words.say('service_note.title')} lead={words.say('service_note.lead')}>
      <Reading read={read}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles.quiet}>{words.say('service_note.none')}</p>
          ) : (
            <ul className={styles.services}>
              {items.map(({ id, date, delivery, text, authorName }) => (
                <li key={id} className={styles.service}>
                  <h3>
                    {words.day(date, 'long')} · {words.say(`delivery.${delivery}`)}
                  </h3>
                  <p>{text}</p>
                  <p className={styles.quiet}>{authorName}</p>
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
    </Band>
  );
}
