import type { ReactNode } from 'react';
import styles from './notice.module.css';

/** Something to know beside the content. `attention` is for what needs a person to act. */
export function Notice({
  tone = 'plain',
  role,
  children,
}: {
  readonly tone?: 'plain' | 'attention';
  readonly role?: 'alert' | 'status';
  readonly children: ReactNode;
}) {
  return (
    <div className={`${styles.notice} ${tone === 'attention' ? styles.attention : ''}`} role={role}>
      {children}
    </div>
  );
}
