import { Link } from '@tanstack/react-router';
import { readClassSampling } from '#contract/sampling.ts';
import { saveAbsence, type Today, withdrawAbsence } from '#contract/session.ts';
import { listStudents } from '#contract/student.ts';
import type { Visit as VisitPlanned } from '#contract/visit.ts';
import { useChange, useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { DeliverySign } from '../../parts/delivery-sign.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { CardsToRead } from '../card/cards-to-read.tsx';
import { addressOfSession } from '../classroom/classroom-address.ts';
import { goToSession } from '../vault/go-to-session.ts';
import { StudentChip } from './absent-chip.tsx';
import { Questions } from '../class/questions.tsx';
import { NewThanks } from '../strategy/thanks.tsx';
import { useVisits } from '../visit/use-visits.ts';
import { VisitAnswer } from '../visit/visit-answer.tsx';
import { daySchools } from './day-schools.ts';
import { MeetingRow } from './meeting-row.tsx';
import { cancelledWhy, sessionState } from './session-words.ts';
import styles from './today.module.css';
import { DayLinks } from './today-screen.tsx';

/** The teacher's side: one line a visit; who is out, in one tap. */
export function MyClassToday({ today }: { readonly today: Today }) {
  const words = useWords();
  const me = useMe();
  const { notes } = daySchools(today, words);
  const classIds = me.roles.flatMap((held) => (held.role === 'teacher' ? (held.classId ?? []) : []));
  const plans = useVisits(today.date);
  // By a link: the day, the cards, the answers; nothing else of the class.
  const own = me.link === null;
  const rows = [
    ...today.visits.map((visit) => ({
      at: visit.starts,
      row: <Visit key={visit.id} visit={visit} plan={plans.get(visit.id)} />,
    })),
    ...today.touchBases.map((meeting) => ({
      at: meeting.starts,
      row: <MeetingRow key={meeting.slotId} meeting={meeting} forClass />,
    })),
  ].toSorted((a, b) => (a.at < b.at ? -1 : 1));
  return (
    <Page
      title={words.say('my_class.title')}
      heading={today.date === me.today ? words.say('my_class.title') : words.day(today.date, 'long')}
      lead={[...(today.date === me.today ? [words.day(today.date, 'long')] : []), ...notes].join(' · ')}
      actions={
        <>
          <DayLinks date={today.date} today={me.today} />
          {today.visits.length > 0 && (
            <Link to="/today/substitute" search={{ date: today.date }} className={buttonClass('quiet')}>
              {words.say('substitute.open')}
            </Link>
          )}
        </>
      }
    >
      <TherapistsOut today={today} />
      <CardsToRead />
      {own && <NewThanks />}
      {rows.length === 0 ? (
        <EmptyState title={words.say('my_class.none')}>{words.say('my_class.none_why')}</EmptyState>
      ) : (
        <>
          <p className={styles.hint} data-screen-only>
            {words.say('visit.no_reply')}
          </p>
          <ol className={styles.list}>{rows.map(({ row }) => row)}</ol>
        </>
      )}
      {own && (
        <>
          <ToLookFor today={today} />
          {classIds.map((classId) => (
            <Questions key={classId} classId={classId} />
          ))}
          <MeOut today={today} />
          <WhoIsAbsent today={today} />
        </>
      )}
    </Page>
  );
}

/** Therapists who would have come and are out: what becomes of their visits is said at each below. */
function TherapistsOut({ today }: { readonly today: Today }) {
  const words = useWords();
  const out = new Set(today.absences.flatMap(({ adultId }) => adultId ?? []));
  const names = new Set(today.visits.filter((visit) => out.has(visit.adultId)).map((visit) => visit.adultName));
  return [...names].map((name) => (
    <Notice key={name} tone="attention">
      {words.say('my_class.therapist_out', { name })}
    </Notice>
  ));
}

function Visit({
  visit,
  plan,
}: {
  readonly visit: Today['visits'][number];
  /** Undefined until it is here, and for what is no visit to the lesson. */
  readonly plan: VisitPlanned | undefined;
}) {
  const words = useWords();
  const state = sessionState(visit);
  const parts = [
    visit.coTeachingFormat === null ? null : words.say(`co_teaching.${visit.coTeachingFormat}`),
    visit.activity === '' ? null : visit.activity,
    visit.myPart === '' ? null : words.say('my_class.my_part', { name: visit.adultName, part: visit.myPart }),
    visit.theirPart === '' ? null : words.say('my_class.your_part', { part: visit.theirPart }),
  ].filter((part) => part !== null);
  const comes =
    visit.coveredBy === null
      ? words.say('my_class.comes', { name: visit.adultName })
      : words.say('cover.comes_for', { name: visit.coveredBy.name, other: visit.adultName });
  // Whoever helps in the class records beside the therapist.
  const { roles, link } = useMe();
  const helpsHere = roles.some((held) => held.role === 'paraprofessional' && held.classId === visit.classId);
  const where = visit.routineName ?? words.say(`delivery.${visit.delivery}`);
  return (
    <li className={`${styles.row} ${styles.visit} ${state === 'cancelled' ? styles.cancelled : ''}`}>
      <span className={styles.time}>{words.timeSpan(visit.starts, visit.ends)}</span>
      <DeliverySign of={visit.delivery} label={words.say(`delivery.${visit.delivery}`)} />
      <div className={styles.what}>
        <h2 className={styles.title}>{where}</h2>
        <span className={styles.place}>{comes}</span>
      </div>
      {helpsHere && link === null && state !== 'cancelled' && (
        <a
          href={addressOfSession(visit.id)}
          onClick={goToSession}
          className={buttonClass('plain')}
          aria-label={words.say('my_class.record_what', { what: where, time: words.time(visit.starts) })}
        >
          {words.say('my_class.record')}
        </a>
      )}
      {(parts.length > 0 || state === 'cancelled' || plan !== undefined) && (
        <div className={styles.lines}>
          {state === 'cancelled' && <p className={styles.loud}>{cancelledWhy(visit, words)}</p>}
          {parts.length > 0 && <p className={styles.quiet}>{parts.join(' · ')}</p>}
          {plan !== undefined && <VisitAnswer visit={plan} what={where} />}
        </div>
      )}
    </li>
  );
}

/** For whom it would help to look, in which routine; gone as soon as there is enough. Labels only. */
function ToLookFor({ today }: { readonly today: Today }) {
  const me = useMe();
  const classes = [...new Set(me.roles.flatMap(({ classId }) => (classId === null ? [] : [classId])))];
  return classes.map((classId) => <ToLookForIn key={classId} classId={classId} date={today.date} />);
}

function ToLookForIn({ classId, date }: { readonly classId: string; readonly date: string }) {
  const words = useWords();
  const items = useRead(readClassSampling, { params: { classId }, query: { date } }).data?.items ?? [];
  if (items.length === 0) return null;
  const routines = Map.groupBy(items, ({ startsAt, routineName }) => `${startsAt} ${routineName}`);
  return (
    <Band heading={words.say('my_class.look_title')} lead={words.say('my_class.look_lead')}>
      <dl className={styles.open}>
        {[...routines].map(([key, asked]) => (
          <div key={key}>
            <dt>
              {words.time(asked[0]?.startsAt ?? '')} {asked[0]?.routineName}
            </dt>
            <dd>
              <ul className={styles.items}>
                {asked.map(({ label, unit, count }) => (
                  <li key={label}>
                    {words.say(unit === 'day' ? 'my_class.look_day' : 'my_class.look_trials', { label, count })}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </Band>
  );
}

function MeOut({ today }: { readonly today: Today }) {
  const words = useWords();
  const me = useMe();
  const classId = me.roles.find((held) => held.role === 'teacher')?.classId ?? null;
  const note = today.absences.find((absence) => absence.adultId === me.adultId);
  const now = today.date === me.today;
  const out = words.say(now ? 'my_class.out' : 'my_class.out_then');
  const save = useChange(saveAbsence, () => announce(out));
  const withdraw = useChange(withdrawAbsence);
  if (classId === null) return null;
  return (
    <div className={styles.me}>
      {note === undefined ? (
        <Button
          isPending={save.isPending}
          onPress={() => save.mutate({ body: { date: today.date, kind: 'substitute', adultId: me.adultId, classId } })}
        >
          {words.say(now ? 'my_class.i_am_out' : 'my_class.i_am_out_then')}
        </Button>
      ) : (
        <>
          <p>{out}</p>
          <Button isPending={withdraw.isPending} onPress={() => withdraw.mutate({ params: { absenceId: note.id } })}>
            {words.say('my_class.i_am_here')}
          </Button>
        </>
      )}
      <FaultNotice fault={save.error ?? withdraw.error} />
    </div>
  );
}

function WhoIsAbsent({ today }: { readonly today: Today }) {
  const words = useWords();
  const me = useMe();
  const read = useRead(listStudents, { query: { limit: 200 } });
  return (
    <Reading read={read}>
      {({ items }) =>
        items.length > 0 && (
          <Band
            heading={words.say(today.date === me.today ? 'my_class.student_absent' : 'my_class.student_absent_then')}
            lead={words.say('my_class.student_absent_hint')}
          >
            <div className={styles.members}>
              {items.map((student) => (
                <StudentChip
                  key={student.id}
                  studentId={student.id}
                  label={student.preferredName ?? student.givenName}
                  today={today}
                />
              ))}
            </div>
          </Band>
        )
      }
    </Reading>
  );
}
