import { type ReactNode, type Ref, useId } from 'react';
import styles from './band.module.css';

/** A part of a page with its own heading: a quiet line above, its actions beside the heading. `headingRef`: the focus may go there. */
export function Band({
  heading,
  headingRef,
  lead,
  actions,
  children,
}: {
  readonly heading: string;
  readonly headingRef?: Ref<HTMLHeadingElement>;
  readonly lead?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles.band} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} ref={headingRef} {...(headingRef === undefined ? {} : { tabIndex: -1 })}>
          {heading}
        </h2>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      {children}
    </section>
  );
}
