import { Link } from '@tanstack/react-router';
import { readRepair } from '#contract/plan.ts';
import { useRead } from '../../client/queries.ts';
import { buttonClass } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './plan.module.css';

/** For a therapist whose week a change of a service no longer fits: says so, and leads to the plan as a repair. */
export function RepairOffer() {
  const words = useWords();
  const repair = useRead(readRepair, {}).data;
  if (repair === undefined || repair.from === null) return null;
  return (
    <Notice tone="attention">
      <div className={styles.repair}>
        <div>
          <p>{words.say('plan.repair_offer')}</p>
          <RepairChanges changes={repair.changes} />
        </div>
        <Link to="/week/plan" search={{ from: repair.from, repair: true }} className={buttonClass('plain')}>
          {words.say('plan.repair_link')}
        </Link>
      </div>
    </Notice>
  );
}

/** Whose service changed, and from when. */
export function RepairChanges({
  changes,
}: {
  readonly changes: readonly {
    readonly studentId: string;
    readonly label: string;
    readonly on: string;
    readonly undone: boolean;
  }[];
}) {
  const words = useWords();
  return (
    <ul className={styles.facts}>
      {changes.map(({ studentId, label, on, undone }) => (
        <li key={`${studentId}/${on}/${undone}`}>
          {words.say(undone ? 'plan.repair_undone' : 'plan.repair_change', { label, day: words.day(on) })}
        </li>
      ))}
    </ul>
  );
}
