import { Mark } from '../../parts/mark/mark.tsx';
import { useWords } from '../../parts/words.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { tapInWords } from './tap-words.ts';
import type { Tap } from './taps.ts';

/** A tap as the pad shows it: whose, its mark, its word. */
export function MarkedWords({ tap }: { readonly tap: Pick<Tap, 'events'> }) {
  const words = useWords();
  const { pack } = useClassroom();
  const { who, mark, text } = tapInWords(words, pack, tap);
  return (
    <span className={styles.marked}>
      {who !== '' && <strong>{who}</strong>}
      {mark !== null && <Mark name={mark} size={16} />}
      <span>{text}</span>
    </span>
  );
}
