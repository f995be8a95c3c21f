import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { readClass } from '#contract/class.ts';
import { listSchools } from '#contract/school.ts';
import { useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { ClassStrategies } from '../strategy/class-strategies.tsx';
import { Agreements } from './agreements.tsx';
import styles from './class.module.css';
import { ClassDialog } from './class-dialog.tsx';
import { DifferentDays } from './different-days.tsx';
import { gradeName } from './grade-name.ts';
import { PersonalLinks } from './personal-links.tsx';
import { Questions } from './questions.tsx';
import { TeacherFree } from './teacher-free.tsx';
import { TouchBaseChoice } from './touch-base-choice.tsx';
import { VisitsBefore } from './visits-before.tsx';
import { VisualsInUse } from './visuals-in-use.tsx';
import { Week } from './week.tsx';
import type { ClassPage } from './week-plan.ts';

export function ClassScreen() {
  const { classId } = useParams({ from: '/house/classes/$classId' });
  const read = useRead(readClass, { params: { classId } });
  return <Reading read={read}>{(page) => <ClassOf key={classId} page={page} />}</Reading>;
}

function ClassOf({ page }: { readonly page: ClassPage }) {
  const words = useWords();
  const me = useMe();
  const [editing, setEditing] = useState(false);
  const school = useRead(listSchools, {}).data?.items.find(({ id }) => id === page.class.schoolId);
  const mayChange = holds(me, 'therapist', 'teacher', 'coordinator');
  const { name, schoolName, roomName, grade, halfDay } = page.class;
  const facts = [
    schoolName,
    ...(name === gradeName(grade, words) ? [] : [gradeName(grade, words)]),
    ...(halfDay === null ? [] : [words.say(`half_day.${halfDay}`)]),
    ...(roomName === null ? [] : [roomName]),
  ];
  return (
    <Page
      title={words.say('class.title')}
      heading={name}
      above={facts.join(' · ')}
      actions={mayChange && <Button onPress={() => setEditing(true)}>{words.say('class.edit')}</Button>}
    >
      {holds(me, 'teacher') && <Questions classId={page.class.id} />}
      <div className={styles.top}>
        <Band heading={words.say('class.how_it_runs')}>
          <p className={page.howItRuns === '' ? styles.quiet : styles.prose}>
            {page.howItRuns === '' ? words.say('class.how_it_runs_none') : page.howItRuns}
          </p>
        </Band>
        <Band
          heading={words.say('class.adults')}
          actions={
            holds(me, 'therapist', 'coordinator', 'records') && (
              <Link to="/colleagues" className={buttonClass('quiet', 'small')}>
                {words.say('colleagues.title')}
              </Link>
            )
          }
        >
          <Adults page={page} />
        </Band>
      </div>
      {holds(me, 'therapist', 'assistant', 'teacher', 'paraprofessional', 'guest_teacher', 'coordinator') && (
        <>
          <ClassStrategies classId={page.class.id} />
          <VisualsInUse classId={page.class.id} />
        </>
      )}
      <Week page={page} school={school} mayChange={mayChange} />
      <DifferentDays page={page} school={school} mayChange={mayChange} />
      <div className={styles.top}>
        <TeacherFree page={page} mayChange={mayChange} />
        <Agreements page={page} />
      </div>
      <TouchBaseChoice page={page} mayChange={mayChange} />
      <VisitsBefore classId={page.class.id} />
      <Students page={page} />
      {holds(me, 'therapist', 'coordinator') && <PersonalLinks page={page} />}
      {editing && <ClassDialog page={page} onClose={() => setEditing(false)} />}
    </Page>
  );
}

function Adults({ page }: { readonly page: ClassPage }) {
  const words = useWords();
  if (page.class.adults.length === 0) return <p className={styles.quiet}>{words.say('class.no_adults')}</p>;
  return (
    <ul className={styles.facts}>
      {page.class.adults.map(({ adultId, name, role }) => (
        <li key={`${adultId}/${role}`}>
          {name} <span className={styles.quiet}>{words.say(`role.${role}`)}</span>
        </li>
      ))}
    </ul>
  );
}

function Students({ page }: { readonly page: ClassPage }) {
  const words = useWords();
  const me = useMe();
  if (!holds(me, 'therapist', 'assistant', 'case_manager', 'teacher', 'paraprofessional', 'guest_teacher')) return null;
  return (
    <Band heading={words.say('class.students')}>
      {page.students.length === 0 ? (
        <p className={styles.quiet}>{words.say('class.no_students')}</p>
      ) : (
        <ul className={styles.students}>
          {page.students.map(({ id, label, name, onMyCaseload }) => (
            <li key={id}>
              <span className={styles.label}>{label}</span>{' '}
              {onMyCaseload ? (
                <Link to="/students/$studentId" params={{ studentId: id }}>
                  {name}
                </Link>
              ) : (
                name
              )}
              {onMyCaseload && <span className={styles.quiet}> · {words.say('class.on_my_caseload')}</span>}
            </li>
          ))}
        </ul>
      )}
    </Band>
  );
}
