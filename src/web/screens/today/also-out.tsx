import { type Today, withdrawAbsence } from '#contract/session.ts';
import { useChange } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './today.module.css';

/** People who are out that day and in none of the sessions above: noted by others, of use all the same. */
export function AlsoOut({ today }: { readonly today: Today }) {
  const words = useWords();
  const me = useMe();
  const withdraw = useChange(withdrawAbsence);
  const students = new Set(
    today.sessions.flatMap((session) => session.members?.map((member) => member.studentId) ?? []),
  );
  // Oneself is told above.
  const known = new Set([me.adultId, ...today.teachers.map((teacher) => teacher.adultId)]);
  const others = today.absences.filter(
    ({ studentId, adultId }) =>
      (studentId !== null && !students.has(studentId)) || (adultId !== null && !known.has(adultId)),
  );
  if (others.length === 0) return null;
  return (
    <Band heading={words.say('today.also_out')}>
      <ul className={styles.outs}>
        {others.map((absence) => (
          <li key={absence.id}>
            {[absence.label, absence.className, absence.kind === 'substitute' ? words.say('today.substitute') : null]
              .filter((part) => part !== null)
              .join(' · ')}
            <Button
              kind="quiet"
              size="small"
              aria-label={words.say('today.remove_absence', { label: absence.label })}
              onPress={() => withdraw.mutate({ params: { absenceId: absence.id } })}
            >
              {words.say('do.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </Band>
  );
}
