import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type NewYearPage, type NewYearPlan, previewNewYear, readNewYear, undoNewYear } from '#contract/new-year.ts';
import { rotations } from '#contract/school.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { DayField, SelectField } from '../../parts/field.tsx';
import { Actions, Form, Row } from '../../parts/form.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { ClassesNextYear } from './classes-next-year.tsx';
import styles from './new-year.module.css';
import { NewYearSeen } from './new-year-seen.tsx';
import { StudentDialog, StudentsNextYear } from './students-next-year.tsx';

export type NewYearOf = NonNullable<NewYearPage['of']>;

/** A school's next year: what becomes of classes and students, seen before it is done, taken back until it begins. */
export function NewYearScreen() {
  const words = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const schools = useRead(readNewYear, { query: {} });
  const schoolId = chosen ?? schools.data?.schools[0]?.schoolId;
  const read = useRead(readNewYear, { query: { ...(schoolId === undefined ? {} : { schoolId }) } });
  return (
    <Page
      title={words.say('new_year.title')}
      above={<Link to="/school">{words.say('school.title')}</Link>}
      lead={words.say('new_year.lead')}
    >
      <Reading read={read}>
        {({ schools: all, of }) => (
          <>
            {all.length > 1 && (
              <Row>
                <SelectField
                  label={words.say('new_year.school')}
                  options={all.map((one) => ({ value: one.schoolId, label: one.name }))}
                  value={schoolId ?? null}
                  onChange={setChosen}
                />
              </Row>
            )}
            {of !== null && <OfSchool key={of.schoolId} of={of} />}
          </>
        )}
      </Reading>
    </Page>
  );
}

function OfSchool({ of }: { readonly of: NewYearOf }) {
  const words = useWords();
  const ahead = of.made.find(({ mayUndo }) => mayUndo);
  return (
    <>
      {ahead === undefined ? (
        <Preparing of={of} />
      ) : (
        <Notice>
          <p>
            <strong>{words.say('new_year.ahead', { day: words.day(ahead.yearFrom) })}</strong>
          </p>
          <p>{words.say('new_year.ahead_why')}</p>
        </Notice>
      )}
      {of.made.length > 0 && <Made of={of} />}
    </>
  );
}

function Preparing({ of }: { readonly of: NewYearOf }) {
  const words = useWords();
  const [days, setDays] = useState({
    yearFrom: '',
    yearTo: '',
    rotation: of.rotation,
    rotationFrom: '',
  });
  const [classes, setClasses] = useState<NewYearPlan['classes']>(() =>
    of.classes.map(({ classId }) => ({ classId, fate: 'goes_on', teacherId: null })),
  );
  const [students, setStudents] = useState<NewYearPlan['students']>(() =>
    of.students.map(({ studentId, proposed }) => ({ ...proposed, studentId })),
  );
  const [looking, setLooking] = useState(false);
  const [changing, setChanging] = useState<string | null>(null);
  const body: NewYearPlan = {
    schoolId: of.schoolId,
    ...days,
    rotationFrom: days.rotation === 'none' ? null : days.rotationFrom || null,
    classes,
    students,
  };
  const preview = useRead(previewNewYear, { body }, { enabled: looking });
  // What was seen is what is done: after any change it has to be looked at again.
  const edit =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      setLooking(false);
      set(value);
    };
  const editDays = edit((part: Partial<typeof days>) => setDays((now) => ({ ...now, ...part })));
  const seen = looking ? preview.data : undefined;
  const changed = students.find(({ studentId }) => studentId === changing);
  return (
    <>
      <Form fault={looking ? preview.error : null} onSubmit={() => setLooking(true)}>
        <Band
          heading={words.say('new_year.days')}
          lead={words.say('new_year.days_lead', { day: words.day(of.yearTo) })}
        >
          <Row>
            <DayField
              label={words.say('new_year.from')}
              name="yearFrom"
              value={days.yearFrom}
              onChange={(yearFrom) => editDays({ yearFrom })}
              isRequired
            />
            <DayField
              label={words.say('new_year.to')}
              name="yearTo"
              value={days.yearTo}
              {...(days.yearFrom === '' ? {} : { min: days.yearFrom })}
              onChange={(yearTo) => editDays({ yearTo })}
              isRequired
            />
            <SelectField
              label={words.say('school.rotation')}
              name="rotation"
              options={rotations.map((value) => ({ value, label: words.say(`rotation.${value}`) }))}
              value={days.rotation}
              onChange={(rotation) => editDays({ rotation })}
            />
            {days.rotation !== 'none' && (
              <DayField
                label={words.say('school.rotation_from')}
                name="rotationFrom"
                value={days.rotationFrom}
                onChange={(rotationFrom) => editDays({ rotationFrom })}
                isRequired
              />
            )}
          </Row>
        </Band>
        <ClassesNextYear of={of} classes={classes} onChange={edit(setClasses)} />
        <StudentsNextYear of={of} students={students} onChange={edit(setStudents)} onOpen={setChanging} />
        {seen === undefined && (
          <Actions
            submit={words.say('new_year.look')}
            isPending={looking && preview.isFetching}
            fault={looking ? preview.error : null}
          />
        )}
      </Form>
      {changed !== undefined && (
        <StudentDialog
          of={of}
          name={of.students.find(({ studentId }) => studentId === changing)!.name}
          plan={changed}
          onChange={(next) => edit(setStudents)(students.map((one) => (one.studentId === next.studentId ? next : one)))}
          onClose={() => setChanging(null)}
        />
      )}
      {seen !== undefined && (
        <div className={styles.preview}>
          <NewYearSeen seen={seen} body={body} />
        </div>
      )}
    </>
  );
}

function Made({ of }: { readonly of: NewYearOf }) {
  const words = useWords();
  const undo = useChange(undoNewYear, () => announce(words.say('new_year.undone')));
  return (
    <Band heading={words.say('new_year.made')}>
      <ul className={styles.made}>
        {of.made.map((one) => (
          <li key={one.id}>
            <span>
              {words.say(one.undoneAt === null ? 'new_year.made_line' : 'new_year.made_undone', {
                from: words.day(one.yearFrom),
                to: words.day(one.yearTo),
                n: one.students,
                by: one.madeBy,
                undoneBy: one.undoneBy ?? '',
              })}
            </span>
            {one.mayUndo && (
              <Button
                size="small"
                isPending={undo.isPending}
                aria-label={words.say('new_year.undo_label', { day: words.day(one.yearFrom) })}
                onPress={() => undo.mutate({ params: { newYearId: one.id }, body: { schoolId: of.schoolId } })}
              >
                {words.say('new_year.undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <FaultNotice fault={undo.error} />
    </Band>
  );
}
