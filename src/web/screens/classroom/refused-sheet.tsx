import { useState } from 'react';
import { deviceOutbox } from '../../outbox/device.ts';
import { announce } from '../../parts/announce.tsx';
import { useWords } from '../../parts/words.tsx';
import { Choices } from './choices.tsx';
import { useClassroom } from './classroom.ts';
import { addressOfSession } from './classroom-address.ts';
import styles from './classroom.module.css';
import { type Correction, correctedBody, hasText, isCorrectable, mayNameAnother } from './correction.ts';
import { Key } from './key.tsx';
import type { RefusedHere } from './recording.ts';
import { instantAt, wallClockAt } from './school-time.ts';
import { Sheet } from './sheet.tsx';
import { asSentence, eventInWords } from './tap-words.ts';

/** What the server did not take, each with its reason: it stays here until it is said otherwise or its reason is mended. */
export function RefusedSheet() {
  const words = useWords();
  const { pack, refused, show } = useClassroom();
  const [correcting, setCorrecting] = useState<string | null>(null);
  return (
    <Sheet heading={words.say('classroom.refused_title')} onClose={() => show(null)}>
      {refused.length === 0 ? (
        <p>{words.say('classroom.refused_none')}</p>
      ) : (
        <p>{words.say('classroom.refused_lead')}</p>
      )}
      <ul className={styles.rows}>
        {refused.map((one) => {
          const { id, event, code } = one;
          const isHere = event.sessionId === pack.sessionId;
          const what = isHere ? asSentence(eventInWords(words, pack, event)) : words.say('classroom.refused_of_other');
          return (
            <li key={id}>
              <span>
                {what} <span className={styles.hint}>{words.instant(event.occurredAt, pack.zone, 'time')}</span>
                <br />
                <span className={styles.hint}>{words.say(`refusal.${code}`)}</span>
              </span>
              {!isHere && (
                <a className={styles.link} href={addressOfSession(event.sessionId)}>
                  {words.say('classroom.refused_open')}
                </a>
              )}
              {isHere && isCorrectable(event) && correcting !== id && (
                <Key name={words.say('classroom.refused_correct_what', { what })} onPress={() => setCorrecting(id)}>
                  {words.say('classroom.refused_correct')}
                </Key>
              )}
              {correcting === id && <CorrectForm refused={one} what={what} onDone={() => setCorrecting(null)} />}
            </li>
          );
        })}
      </ul>
      {refused.length > 0 && (
        <div className={styles.formEnd}>
          <Key look="main" onPress={() => void deviceOutbox.retry(refused.map((one) => one.id))}>
            {words.say('classroom.refused_retry')}
          </Key>
        </div>
      )}
    </Sheet>
  );
}

const untimely: ReadonlySet<RefusedHere['code']> = new Set(['in_the_future', 'too_old', 'impossible_order']);

/** Whom and what it was about, when it was: said once more, as it can be taken in. */
function CorrectForm({
  refused,
  what,
  onDone,
}: {
  readonly refused: RefusedHere;
  readonly what: string;
  readonly onDone: () => void;
}) {
  const words = useWords();
  const { pack, record, now, correct } = useClassroom();
  const { event, code } = refused;
  const recorded = wallClockAt(Date.parse(event.occurredAt), pack.zone);
  const today = wallClockAt(now(), pack.zone);
  const usual = untimely.has(code) ? (today.date === pack.date ? today.time : pack.starts) : recorded.time;
  const [studentId, setStudent] = useState('studentId' in event ? (event.studentId ?? '') : '');
  const [goalId, setGoal] = useState('goalId' in event ? (event.goalId ?? '') : '');
  const [time, setTime] = useState(usual);
  const [text, setText] = useState(hasText(event) ? event.text : '');

  const students = [...record.chips, ...record.mayJoin];
  const all = students.flatMap((student) => student.goals);
  const measure = all.find((goal) => 'goalId' in event && goal.goalId === event.goalId)?.measure;
  const goals =
    students
      .find((student) => student.studentId === studentId)
      ?.goals.filter((goal) => measure === undefined || goal.measure === measure) ?? [];
  const isMovable = mayNameAnother(event);
  const wantsGoal = isMovable && 'goalId' in event && event.goalId !== undefined;
  const isWhole =
    (!wantsGoal || goals.some((goal) => goal.goalId === goalId)) && (!hasText(event) || text.trim() !== '');

  const enter = async () => {
    const correction: Correction = {
      ...(isMovable ? { studentId } : {}),
      ...(wantsGoal ? { goalId } : {}),
      ...(hasText(event) ? { text: text.trim() } : {}),
      ...(time === recorded.time && !untimely.has(code) ? {} : { occurredAt: instantAt(pack.date, time, pack.zone) }),
    };
    if (!(await correct(refused, correctedBody(refused, correction, pack)))) return;
    announce(words.say('classroom.refused_entered'));
    onDone();
  };
  return (
    <form
      className={styles.form}
      aria-label={words.say('classroom.refused_correct_what', { what })}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void enter();
      }}
    >
      {isMovable && (
        <Choices
          label={words.say('classroom.refused_who')}
          options={students.map((student) => ({ value: student.studentId, label: student.label }))}
          value={studentId}
          onChange={(next) => {
            setStudent(next);
            setGoal('');
          }}
        />
      )}
      {wantsGoal && (
        <Choices
          label={words.say('classroom.refused_goal')}
          options={goals.map((goal) => ({ value: goal.goalId, label: goal.tag }))}
          value={goalId}
          onChange={setGoal}
        />
      )}
      {hasText(event) && (
        <label className={styles.field}>
          <span>{words.say('classroom.note_text')}</span>
          <textarea rows={3} value={text} onChange={(changed) => setText(changed.target.value)} />
        </label>
      )}
      <label className={styles.field}>
        <span>{words.say('classroom.refused_when', { day: words.day(pack.date, 'short') })}</span>
        <input type="time" required value={time} onChange={(changed) => setTime(changed.target.value)} />
      </label>
      <div className={styles.formEnd}>
        <Key look="main" type="submit" isDisabled={!isWhole}>
          {words.say('classroom.refused_enter')}
        </Key>
        <Key look="quiet" onPress={onDone}>
          {words.say('classroom.cancel')}
        </Key>
      </div>
    </form>
  );
}
