import type { Today } from '#contract/session.ts';
import { useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './today.module.css';

/** What waits for the therapist, each in one line; nothing blinks. */
export function StillOpen({ today }: { readonly today: Today }) {
  const words = useWords();
  const me = useMe();
  const lines = [
    ...today.iepDates.map((due) => ({
      key: `${due.studentId} ${due.what}`,
      text: words.say(due.date < me.today ? `today.${due.what}_passed` : `today.${due.what}`, {
        label: due.label,
        day: words.day(due.date),
      }),
    })),
    ...(today.unrecorded.length === 0
      ? []
      : [{ key: 'unrecorded', text: words.say('today.unrecorded', { count: today.unrecorded.length }) }]),
  ];
  return (
    <Band heading={words.say('today.still_open')}>
      {lines.length === 0 ? (
        <p className={styles.quiet}>{words.say('today.nothing_open')}</p>
      ) : (
        <ul className={styles.open}>
          {lines.map((line) => (
            <li key={line.key}>{line.text}</li>
          ))}
        </ul>
      )}
    </Band>
  );
}
