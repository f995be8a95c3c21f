import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { listClasses } from '#contract/class.ts';
import { listSchools } from '#contract/school.ts';
import {
  addStudent,
  changeStudent,
  listStudents,
  readStudent,
  type StudentInput,
  type StudentRecord,
} from '#contract/student.ts';
import { responseModes } from '#domain/goals/goal.ts';
import type { OutputOf } from '../../client/call.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { CheckField, DayField, SelectField, TextField, TimeField } from '../../parts/field.tsx';
import { Actions, Form, Row } from '../../parts/form.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { gradeName, grades } from '../class/grade-name.ts';
import { nameInWords } from '#domain/caseload/name.ts';
import styles from './student.module.css';

type Classes = OutputOf<typeof listClasses>['items'];
type Schools = OutputOf<typeof listSchools>['items'];

export function NewStudentScreen() {
  return (
    <WithSchools>
      {(schools, classes) => <StudentForm student={null} schools={schools} classes={classes} />}
    </WithSchools>
  );
}

export function EditStudentScreen() {
  const { studentId } = useParams({ from: '/house/students/$studentId/edit' });
  const read = useRead(readStudent, { params: { studentId } });
  return (
    <WithSchools>
      {(schools, classes) => (
        <Reading read={read}>
          {(student) => <StudentForm key={student.id} student={student} schools={schools} classes={classes} />}
        </Reading>
      )}
    </WithSchools>
  );
}

function WithSchools({ children }: { readonly children: (schools: Schools, classes: Classes) => React.ReactNode }) {
  const schools = useRead(listSchools, {});
  const classes = useRead(listClasses, {});
  return (
    <Reading read={schools}>
      {(school) => <Reading read={classes}>{(found) => children(school.items, found.items)}</Reading>}
    </Reading>
  );
}

/** Every part filled in, as the form holds it; empty text stands for nothing. */
type Draft = Required<Omit<StudentInput, 'iep'>> & {
  readonly iep: {
    readonly iepDate: string;
    readonly annualReviewDue: string | null;
    readonly reevaluationDue: string | null;
  } | null;
};

function draftOf(student: StudentRecord | null, schools: Schools, today: string): Draft {
  const [iep] = student?.ieps ?? [];
  return {
    schoolId: student?.schoolId ?? schools[0]?.id ?? '',
    givenName: student?.givenName ?? '',
    familyName: student?.familyName ?? '',
    preferredName: student?.preferredName ?? null,
    label: student?.label ?? '',
    grade: student === null ? 0 : student.grade,
    localCode: student?.localCode ?? null,
    responseMode: student?.responseMode ?? 'speech',
    leftOn: student?.leftOn ?? null,
    ofAgeOn: student?.ofAgeOn ?? null,
    enrollments: (student?.enrollments ?? [])
      .filter(({ to }) => to === null || to >= today)
      .map(({ id, classId, from, to }) => ({ id, classId, from, to })),
    iep:
      iep === undefined
        ? null
        : { iepDate: iep.iepDate, annualReviewDue: iep.annualReviewDue, reevaluationDue: iep.reevaluationDue },
    keptApart: (student?.keptApart ?? []).map(({ id }) => id),
    blocks: (student?.blocks ?? []).filter(({ to }) => to === null || to >= today),
  };
}

