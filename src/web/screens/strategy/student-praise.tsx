import { readStudentPraise } from '#contract/strategy.ts';
import { useRead } from '../../client/queries.ts';
import { Band } from '../../parts/band.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './strategy.module.css';

/** On the student's page: what they have been praised for. Nothing while nobody has. */
export function StudentPraise({ studentId }: { readonly studentId: string }) {
  const words = useWords();
  const items = useRead(readStudentPraise, { params: { studentId } }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Band heading={words.say('praise.title')} lead={words.say('praise.lead')}>
      <ul className={styles.log}>
        {items.map((one) => (
          <li key={one.id}>
            <span>{one.words === '' ? words.say('praise.no_words') : one.words}</span>
            <span className={styles.quiet}>
              {[words.day(one.day, 'short'), ...(one.routineName === null ? [] : [one.routineName]), one.by].join(
                ' · ',
              )}
            </span>
          </li>
        ))}
      </ul>
    </Band>
  );
}
