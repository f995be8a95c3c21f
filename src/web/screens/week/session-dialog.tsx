import { useState } from 'react';
import {
  changeSession,
  type PlanningChoices,
  readPlanningChoices,
  type SessionLine,
  saveSession,
} from '#contract/session.ts';
import { weekdayOf } from '#domain/school-day/calendar.ts';
import { sessionDeliveries } from '#domain/school-day/session.ts';
import { coTeachingFormats } from '#domain/trials/event.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ChoiceField, DayField, SelectField, TextField, TimeField } from '../../parts/field.tsx';
import { Actions, Form, Row } from '../../parts/form.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { MemberPicker } from './member-picker.tsx';
import { draftOf, emptyDraft, type PlanDraft, withClass, withDelivery, withRoutine } from './plan-draft.ts';
import { ScopeField } from './scope-field.tsx';

const nothing = 'none';

/** Plans a session, once or weekly, or changes one. */
export function SessionDialog({
  session,
  date,
  onClose,
}: {
  readonly session?: SessionLine;
  readonly date: string;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [draft, setDraft] = useState<PlanDraft>(session === undefined ? emptyDraft(date) : draftOf(session));
  const choices = useRead(readPlanningChoices, { query: { date: draft.date || date } });
  // While the choices of another date come, those of the last one stay: what was typed must not blink away.
  const [kept, setKept] = useState<PlanningChoices | null>(null);
  if (choices.data !== undefined && choices.data !== kept) setKept(choices.data);
  return (
    <Dialog
      heading={words.say(session === undefined ? 'session.add' : 'session.change')}
      lead={words.say(session === undefined ? 'session.add_lead' : 'session.change_lead')}
      wide
      onClose={onClose}
    >
      {kept === null ? (
        <Reading read={choices}>{() => null}</Reading>
      ) : (
        <PlanForm session={session} draft={draft} setDraft={setDraft} choices={kept} onClose={onClose} />
      )}
    </Dialog>
  );
}

function PlanForm({
  session,
  draft,
  setDraft,
  choices,
  onClose,
}: {
  readonly session: SessionLine | undefined;
  readonly draft: PlanDraft;
  readonly setDraft: (draft: PlanDraft) => void;
  readonly choices: PlanningChoices;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const [weekly, setWeekly] = useState(false);
  const [until, setUntil] = useState('');
  const [rotationDay, setRotationDay] = useState<string>(nothing);
  const [scope, setScope] = useState<'this' | 'this_and_later'>('this');
  const save = useChange(saveSession, () => {
    announce(words.say('session.saved'));
    onClose();
  });
  const change = useChange(changeSession, () => {
    announce(words.say('session.changed'));
    onClose();
  });
  const fault = save.error ?? change.error;
  const school = schoolOf(draft, choices);
  const set = (part: Partial<PlanDraft>) => setDraft({ ...draft, ...part });

  const submit = () => {
    const { schoolId: _, members, ...fields } = draft;
    const body = { ...fields, members: members.map((member) => ({ ...member, goalIds: [...member.goalIds] })) };
    if (session !== undefined) change.mutate({ params: { sessionId: session.id }, body: { ...body, scope } });
    else {
      const repeated = { until: until === '' ? null : until, rotationDay: rotationOf(rotationDay) };
      save.mutate({ body: { ...body, schoolId: school?.schoolId ?? '', weekly: weekly ? repeated : null } });
    }
  };

  return (
    <Form onSubmit={submit} fault={fault}>
      <ChoiceField
        label={words.say('session.delivery')}
        name="delivery"
        options={sessionDeliveries.map((value) => ({ value, label: words.say(`delivery.${value}`) }))}
        value={draft.delivery}
        onChange={(delivery) => setDraft(withDelivery(draft, delivery))}
      />
      <WhereFields draft={draft} setDraft={setDraft} choices={choices} fixedSchool={session !== undefined} />
      <Row>
        <DayField
          label={words.say('session.date')}
          name="date"
          value={draft.date}
          onChange={(date) => set({ date })}
          isRequired
        />
        <TimeField
          label={words.say('field.starts')}
          name="starts"
          value={draft.starts}
          onChange={(starts) => set({ starts })}
          isRequired
        />
        <TimeField
          label={words.say('field.ends')}
          name="ends"
          value={draft.ends}
          onChange={(ends) => set({ ends })}
          isRequired
        />
      </Row>
      <MemberPicker draft={draft} setDraft={setDraft} choices={choices} fault={fault} />
      {draft.delivery !== 'pull_out' && (
        <SelectField
          label={words.say('session.format')}
          name="coTeachingFormat"
          options={[
            { value: nothing, label: words.say('session.no_format') },
            ...coTeachingFormats.map((value) => ({ value, label: words.say(`co_teaching.${value}`) })),
          ]}
          value={draft.coTeachingFormat ?? nothing}
          onChange={(format) => set({ coTeachingFormat: format === nothing ? null : format })}
        />
      )}
      <TextField
        label={words.say('session.look_for')}
        hint={words.say('session.look_for_hint')}
        name="lookFor"
        value={draft.lookFor}
        onChange={(lookFor) => set({ lookFor })}
        maxLength={400}
        optional
      />
      <Row>
        <TextField
          label={words.say('session.activity')}
          name="activity"
          value={draft.activity}
          onChange={(activity) => set({ activity })}
          maxLength={200}
          optional
        />
        <TextField
          label={words.say('session.materials')}
          name="materials"
          value={draft.materials}
          onChange={(materials) => set({ materials })}
          maxLength={400}
          optional
        />
      </Row>
      {draft.delivery !== 'pull_out' && (
        <Row>
          <TextField
            label={words.say('session.my_part')}
            name="myPart"
            value={draft.myPart}
            onChange={(myPart) => set({ myPart })}
            maxLength={200}
            optional
          />
          <TextField
            label={words.say('session.their_part')}
            name="theirPart"
            value={draft.theirPart}
            onChange={(theirPart) => set({ theirPart })}
            maxLength={200}
            optional
          />
        </Row>
      )}
      {session === undefined ? (
        <>
          <ChoiceField
            label={words.say('session.repeat')}
            options={[
              { value: 'once', label: words.say('session.once') },
              {
                value: 'weekly',
                label: words.say('session.weekly', { weekday: weekdayName(draft.date, words.weekday) }),
              },
            ]}
            value={weekly ? 'weekly' : 'once'}
            onChange={(value) => setWeekly(value === 'weekly')}
          />
          {weekly && (
            <Row>
              <DayField
                label={words.say('session.until')}
                hint={words.say('session.until_hint')}
                name="weekly.until"
                value={until}
                onChange={setUntil}
                optional
              />
              {(school?.rotationDays.length ?? 0) > 0 && (
                <SelectField
                  label={words.say('session.rotation')}
                  name="weekly.rotationDay"
                  options={[
                    { value: nothing, label: words.say('rotation_day.every') },
                    ...(school?.rotationDays ?? []).map((value) => ({
                      value,
                      label: words.say(/\d/.test(value) ? 'rotation_day.day' : 'rotation_day.week', { day: value }),
                    })),
                  ]}
                  value={rotationDay}
                  onChange={setRotationDay}
                />
              )}
            </Row>
          )}
        </>
      ) : (
        session.seriesId !== null && <ScopeField value={scope} onChange={setScope} />
      )}
      <Actions submit={words.say('do.save')} isPending={save.isPending || change.isPending} fault={fault}>
        <Button onPress={onClose}>{words.say('do.cancel')}</Button>
      </Actions>
    </Form>
  );
}

function weekdayName(date: string, name: (weekday: number) => string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) ? name(weekdayOf(date)) : '';
}

type RotationDay = 'A' | 'B' | '1' | '2' | '3' | '4' | '5' | '6';
const rotationOf = (chosen: string): RotationDay | null => (chosen === nothing ? null : (chosen as RotationDay));

/** The school that was chosen, else that of the class, else the only one. */
function schoolOf(draft: PlanDraft, choices: PlanningChoices): PlanningChoices['schools'][number] | undefined {
  const schoolId = draft.schoolId ?? (choices.schools.length === 1 ? choices.schools[0]?.schoolId : undefined);
  return choices.schools.find((school) => school.schoolId === schoolId);
}

/** School, then class and routine, or the room; the place where the skill is used follows and can be changed. */
function WhereFields({
  draft,
  setDraft,
  choices,
  fixedSchool,
}: {
  readonly draft: PlanDraft;
  readonly setDraft: (draft: PlanDraft) => void;
  readonly choices: PlanningChoices;
  readonly fixedSchool: boolean;
}) {
  const words = useWords();
  const school = schoolOf(draft, choices);
  const classes = choices.classes.filter((one) => school === undefined || one.schoolId === school.schoolId);
  const routines = classes.find((one) => one.classId === draft.classId)?.routines ?? [];
  const rooms = choices.rooms.filter((room) => room.schoolId === school?.schoolId && room.kind !== 'classroom');
  const own = choices.places.filter((place) => place.schoolId === school?.schoolId);
  const settings = new Map<string, string>([
    ['classroom', words.say('setting.classroom')],
    ['therapy_room', words.say('setting.therapy_room')],
    ...own.map(({ setting, name }): [string, string] => [setting, name]),
  ]);
  if (!settings.has(draft.setting)) {
    settings.set(draft.setting, words.sayIfKnown(`setting.${draft.setting}`) ?? draft.setting);
  }
  const places = (
    <SelectField
      label={words.say('session.place')}
      name="setting"
      options={[...settings].map(([value, label]) => ({ value, label }))}
      value={draft.setting}
      onChange={(setting) => setDraft({ ...draft, setting })}
    />
  );
  return (
    <>
      <Row>
        {choices.schools.length > 1 && !fixedSchool && (
          <SelectField
            label={words.say('session.school')}
            name="schoolId"
            options={choices.schools.map(({ schoolId, name }) => ({ value: schoolId, label: name }))}
            value={school?.schoolId ?? null}
            onChange={(schoolId) => setDraft({ ...draft, schoolId, classId: null, routineId: null, roomId: null })}
          />
        )}
        {draft.delivery === 'pull_out' ? (
          <SelectField
            label={words.say('session.room')}
            name="roomId"
            options={[
              { value: nothing, label: words.say('session.no_room') },
              ...rooms.map(({ roomId, name }) => ({ value: roomId, label: name })),
            ]}
            value={draft.roomId ?? nothing}
            onChange={(roomId) => setDraft({ ...draft, roomId: roomId === nothing ? null : roomId })}
          />
        ) : (
          <SelectField
            label={words.say('session.class')}
            name="classId"
            options={[
              { value: nothing, label: words.say('session.no_class') },
              ...classes.map((one) => ({
                value: one.classId,
                label: one.teacherName === null ? one.name : `${one.name} · ${one.teacherName}`,
              })),
            ]}
            value={draft.classId ?? nothing}
            onChange={(classId) => setDraft(withClass(draft, classId === nothing ? null : classId, choices))}
          />
        )}
        {draft.classId === null && places}
      </Row>
      {draft.classId !== null && (
        <Row>
          <SelectField
            label={words.say('session.routine')}
            name="routineId"
            options={[
              ...routines.map((routine) => ({ value: routine.routineId, label: routineLabel(routine, words) })),
              { value: nothing, label: words.say('session.no_routine') },
            ]}
            value={draft.routineId ?? nothing}
            onChange={(chosen) =>
              setDraft(withRoutine(draft, routines.find((routine) => routine.routineId === chosen) ?? null))
            }
          />
          {places}
        </Row>
      )}
    </>
  );
}

function routineLabel(
  routine: PlanningChoices['classes'][number]['routines'][number],
  words: ReturnType<typeof useWords>,
): string {
  const values = { name: routine.name, span: words.timeSpan(routine.starts, routine.ends) };
  if (routine.pushIn === 'liked') return words.say('session.routine_liked', values);
  return words.say(routine.pushIn === 'open' ? 'session.routine_at' : 'session.routine_closed', values);
}
