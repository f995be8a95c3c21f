import { exportGoal, exportGoalTable, exportTables } from '#contract/goal-export.ts';
import { addressOf } from '../../client/call.ts';
import { Band } from '../../parts/band.tsx';
import { buttonClass } from '../../parts/button.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './goal.module.css';

/** The goal's data as files. Their names say nothing of whose they are. */
export function TakeAlong({ goalId }: { readonly goalId: string }) {
  const words = useWords();
  return (
    <div data-screen-only>
      <Band heading={words.say('take.title')} lead={words.say('take.lead')}>
        <div className={styles.files}>
          {exportTables.map((table) => (
            <a
              key={table}
              className={buttonClass('plain')}
              href={addressOf(exportGoalTable, { params: { goalId, table } })}
              download={`goal-${table.replaceAll('_', '-')}.csv`}
            >
              {words.say(`take.${table}`)}
            </a>
          ))}
          <a
            className={buttonClass('plain')}
            href={addressOf(exportGoal, { params: { goalId } })}
            download="goal-data.json"
          >
            {words.say('take.all')}
          </a>
        </div>
      </Band>
    </div>
  );
}
