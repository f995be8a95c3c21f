import { Link } from '@tanstack/react-router';
import { listClasses } from '#contract/class.ts';
import { listSchools } from '#contract/school.ts';
import { listSessions } from '#contract/session.ts';
import { listStudents } from '#contract/student.ts';
import type { Role } from '#domain/caseload/roles.ts';
import { addDays } from '#domain/school-day/calendar.ts';
import type { WordId } from '#words/words.ts';
import { useRead } from '../client/queries.ts';
import { Band } from '../parts/band.tsx';
import { useWords } from '../parts/words.tsx';
import styles from './first-steps.module.css';
import { holds, useMe } from './me.tsx';

/** A planned session is looked for in the coming weeks. */
const aheadDays = 13;

interface Step {
  readonly name: 'school' | 'caseload' | 'class' | 'colleagues' | 'session' | 'see';
  readonly to?: '/school' | '/caseload/import' | '/classes' | '/colleagues' | '/week';
  readonly roles: readonly Role[];
  readonly done: boolean;
}

/** The way from an empty school to an answer, for whoever sets it up; gone once the first session is planned. */
export function FirstSteps() {
  const words = useWords();
  const me = useMe();
  const setsUp = !me.demo && holds(me, 'therapist', 'coordinator');
  const therapist = holds(me, 'therapist');
  const schools = useRead(listSchools, {}, { enabled: setsUp }).data?.items;
  const classes = useRead(listClasses, {}, { enabled: setsUp }).data?.items;
  const students = useRead(listStudents, { query: { limit: 1 } }, { enabled: setsUp && therapist }).data?.items;
  const ahead = { from: me.today, to: addDays(me.today, aheadDays) };
  const sessions = useRead(listSessions, { query: ahead }, { enabled: setsUp && therapist }).data?.items;
  if (!setsUp || schools === undefined || classes === undefined) return null;
  if (therapist && (students === undefined || sessions === undefined)) return null;

  const steps: readonly Step[] = [
    {
      name: 'school',
      to: '/school',
      roles: ['therapist', 'coordinator'],
      done: schools.some(({ rooms, places, dates }) => rooms.length + places.length + dates.length > 0),
    },
    {
      name: 'caseload',
      to: '/caseload/import',
      roles: ['therapist', 'coordinator'],
      done: therapist ? (students ?? []).length > 0 : classes.some((one) => one.adults.length > 0),
    },
    {
      name: 'class',
      to: '/classes',
      roles: ['therapist', 'coordinator'],
      done: classes.some(({ routines }) => routines > 0),
    },
    {
      name: 'colleagues',
      to: '/colleagues',
      roles: ['therapist', 'coordinator'],
      done: false,
    },
    { name: 'session', to: '/week', roles: ['therapist'], done: (sessions ?? []).length > 0 },
    { name: 'see', roles: ['therapist'], done: false },
  ];
  const mine = steps.filter(({ roles }) => holds(me, ...roles));
  // Whether the others are done cannot be told from here: the list goes with the last of those that can.
  const told: readonly Step['name'][] = ['school', 'caseload', 'class', 'session'];
  if (mine.every(({ name, done }) => done || !told.includes(name))) return null;
  const next = mine.find(({ done }) => !done);
  return (
    <Band heading={words.say('first_steps.title')} lead={words.say('first_steps.lead')}>
      <ol className={styles.steps}>
        {mine.map(({ name, to, done }) => (
          <li key={name} className={name === next?.name ? styles.next : undefined}>
            <span className={styles.name}>
              {to === undefined ? title(name) : <Link to={to}>{title(name)}</Link>}
              {done && <span className={styles.done}>{words.say('first_steps.done')}</span>}
            </span>
            <span className={styles.why}>{words.say(`first_steps.${name}_why`)}</span>
          </li>
        ))}
      </ol>
    </Band>
  );

  function title(name: Step['name']): string {
    return words.say(`first_steps.${name}` satisfies WordId);
  }
}
