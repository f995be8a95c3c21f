import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { readPack, readToday, type SessionLine, type SessionPack, type Today } from '#contract/session.ts';
import { readStudent, type StudentRecord } from '#contract/student.ts';
import { listVisits, type Visit } from '#contract/visit.ts';
import type { Words } from '#words/words.ts';
import { useRead, useReads } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { DayField } from '../../parts/field.tsx';
import { Mark } from '../../parts/mark/mark.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { paperColumns, paperColumnWord } from '../classroom/paper-columns.ts';
import { SheetRows } from './data-sheets-screen.tsx';
import styles from './hand-over.module.css';
import { sessionName, sessionPlace } from './session-words.ts';

/**
 * A day in one print, for whoever takes it over: where to be, what was agreed, who is there by label, the goals in plain words, how
 * to help, what to write down, and the sheets to write on. No name of a student is on it; the list of labels is told by mouth.
 */
export function HandOverScreen() {
  const words = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const { date = me.today } = useSearch({ from: '/house/today/hand-over' });
  const day = useRead(readToday, { query: { date } });
  const visits = useRead(listVisits, { query: { date } });
  return (
    <Page
      title={words.say('hand_over.title')}
      heading={words.say('hand_over.heading', { name: me.name, day: words.day(date, 'long') })}
      lead={words.say('hand_over.lead')}
      actions={
        <>
          <Link to="/today" search={{ date }} className={buttonClass('quiet')}>
            {words.say('sheets.back')}
          </Link>
          <Button kind="main" onPress={() => window.print()}>
            {words.say('sheets.print')}
          </Button>
        </>
      }
    >
      <div className={styles.day} data-screen-only>
        <DayField
          label={words.say('hand_over.day')}
          value={date}
          onChange={(next) => navigate({ to: '/today/hand-over', search: { date: next } })}
        />
      </div>
      <Reading read={day}>
        {(today) => <Reading read={visits}>{(plans) => <Day today={today} visits={plans.visits} />}</Reading>}
      </Reading>
    </Page>
  );
}

function Day({ today, visits }: { readonly today: Today; readonly visits: readonly Visit[] }) {
  const words = useWords();
  const sessions = today.sessions.filter(({ status }) => status === 'planned');
  const studentIds = [...new Set(sessions.flatMap(({ members }) => members?.map((one) => one.studentId) ?? []))];
  const read = useReads(
    readStudent,
    studentIds.map((studentId) => ({ params: { studentId } })),
  );
  const students = new Map(read.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data] as const])));
  if (sessions.length === 0) return <EmptyState title={words.say('today.none')} />;
  const timetable = [
    ...sessions.map((session) => ({
      at: session.starts,
      text: [
        words.timeSpan(session.starts, session.ends),
        sessionName(session, words),
        sessionPlace(session, words),
        session.schoolName,
      ],
    })),
    ...today.touchBases.map((one) => ({
      at: one.starts,
      text: [
        words.timeSpan(one.starts, one.ends),
        words.say('hand_over.touch_base', { who: words.list(one.adultNames), class: one.className }),
      ],
    })),
    ...today.work.map((one) => ({
      at: one.starts,
      text: [
        words.timeSpan(one.starts, one.ends),
        words.sayIfKnown(`work.${one.kind}`) ?? one.label,
        one.label,
        one.schoolName ?? '',
      ],
    })),
  ].toSorted((a, b) => (a.at < b.at ? -1 : 1));
  return (
    <>
      <section className={styles.part}>
        <h2>{words.say('hand_over.timetable')}</h2>
        <ul className={styles.plain}>
          {timetable.map(({ at, text }) => (
            <li key={`${at} ${text.join()}`}>{[...new Set(text)].filter(Boolean).join(' · ')}</li>
          ))}
        </ul>
      </section>
      <HowToWrite />
      {sessions.map((session) => (
        <SessionHandOver
          key={session.id}
          session={session}
          plan={visits.find(({ sessionId }) => sessionId === session.id)?.plan ?? null}
          students={students}
        />
      ))}
    </>
  );
}

/** The same marks as on the sheets, each in words. */
function HowToWrite() {
  const words = useWords();
  return (
    <section className={styles.part}>
      <h2>{words.say('hand_over.marks')}</h2>
      <ul className={styles.marks}>
        {paperColumns.map((column) => (
          <li key={column.id}>
            <Mark name={column.mark} size={16} />{' '}
            {paperColumnWord(column, words, (by) =>
              words.say(by === 'therapist' ? 'sheets.therapist' : `classroom.giver.${by}`),
            )}
          </li>
        ))}
      </ul>
      <p>{words.say('hand_over.how')}</p>
    </section>
  );
}

