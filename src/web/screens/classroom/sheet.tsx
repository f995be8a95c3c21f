import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useWords } from '../../parts/words.tsx';
import styles from './classroom.module.css';
import { Key } from './key.tsx';

/** A dialog by the browser's own element: the classroom does without the house's, which is heavier. */
export function Sheet({
  heading,
  onClose,
  children,
}: {
  readonly heading: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const words = useWords();
  const headingId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-labelledby={headingId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles.sheetHead}>
        <h2 id={headingId}>{heading}</h2>
        <Key look="quiet" onPress={onClose}>
          {words.say('classroom.close')}
        </Key>
      </div>
      {children}
    </dialog>
  );
}