function StudentForm({
  student,
  schools,
  classes,
}: {
  readonly student: StudentRecord | null;
  readonly schools: Schools;
  readonly classes: Classes;
}) {
  const words = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => draftOf(student, schools, me.today));
  const say = (said: Partial<Draft>) => setDraft((now) => ({ ...now, ...said }));
  const done = (studentId: string) => {
    announce(words.say('student.saved'));
    navigate({ to: '/students/$studentId', params: { studentId } });
  };
  const add = useChange(addStudent, ({ id }) => done(id));
  const change = useChange(changeStudent, (_, { params }) => done(params.studentId));
  const fault = add.error ?? change.error;
  const save = () =>
    student === null ? add.mutate({ body: draft }) : change.mutate({ params: { studentId: student.id }, body: draft });
  const title = words.say(student === null ? 'student.add_title' : 'student.edit');

  return (
    <Page
      title={title}
      {...(student === null ? {} : { heading: `${title}: ${nameInWords(student)}` })}
      above={<Link to="/caseload">{words.say('caseload.title')}</Link>}
      narrow
    >
      <Form onSubmit={save} fault={fault} aria-label={title}>
        <Names draft={draft} onChange={say} schools={schools} isNew={student === null} />
        <ClassList draft={draft} onChange={say} classes={classes} today={me.today} />
        <IepDates draft={draft} onChange={say} today={me.today} />
        <KeptApart draft={draft} onChange={say} studentId={student?.id ?? null} />
        <OwnTimetable draft={draft} onChange={say} today={me.today} />
        <Actions submit={words.say('do.save')} isPending={add.isPending || change.isPending} fault={fault}>
          <Link
            {...(student === null
              ? { to: '/caseload' as const }
              : { to: '/students/$studentId' as const, params: { studentId: student.id } })}
            className={buttonClass('quiet')}
          >
            {words.say('do.cancel')}
          </Link>
        </Actions>
      </Form>
    </Page>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly onChange: (said: Partial<Draft>) => void;
}

function Names({
  draft,
  onChange,
  schools,
  isNew,
}: PartProps & { readonly schools: Schools; readonly isNew: boolean }) {
  const words = useWords();
  return (
    <Band heading={words.say('student.names')}>
      <div className={styles.fields}>
        <Row>
          <TextField
            label={words.say('student.given')}
            name="givenName"
            value={draft.givenName}
            onChange={(givenName) =>
              // A label is proposed until somebody has written another.
              onChange(
                isNew && draft.label === draft.givenName.slice(0, 2)
                  ? { givenName, label: givenName.slice(0, 2) }
                  : { givenName },
              )
            }
            isRequired
            autoComplete="off"
          />
          <TextField
            label={words.say('student.family')}
            name="familyName"
            value={draft.familyName}
            onChange={(familyName) => onChange({ familyName })}
            isRequired
            autoComplete="off"
          />
          <TextField
            label={words.say('student.preferred')}
            name="preferredName"
            value={draft.preferredName ?? ''}
            onChange={(preferredName) => onChange({ preferredName: preferredName || null })}
            autoComplete="off"
            optional
          />
        </Row>
        <Row>
          <TextField
            label={words.say('student.label')}
            name="label"
            hint={words.say('student.label_hint')}
            value={draft.label}
            onChange={(label) => onChange({ label })}
            maxLength={4}
            isRequired
          />
          <TextField
            label={words.say('student.local_code')}
            name="localCode"
            value={draft.localCode ?? ''}
            onChange={(localCode) => onChange({ localCode: localCode || null })}
            optional
          />
        </Row>
        <Row>
          <SelectField
            label={words.say('student.school')}
            name="schoolId"
            options={schools.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.schoolId}
            onChange={(schoolId) => onChange({ schoolId })}
          />
          <SelectField
            label={words.say('student.grade')}
            name="grade"
            options={grades
              .filter((grade) => grade !== null)
              .map((grade) => ({ value: String(grade), label: gradeName(grade, words) }))}
            value={draft.grade === null ? null : String(draft.grade)}
            onChange={(grade) => onChange({ grade: Number(grade) })}
          />
          <SelectField
            label={words.say('student.response_mode')}
            name="responseMode"
            options={responseModes.map((value) => ({ value, label: words.say(`response_mode.${value}`) }))}
            value={draft.responseMode}
            onChange={(responseMode) => onChange({ responseMode })}
          />
        </Row>
        {!isNew && (
          <DayField
            label={words.say('student.left_on')}
            name="leftOn"
            value={draft.leftOn ?? ''}
            onChange={(leftOn) => onChange({ leftOn: leftOn || null })}
            optional
          />
        )}
        <DayField
          label={words.say('student.of_age_on')}
          hint={words.say('student.of_age_hint')}
          name="ofAgeOn"
          value={draft.ofAgeOn ?? ''}
          onChange={(ofAgeOn) => onChange({ ofAgeOn: ofAgeOn || null })}
          optional
        />
      </div>
    </Band>
  );
}

