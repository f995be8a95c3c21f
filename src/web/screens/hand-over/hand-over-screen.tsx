import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  type HandOverPage,
  type HandOverPreview,
  makeHandOver,
  previewHandOver,
  readHandOver,
  undoHandOver,
} from '#contract/hand-over.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { CheckField, DayField, SelectField, TextField } from '../../parts/field.tsx';
import { Actions, Form, Row } from '../../parts/form.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import { gradeName } from '../class/grade-name.ts';
import styles from './hand-over.module.css';

type Of = NonNullable<HandOverPage['of']>;
type Passing = HandOverPreview['students'][number];

/** Students pass to another therapist from a day on: one's own, or for a coordinator anybody's at their schools. */
export function CaseloadHandOverScreen() {
  const words = useWords();
  const me = useMe();
  const [adultId, setAdultId] = useState<string | null>(holds(me, 'therapist') ? me.adultId : null);
  const read = useRead(readHandOver, adultId === null ? { query: {} } : { query: { adultId } });
  return (
    <Page
      title={words.say('pass_on.title')}
      above={
        holds(me, 'therapist') ? (
          <Link to="/caseload">{words.say('caseload.title')}</Link>
        ) : (
          <Link to="/team">{words.say('team.title')}</Link>
        )
      }
      lead={words.say('pass_on.lead')}
    >
      <Reading read={read}>
        {({ therapists, of }) => (
          <>
            {holds(me, 'coordinator') && (
              <Row>
                <SelectField
                  label={words.say('pass_on.from')}
                  options={therapists.map(({ adultId: value, name }) => ({ value, label: name }))}
                  value={adultId}
                  onChange={setAdultId}
                />
              </Row>
            )}
            {of !== null && <HandingOver key={of.adultId} of={of} />}
          </>
        )}
      </Reading>
    </Page>
  );
}

function HandingOver({ of }: { readonly of: Of }) {
  const words = useWords();
  return (
    <>
      {of.students.length === 0 ? (
        <EmptyState title={words.say('pass_on.nobody', { name: of.name })} />
      ) : of.colleagues.length === 0 ? (
        <EmptyState title={words.say('pass_on.no_colleague')}>{words.say('pass_on.no_colleague_why')}</EmptyState>
      ) : (
        <WhoToWhom of={of} />
      )}
      {of.made.length > 0 && <Made of={of} />}
    </>
  );
}

function WhoToWhom({ of }: { readonly of: Of }) {
  const words = useWords();
  const { today } = useMe();
  const [toAdultId, setTo] = useState<string | null>(of.colleagues.length === 1 ? of.colleagues[0]!.adultId : null);
  const [on, setOn] = useState(of.firstDay);
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(of.students.map((one) => one.studentId)));
  const [looking, setLooking] = useState(false);
  const body = {
    fromAdultId: of.adultId,
    toAdultId: toAdultId ?? '',
    on,
    reason,
    studentIds: of.students.flatMap(({ studentId }) => (chosen.has(studentId) ? studentId : [])),
  };
  const preview = useRead(previewHandOver, { body }, { enabled: looking });
  // What was seen is what is done: after any change it has to be looked at again.
  const edit =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      setLooking(false);
      set(value);
    };
  const choose = edit(setChosen);
  return (
    <>
      <Form fault={looking ? preview.error : null} onSubmit={() => setLooking(true)}>
        <Row>
          <SelectField
            label={words.say('pass_on.to')}
            name="toAdultId"
            options={of.colleagues.map(({ adultId, name }) => ({ value: adultId, label: name }))}
            value={toAdultId}
            onChange={edit(setTo)}
          />
          <DayField
            label={words.say('pass_on.on')}
            hint={words.say('pass_on.on_hint')}
            name="on"
            value={on}
            min={addDays(today, 1)}
            onChange={edit(setOn)}
            isRequired
          />
        </Row>
        <fieldset className={styles.students}>
          <legend>{words.say('pass_on.who')}</legend>
          <div className={styles.choice}>
            <Button size="small" onPress={() => choose(new Set(of.students.map((one) => one.studentId)))}>
              {words.say('pass_on.all')}
            </Button>
            <Button size="small" onPress={() => choose(new Set())}>
              {words.say('pass_on.none')}
            </Button>
          </div>
          <ul>
            {of.students.map(({ studentId, name, className }) => (
              <li key={studentId}>
                <CheckField
                  value={chosen.has(studentId)}
                  onChange={(yes) => {
                    const next = new Set(chosen);
                    if (yes) next.add(studentId);
                    else next.delete(studentId);
                    choose(next);
                  }}
                >
                  <span>
                    {name}
                    <span className={styles.quiet}>{className === '' ? '' : ` · ${className}`}</span>
                  </span>
                </CheckField>
              </li>
            ))}
          </ul>
        </fieldset>
        <TextField
          label={words.say('pass_on.reason')}
          hint={words.say('pass_on.reason_hint')}
          name="reason"
          value={reason}
          onChange={edit(setReason)}
          maxLength={300}
          optional
        />
        {!(looking && preview.data !== undefined) && (
          <Actions
            submit={words.say('pass_on.look')}
            isPending={looking && preview.isFetching}
            fault={looking ? preview.error : null}
          />
        )}
      </Form>
      {looking && preview.data !== undefined && (
        <div className={styles.preview}>
          <Preview
            students={preview.data.students}
            body={body}
            toName={of.colleagues.find(({ adultId }) => adultId === toAdultId)?.name ?? ''}
            onDone={() => {
              setLooking(false);
              setChosen(new Set());
            }}
          />
        </div>
      )}
    </>
  );
}

