import { useState } from 'react';
import { readSessionEvents } from '#contract/event.ts';
import { listSessions, readPack, type SessionLine, type SessionPack } from '#contract/session.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import { assistances, intervalMethods, type SessionEvent, therapistParts } from '#domain/trials/event.ts';
import type { WordId, Words } from '#words/words.ts';
import { call } from '../../client/call.ts';
import { CallFault } from '../../client/call-fault.ts';
import { useChanges, useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { deviceOutbox } from '../../outbox/device.ts';
import { newEventId } from '../../outbox/event-id.ts';
import { announce } from '../../parts/announce.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { CheckField, ChoiceField, NumberField, SelectField, TextField } from '../../parts/field.tsx';
import { Actions, Form, Row } from '../../parts/form.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { clockOffset } from '../classroom/school-time.ts';
import { useWallTime } from '../today/now.ts';
import { sessionName } from '../today/session-words.ts';
import type { GoalPage } from '#telling/goal-page.ts';
import { levelInWords, settingInWords } from '#telling/goal-words.ts';
import styles from './later-entry.module.css';
import {
  contextOf,
  type CountedOutcome,
  countedOutcomes,
  emptyDraft,
  type LaterDraft,
  laterEvents,
  laterFaults,
  type SeenStep,
} from './later-entry.ts';

interface Props {
  readonly page: GoalPage;
  readonly onClose: () => void;
}

/** How far back a session may still be chosen here. */
const weeksBack = 4;

/** Enters what was seen after the session, by whatever measure the goal has. */
export function LaterEntryDialog({ page, onClose }: Props) {
  const words = useWords();
  const me = useMe();
  const now = useWallTime(me);
  const from = addDays(me.today, 1 - 7 * weeksBack);
  const read = useRead(listSessions, { query: { from, to: me.today } });
  const { student, id: goalId } = page.evidence.goal;
  return (
    <Dialog heading={words.say('later.title')} lead={words.say('later.lead')} wide onClose={onClose}>
      <Reading read={read}>
        {({ items }) => {
          const sessions = items
            .filter(({ status, date, starts }) => status === 'planned' && (date < me.today || starts <= now))
            .filter(({ members = [] }) =>
              members.some(
                ({ studentId, goalIds }) =>
                  studentId === student.id && (goalIds.length === 0 || goalIds.includes(goalId)),
              ),
            )
            .toSorted((a, b) => (`${a.date} ${a.starts}` < `${b.date} ${b.starts}` ? 1 : -1));
          return sessions.length === 0 ? (
            <p>{words.say('later.no_session')}</p>
          ) : (
            <OfSession page={page} sessions={sessions} onClose={onClose} />
          );
        }}
      </Reading>
    </Dialog>
  );
}

function OfSession({ page, sessions, onClose }: Props & { readonly sessions: readonly SessionLine[] }) {
  const words = useWords();
  const [sessionId, setSessionId] = useState(sessions[0]?.id ?? '');
  const pack = useRead(readPack, { params: { sessionId } });
  const events = useRead(readSessionEvents, { params: { sessionId } });
  return (
    <div className={styles.parts}>
      <SelectField
        label={words.say('later.session')}
        options={sessions.map((session) => ({ value: session.id, label: lineOf(words, session) }))}
        value={sessionId}
        onChange={setSessionId}
      />
      <Reading read={pack}>
        {(its) => (
          <Reading read={events}>
            {({ events: recorded }) => (
              <Entry
                key={sessionId}
                page={page}
                pack={its}
                offset={clockOffset(its.madeAt, new Date(pack.dataUpdatedAt).toISOString())}
                recorded={recorded as readonly SessionEvent[]}
                onClose={onClose}
              />
            )}
          </Reading>
        )}
      </Reading>
    </div>
  );
}

function lineOf(words: Words, session: SessionLine): string {
  return words.say('later.session_line', {
    day: words.day(session.date, 'short'),
    time: words.time(session.starts),
    what: [sessionName(session, words), session.className].filter(Boolean).join(' · '),
  });
}

interface EntryProps extends Props {
  readonly pack: SessionPack;
  readonly offset: number;
  readonly recorded: readonly SessionEvent[];
}

function Entry({ page, pack, offset, recorded, onClose }: EntryProps) {
  const words = useWords();
  const session = { pack, events: recorded };
  const context = contextOf(session);
  const [draft, setDraft] = useState<LaterDraft>(() => emptyDraft(context.therapistPart));
  const change = (said: Partial<LaterDraft>) => setDraft((now) => ({ ...now, ...said }));
  const { goal } = page.evidence;
  const save = useChanges(
    () => enter(words, page, draft, session, offset),
    (said) => {
      announce(said);
      onClose();
    },
  );
  return (
    <Form onSubmit={() => save.mutate(undefined)} fault={save.error} aria-label={words.say('later.title')}>
      <Measured page={page} draft={draft} onChange={change} />
      <fieldset className={styles.context}>
        <legend>
          {words.say('later.context')}: {settingInWords(words, context.setting, goal.discipline)}
        </legend>
        <ChoiceField
          label={words.say('later.part')}
          options={therapistParts.map((value) => ({ value, label: words.say(`later.part.${value}`) }))}
          value={draft.part}
          onChange={(part) => change({ part })}
        />
        <CheckField value={draft.probe} onChange={(probe) => change({ probe })}>
          {words.say('later.probe')}
        </CheckField>
      </fieldset>
      <Actions submit={words.say('later.save')} isPending={save.isPending} fault={save.error}>
        <Button onPress={onClose}>{words.say('do.cancel')}</Button>
      </Actions>
    </Form>
  );
}

/** Stores the events on this device, sends them, and says what became of them. */
async function enter(
  words: Words,
  page: GoalPage,
  draft: LaterDraft,
  session: { readonly pack: SessionPack; readonly events: readonly SessionEvent[] },
  offset: number,
): Promise<string> {
  const { goal } = page.evidence;
  const faults = laterFaults(draft, goal.measure).map(({ field, code }) => ({
    field,
    code,
    message: words.say(`later.fault.${code}`),
  }));
  const [first] = faults;
  if (first !== undefined)
    throw new CallFault(
      { code: 'bad_input', message: first.message, fields: faults.filter(({ field }) => field !== '') },
      0,
    );
  const now = Date.now();
  const events = laterEvents(
    draft,
    {
      goalId: goal.id,
      studentId: goal.student.id,
      measure: goal.measure,
      speechDevice: page.version.responseMode === 'speech_device',
    },
    session,
    { deviceId: await deviceOutbox.deviceId(), now, offset, newId: () => newEventId(new Date(now)) },
  );
  await deviceOutbox.add(events).catch(() => {
    throw new CallFault({ code: 'not_stored', message: words.say('later.not_stored') }, 0);
  });
  await deviceOutbox.flush();
  const ids = new Set(events.map(({ id }) => id));
  const [refused] = (await deviceOutbox.refused()).filter(({ id }) => ids.has(id));
  if (refused !== undefined)
    throw new CallFault({ code: 'refused', message: words.say(`refusal.${refused.code ?? 'bad_event'}` as WordId) }, 0);
  const { sessionId } = session.pack;
  const arrived = await call(readSessionEvents, { params: { sessionId } }).then(
    (answer) => answer.events.some(({ id }) => ids.has(id)),
    () => false,
  );
  const n = events.filter((event) => 'goalId' in event).length;
  return arrived ? words.say('later.saved', { n }) : words.say('later.kept');
}

interface FieldsProps {
  readonly page: GoalPage;
  readonly draft: LaterDraft;
  readonly onChange: (said: Partial<LaterDraft>) => void;
}

function Measured(props: FieldsProps) {
  switch (props.page.evidence.goal.measure) {
    case 'trials':
      return <Trials {...props} />;
    case 'steps':
    case 'prompts':
      return <Steps {...props} />;
    case 'frequency':
      return <Frequency {...props} />;
    case 'duration':
    case 'latency':
      return <Times {...props} />;
    case 'interval':
      return <Intervals {...props} />;
    case 'rubric':
    case 'goal_attainment':
      return <Level {...props} />;
  }
}

/** A whole number from 0, empty until it is said. */
function Count({
  label,
  name,
  value,
  onChange,
}: {
  readonly label: string;
  readonly name: string;
  readonly value: number | null | undefined;
  readonly onChange: (value: number | null) => void;
}) {
  return <NumberField label={label} name={name} value={value ?? null} onChange={onChange} />;
}

function Trials({ page, draft, onChange }: FieldsProps) {
  const words = useWords();
  const device = page.version.responseMode === 'speech_device';
  const offered = countedOutcomes.filter((key) => key !== 'self_corrected' || page.version.selfCorrectionOffered);
  const { counts } = draft;
  const label = (key: CountedOutcome): string => {
    const [by, did] = key.split(/_(?=did|not_yet)/);
    if (did !== undefined && (by === 'teacher' || by === 'therapist'))
      return words.say(did === 'did' ? 'later.cued_did' : 'later.cued_not_yet', { by: words.say(`cue_by.${by}`) });
    if (key === 'no_opportunity' && device) return words.say('later.device_unavailable');
    return words.say(`later.${key}` as WordId);
  };
  const of = (...keys: CountedOutcome[]) => keys.reduce((sum, key) => sum + (counts[key] ?? 0), 0);
  const n = of(...countedOutcomes) - of('no_opportunity');
  return (
    <>
      <ChoiceField
        label={words.say('later.how')}
        options={(['one_by_one', 'figure'] as const).map((value) => ({
          value,
          label: words.say(`later.how.${value}`),
        }))}
        value={draft.how}
        onChange={(how) => onChange({ how })}
      />
      {draft.how === 'figure' ? (
        <Row>
          <Count label={words.say('later.x')} name="x" value={draft.x} onChange={(x) => onChange({ x })} />
          <Count label={words.say('later.n')} name="n" value={draft.n} onChange={(all) => onChange({ n: all })} />
        </Row>
      ) : (
        <>
          <Row>
            {offered.map((key) => (
              <Count
                key={key}
                label={label(key)}
                name={`counts.${key}`}
                value={counts[key]}
                onChange={(value) => onChange({ counts: { ...counts, [key]: value } })}
              />
            ))}
          </Row>
          {n > 0 && Number.isFinite(n) && (
            <Notice>{words.say('later.total', { x: of('independent', 'self_corrected'), n })}</Notice>
          )}
        </>
      )}
    </>
  );
}

function Steps({ page, draft, onChange }: FieldsProps) {
  const words = useWords();
  const steps = page.evidence.goal.targets.filter(({ kind, to }) => kind === 'step' && to === null);
  const options = [
    { value: 'none' as const, label: words.say('later.step.none') },
    ...assistances.map((value) => ({ value, label: words.say(`assistance.${value}`) })),
    { value: 'not_done' as const, label: words.say('later.step.not_done') },
  ];
  const seen = (stepId: string, value: SeenStep | 'none') => {
    const { [stepId]: _, ...others } = draft.steps;
    onChange({ steps: value === 'none' ? others : { ...others, [stepId]: value } });
  };
  return (
    <>
      {steps.length > 0 && (
        <fieldset className={styles.context}>
          <legend>{words.say('later.steps')}</legend>
          <div className={styles.steps}>
            {steps.map(({ id, text }) => (
              <SelectField
                key={id}
                label={text}
                name={`steps.${id}`}
                options={options}
                value={draft.steps[id] ?? 'none'}
                onChange={(value) => seen(id, value)}
              />
            ))}
          </div>
        </fieldset>
      )}
      <Row>
        <Count
          label={words.say('later.prompts')}
          name="prompts"
          value={draft.prompts}
          onChange={(prompts) => onChange({ prompts })}
        />
        <Count
          label={words.say('later.finish')}
          name="finishMinutes"
          value={draft.finishMinutes}
          onChange={(finishMinutes) => onChange({ finishMinutes })}
        />
      </Row>
    </>
  );
}

function Frequency({ draft, onChange }: FieldsProps) {
  const words = useWords();
  return (
    <Row>
      <Count
        label={words.say('later.count')}
        name="count"
        value={draft.count}
        onChange={(count) => onChange({ count })}
      />
      <Count
        label={words.say('later.watched')}
        name="watchedMinutes"
        value={draft.watchedMinutes}
        onChange={(watchedMinutes) => onChange({ watchedMinutes })}
      />
    </Row>
  );
}

function Times({ page, draft, onChange }: FieldsProps) {
  const words = useWords();
  const latency = page.evidence.goal.measure === 'latency';
  return (
    <>
      <TextField
        label={words.say(latency ? 'later.latency' : 'later.times')}
        name="times"
        hint={words.say('later.times_hint')}
        value={draft.times}
        onChange={(times) => onChange({ times })}
      />
      {latency && (
        <Count
          label={words.say('later.latency_missing')}
          name="withoutResponse"
          value={draft.withoutResponse}
          onChange={(withoutResponse) => onChange({ withoutResponse })}
        />
      )}
    </>
  );
}

function Intervals({ draft, onChange }: FieldsProps) {
  const words = useWords();
  return (
    <>
      <ChoiceField
        label={words.say('later.method')}
        options={intervalMethods.map((value) => ({ value, label: words.say(`later.method.${value}`) }))}
        value={draft.method}
        onChange={(method) => onChange({ method })}
      />
      <Count
        label={words.say('later.length')}
        name="lengthSeconds"
        value={draft.lengthSeconds}
        onChange={(lengthSeconds) => onChange({ lengthSeconds })}
      />
      <TextField
        label={words.say('later.marks')}
        name="marks"
        hint={words.say('later.marks_hint')}
        value={draft.marks}
        onChange={(marks) => onChange({ marks })}
      />
    </>
  );
}

const levelNames: readonly (readonly [string, WordId])[] = [
  ['-2', 'later.level.minus2'],
  ['-1', 'later.level.minus1'],
  ['0', 'later.level.zero'],
  ['1', 'later.level.plus1'],
  ['2', 'later.level.plus2'],
];

function Level({ page, draft, onChange }: FieldsProps) {
  const words = useWords();
  const { measure, targets } = page.evidence.goal;
  if (measure === 'rubric')
    return (
      <Count
        label={words.say('later.level')}
        name="level"
        value={draft.level}
        onChange={(level) => onChange({ level })}
      />
    );
  return (
    <ChoiceField
      label={words.say('later.level')}
      name="level"
      options={levelNames.map(([value, id]) => {
        const written = levelInWords(targets, Number(value));
        return { value, label: written.includes(':') ? written : words.say(id) };
      })}
      value={draft.level === null ? null : String(draft.level)}
      onChange={(level) => onChange({ level: Number(level) })}
    />
  );
}
