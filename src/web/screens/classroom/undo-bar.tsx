import { useWords } from '../../parts/words.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { Key } from './key.tsx';
import { MarkedWords } from './marked-words.tsx';
import { asSentence, tapInWords } from './tap-words.ts';
import type { Tap } from './taps.ts';
import { useTick } from './use-tick.ts';

const secondsShown = 60;

/** What the next undo would take back, what the last one took back, and whether a mark was meant twice. */
export function UndoBar() {
  const words = useWords();
  const { pack, undo, lastTap, undone, asked, show } = useClassroom();
  if (asked !== null) {
    return (
      <div className={`${styles.undo} ${styles.asking}`} role="alert">
        <span>{words.say('classroom.twice', { what: asSentence(tapInWords(words, pack, asked)) })}</span>
        <Key look="quiet" onPress={undo.takeBackAsked}>
          {words.say('classroom.take_back')}
        </Key>
        <Key look="quiet" onPress={undo.keepAsked}>
          {words.say('classroom.keep')}
        </Key>
      </div>
    );
  }
  return (
    <div className={styles.undo}>
      <Key
        look="quiet"
        isDisabled={lastTap === null}
        shortcut="U"
        name={
          lastTap === null
            ? words.say('classroom.nothing_to_undo')
            : words.say('classroom.undo_what', { what: asSentence(tapInWords(words, pack, lastTap)) })
        }
        onPress={undo.undoLast}
      >
        <UndoSign />
        {words.say('classroom.undo')}
      </Key>
      <p className={styles.undoWhat}>
        {undone !== null ? (
          words.say('classroom.taken_back', { what: asSentence(tapInWords(words, pack, undone.taken)) })
        ) : lastTap === null ? (
          words.say('classroom.nothing_to_undo')
        ) : (
          <>
            <MarkedWords tap={lastTap} /> <Ago enteredAt={lastTap.enteredAt} />
          </>
        )}
      </p>
      {undone === null && wordsMayBeAdded(lastTap) && (
        <Key look="quiet" onPress={() => show('words')}>
          {words.say('classroom.add_words')}
        </Key>
      )}
      {undone !== null && (
        <Key look="quiet" onPress={undo.putBack}>
          {words.say('classroom.put_back')}
        </Key>
      )}
    </div>
  );
}

/** A praise or a carry-back was marked by one press; what it was about may be said when there is time. */
function wordsMayBeAdded(tap: Tap | null): boolean {
  return tap?.events.some((event) => event.kind === 'praise' || event.kind === 'carry_back') === true;
}

function Ago({ enteredAt }: { readonly enteredAt: string }) {
  const words = useWords();
  const { now } = useClassroom();
  const seconds = Math.max(0, Math.round((useTick(now, 1000) - Date.parse(enteredAt)) / 1000));
  const ago =
    seconds < secondsShown
      ? words.say('classroom.ago_seconds', { count: seconds })
      : words.say('classroom.ago_minutes', { count: Math.floor(seconds / 60) });
  return <span className={styles.hint}>{words.say('classroom.undo_ago', { ago })}</span>;
}

function UndoSign() {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      <path
        d="M7 3L3 7l4 4M3 7h7a4.5 4.5 0 0 1 0 9H7"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
