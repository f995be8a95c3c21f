import { Link } from '@tanstack/react-router';
import { readWorkload } from '#contract/workload.ts';
import { useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { OutOfClass } from '../team/out-of-class.tsx';
import { WorkloadBars } from './workload-bars.tsx';
import styles from './workload.module.css';

/** What one's own weeks go to, newest first: sessions by their clock, the rest as set down in the working times. */
export function WorkloadScreen() {
  const words = useWords();
  const me = useMe();
  const read = useRead(readWorkload, {});
  return (
    <Page
      title={words.say('workload.title')}
      above={<Link to="/week">{words.say('week.title')}</Link>}
      lead={words.say('workload.lead')}
    >
      <Reading read={read}>
        {({ weeks }) => (
          <div className={styles.weeks}>
            <WorkloadBars weeks={weeks.toReversed()} name={me.name} />
          </div>
        )}
      </Reading>
      <p>
        <Link to="/preferences">{words.say('workload.change')}</Link>
      </p>
      {holds(me, 'therapist') && <OutOfClass />}
    </Page>
  );
}