function ClassList({
  draft,
  onChange,
  classes,
  today,
}: PartProps & { readonly classes: Classes; readonly today: string }) {
  const words = useWords();
  const at = classes.filter(({ schoolId }) => schoolId === draft.schoolId);
  const set = (index: number, said: Partial<Draft['enrollments'][number]>) =>
    onChange({ enrollments: draft.enrollments.map((one, place) => (place === index ? { ...one, ...said } : one)) });
  const [first] = at;
  return (
    <Band heading={words.say('student.classes')}>
      <div className={styles.fields}>
        {draft.enrollments.map((one, index) => (
          <fieldset key={one.id ?? index} className={styles.part}>
            <legend>{words.say('student.enrollment', { number: index + 1 })}</legend>
            <Row>
              <SelectField
                label={words.say('caseload.class')}
                name={`enrollments.${index}.classId`}
                options={classes
                  .filter(({ id, schoolId }) => schoolId === draft.schoolId || id === one.classId)
                  .map(({ id, name }) => ({ value: id, label: name }))}
                value={one.classId}
                onChange={(classId) => set(index, { classId })}
                isDisabled={one.id !== undefined}
              />
              <DayField
                label={words.say('field.from')}
                name={`enrollments.${index}.from`}
                value={one.from}
                onChange={(from) => set(index, { from })}
                isRequired
              />
              <DayField
                label={words.say('field.to')}
                name={`enrollments.${index}.to`}
                value={one.to ?? ''}
                onChange={(to) => set(index, { to: to || null })}
                optional
              />
            </Row>
            <Button
              kind="quiet"
              size="small"
              aria-label={words.say('student.remove_class', { number: index + 1 })}
              onPress={() => onChange({ enrollments: draft.enrollments.filter((_, place) => place !== index) })}
            >
              {words.say('do.remove')}
            </Button>
          </fieldset>
        ))}
        <div>
          <Button
            isDisabled={first === undefined}
            onPress={() =>
              first !== undefined &&
              onChange({ enrollments: [...draft.enrollments, { classId: first.id, from: today, to: null }] })
            }
          >
            {words.say('student.add_class')}
          </Button>
        </div>
      </div>
    </Band>
  );
}

function IepDates({ draft, onChange, today }: PartProps & { readonly today: string }) {
  const words = useWords();
  const { iep } = draft;
  return (
    <Band heading={words.say('student.dates')}>
      <div className={styles.fields}>
        <CheckField
          value={iep !== null}
          onChange={(has) =>
            onChange({ iep: has ? { iepDate: today, annualReviewDue: null, reevaluationDue: null } : null })
          }
        >
          {words.say('student.has_iep')}
        </CheckField>
        {iep !== null && (
          <Row>
            <DayField
              label={words.say('student.iep_date')}
              name="iep.iepDate"
              value={iep.iepDate}
              onChange={(iepDate) => onChange({ iep: { ...iep, iepDate } })}
              isRequired
            />
            <DayField
              label={words.say('student.annual')}
              name="iep.annualReviewDue"
              value={iep.annualReviewDue ?? ''}
              onChange={(annualReviewDue) => onChange({ iep: { ...iep, annualReviewDue: annualReviewDue || null } })}
              optional
            />
            <DayField
              label={words.say('student.reevaluation')}
              name="iep.reevaluationDue"
              value={iep.reevaluationDue ?? ''}
              onChange={(reevaluationDue) => onChange({ iep: { ...iep, reevaluationDue: reevaluationDue || null } })}
              optional
            />
          </Row>
        )}
      </div>
    </Band>
  );
}

