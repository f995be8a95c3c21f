import type { SessionPack } from '#contract/session.ts';
import type { Words } from '#words/words.ts';
import { useWords } from '../../parts/words.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { recordersOf } from './record.ts';

/** Who of those who record together has marked how much so far; nothing while one records alone. */
export function RecordersLine() {
  const words = useWords();
  const { pack, stored } = useClassroom();
  // Two who are not to see each other's marks are not told each other's number either.
  const recorders = recordersOf(stored).filter((one) => !one.isSecond);
  if (recorders.length < 2) return null;
  const said = recorders.map(({ recorderId, marks }) =>
    words.say('classroom.recorded_by', { who: recorderName(words, pack, recorderId), count: marks }),
  );
  return <p className={styles.hint}>{words.say('classroom.recorders', { who: said.join(' · ') })}</p>;
}

export function recorderName(words: Words, pack: SessionPack, recorderId: string): string {
  if (recorderId === pack.recorderId) return words.say('classroom.me');
  return pack.adults.find((adult) => adult.adultId === recorderId)?.shortName ?? words.say('classroom.giver.other');
}
