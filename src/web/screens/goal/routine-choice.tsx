import { readClass } from '#contract/class.ts';
import { useRead } from '../../client/queries.ts';
import { CheckField } from '../../parts/field.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './goal-edit.module.css';

/** The routines of the student's classes; the order of choosing is the order of chances. */
export function RoutineChoice({
  classes,
  chosen,
  onChange,
}: {
  readonly classes: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}) {
  const words = useWords();
  if (classes.length === 0) return <p className={styles.quiet}>{words.say('goal.routines_none')}</p>;
  return (
    <div className={styles.fields}>
      {classes.map((one) => (
        <RoutinesOfClass key={one.id} classId={one.id} name={one.name} chosen={chosen} onChange={onChange} />
      ))}
    </div>
  );
}

function RoutinesOfClass({
  classId,
  name,
  chosen,
  onChange,
}: {
  readonly classId: string;
  readonly name: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}) {
  const words = useWords();
  const read = useRead(readClass, { params: { classId } });
  const routines = read.data?.routines ?? [];
  if (read.data !== undefined && routines.length === 0)
    return <p className={styles.quiet}>{words.say('goal.routines_none')}</p>;
  return (
    <fieldset>
      <legend className={styles.quiet}>{name}</legend>
      <div className={styles.choices}>
        {routines.map((routine) => (
          <CheckField
            key={routine.id}
            value={chosen.includes(routine.id)}
            onChange={(wanted) => onChange(wanted ? [...chosen, routine.id] : chosen.filter((id) => id !== routine.id))}
          >
            {routine.name}
          </CheckField>
        ))}
      </div>
    </fieldset>
  );
}
