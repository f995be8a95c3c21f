import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { FaultNotice } from './fault-notice.tsx';
import styles from './reading.module.css';
import { useWords } from './words.tsx';

/** What a read shows: a quiet word while it loads, the fault with another try, or its content. */
export function Reading<Output>({
  read,
  children,
}: {
  readonly read: UseQueryResult<Output, Error>;
  readonly children: (output: Output) => ReactNode;
}) {
  const words = useWords();
  if (read.data !== undefined) return children(read.data);
  if (read.isError)
    return (
      <div className={styles.fault}>
        <FaultNotice fault={read.error} />
        <Button onPress={() => read.refetch()}>{words.say('fault.retry')}</Button>
      </div>
    );
  return <Loading />;
}

export function Loading() {
  return <p className={styles.loading}>{useWords().say('state.loading')}</p>;
}
