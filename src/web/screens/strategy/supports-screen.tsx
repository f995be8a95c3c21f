import { useParams } from '@tanstack/react-router';
import { readClassStrategies } from '#contract/strategy.ts';
import { useRead } from '../../client/queries.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { Steps } from './steps.tsx';
import styles from './strategy.module.css';

/** To print and share: the supports for everybody in one room. Nothing of any student, nothing of any adult's log. */
export function SupportsScreen() {
  const words = useWords();
  const { classId } = useParams({ from: '/house/classes/$classId/supports' });
  const read = useRead(readClassStrategies, { params: { classId } });
  return (
    <Reading read={read}>
      {({ className, items }) => {
        const shared = items.filter((item) => item.to === null && item.strategy.wholeClass);
        return (
          <Page
            title={words.say('supports.title')}
            heading={words.say('supports.heading', { class: className })}
            lead={words.say('supports.lead')}
            actions={<Button onPress={() => window.print()}>{words.say('visit.print')}</Button>}
          >
            {shared.length === 0 ? (
              <EmptyState title={words.say('supports.none')} />
            ) : (
              <ul className={styles.list}>
                {shared.map(({ strategy, how }) => (
                  <li key={strategy.id} className={styles.strategy}>
                    <h2>{strategy.name}</h2>
                    {how !== '' && <p className={styles.how}>{how}</p>}
                    <Steps steps={strategy.steps} />
                  </li>
                ))}
              </ul>
            )}
          </Page>
        );
      }}
    </Reading>
  );
}
