import { useEffect, useState } from 'react';
import { useWords } from '../../parts/words.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { contextParts, whereWord } from './context-words.ts';
import { Key } from './key.tsx';
import { enteredAfterwards } from './recording.ts';
import { useTick } from './use-tick.ts';

const clockMs = 5_000;

/** What is kept with every mark: always in sight, said once at the start, changed in one place. */
export function ContextBand() {
  const words = useWords();
  const { pack, record, events, show } = useClassroom();
  const later = enteredAfterwards(events) !== null;
  return (
    <header className={styles.band}>
      <div className={styles.bandWords}>
        <h1>{whereWord(words, pack, record.context)}</h1>
        <p>{contextParts(words, pack, record.context).join(' · ')}</p>
      </div>
      <p className={styles.clock}>{later ? words.say('classroom.later_band') : <Clock />}</p>
      <Key look="quiet" onPress={() => show('context')}>
        {words.say('classroom.change')}
      </Key>
    </header>
  );
}

/** Drawn once the keys are: to put the first time of day into words takes a slow tablet longer than all of them. */
function Clock() {
  const words = useWords();
  const { pack, now } = useClassroom();
  const at = useTick(now, clockMs);
  const [keysAreDrawn, setKeysAreDrawn] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setKeysAreDrawn(true));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return keysAreDrawn ? words.instant(new Date(at).toISOString(), pack.zone, 'time') : null;
}
