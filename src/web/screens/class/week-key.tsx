import { useWords } from '../../parts/words.tsx';
import styles from './week.module.css';

/** A small closed lock: nobody is taken out. Decoration beside words that say so. */
export function Protected() {
  return (
    <svg className={styles.lock} viewBox="0 0 12 12" aria-hidden="true">
      <path d="M2.5 5.5h7v5h-7z" fill="currentColor" />
      <path d="M4 5.5V4a2 2 0 0 1 4 0v1.5" fill="none" stroke="currentColor" strokeWidth="1.3" />
    </svg>
  );
}

export function WeekKey() {
  const words = useWords();
  return (
    <ul className={styles.key} aria-label={words.say('class.key')}>
      {(['liked', 'open', 'not_offered'] as const).map((pushIn) => (
        <li key={pushIn}>
          <span className={`${styles.swatch} ${styles[pushIn]}`} aria-hidden="true" />
          {words.say(`routine.push_in_said_${pushIn}`)}
        </li>
      ))}
      <li>
        <Protected /> {words.say('routine.pull_out_never')}
      </li>
      <li>
        <span className={`${styles.swatch} ${styles.freeSwatch}`} aria-hidden="true" />
        {words.say('free.title')}
      </li>
    </ul>
  );
}