function KeptApart({ draft, onChange, studentId }: PartProps & { readonly studentId: string | null }) {
  const words = useWords();
  const students = useRead(listStudents, { query: { limit: 200 } });
  const others = (students.data?.items ?? []).filter(({ id }) => id !== studentId);
  const nameOf = (id: string) => {
    const found = others.find((other) => other.id === id);
    return found === undefined ? words.say('student.kept_apart_hidden') : nameInWords(found);
  };
  const free = others.filter(({ id }) => !draft.keptApart.includes(id));
  return (
    <Band heading={words.say('student.kept_apart')}>
      <div className={styles.fields}>
        <ul className={styles.chosen}>
          {draft.keptApart.map((id) => (
            <li key={id}>
              {nameOf(id)}
              <Button
                kind="quiet"
                size="small"
                aria-label={`${words.say('do.remove')}: ${nameOf(id)}`}
                onPress={() => onChange({ keptApart: draft.keptApart.filter((other) => other !== id) })}
              >
                {words.say('do.remove')}
              </Button>
            </li>
          ))}
        </ul>
        {free.length > 0 && (
          <SelectField
            label={words.say('do.add')}
            options={free.map((other) => ({ value: other.id, label: nameInWords(other) }))}
            value={null}
            onChange={(id) => onChange({ keptApart: [...draft.keptApart, id] })}
          />
        )}
      </div>
    </Band>
  );
}

const kinds = ['other_service', 'other_class', 'not_at_school', 'other'] as const;

function OwnTimetable({ draft, onChange, today }: PartProps & { readonly today: string }) {
  const words = useWords();
  const set = (index: number, said: Partial<Draft['blocks'][number]>) =>
    onChange({ blocks: draft.blocks.map((one, place) => (place === index ? { ...one, ...said } : one)) });
  return (
    <Band heading={words.say('student.blocks')} lead={words.say('student.blocks_lead')}>
      <div className={styles.fields}>
        {draft.blocks.map((block, index) => (
          <fieldset key={block.id ?? index} className={styles.part}>
            <legend>{words.say('student.block', { number: index + 1 })}</legend>
            <Row>
              <SelectField
                label={words.say('student.weekday')}
                name={`blocks.${index}.weekday`}
                options={[1, 2, 3, 4, 5].map((day) => ({ value: String(day), label: words.weekday(day) }))}
                value={String(block.weekday)}
                onChange={(day) => set(index, { weekday: Number(day) })}
              />
              <TimeField
                label={words.say('field.starts')}
                name={`blocks.${index}.starts`}
                value={block.starts}
                onChange={(starts) => set(index, { starts })}
              />
              <TimeField
                label={words.say('field.ends')}
                name={`blocks.${index}.ends`}
                value={block.ends}
                onChange={(ends) => set(index, { ends })}
              />
              <SelectField
                label={words.say('student.block_what')}
                name={`blocks.${index}.kind`}
                options={kinds.map((value) => ({ value, label: words.say(`student.block_kind.${value}`) }))}
                value={block.kind}
                onChange={(kind) => set(index, { kind })}
              />
            </Row>
            <Button
              kind="quiet"
              size="small"
              aria-label={words.say('student.remove_block', { number: index + 1 })}
              onPress={() => onChange({ blocks: draft.blocks.filter((_, place) => place !== index) })}
            >
              {words.say('do.remove')}
            </Button>
          </fieldset>
        ))}
        <div>
          <Button
            onPress={() =>
              onChange({
                blocks: [
                  ...draft.blocks,
                  { weekday: 1, starts: '09:00', ends: '09:30', kind: 'other_service', from: today, to: null },
                ],
              })
            }
          >
            {words.say('student.add_block')}
          </Button>
        </div>
      </div>
    </Band>
  );
}
