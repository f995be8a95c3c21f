import type { Words } from '#words/words.ts';
import type { OutboxCounts } from '../../outbox/outbox.ts';
import { useWords } from '../../parts/words.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { Key } from './key.tsx';
import { useOutboxCounts } from './outbox-counts.ts';

function sentWords(words: Words, counts: OutboxCounts): string {
  return counts.signedOut
    ? words.say('classroom.signed_out')
    : words.say('classroom.waiting_count', { count: counts.waiting });
}

/** Blank at once, who is here, the last five, the end; and where the marks are. */
export function Foot({ onBlank }: { readonly onBlank: () => void }) {
  const counts = useOutboxCounts();
  const words = useWords();
  const { show, storing } = useClassroom();
  return (
    <footer className={styles.foot}>
      <div className={styles.footKeys}>
        <Key shortcut="B" onPress={onBlank}>
          {words.say('classroom.blank')}
        </Key>
        <Key look="quiet" onPress={() => show('who')}>
          {words.say('classroom.who')}
        </Key>
        <Key look="quiet" onPress={() => show('last_five')}>
          {words.say('classroom.last_five')}
        </Key>
        <Key look="quiet" onPress={() => show('more')}>
          {words.say('classroom.more')}
        </Key>
        <Key look="quiet" onPress={() => show('end')}>
          {words.say('classroom.end')}
        </Key>
      </div>
      <p className={styles.stored}>
        {words.say(storing ? 'classroom.storing' : 'classroom.stored')}
        {/* What is not stored yet is not sent either, and would be missing from the count. */}
        {!storing && ` · ${sentWords(words, counts)}`}
        {counts.refused > 0 && (
          <Key look="quiet" onPress={() => show('refused')}>
            {words.say('classroom.refused_count', { count: counts.refused })}
          </Key>
        )}
      </p>
    </footer>
  );
}
