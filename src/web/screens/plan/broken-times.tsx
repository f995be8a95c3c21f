import { Link } from '@tanstack/react-router';
import { type BrokenTime, readBroken } from '#contract/plan.ts';
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
      <BrokenList items={broken.items} />
      <p>
        <Link to="/week/plan" search={{ from: broken.from, repair: true }} className={buttonClass('plain')}>
          {words.say('plan.broken_repair')}
        </Link>
      </p>
    </Notice>
  );
}

/** Each session that its class no longer has room for. */
export function BrokenList({ items }: { readonly items: readonly BrokenTime[] }) {
  const words = useWords();
  return (
    <ul className={styles.facts}>
      {items.map(({ id, what, weekday, starts, ends, className, routineName, code, since }) => (
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
  );
}
