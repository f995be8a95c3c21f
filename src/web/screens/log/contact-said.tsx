import type { ContactLine } from '#contract/service-log.ts';
import { contactTimeInWords } from '#telling/service-log.ts';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './log.module.css';

/** One contact: whose, how, when, and its note. `withDay` where the list it stands in is not of one day. */
export function ContactSaid({
  contact,
  withDay = false,
}: {
  readonly contact: ContactLine;
  readonly withDay?: boolean;
}) {
  const words = useWords();
  const { studentName, date, delivery, missed, inGroup, minutesByArea, note } = contact;
  return (
    <>
      <h3>{withDay ? `${studentName} · ${words.day(date)}` : studentName}</h3>
      <p className={styles.quiet}>
        {[
          words.say(`delivery.${delivery}`),
          contactTimeInWords(words, contact),
          ...(missed === null ? [words.say(inGroup ? 'service_log.in_group' : 'service_log.alone')] : []),
          ...minutesByArea.map((part) => `${words.say(`area.${part.area}`)} ${words.count(part.minutes)}`),
        ].join(' · ')}
      </p>
      {note !== '' ? (
        <p className={styles.note}>{note}</p>
      ) : (
        missed === null && <p className={styles.quiet}>{words.say('service_log.no_note')}</p>
      )}
    </>
  );
}

/** That the note of a signed record was changed, and what it says now. */
export function NoteSince({ note }: { readonly note: string }) {
  const words = useWords();
  return (
    <Notice tone="attention">
      <p>{words.say(note === '' ? 'service_log.note_taken_back' : 'service_log.note_changed')}</p>
      {note !== '' && <p className={styles.note}>{note}</p>}
    </Notice>
  );
}
