import { Link, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { readClassSampling, readSampling } from '#contract/sampling.ts';
import {
  type Agenda,
  askForTouchBase,
  decide,
  readAgenda,
  saveTouchBaseNotes,
  settlePoint,
} from '#contract/touch-base.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { DayField, SelectField, TextAreaField, TextField } from '../../parts/field.tsx';
import { type FewItem, FirstFew } from '../../parts/first-few.tsx';
import { Actions, Form } from '../../parts/form.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { sessionInClass } from '../classroom/in-class.ts';
import styles from './touch-base.module.css';

interface Between {
  readonly classId: string;
  readonly therapistId: string;
}

/** Five minutes of therapist and class. Does not open on a device that is recording among students. */
export function TouchBaseScreen() {
  const words = useWords();
  const me = useMe();
  const between = useParams({ from: '/house/classes/$classId/touch-bases/$therapistId' });
  const { date = me.today } = useSearch({ from: '/house/classes/$classId/touch-bases/$therapistId' });
  const inClass = sessionInClass(me.today);
  if (inClass !== null)
    return (
      <Page title={words.say('agenda.title')}>
        <EmptyState
          title={words.say('agenda.in_class')}
          action={
            <a className={buttonClass('main')} href={`/classroom/${inClass}`}>
              {words.say('agenda.to_session')}
            </a>
          }
        >
          {words.say('agenda.in_class_why')}
        </EmptyState>
      </Page>
    );
  return <Opened between={between} date={date} />;
}

function Opened({ between, date }: { readonly between: Between; readonly date: string }) {
  const words = useWords();
  const read = useRead(readAgenda, { params: between, query: { date } });
  return (
    <Reading read={read}>
      {(agenda) => (
        <Page
          title={words.say('agenda.title')}
          heading={words.say('agenda.heading', { class: agenda.className, name: agenda.therapistName })}
          above={words.say('agenda.title')}
          lead={words.day(agenda.date, 'long')}
        >
          <Notice tone="attention">{words.say('agenda.no_students')}</Notice>
          <div className={styles.sides}>
            <div>
              <Decisions between={between} agenda={agenda} />
              <FromTheWeek agenda={agenda} />
              <WhatTheDataAsk between={between} agenda={agenda} />
            </div>
            <div>
              <Questions between={between} agenda={agenda} />
              <Decide between={between} agenda={agenda} />
              <Notes key={agenda.date} between={between} agenda={agenda} />
            </div>
          </div>
        </Page>
      )}
    </Reading>
  );
}

function Decisions({ between, agenda }: { readonly between: Between; readonly agenda: Agenda }) {
  const words = useWords();
  const settle = useChange(settlePoint, () => announce(words.say('agenda.saved')));
  return (
    <Band heading={words.say('agenda.decisions')}>
      {agenda.decisions.length === 0 ? (
        <p className={styles.quiet}>{words.say('agenda.decisions_none')}</p>
      ) : (
        <ul className={styles.list}>
          {agenda.decisions.map((one) => (
            <li key={one.id} className={one.doneOn === null ? undefined : styles.done}>
              <span>{words.say('agenda.decision', { who: one.who, what: one.words })}</span>
              {one.doneOn === null && one.by !== null && (
                <span className={one.overdue ? styles.overdue : styles.quiet}>
                  {words.say(one.overdue ? 'agenda.overdue' : 'agenda.by', { day: words.day(one.by, 'short') })}
                </span>
              )}
              {one.doneOn !== null && (
                <span className={styles.quiet}>
                  {words.say('agenda.done_on', { day: words.day(one.doneOn, 'short') })}
                </span>
              )}
              <Button
                size="small"
                kind={one.doneOn === null ? 'plain' : 'quiet'}
                aria-label={words.say(one.doneOn === null ? 'agenda.done_label' : 'agenda.reopen_label', {
                  what: one.words,
                })}
                isPending={settle.isPending}
                onPress={() =>
                  settle.mutate({ params: { ...between, pointId: one.id }, body: { settled: one.doneOn === null } })
                }
              >
                {words.say(one.doneOn === null ? 'agenda.done' : 'agenda.reopen')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <FaultNotice fault={settle.error} />
    </Band>
  );
}

interface Line {
  readonly text: string;
  readonly link?: ReactNode;
}

function FromTheWeek({ agenda }: { readonly agenda: Agenda }) {
  const words = useWords();
  const me = useMe();
  const short = (date: string) => words.day(date, 'short');
  const lines: readonly Line[] = [
    ...agenda.cardsUnread.map((one) =>
      one.adultId === me.adultId
        ? {
            text: words.say('agenda.card_unread_you', one),
            link: <Link to="/cards">{words.say('agenda.read_it')}</Link>,
          }
        : { text: words.say('agenda.card_unread', one) },
    ),
    ...agenda.plansOpen.map(({ sessionId, date, starts, what, changedBy }) => ({
      text: words.say('agenda.plan_open', { day: short(date), time: words.time(starts), what, name: changedBy }),
      link: (
        <Link to="/visits/$sessionId" params={{ sessionId }} search={{ date }}>
          {words.say('visit.open')}
        </Link>
      ),
    })),
    ...agenda.replies.map(({ name, date, words: said, notToday }) => ({
      text: words.say(notToday ? 'agenda.reply_not_today' : 'agenda.reply', { name, day: short(date), words: said }),
    })),
    ...agenda.differentDays.map(({ date, kind, note }) => {
      const values = { day: short(date), kind: words.sayIfKnown(`exception.${kind}`) ?? kind, note };
      return { text: words.say(note === '' ? 'agenda.different' : 'agenda.different_note', values) };
    }),
    ...agenda.strategiesDue.map(({ name, strategy, stage, since }) => ({
      text: words.say('agenda.strategy_due', {
        name,
        strategy,
        stage: words.say(`log.stage.${stage}`),
        day: short(since ?? agenda.date),
      }),
    })),
  ];
  return (
    <Band heading={words.say('agenda.week')}>
      {lines.length === 0 ? (
        <p className={styles.quiet}>{words.say('agenda.week_none')}</p>
      ) : (
        <ul className={styles.list}>
          {lines.map(({ text, link }) => (
            <li key={text}>
              <span>{text}</span>
              {link}
            </li>
          ))}
        </ul>
      )}
    </Band>
  );
}

/** The therapist's own goals in this class that cannot be told yet; for the class, whom it would help to look at. */
function WhatTheDataAsk({ between, agenda }: { readonly between: Between; readonly agenda: Agenda }) {
  const words = useWords();
  const me = useMe();
  const therapist = me.adultId === between.therapistId;
  const own = useRead(readSampling, {}, { enabled: therapist }).data?.items ?? [];
  const { classId } = between;
  const ofClass =
    useRead(readClassSampling, { params: { classId }, query: { date: agenda.date } }, { enabled: !therapist }).data
      ?.items ?? [];
  const items: readonly FewItem[] = [
    ...own
      .filter(({ tasks }) => tasks.some((task) => task.classId === classId))
      .map(({ goalId, label, tag, needs }) => ({
        goalId,
        label,
        tag,
        count: needs.reduce((sum, need) => sum + need.count, 0),
      }))
      .toSorted((a, b) => a.count - b.count)
      .map(({ goalId, ...one }) => ({ key: goalId, text: words.say('agenda.data_line', one) })),
    ...ofClass.map(({ label, routineName, startsAt }) => ({
      key: `${label} ${startsAt}`,
      text: words.say('agenda.look_line', { label, where: routineName ?? words.say('session.no_routine') }),
    })),
  ];
  return (
    <Band heading={words.say('agenda.data')}>
      {items.length === 0 ? (
        <p className={styles.quiet}>{words.say('agenda.data_none')}</p>
      ) : (
        <FirstFew items={items} stacked />
      )}
    </Band>
  );
}

function Questions({ between, agenda }: { readonly between: Between; readonly agenda: Agenda }) {
  const words = useWords();
  const [text, setText] = useState('');
  const ask = useChange(askForTouchBase, () => setText(''));
  const settle = useChange(settlePoint, () => announce(words.say('agenda.saved')));
  return (
    <Band heading={words.say('agenda.questions')}>
      {agenda.questions.length === 0 ? (
        <p className={styles.quiet}>{words.say('agenda.questions_none')}</p>
      ) : (
        <ul className={styles.list}>
          {agenda.questions.map((one) => (
            <li key={one.id}>
              <span>{one.words}</span>
              <span className={styles.quiet}>
                {words.say('agenda.from', { name: one.saidBy, day: words.day(one.saidOn, 'short') })}
              </span>
              <Button
                size="small"
                aria-label={words.say('agenda.answered_label', { what: one.words })}
                isPending={settle.isPending}
                onPress={() => settle.mutate({ params: { ...between, pointId: one.id }, body: { settled: true } })}
              >
                {words.say('agenda.answered')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <FaultNotice fault={settle.error} />
      <Form
        aria-label={words.say('agenda.ask')}
        fault={ask.error}
        onSubmit={() => ask.mutate({ params: between, body: { words: text } })}
      >
        <TextField label={words.say('agenda.ask_words')} name="words" value={text} onChange={setText} maxLength={300} />
        <Actions submit={words.say('agenda.ask')} isPending={ask.isPending} fault={ask.error} />
      </Form>
    </Band>
  );
}

function Decide({ between, agenda }: { readonly between: Between; readonly agenda: Agenda }) {
  const words = useWords();
  const [text, setText] = useState('');
  const [whoId, setWho] = useState(agenda.adults[0]?.adultId ?? '');
  const [by, setBy] = useState('');
  const save = useChange(decide, () => {
    announce(words.say('agenda.decided'));
    setText('');
    setBy('');
  });
  return (
    <Band heading={words.say('agenda.decide')}>
      <Form
        aria-label={words.say('agenda.decide')}
        fault={save.error}
        onSubmit={() => save.mutate({ params: between, body: { words: text, whoId, by: by === '' ? null : by } })}
      >
        <TextField
          label={words.say('agenda.what')}
          hint={words.say('agenda.what_hint')}
          name="words"
          value={text}
          onChange={setText}
          maxLength={300}
        />
        <SelectField
          label={words.say('agenda.who')}
          name="whoId"
          options={agenda.adults.map((one) => ({ value: one.adultId, label: one.shortName }))}
          value={whoId}
          onChange={setWho}
        />
        <DayField
          label={words.say('agenda.by_when')}
          name="by"
          value={by}
          onChange={setBy}
          min={agenda.date}
          optional
        />
        <Actions submit={words.say('agenda.decide_do')} isPending={save.isPending} fault={save.error} />
      </Form>
    </Band>
  );
}

function Notes({ between, agenda }: { readonly between: Between; readonly agenda: Agenda }) {
  const words = useWords();
  const [notes, setNotes] = useState(agenda.notes);
  const save = useChange(saveTouchBaseNotes, () => announce(words.say('agenda.saved')));
  return (
    <Band heading={words.say('agenda.notes')}>
      <Form
        aria-label={words.say('agenda.notes')}
        fault={save.error}
        onSubmit={() => save.mutate({ params: between, body: { date: agenda.date, notes } })}
      >
        <TextAreaField
          label={words.say('agenda.notes')}
          name="notes"
          value={notes}
          onChange={setNotes}
          rows={5}
          maxLength={4_000}
        />
        <Actions submit={words.say('agenda.notes_save')} isPending={save.isPending} fault={save.error} />
      </Form>
    </Band>
  );
}
