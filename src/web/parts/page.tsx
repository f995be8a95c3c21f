import { type ReactNode, useEffect, useRef } from 'react';
import { takeFirstPage } from './first-page.ts';
import styles from './page.module.css';
import { useWords } from './words.tsx';

/**
 * A screen: its title in the window, its heading, its actions, its content.
 * `title` goes to the window, the history and other people's eyes: never a name of anybody. `heading` may show one.
 */
export function Page({
  title,
  heading = title,
  above,
  lead,
  actions,
  narrow = false,
  children,
}: {
  readonly title: string;
  readonly heading?: ReactNode;
  readonly above?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly narrow?: boolean;
  readonly children: ReactNode;
}) {
  const words = useWords();
  const top = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = `${title} · ${words.say('product.name')}`;
  }, [title, words]);

  // After going to another screen, reading goes on at its heading; on the first one the browser starts by itself.
  useEffect(() => {
    if (!takeFirstPage()) top.current?.focus({ preventScroll: true });
  }, []);

  return (
    <div className={`${styles.page} ${narrow ? styles.narrow : ''}`}>
      <header className={styles.head}>
        <div>
          {above !== undefined && <div className={styles.above}>{above}</div>}
          <h1 ref={top} tabIndex={-1}>
            {heading}
          </h1>
          {lead !== undefined && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions !== undefined && (
          <div className={styles.actions} data-screen-only>
            {actions}
          </div>
        )}
      </header>
      {children}
    </div>
  );
}