function Preview({
  students,
  body,
  toName,
  onDone,
}: {
  readonly students: readonly Passing[];
  readonly body: Parameters<ReturnType<typeof useChange<typeof makeHandOver>>['mutate']>[0]['body'];
  readonly toName: string;
  readonly onDone: () => void;
}) {
  const words = useWords();
  const make = useChange(makeHandOver, () => {
    announce(words.say('pass_on.done', { n: students.length, name: toName, day: words.day(body.on) }));
    onDone();
  });
  const stopped = students.some(({ against }) => against !== null);
  const title = words.say('pass_on.preview', { n: students.length, name: toName, day: words.day(body.on) });
  return (
    <Band heading={title} lead={words.say('pass_on.preview_lead')}>
      <Table<Passing>
        name={title}
        rows={students}
        rowKey={({ studentId }) => studentId}
        columns={[
          {
            key: 'name',
            label: words.say('pass_on.student'),
            cell: ({ name, grade, against }) => (
              <>
                {name}
                <span className={styles.quiet}>{grade === null ? '' : ` · ${gradeName(grade, words)}`}</span>
                {against !== null && <span className={styles.against}>{words.say(`pass_on.against.${against}`)}</span>}
              </>
            ),
          },
          {
            key: 'goes_on',
            label: words.say('pass_on.goes_on'),
            cell: ({ services, goals }) => words.say('pass_on.services_goals', { services, goals }),
          },
          {
            key: 'pass',
            label: words.say('pass_on.sessions_pass'),
            number: true,
            cell: ({ sessionsPass, weeklyPass }) =>
              words.say('pass_on.sessions_weekly', { n: sessionsPass, weekly: weeklyPass }),
          },
          {
            key: 'plan',
            label: words.say('pass_on.sessions_to_plan', { name: toName }),
            number: true,
            cell: ({ sessionsToPlan, weeklyToPlan }) =>
              words.say('pass_on.sessions_weekly', { n: sessionsToPlan, weekly: weeklyToPlan }),
          },
          {
            key: 'open',
            label: words.say('pass_on.open'),
            cell: ({ unrecorded, reviewDue }) =>
              [
                ...(unrecorded > 0 ? [words.say('pass_on.unrecorded', { n: unrecorded })] : []),
                ...(reviewDue === null ? [] : [words.say('pass_on.review_due', { day: words.day(reviewDue) })]),
              ].join(' · ') || words.say('pass_on.open_nothing'),
          },
        ]}
      />
      <FaultNotice fault={make.error} />
      <div className={styles.choice}>
        <Button kind="main" isPending={make.isPending} isDisabled={stopped} onPress={() => make.mutate({ body })}>
          {words.say('pass_on.do', { n: students.length })}
        </Button>
        {stopped && <p className={styles.quiet}>{words.say('pass_on.stopped')}</p>}
      </div>
    </Band>
  );
}

function Made({ of }: { readonly of: Of }) {
  const words = useWords();
  const undo = useChange(undoHandOver, () => announce(words.say('pass_on.undone')));
  return (
    <Band heading={words.say('pass_on.made')}>
      <ul className={styles.made}>
        {of.made.map((one) => (
          <li key={one.id}>
            <span>
              {words.say(one.undoneAt === null ? 'pass_on.made_line' : 'pass_on.made_undone', {
                day: words.day(one.on),
                n: one.students,
                name: one.toName,
                by: one.madeBy,
              })}
              {one.reason !== '' && <span className={styles.quiet}>{` · ${one.reason}`}</span>}
            </span>
            {one.mayUndo && (
              <Button
                size="small"
                isPending={undo.isPending}
                aria-label={words.say('pass_on.undo_label', { day: words.day(one.on), name: one.toName })}
                onPress={() => undo.mutate({ params: { handOverId: one.id }, body: { fromAdultId: of.adultId } })}
              >
                {words.say('pass_on.undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <FaultNotice fault={undo.error} />
    </Band>
  );
}
