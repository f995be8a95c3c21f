import type { NewYearPlan } from '#contract/new-year.ts';
import { Band } from '../../parts/band.tsx';
import { SelectField } from '../../parts/field.tsx';
import { useWords } from '../../parts/words.tsx';
import { gradeName } from '../class/grade-name.ts';
import styles from './new-year.module.css';
import type { NewYearOf } from './new-year-screen.tsx';

type ClassPlan = NewYearPlan['classes'][number];

const fates = ['goes_on', 'new_teacher', 'closes'] as const;

/** Of each class: goes on with its teacher, with a new one, or closes. */
export function ClassesNextYear({
  of,
  classes,
  onChange,
}: {
  readonly of: NewYearOf;
  readonly classes: NewYearPlan['classes'];
  readonly onChange: (classes: NewYearPlan['classes']) => void;
}) {
  const words = useWords();
  const change = (next: ClassPlan) => onChange(classes.map((one) => (one.classId === next.classId ? next : one)));
  return (
    <Band heading={words.say('new_year.classes')} lead={words.say('new_year.classes_lead')}>
      <ul className={styles.classes}>
        {of.classes.map(({ classId, name, grade, teachers }, index) => {
          const plan = classes[index]!;
          return (
            <li key={classId}>
              <p className={styles.what}>
                {name}
                <span className={styles.quiet}>
                  {` · ${gradeName(grade, words)} · `}
                  {teachers.length === 0 ? words.say('new_year.nobody') : words.list(teachers)}
                </span>
              </p>
              <SelectField
                label={words.say('new_year.class_label', { name })}
                options={fates.map((value) => ({ value, label: words.say(`new_year.class.${value}`) }))}
                value={plan.fate}
                onChange={(fate) => change({ classId, fate, teacherId: null })}
              />
              {plan.fate === 'new_teacher' && (
                <SelectField
                  label={words.say('new_year.new_teacher', { name })}
                  name={`classes.${index}.teacherId`}
                  options={of.teachers.map((one) => ({ value: one.adultId, label: one.name }))}
                  value={plan.teacherId}
                  onChange={(teacherId) => change({ ...plan, teacherId })}
                />
              )}
            </li>
          );
        })}
      </ul>
    </Band>
  );
}
