import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { readToday, type Today } from '#contract/session.ts';
import { addDays, weekdayOf } from '#domain/school-day/calendar.ts';
import { CallFault } from '../../client/call-fault.ts';
import { useRead } from '../../client/queries.ts';
import { FirstSteps } from '../../house/first-steps.tsx';
import { holds, useMe } from '../../house/me.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { useCardsRead } from '../card/unread-cards.tsx';
import { BrokenTimes } from '../plan/broken-times.tsx';
import { KeptDay } from '../vault/kept-day.tsx';
import { KeptLine } from '../vault/kept-line.tsx';
import { RefusedLine } from '../vault/refused-line.tsx';
import { RepairOffer } from '../plan/repair-offer.tsx';
import { SessionDialog } from '../week/session-dialog.tsx';
import { AlsoOut } from './also-out.tsx';
import { daySchools } from './day-schools.ts';
import { MyClassToday } from './my-class-today.tsx';
import { MeetingRow } from './meeting-row.tsx';
import { OutDialog } from './out-dialog.tsx';
import { useWallTime } from './now.ts';
import { SessionRow } from './session-row.tsx';
import { StillOpen } from './still-open.tsx';
import styles from './today.module.css';

/** The day of whoever is signed in: a therapist's sessions, or the visits to a teacher's class. */
export function TodayScreen() {
  const me = useMe();
  const { date = me.today } = useSearch({ from: '/house/today' });
  const read = useRead(readToday, { query: { date } }, { refetchInterval: 60_000 });
  const therapist = holds(me, 'therapist', 'assistant');
  const offline = read.failureReason instanceof CallFault && read.failureReason.status === 0;
  if (therapist && offline && read.data === undefined) return <KeptDay />;
  return (
    <Reading read={read}>
      {(today) => (therapist ? <TherapistDay key={today.date} today={today} /> : <MyClassToday today={today} />)}
    </Reading>
  );
}

function TherapistDay({ today }: { readonly today: Today }) {
  const words = useWords();
  const me = useMe();
  const [open, setOpen] = useState<'add' | 'out' | null>(null);
  const mayPlan = holds(me, 'therapist');
  const isToday = today.date === me.today;
  const add = mayPlan && <Button onPress={() => setOpen('add')}>{words.say('session.add')}</Button>;
  const { where, notes } = daySchools(today, words);
  const cards = useCardsRead();
  const isOut = today.absences.some((absence) => absence.adultId === me.adultId);
  const closed = today.schools.length > 0 && today.schools.every((school) => !school.schoolDay);

  return (
    <Page
      title={words.say('today.title')}
      heading={words.day(today.date, 'long')}
      lead={[...where, ...notes, ...(cards === null ? [] : [cards])].join(' · ')}
      actions={
        <>
          <DayLinks date={today.date} today={me.today} />
          <a className={buttonClass('plain')} href="/classroom/new">
            {words.say('today.unplanned')}
          </a>
          <Link to="/today/sheets" search={{ date: today.date }} className={buttonClass('quiet')}>
            {words.say('today.sheets')}
          </Link>
          <Link to="/today/hand-over" search={{ date: today.date }} className={buttonClass('quiet')}>
            {words.say('hand_over.link')}
          </Link>
          {mayPlan && today.date >= me.today && (
            <Button onPress={() => setOpen('out')}>{words.say(isOut ? 'out.change' : 'out.i_am_out')}</Button>
          )}
          {add}
        </>
      }
    >
      <RefusedLine />
      {mayPlan && isToday && <BrokenTimes />}
      {today.sessions.length === 0 && <FirstSteps />}
      {mayPlan && isToday && <RepairOffer />}
      {isOut && <Notice tone="attention">{words.say('out.marked')}</Notice>}
      {closed && <Notice>{words.say('today.no_school')}</Notice>}
      {today.sessions.length === 0 ? (
        <EmptyState title={words.say('today.none')} action={add}>
          {mayPlan && words.say('today.none_why')}
        </EmptyState>
      ) : (
        <>
          <p className={styles.hint} data-screen-only>
            {words.say('today.hint')}
          </p>
          <DayList today={today} isToday={isToday} />
        </>
      )}
      {isToday && <KeptLine date={today.date} />}
      <AlsoOut today={today} />
      <StillOpen today={today} />
      {open === 'add' && <SessionDialog date={today.date} onClose={() => setOpen(null)} />}
      {open === 'out' && <OutDialog date={today.date} onClose={() => setOpen(null)} />}
    </Page>
  );
}