function SessionHandOver({
  session,
  plan,
  students,
}: {
  readonly session: SessionLine;
  readonly plan: Visit['plan'] | null;
  readonly students: ReadonlyMap<string, StudentRecord>;
}) {
  const words = useWords();
  const read = useRead(readPack, { params: { sessionId: session.id } });
  const name = sessionName(session, words);
  const place = sessionPlace(session, words);
  return (
    <section className={styles.session} aria-label={`${words.time(session.starts)} ${name}`}>
      <h2>
        {words.timeSpan(session.starts, session.ends)} {name}
        <span className={styles.quiet}>
          {[place, words.say(`delivery.${session.delivery}`), session.teacherName ?? '']
            .filter(Boolean)
            .map((part) => ` · ${part}`)}
        </span>
      </h2>
      <Agreed session={session} plan={plan} />
      <Reading read={read}>
        {(pack) => (
          <>
            <Members pack={pack} students={students} />
            <SheetRows pack={pack} />
          </>
        )}
      </Reading>
    </section>
  );
}

function Agreed({ session, plan }: { readonly session: SessionLine; readonly plan: Visit['plan'] | null }) {
  const words = useWords();
  const format = plan?.coTeachingFormat ?? session.coTeachingFormat;
  const lines = [
    format === null ? '' : words.say(`co_teaching.${format}`),
    plan?.activity ?? session.activity,
    said('hand_over.your_part', plan?.therapistPart ?? session.myPart, words),
    said('hand_over.class_part', plan?.classPart ?? session.theirPart, words),
    said('hand_over.materials', plan?.materials || (session.materials ?? ''), words),
    said('hand_over.visuals', plan?.visuals ?? '', words),
    said('hand_over.strategies', words.list(plan?.strategies.map((one) => one.name) ?? []), words),
    said('hand_over.look_for', session.lookFor ?? '', words),
  ].filter(Boolean);
  return (
    <ul className={styles.plain}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function said(
  word: `hand_over.${'your_part' | 'class_part' | 'materials' | 'visuals' | 'strategies' | 'look_for'}`,
  what: string,
  words: Words,
): string {
  return what === '' ? '' : words.say(word, { what });
}

/** Each student by label: goals in plain words, what is worked on, how long to wait, how to help, and from least to most. */
function Members({
  pack,
  students,
}: {
  readonly pack: SessionPack;
  readonly students: ReadonlyMap<string, StudentRecord>;
}) {
  const words = useWords();
  const cueSets = new Map(pack.cueSets.map((one) => [one.id, one.kinds]));
  return (
    <ul className={styles.members}>
      {pack.members.map((member) => {
        const student = students.get(member.studentId);
        const apart = student?.keptApart?.map(({ label }) => label).filter(Boolean) ?? [];
        const notes = [...pack.carryBack, ...(pack.fromRoom ?? [])].filter(
          ({ studentId }) => studentId === member.studentId,
        );
        return (
          <li key={member.studentId}>
            <h3>{member.label}</h3>
            <ul className={styles.plain}>
              {member.goals.map((goal) => {
                const wording = student?.goals?.find(({ id }) => id === goal.goalId);
                const targets = goal.targets.filter(({ status, text }) => status !== 'later' && text !== '');
                const kinds = goal.cueSetId === null ? [] : (cueSets.get(goal.cueSetId) ?? []);
                return (
                  <li key={goal.goalId}>
                    <strong>{goal.tag}</strong> {wording?.plainWords || wording?.officialWording}
                    <span className={styles.quiet}>
                      {[
                        targets.length === 0
                          ? ''
                          : words.say('hand_over.targets', { list: words.list(targets.map(({ text }) => text)) }),
                        words.say('hand_over.wait', { seconds: goal.waitSeconds }),
                        kinds.length === 0
                          ? ''
                          : words.say('hand_over.cues', {
                              list: kinds.map(({ code, label }) => `${code} ${label}`).join(' → '),
                            }),
                        words.say(`response_mode.${goal.responseMode}`),
                      ]
                        .filter(Boolean)
                        .map((part) => ` · ${part}`)}
                    </span>
                  </li>
                );
              })}
              {notes.map(({ eventId, text }) => (
                <li key={eventId}>{words.say('hand_over.from_before', { what: text })}</li>
              ))}
              {apart.length > 0 && <li>{words.say('hand_over.apart', { list: words.list(apart) })}</li>}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}
