import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { addGoal, changeGoal, type GoalRecord, listCueSets, readGoal } from '#contract/goal.ts';
import { readStudent, type StudentRecord } from '#contract/student.ts';
import { areas, disciplines, measureKinds, responseModes } from '#domain/goals/goal.ts';
import { unitsOf } from '#domain/goals/goal-faults.ts';
import { changedParts } from '#domain/goals/version.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { buttonClass } from '../../parts/button.tsx';
import {
  CheckField,
  ChoiceField,
  DayField,
  NumberField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../parts/field.tsx';
import { Actions, Form, Row } from '../../parts/form.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { CriterionFields } from './criterion-fields.tsx';
import styles from './goal-edit.module.css';
import { type Draft, draftOf, newDraft, withMeasure } from './goal-draft.ts';
import { nameInWords } from '#domain/caseload/name.ts';
import { RoutineChoice } from './routine-choice.tsx';
import { TargetFields } from './target-fields.tsx';

export function NewGoalScreen() {
  const { studentId } = useParams({ from: '/house/students/$studentId/goals/new' });
  const read = useRead(readStudent, { params: { studentId } });
  return <Reading read={read}>{(student) => <NewGoal key={student.id} student={student} />}</Reading>;
}

export function EditGoalScreen() {
  const { goalId } = useParams({ from: '/house/goals/$goalId/edit' });
  const read = useRead(readGoal, { params: { goalId } });
  return <Reading read={read}>{(goal) => <EditGoal key={goal.id} goal={goal} />}</Reading>;
}

function NewGoal({ student }: { readonly student: StudentRecord }) {
  const words = useWords();
  const me = useMe();
  const [draft, setDraft] = useState(() =>
    newDraft(me.discipline ?? 'speech', me.today, student.ieps?.[0]?.annualReviewDue ?? addDays(me.today, 364)),
  );
  const toGoal = useGoalSaved();
  const add = useChange(addGoal, ({ id }) => toGoal(id));
  return (
    <GoalForm
      title={words.say('goal.add_title')}
      student={student}
      draft={draft}
      onChange={setDraft}
      fault={add.error}
      isPending={add.isPending}
      onSave={() => add.mutate({ params: { studentId: student.id }, body: bodyOf(draft) })}
      cancel={
        <Link to="/students/$studentId" params={{ studentId: student.id }} className={buttonClass('quiet')}>
          {words.say('do.cancel')}
        </Link>
      }
    />
  );
}

function EditGoal({ goal }: { readonly goal: GoalRecord }) {
  const words = useWords();
  const me = useMe();
  const [draft, setDraft] = useState(() => draftOf(goal));
  const [from, setFrom] = useState(me.today);
  const toGoal = useGoalSaved();
  const change = useChange(changeGoal, (_, { params }) => toGoal(params.goalId));
  const worded = changedParts(draftOf(goal), draft).length > 0;
  const basedOn = goal.versions.at(-1)?.version ?? 1;
  const student = useRead(readStudent, { params: { studentId: goal.student.id } });
  return (
    <Reading read={student}>
      {(known) => (
        <GoalForm
          title={words.say('goal.edit_title')}
          student={known}
          draft={draft}
          onChange={setDraft}
          fault={change.error}
          isPending={change.isPending}
          onSave={() =>
            change.mutate({
              params: { goalId: goal.id },
              body: { ...bodyOf(draft), basedOn, ...(worded ? { from } : {}) },
            })
          }
          cancel={
            <Link to="/goals/$goalId" params={{ goalId: goal.id }} className={buttonClass('quiet')}>
              {words.say('do.cancel')}
            </Link>
          }
          version={
            worded && (
              <DayField
                label={words.say('goal.new_version_from')}
                hint={words.say('goal.new_version_hint')}
                name="from"
                value={from}
                onChange={setFrom}
                isRequired
              />
            )
          }
        />
      )}
    </Reading>
  );
}

const bodyOf = (draft: Draft) => ({
  ...draft,
  supports: draft.supports.map((support) => support.trim()).filter(Boolean),
  targets: [...draft.targets],
});

function useGoalSaved(): (goalId: string) => void {
  const words = useWords();
  const navigate = useNavigate();
  return (goalId) => {
    announce(words.say('goal.saved'));
    navigate({ to: '/goals/$goalId', params: { goalId } });
  };
}

function GoalForm({
  title,
  student,
  draft,
  onChange,
  fault,
  isPending,
  onSave,
  cancel,
  version,
}: {
  readonly title: string;
  readonly student: StudentRecord;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly fault: unknown;
  readonly isPending: boolean;
  readonly onSave: () => void;
  readonly cancel: ReactNode;
  readonly version?: ReactNode;
}) {
  const words = useWords();
  const say = (said: Partial<Draft>) => onChange({ ...draft, ...said });
  return (
    <Page
      title={title}
      above={
        <Link to="/students/$studentId" params={{ studentId: student.id }}>
          {nameInWords(student)}
        </Link>
      }
      narrow
    >
      <Form onSubmit={onSave} fault={fault} aria-label={title}>
        <Wording draft={draft} onChange={say} />
        <Measuring draft={draft} onChange={onChange} />
        <CriterionFields draft={draft} onChange={say} />
        <TargetFields draft={draft} onChange={say} />
        <Cueing draft={draft} onChange={say} />
        <Band heading={words.say('goal.routines')} lead={words.say('goal.routines_lead')}>
          <RoutineChoice
            classes={student.classes}
            chosen={draft.routineIds}
            onChange={(routineIds) => say({ routineIds })}
          />
        </Band>
        {version}
        <Actions submit={words.say('do.save')} isPending={isPending} fault={fault}>
          {cancel}
        </Actions>
      </Form>
    </Page>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly onChange: (said: Partial<Draft>) => void;
}

function Wording({ draft, onChange }: PartProps) {
  const words = useWords();
  return (
    <div className={styles.fields}>
      <TextAreaField
        label={words.say('goal.official')}
        hint={words.say('goal.official_hint')}
        name="officialWording"
        rows={3}
        value={draft.officialWording}
        onChange={(officialWording) => onChange({ officialWording })}
        isRequired
      />
      <TextField
        label={words.say('goal.plain')}
        hint={words.say('goal.plain_hint')}
        name="plainWords"
        value={draft.plainWords}
        onChange={(plainWords) => onChange({ plainWords })}
      />
      <Row>
        <TextField
          label={words.say('goal.tag')}
          hint={words.say('goal.tag_hint')}
          name="tag"
          value={draft.tag}
          onChange={(tag) => onChange({ tag })}
          maxLength={6}
          isRequired
        />
        <SelectField
          label={words.say('goal.discipline')}
          name="discipline"
          options={disciplines.map((value) => ({ value, label: words.say(`discipline.${value}`) }))}
          value={draft.discipline}
          onChange={(discipline) => onChange({ discipline })}
        />
        <SelectField
          label={words.say('goal.area')}
          name="area"
          options={areas.map((value) => ({ value, label: words.say(`area.${value}`) }))}
          value={draft.area}
          onChange={(area) => onChange(area === 'fluency' ? { area, selfCorrectionOffered: false } : { area })}
        />
      </Row>
      <Row>
        <DayField
          label={words.say('goal.starts')}
          name="startsOn"
          value={draft.startsOn}
          onChange={(startsOn) => onChange({ startsOn })}
          isRequired
        />
        <DayField
          label={words.say('goal.ends')}
          name="endsOn"
          value={draft.endsOn}
          onChange={(endsOn) => onChange({ endsOn })}
          isRequired
        />
      </Row>
      <CheckField value={draft.shownAsCode} onChange={(shownAsCode) => onChange({ shownAsCode })}>
        {words.say('goal.shown_as_code')}
      </CheckField>
    </div>
  );
}

function Measuring({ draft, onChange }: { readonly draft: Draft; readonly onChange: (draft: Draft) => void }) {
  const words = useWords();
  return (
    <Band heading={words.say('goal.measure')}>
      <Row>
        <SelectField
          label={words.say('goal.measure')}
          name="measure"
          options={measureKinds.map((value) => ({ value, label: words.say(`measure.${value}`) }))}
          value={draft.measure}
          onChange={(measure) => onChange(withMeasure(draft, measure))}
        />
        <ChoiceField
          label={words.say('goal.unit')}
          name="unit"
          options={unitsOf(draft.measure).map((value) => ({ value, label: words.say(`goal.unit.${value}`) }))}
          value={draft.unit}
          onChange={(unit) => onChange({ ...draft, unit })}
        />
      </Row>
    </Band>
  );
}

const none = 'none';

function Cueing({ draft, onChange }: PartProps) {
  const words = useWords();
  const sets = useRead(listCueSets, {});
  const inFluency = draft.area === 'fluency';
  return (
    <Band
      heading={words.say('goal.cues')}
      actions={
        <Link to="/cue-sets" className={buttonClass('quiet', 'small')}>
          {words.say('goal.cue_sets')}
        </Link>
      }
    >
      <div className={styles.fields}>
        <Row>
          <SelectField
            label={words.say('goal.cue_set')}
            name="cueSetId"
            options={[
              { value: none, label: words.say('goal.cue_set_none') },
              ...(sets.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={draft.cueSetId ?? none}
            onChange={(id) => onChange({ cueSetId: id === none ? null : id })}
          />
          <NumberField
            label={words.say('goal.wait')}
            name="waitSeconds"
            value={draft.waitSeconds}
            onChange={(seconds) => onChange({ waitSeconds: seconds ?? 0 })}
            min={0}
            max={300}
          />
          <SelectField
            label={words.say('goal.response_mode')}
            name="responseMode"
            options={responseModes.map((value) => ({ value, label: words.say(`response_mode.${value}`) }))}
            value={draft.responseMode}
            onChange={(responseMode) => onChange({ responseMode })}
          />
        </Row>
        {draft.responseMode === 'speech_device' && <p className={styles.quiet}>{words.say('goal.device_note')}</p>}
        <CheckField
          name="selfCorrectionOffered"
          value={draft.selfCorrectionOffered}
          onChange={(selfCorrectionOffered) => onChange({ selfCorrectionOffered })}
          isDisabled={inFluency}
        >
          {words.say(inFluency ? 'goal.self_correction_fluency' : 'goal.self_correction')}
        </CheckField>
        <TextAreaField
          label={words.say('goal.supports')}
          hint={words.say('goal.supports_hint')}
          name="supports"
          rows={3}
          value={draft.supports.join('\n')}
          onChange={(text) => onChange({ supports: text === '' ? [] : text.split('\n') })}
          optional
        />
      </div>
    </Band>
  );
}
