import { useWords } from '../../parts/words.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { Key } from './key.tsx';
import { memberOf } from './session-moves.ts';
import { Sheet } from './sheet.tsx';

/** Who leaves, who is absent after all, who comes in. */
export function WhoSheet() {
  const words = useWords();
  const { record, tap, show } = useClassroom();
  const here = record.chips.filter((chip) => chip.here);
  const outside = [...record.chips.filter((chip) => !chip.here), ...record.mayJoin];
  return (
    <Sheet heading={words.say('classroom.who_title')} onClose={() => show(null)}>
      <ul className={styles.rows}>
        {here.map(({ studentId, label }) => (
          <li key={studentId}>
            <strong>{label}</strong>
            <Key
              name={words.say('classroom.leaves', { label })}
              onPress={() => tap(`${studentId} left`, [{ kind: 'left', studentId, reason: 'called_away' }])}
            >
              {words.say('classroom.leaves_now')}
            </Key>
            <Key
              name={words.say('classroom.absent', { label })}
              onPress={() => tap(`${studentId} absent`, [{ kind: 'left', studentId, reason: 'absent' }])}
            >
              {words.say('classroom.was_absent')}
            </Key>
          </li>
        ))}
        {outside.map((member) => (
          <li key={member.studentId}>
            <strong>{member.label}</strong>
            <Key
              name={words.say('classroom.joins', { label: member.label })}
              onPress={() => tap(`${member.studentId} joined`, [{ kind: 'joined', ...memberOf(member) }])}
            >
              {words.say('classroom.joins_now')}
            </Key>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
