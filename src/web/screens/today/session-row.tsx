import type { SessionLine, Today } from '#contract/session.ts';
import { useMe } from '../../house/me.tsx';
import { buttonClass } from '../../parts/button.tsx';
import { DeliverySign } from '../../parts/delivery-sign.tsx';
import { useWords } from '../../parts/words.tsx';
import { UnreadCards } from '../card/unread-cards.tsx';
import { useVisits } from '../visit/use-visits.ts';
import { VisitLines } from '../visit/visit-lines.tsx';
import { SessionMenu } from '../week/session-menu.tsx';
import { StudentChip, TeacherChip } from './absent-chip.tsx';
import { cancelledWhy, coverSaid, sessionName, sessionParts, sessionPlace, sessionState } from './session-words.ts';
import { goToSession } from '../vault/go-to-session.ts';
import styles from './today.module.css';

/** One session of the day: when, how and where, who, the one line that matters, and start. */
export function SessionRow({
  session,
  today,
  isNext,
}: {
  readonly session: SessionLine;
  readonly today: Today;
  /** The one that runs now or comes next: what the screen is for. */
  readonly isNext: boolean;
}) {
  const words = useWords();
  const state = sessionState(session);
  const name = sessionName(session, words);
  const place = sessionPlace(session, words);
  const visit = useVisits(session.date).get(session.id);
  const withTeacher = session.classId !== null && session.delivery !== 'pull_out';
  return (
    <li className={`${styles.row} ${state === 'cancelled' ? styles.cancelled : ''}`}>
      <span className={styles.time}>{words.time(session.starts)}</span>
      <DeliverySign of={session.delivery} label={words.say(`delivery.${session.delivery}`)} />
      <div className={styles.what}>
        <h2 className={styles.title}>{name}</h2>
        {place !== '' && <span className={styles.place}>{place}</span>}
        {withTeacher && session.classId !== null && <TeacherChip classId={session.classId} today={today} />}
      </div>
      <div className={styles.members}>
        {(session.members ?? []).map((member) => (
          <StudentChip key={member.studentId} studentId={member.studentId} label={member.label} today={today} />
        ))}
      </div>
      <div className={styles.actions} data-screen-only>
        <StartLink session={session} name={name} isNext={isNext} />
        <SessionMenu session={session} name={name} />
      </div>
      <Lines session={session} today={today} />
      {visit !== undefined && <VisitLines visit={visit} name={name} />}
      {session.delivery === 'push_in' && state === 'planned' && <UnreadCards session={session} />}
    </li>
  );
}

/** What to look for stands first; everything else is quieter. */
function Lines({ session, today }: { readonly session: SessionLine; readonly today: Today }) {
  const words = useWords();
  const me = useMe();
  const parts = sessionParts(session, words);
  const state = sessionState(session);
  const members = session.members ?? [];
  const inLesson = session.delivery === 'push_in' || session.delivery === 'observation';
  const carried =
    session.delivery === 'pull_out'
      ? today.carryBack.filter((line) => members.some((member) => member.studentId === line.studentId))
      : [];
  const lines = [
    ...(state === 'cancelled' ? [{ key: 'cancelled', text: cancelledWhy(session, words), loud: true }] : []),
    ...(session.coveredBy === null ? [] : [{ key: 'cover', text: coverSaid(session, me.adultId, words), loud: true }]),
    ...(session.lookFor
      ? [{ key: 'look', text: words.say('today.look_for', { what: session.lookFor }), loud: true }]
      : []),
    ...carried.map((line) => {
      const label = members.find((member) => member.studentId === line.studentId)?.label ?? '';
      const values = { what: line.text, label, day: words.day(line.seenOn, 'short') };
      const text = words.say(members.length > 1 ? 'today.from_class_for' : 'today.from_class', values);
      return { key: line.eventId, text, loud: true };
    }),
    ...(inLesson ? today.fromRoom : [])
      .filter((line) => members.some((member) => member.studentId === line.studentId))
      .map((line) => {
        const label = members.find((member) => member.studentId === line.studentId)?.label ?? '';
        const values = { what: line.text, label, day: words.day(line.saidOn, 'short') };
        const text = words.say(members.length > 1 ? 'today.from_room_for' : 'today.from_room', values);
        return { key: line.eventId, text, loud: true };
      }),
    ...(parts.length > 0 ? [{ key: 'parts', text: parts.join(' · '), loud: false }] : []),
    ...(session.materials
      ? [{ key: 'bring', text: words.say('today.with', { what: session.materials }), loud: false }]
      : []),
    ...(state === 'recording' && session.openedAt !== null
      ? [
          {
            key: 'since',
            text: words.say('today.recording_since', { time: words.instant(session.openedAt, me.zone, 'time') }),
            loud: false,
          },
        ]
      : []),
    ...(state === 'recorded' ? [{ key: 'recorded', text: words.say('today.recorded'), loud: false }] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <div className={styles.lines}>
      {lines.map((line) => (
        <p key={line.key} className={line.loud ? styles.loud : styles.quiet}>
          {line.text}
        </p>
      ))}
    </div>
  );
}

function StartLink({
  session,
  name,
  isNext,
}: {
  readonly session: SessionLine;
  readonly name: string;
  readonly isNext: boolean;
}) {
  const words = useWords();
  const state = sessionState(session);
  if (state === 'cancelled') return null;
  const values = { what: name, time: words.time(session.starts) };
  const said = {
    planned: { word: words.say('today.start'), label: words.say('today.start_label', values) },
    recording: { word: words.say('today.go_on'), label: words.say('today.go_on_label', values) },
    recorded: { word: words.say('today.look_again'), label: words.say('today.look_again_label', values) },
  }[state];
  return (
    <a
      className={buttonClass(state === 'recorded' ? 'quiet' : isNext || state === 'recording' ? 'main' : 'plain')}
      href={`/classroom/${session.id}`}
      onClick={goToSession}
      aria-label={said.label}
    >
      {said.word}
    </a>
  );
}
