import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { readClassCards } from '#contract/card.ts';
import { call } from '../../client/call.ts';
import { useMe } from '../../house/me.tsx';
import { buttonClass } from '../../parts/button.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './card.module.css';

/** On the teacher's day: how many cards wait, and the way to them. Nothing when there is nothing to read. */
export function CardsToRead() {
  const words = useWords();
  const me = useMe();
  const classIds = [...new Set(me.roles.flatMap((held) => held.classId ?? []))];
  const waiting = useQueries({
    queries: classIds.map((classId) => {
      const input = { params: { classId } };
      return {
        queryKey: [readClassCards.name, input],
        queryFn: ({ signal }: { signal: AbortSignal }) => call(readClassCards, input, signal),
      };
    }),
    combine: (reads) => reads.flatMap((read) => read.data?.cards ?? []).filter((card) => card.readAt === null),
  });
  if (waiting.length === 0) return null;
  return (
    <p className={styles.toRead}>
      <Link to="/cards" className={buttonClass('main')}>
        {words.say('card.to_read', { count: waiting.length })}
      </Link>
    </p>
  );
}
