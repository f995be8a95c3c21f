import { ToggleButton } from 'react-aria-components/ToggleButton';
import { saveAbsence, type Today, withdrawAbsence } from '#contract/session.ts';
import { useChange } from '../../client/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './today.module.css';

/** A student's label: one tap says that they are absent that day, another that they are here after all. */
export function StudentChip({
  studentId,
  label,
  shown = label,
  today,
}: {
  readonly studentId: string;
  readonly label: string;
  /** What is written on it where the label alone says too little. */
  readonly shown?: string;
  readonly today: Today;
}) {
  const words = useWords();
  const note = today.absences.find((absence) => absence.studentId === studentId);
  const absent = note !== undefined;
  const save = useChange(saveAbsence, () => announce(words.say('today.said_absent', { label })));
  const withdraw = useChange(withdrawAbsence, () => announce(words.say('today.said_here', { label })));
  // Never disabled: whoever works with keys would lose their place.
  const toggle = () => {
    if (save.isPending || withdraw.isPending) return;
    if (note === undefined) save.mutate({ body: { date: today.date, kind: 'absent', studentId } });
    else withdraw.mutate({ params: { absenceId: note.id } });
  };
  return (
    <>
      <ToggleButton
        className={styles.chip}
        isSelected={absent}
        onChange={toggle}
        aria-label={words.say(absent ? 'today.member_absent' : 'today.member_here', { label })}
      >
        <span className={styles.label}>{shown}</span>{' '}
        {absent && <span className={styles.out}>{words.say('today.absent')}</span>}
      </ToggleButton>
      <FaultNotice fault={save.error ?? withdraw.error} />
    </>
  );
}

/** A teacher's name: one tap says that they have a substitute that day. */
export function TeacherChip({ classId, today }: { readonly classId: string; readonly today: Today }) {
  const words = useWords();
  const teacher = today.teachers.find((one) => one.classId === classId);
  const note = today.absences.find((absence) => absence.adultId !== null && absence.adultId === teacher?.adultId);
  const save = useChange(saveAbsence, () => announce(words.say('today.said_out', { name: teacher?.shortName ?? '' })));
  const withdraw = useChange(withdrawAbsence, () =>
    announce(words.say('today.said_here', { label: teacher?.shortName ?? '' })),
  );
  if (teacher === undefined) return null;
  const name = teacher.shortName;
  const toggle = () => {
    if (save.isPending || withdraw.isPending) return;
    if (note === undefined)
      save.mutate({ body: { date: today.date, kind: 'substitute', adultId: teacher.adultId, classId } });
    else withdraw.mutate({ params: { absenceId: note.id } });
  };
  const substitute =
    note?.substituteName == null
      ? words.say('today.substitute')
      : words.say('today.substitute_is', { name: note.substituteName });
  return (
    <>
      <ToggleButton
        className={styles.teacher}
        isSelected={note !== undefined}
        onChange={toggle}
        aria-label={words.say(note === undefined ? 'today.teacher_here' : 'today.teacher_out', { name, substitute })}
      >
        <span className={styles.name}>{name}</span>{' '}
        {note !== undefined && <span className={styles.out}>{substitute}</span>}
      </ToggleButton>
      <FaultNotice fault={save.error ?? withdraw.error} />
    </>
  );
}
