import { Link } from '@tanstack/react-router';
import type { applyImport } from '#contract/caseload-import.ts';
import type { OutputOf } from '../../client/call.ts';
import { holds, useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './import.module.css';

/** The caseload is in: what it was, and where to go on. */
export function Brought({
  brought: { counts, students },
  onAnother,
}: {
  readonly brought: OutputOf<typeof applyImport>;
  readonly onAnother: () => void;
}) {
  const words = useWords();
  const me = useMe();
  const seesStudents = holds(me, 'therapist');
  return (
    <Page
      title={words.say('import.done')}
      lead={words.say('import.done_lead', { new: counts.students.new, changed: counts.students.changed })}
      actions={<Button onPress={onAnother}>{words.say('import.another')}</Button>}
    >
      <Band heading={words.say('import.done_next')}>
        <div className={styles.next}>
          {seesStudents && (
            <Link to="/caseload" className={buttonClass('main')}>
              {words.say('import.to_caseload')}
            </Link>
          )}
          <Link to="/classes" className={buttonClass('plain')}>
            {words.say('import.to_classes')}
          </Link>
          {counts.teachers > 0 && (
            <Link to="/colleagues" className={buttonClass('plain')}>
              {words.say('import.to_colleagues')}
            </Link>
          )}
        </div>
      </Band>
      {seesStudents && students.length > 0 && (
        <Band heading={words.say('import.new_students')}>
          <ul className={styles.students}>
            {students.map(({ id, name }) => (
              <li key={id}>
                <Link to="/students/$studentId" params={{ studentId: id }}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </Band>
      )}
    </Page>
  );
}
