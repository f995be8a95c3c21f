import { useState } from 'react';
import type { NewYearPlan } from '#contract/new-year.ts';
import { isPastLastGrade } from '#domain/caseload/new-year.ts';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { CheckField, ChoiceField, SelectField } from '../../parts/field.tsx';
import { Actions, Form } from '../../parts/form.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import { gradeName, grades } from '../class/grade-name.ts';
import styles from './new-year.module.css';
import type { NewYearOf } from './new-year-screen.tsx';

type StudentPlan = NewYearPlan['students'][number];

const fates = ['goes_on', 'leaves'] as const;

/** Of each student: grade, classes, therapists, or that they leave. */
export function StudentsNextYear({
  of,
  students,
  onChange,
  onOpen,
}: {
  readonly of: NewYearOf;
  readonly students: NewYearPlan['students'];
  readonly onChange: (students: NewYearPlan['students']) => void;
  readonly onOpen: (studentId: string) => void;
}) {
  const words = useWords();
  const nameOf = new Map([
    ...of.classes.map(({ classId, name }) => [classId, name] as const),
    ...of.therapists.map(({ adultId, name }) => [adultId, name] as const),
  ]);
  const names = (ids: readonly string[]) => ids.flatMap((id) => nameOf.get(id) ?? []);
  const grade = (value: number | null) => (value === null ? words.say('new_year.no_grade') : gradeName(value, words));
  const rows = of.students.map((one, index) => ({ ...one, plan: students[index]! }));
  const isPast = (one: StudentPlan) => isPastLastGrade(one, of.classes);
  const past = students.filter(isPast).length;
  return (
    <Band heading={words.say('new_year.students')} lead={words.say('new_year.students_lead')}>
      {past > 0 && (
        <p className={styles.past}>
          {words.say('new_year.past', { n: past })}
          <Button
            size="small"
            onPress={() => {
              announce(words.say('new_year.past_left', { n: past }));
              onChange(students.map((one) => (isPast(one) ? leaving(one) : one)));
            }}
          >
            {words.say('new_year.past_leave')}
          </Button>
        </p>
      )}
      <Table<(typeof rows)[number]>
        name={words.say('new_year.students')}
        rows={rows}
        rowKey={({ studentId }) => studentId}
        filterBy={({ name, classNames }) => [name, ...classNames].join(' ')}
        columns={[
          { key: 'name', label: words.say('new_year.student'), cell: ({ name }) => name, sortBy: ({ name }) => name },
          {
            key: 'now',
            label: words.say('new_year.now'),
            cell: (one) => inOneLine(grade(one.grade), one.classNames),
            sortBy: (one) => one.grade,
          },
          {
            key: 'next',
            label: words.say('new_year.next'),
            cell: ({ plan }) =>
              plan.fate === 'leaves' ? (
                words.say('new_year.student.leaves')
              ) : (
                <>
                  {inOneLine(grade(plan.grade), names(plan.classIds))}
                  {plan.classIds.length === 0 && (
                    <span className={styles.open}> · {words.say('new_year.no_class_yet')}</span>
                  )}
                </>
              ),
            sortBy: ({ plan }) => plan.classIds.length,
          },
          {
            key: 'therapists',
            label: words.say('new_year.therapists'),
            cell: ({ plan }) => words.list(names(plan.therapistIds)) || words.say('new_year.nobody'),
          },
          {
            key: 'change',
            label: '',
            cell: ({ studentId, name }) => (
              <Button
                size="small"
                aria-label={words.say('new_year.change_label', { name })}
                onPress={() => onOpen(studentId)}
              >
                {words.say('new_year.change')}
              </Button>
            ),
          },
        ]}
      />
    </Band>
  );
}

const leaving = (one: StudentPlan): StudentPlan => ({ ...one, fate: 'leaves', classIds: [], therapistIds: [] });

/** Many a class is called as its grade is: once is enough. */
const inOneLine = (grade: string, classNames: readonly string[]): string =>
  [...new Set([grade, ...classNames])].join(' · ');

/** Stands beside the form of the year, not in it: what is sent here is this dialog alone. */
export function StudentDialog({
  of,
  name,
  plan,
  onChange,
  onClose,
}: {
  readonly of: NewYearOf;
  readonly name: string;
  readonly plan: StudentPlan;
  readonly onChange: (plan: StudentPlan) => void;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [next, setNext] = useState(plan);
  const toggled = (ids: readonly string[], id: string, yes: boolean) =>
    yes ? [...ids, id] : ids.filter((one) => one !== id);
  return (
    <Dialog heading={words.say('new_year.change_title', { name })} onClose={onClose}>
      <Form
        fault={null}
        onSubmit={() => {
          onChange(next.fate === 'leaves' ? leaving(next) : next);
          onClose();
        }}
      >
        <ChoiceField
          label={words.say('new_year.stays_or_leaves')}
          options={fates.map((value) => ({ value, label: words.say(`new_year.student.${value}`) }))}
          value={next.fate}
          onChange={(fate) => setNext({ ...next, fate })}
        />
        {next.fate === 'goes_on' && (
          <>
            <SelectField
              label={words.say('new_year.grade')}
              options={grades.map((value) => ({
                value: String(value),
                label: value === null ? words.say('new_year.no_grade') : gradeName(value, words),
              }))}
              value={String(next.grade)}
              onChange={(value) => setNext({ ...next, grade: value === 'null' ? null : Number(value) })}
            />
            <fieldset className={styles.checks}>
              <legend>{words.say('new_year.classes_of')}</legend>
              {of.classes.map((one) => (
                <CheckField
                  key={one.classId}
                  value={next.classIds.includes(one.classId)}
                  onChange={(yes) => setNext({ ...next, classIds: toggled(next.classIds, one.classId, yes) })}
                >
                  {one.name}
                </CheckField>
              ))}
            </fieldset>
            <fieldset className={styles.checks}>
              <legend>{words.say('new_year.therapists_of')}</legend>
              {of.therapists.map((one) => (
                <CheckField
                  key={one.adultId}
                  value={next.therapistIds.includes(one.adultId)}
                  onChange={(yes) => setNext({ ...next, therapistIds: toggled(next.therapistIds, one.adultId, yes) })}
                >
                  {one.name}
                </CheckField>
              ))}
            </fieldset>
          </>
        )}
        <Actions submit={words.say('new_year.use')} isPending={false} fault={null}>
          <Button onPress={onClose}>{words.say('do.cancel')}</Button>
        </Actions>
      </Form>
    </Dialog>
  );
}
