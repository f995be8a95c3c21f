import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { listSchools } from '#contract/school.ts';
import { listSessions, type SessionLine } from '#contract/session.ts';
import { addDays, mondayOf } from '#domain/school-day/calendar.ts';
import { useRead } from '../../client/queries.ts';
import { holds, useMe } from '../../house/me.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { DeliverySign } from '../../parts/delivery-sign.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { SelectField } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { Reading } from '../../parts/reading.tsx';
import { useWords } from '../../parts/words.tsx';
import { cancelledWhy, sessionName, sessionPlace, sessionState } from '../today/session-words.ts';
import { Arrow } from '../today/today-screen.tsx';
import { SessionDialog } from './session-dialog.tsx';
import { SessionMenu } from './session-menu.tsx';
import styles from './week.module.css';

const mine = 'me';

/** The week as a list by day: one's own sessions, or those of a school. */
export function WeekScreen() {
  const words = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const search = useSearch({ from: '/house/week' });
  const monday = mondayOf(search.from ?? me.today);
  const friday = addDays(monday, 4);
  const leads = holds(me, 'therapist', 'assistant');
  const schools = useRead(listSchools, {}).data?.items ?? [];
  const whose = search.of ?? (leads ? mine : (schools[0]?.id ?? mine));
  const read = useRead(listSessions, {
    query: { from: monday, to: friday, ...(whose === mine ? {} : { schoolId: whose }) },
  });
  const [adding, setAdding] = useState<string | null>(null);
  const mayPlan = holds(me, 'therapist') && whose === mine;
  const startOn = me.today >= monday && me.today <= friday ? me.today : monday;
  const add = mayPlan && (
    <Button kind="main" onPress={() => setAdding(startOn)}>
      {words.say('session.add')}
    </Button>
  );
  const weekOf = (from: string) => ({ from, ...(search.of === undefined ? {} : { of: search.of }) });
  const isThisWeek = monday === mondayOf(me.today);

  return (
    <Page
      title={words.say('week.title')}
      heading={words.say('week.of', { day: words.day(monday, 'plain') })}
      actions={
        <>
          <nav className={styles.weeks} aria-label={words.say('week.title')}>
            <Link
              to="/week"
              search={weekOf(addDays(monday, -7))}
              className={buttonClass('icon')}
              aria-label={words.say('week.before')}
            >
              <Arrow back />
            </Link>
            {!isThisWeek && (
              <Link to="/week" search={weekOf(mondayOf(me.today))} className={buttonClass('plain')}>
                {words.say('week.this')}
              </Link>
            )}
            <Link
              to="/week"
              search={weekOf(addDays(monday, 7))}
              className={buttonClass('icon')}
              aria-label={words.say('week.after')}
            >
              <Arrow />
            </Link>
          </nav>
          {add}
        </>
      }
    >
      {(schools.length > 1 || leads) && schools.length > 0 && (
        <div className={styles.whose} data-screen-only>
          <SelectField
            label={words.say('week.whose')}
            options={[
              ...(leads ? [{ value: mine, label: words.say('week.mine') }] : []),
              ...schools.map(({ id, name }) => ({ value: id, label: words.say('week.school', { school: name }) })),
            ]}
            value={whose}
            onChange={(of) => navigate({ to: '/week', search: { from: monday, ...(of === mine ? {} : { of }) } })}
          />
        </div>
      )}
      <Reading read={read}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={words.say('week.none')} action={add}>
              {words.say(whose === mine ? 'week.none_why' : 'week.none_others')}
            </EmptyState>
          ) : (
            <Days monday={monday} sessions={items} others={whose !== mine} />
          )
        }
      </Reading>
      {adding !== null && <SessionDialog date={adding} onClose={() => setAdding(null)} />}
    </Page>
  );
}

function Days({
  monday,
  sessions,
  others,
}: {
  readonly monday: string;
  readonly sessions: readonly SessionLine[];
  readonly others: boolean;
}) {
  const words = useWords();
  const me = useMe();
  const days = [0, 1, 2, 3, 4].map((shift) => addDays(monday, shift));
  return (
    <div className={styles.list}>
      {days.map((day) => {
        const ofDay = sessions.filter((session) => session.date === day);
        return (
          <section
            key={day}
            className={`${styles.day} ${day === me.today ? styles.today : ''}`}
            aria-labelledby={`day-${day}`}
          >
            <h2 id={`day-${day}`}>
              <Link to="/today" search={{ date: day }} className={styles.dayLink}>
                {words.day(day, 'short')}
              </Link>
            </h2>
            {ofDay.length === 0 ? (
              <p className={styles.quiet}>{words.say('week.nothing_on_day')}</p>
            ) : (
              <ol>
                {ofDay.map((session) => (
                  <Line key={session.id} session={session} others={others} />
                ))}
              </ol>
            )}
          </section>
        );
      })}
    </div>
  );
}

function Line({ session, others }: { readonly session: SessionLine; readonly others: boolean }) {
  const words = useWords();
  const name = sessionName(session, words);
  const state = sessionState(session);
  const quiet = [
    sessionPlace(session, words),
    session.delivery === 'pull_out' ? null : session.teacherName,
    others ? words.say('week.with', { name: session.adultName }) : null,
    state === 'recorded' ? words.say('today.recorded') : null,
    state === 'cancelled' ? cancelledWhy(session, words) : null,
  ].filter((part) => part !== null && part !== '');
  return (
    <li className={`${styles.line} ${state === 'cancelled' ? styles.cancelled : ''}`}>
      <span className={styles.time}>{words.timeSpan(session.starts, session.ends)}</span>
      <DeliverySign of={session.delivery} label={words.say(`delivery.${session.delivery}`)} />
      <span className={styles.what}>
        <span className={styles.name}>{name}</span>
        {quiet.length > 0 && <span className={styles.quiet}>{quiet.join(' · ')}</span>}
      </span>
      <span className={styles.labels}>
        {(session.members ?? []).map((member) => (
          <span key={member.studentId} className={styles.label}>
            {member.label}
          </span>
        ))}
      </span>
      <span className={styles.menu} data-screen-only>
        <SessionMenu session={session} name={name} />
      </span>
    </li>
  );
}