export function DayLinks({ date, today }: { readonly date: string; readonly today: string }) {
  const words = useWords();
  const weekday = weekdayOf(date);
  const before = addDays(date, weekday === 1 ? -3 : -1);
  const after = addDays(date, weekday >= 5 ? 8 - weekday : 1);
  return (
    <nav className={styles.days} aria-label={words.say('today.title')}>
      <Link
        to="/today"
        search={{ date: before }}
        className={buttonClass('icon')}
        aria-label={words.say('today.earlier_day')}
      >
        <Arrow back />
      </Link>
      {date !== today && (
        <Link to="/today" className={buttonClass('plain')}>
          {words.say('today.back_to_today')}
        </Link>
      )}
      <Link
        to="/today"
        search={{ date: after }}
        className={buttonClass('icon')}
        aria-label={words.say('today.later_day')}
      >
        <Arrow />
      </Link>
    </nav>
  );
}

export function Arrow({ back = false }: { readonly back?: boolean }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d={back ? 'M10 3L5 8l5 5' : 'M6 3l5 5-5 5'} fill="none" stroke="currentColor" strokeWidth="1.75" />
    </svg>
  );
}

type Entry =
  | { readonly kind: 'session'; readonly at: string; readonly session: Today['sessions'][number] }
  | { readonly kind: 'work'; readonly at: string; readonly work: Today['work'][number] }
  | { readonly kind: 'meeting'; readonly at: string; readonly meeting: Today['touchBases'][number] }
  | { readonly kind: 'now'; readonly at: string };

/** Sessions and other work in order; on the day itself with a line where the day has got to. */
function DayList({ today, isToday }: { readonly today: Today; readonly isToday: boolean }) {
  const words = useWords();
  const me = useMe();
  const now = useWallTime(me);
  const entries: Entry[] = [
    ...today.sessions.map((session) => ({ kind: 'session' as const, at: session.starts, session })),
    ...today.work
      .filter((work) => work.kind !== 'at_school')
      .map((work) => ({ kind: 'work' as const, at: work.starts, work })),
    ...today.touchBases.map((meeting) => ({ kind: 'meeting' as const, at: meeting.starts, meeting })),
  ].toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const next = isToday
    ? today.sessions.find((session) => session.ends > now && session.status === 'planned' && session.closedAt === null)
        ?.id
    : undefined;
  if (isToday) {
    // Above what has not ended yet, so that the session that runs stands right below the line.
    const ends = (entry: Entry) =>
      entry.kind === 'session'
        ? entry.session.ends
        : entry.kind === 'work'
          ? entry.work.ends
          : entry.kind === 'meeting'
            ? entry.meeting.ends
            : entry.at;
    const place = entries.findIndex((entry) => ends(entry) > now);
    entries.splice(place < 0 ? entries.length : place, 0, { kind: 'now', at: now });
  }
  return (
    <ol className={styles.list} aria-label={words.say('today.sessions')}>
      {entries.map((entry) => {
        if (entry.kind === 'session')
          return (
            <SessionRow
              key={entry.session.id}
              session={entry.session}
              today={today}
              isNext={entry.session.id === next}
            />
          );
        if (entry.kind === 'now') {
          return (
            <li key="now" className={styles.now} aria-label={words.say('today.now_at', { time: words.time(now) })}>
              <span aria-hidden="true">{words.say('today.now')}</span>
            </li>
          );
        }
        if (entry.kind === 'meeting') return <MeetingRow key={entry.meeting.slotId} meeting={entry.meeting} />;
        const { work } = entry;
        return (
          <li key={`${work.kind} ${work.starts}`} className={styles.work}>
            <span className={styles.time}>{words.time(work.starts)}</span>
            <span>
              {work.label === ''
                ? words.say(`work.${work.kind as Exclude<typeof work.kind, 'at_school'>}`)
                : work.label}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
