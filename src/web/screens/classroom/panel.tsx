import type { ReactNode } from 'react';
import { useWords } from '../../parts/words.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { Key } from './key.tsx';

/** In the place of the pad: its own name, a way back, and what is asked. */
export function Panel({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const words = useWords();
  const { move } = useClassroom();
  return (
    <fieldset className={styles.panel} aria-label={title}>
      <div className={styles.panelHead}>
        <h2>{title}</h2>
        <Key look="quiet" shortcut="Escape" onPress={() => move({ kind: 'panel', panel: 'marks' })}>
          {words.say('classroom.back')}
        </Key>
      </div>
      {children}
    </fieldset>
  );
}
