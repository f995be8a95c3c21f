import { Link } from '@tanstack/react-router';
import { readBroken } from '#contract/plan.ts';
import type { WordId } from '#words/words.ts';
import { useRead } from '../../client/queries.ts';
import { buttonClass } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './plan.module.css';

/** What a class's changed days break in the week in force, and the way to repair it. Nothing while the week fits. */
export function BrokenTimes() {
  const words = useWords();
  const broken = useRead(readBroken, {}).data;
  if (broken === undefined || broken.from === null) return null;
  return (
    <Notice tone="attention">
      <p>{words.say('plan.broken')}</p>
      <ul className={styles.facts}>
        {broken.items.map(({ id, what, weekday, starts, ends, className, routineName, code, since }) => (
          <li key={id}>
            {words.say('plan.broken_time', {
              when: `${words.weekday(weekday)} ${words.timeSpan(starts, ends)}`,
              what: words.list(
                [words.say(`plan.broken_what.${what}`), routineName, className].filter((part) => part !== ''),
              ),
              why: words.sayIfKnown(`plan.breach.${code}` as WordId) ?? words.say('plan.breach.other'),
              since: words.day(since),
            })}
          </li>
        ))}
      </ul>
      <p>
        <Link to="/week/plan" search={{ from: broken.from }} className={buttonClass('plain')}>
          {words.say('plan.broken_repair')}
        </Link>
      </p>
    </Notice>
  );
}
