import { Link } from '@tanstack/react-router';
import type { TouchBaseLine } from '#contract/plan.ts';
import type { SessionLine } from '#contract/session.ts';
import { listWorkTimes, type WorkTime } from '#contract/work-time.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import { workDates } from '#domain/school-day/other-work.ts';
import type { Words } from '#words/words.ts';
import { useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { DeliverySign } from '../../parts/delivery-sign.tsx';
import { useWords } from '../../parts/words.tsx';
import { cancelledWhy, coverSaid, sessionName, sessionPlace, sessionState } from '../today/session-words.ts';
import { SessionMenu, type SessionStep } from './session-menu.tsx';
import styles from './week.module.css';

type Entry =
  | { readonly at: string; readonly session: SessionLine }
  | { readonly at: string; readonly meeting: TouchBaseLine };

/** The week as a list of days: on a phone, or where it is chosen. */
export function WeekList({
  monday,
  sessions,
  touchBases,
  others,
  movingId = null,
  onStep,
}: {
  readonly monday: string;
  readonly sessions: readonly SessionLine[];
  readonly touchBases: readonly TouchBaseLine[];
  /** Not one's own week: whose session it is, is said. */
  readonly others: boolean;
  /** The session that is being moved. */
  readonly movingId?: string | null;
  readonly onStep?: (session: SessionLine, step: SessionStep) => void;
}) {
  const words = useWords();
  const me = useMe();
  const days = [0, 1, 2, 3, 4].map((shift) => addDays(monday, shift));
  const work = useRead(listWorkTimes, {}, { enabled: !others }).data?.items ?? [];
  return (
    <div className={styles.list}>
      {days.map((day) => {
        const ofDay: Entry[] = [
          ...sessions.filter(({ date }) => date === day).map((session) => ({ at: session.starts, session })),
          ...touchBases.filter(({ date }) => date === day).map((meeting) => ({ at: meeting.starts, meeting })),
        ].toSorted((a, b) => (a.at < b.at ? -1 : 1));
        const otherWork = work.filter((one) => one.kind !== 'at_school' && workDates(one, day, day).length > 0);
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
            {otherWork.length > 0 && (
              <p className={styles.quiet}>{otherWork.map((one) => workSaid(one, words)).join(' · ')}</p>
            )}
            {ofDay.length === 0 ? (
              <p className={styles.quiet}>{words.say('week.nothing_on_day')}</p>
            ) : (
              <ol>
                {ofDay.map((entry) =>
                  'session' in entry ? (
                    <Line
                      key={entry.session.id}
                      session={entry.session}
                      others={others}
                      isMoving={entry.session.id === movingId}
                      onStep={onStep}
                    />
                  ) : (
                    <Meeting key={entry.meeting.slotId} meeting={entry.meeting} />
                  ),
                )}
              </ol>
            )}
          </section>
        );
      })}
    </div>
  );
}

function Meeting({ meeting }: { readonly meeting: TouchBaseLine }) {
  const words = useWords();
  return (
    <li className={styles.line}>
      <span className={styles.time}>{words.timeSpan(meeting.starts, meeting.ends)}</span>
      <DeliverySign of="touch_base" label={words.say('touch_base.name')} />
      <span className={styles.what}>
        <span className={styles.name}>{words.say('touch_base.with', { names: words.list(meeting.adultNames) })}</span>
        <span className={styles.quiet}>{words.say('touch_base.of_class', { class: meeting.className })}</span>
      </span>
    </li>
  );
}

function workSaid({ kind, label, starts, ends }: WorkTime, words: Words): string {
  const what = label === '' && kind !== 'at_school' ? words.say(`work.${kind}`) : label;
  return words.say('work_time.at', { what, span: words.timeSpan(starts, ends) });
}

function Line({
  session,
  others,
  isMoving,
  onStep,
}: {
  readonly session: SessionLine;
  readonly others: boolean;
  readonly isMoving: boolean;
  readonly onStep: ((session: SessionLine, step: SessionStep) => void) | undefined;
}) {
  const words = useWords();
  const me = useMe();
  const name = sessionName(session, words);
  const state = sessionState(session);
  const quiet = [
    sessionPlace(session, words),
    session.delivery === 'pull_out' ? null : session.teacherName,
    others ? words.say('week.with', { name: session.adultName }) : null,
    state === 'recorded' ? words.say('today.recorded') : null,
    session.coveredBy === null ? null : coverSaid(session, me.adultId, words),
    state === 'cancelled' ? cancelledWhy(session, words) : null,
  ].filter((part) => part !== null && part !== '');
  return (
    <li className={`${styles.line} ${state === 'cancelled' ? styles.cancelled : ''} ${isMoving ? styles.leaving : ''}`}>
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
        <SessionMenu session={session} name={name} onStep={onStep && ((step) => onStep(session, step))} />
      </span>
    </li>
  );
}
