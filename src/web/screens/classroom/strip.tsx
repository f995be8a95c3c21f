import { Mark } from '../../parts/mark/mark.tsx';
import { useWords } from '../../parts/words.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { Key } from './key.tsx';
import { selectedChip, selectedGoal } from './pad-state.ts';
import { type Chip, lastMarks, markCount, observationsOf, tallyOfGoal } from './record.ts';

const marksShown = 5;

/** A chip for each student: pressed once it is selected, pressed again it goes to the next goal. */
export function Strip() {
  const words = useWords();
  const { chips, pad } = useClassroom();
  const selected = selectedChip(pad, chips);
  if (chips.length === 0) return <p className={styles.hint}>{words.say('classroom.nobody')}</p>;
  return (
    <ul className={styles.strip} aria-label={words.say('classroom.students')}>
      {chips.map((chip) => (
        <li key={chip.studentId}>
          <StudentChip chip={chip} isSelected={chip === selected} />
        </li>
      ))}
    </ul>
  );
}

function StudentChip({ chip, isSelected }: { readonly chip: Chip; readonly isSelected: boolean }) {
  const words = useWords();
  const { record, pad, move } = useClassroom();
  const goal = selectedGoal(pad, chip);
  if (!chip.here) {
    return (
      <Key look="chip" isDisabled name={words.say('classroom.chip_away', { label: chip.label })}>
        <span className={styles.chipHead}>
          <strong>{chip.label}</strong>
        </span>
        <span className={styles.hint}>{words.say('classroom.away')}</span>
      </Key>
    );
  }
  const seen = goal === null ? [] : observationsOf(record, chip.studentId, goal.goalId);
  const count = goal === null ? 0 : markCount(seen, tallyOfGoal(record, chip.studentId, goal.goalId));
  const name = [
    words.say('classroom.chip', { label: chip.label, tag: goal?.tag ?? '–', count }),
    ...(goal === null || chip.goals.length < 2
      ? []
      : [words.say('classroom.chip_goals', { place: chip.goals.indexOf(goal) + 1, all: chip.goals.length })]),
  ].join(' ');
  return (
    <Key
      look="chip"
      on={isSelected}
      name={name}
      onPress={() => move({ kind: 'press_chip', studentId: chip.studentId })}
    >
      <span className={styles.chipHead}>
        <strong>{chip.label}</strong> <span className={styles.tag}>{goal?.tag ?? '–'}</span>
      </span>{' '}
      <span className={styles.chipMarks}>
        {lastMarks(seen, marksShown).map((mark, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: marks have nothing else to be told apart by
          <Mark key={index} name={mark} size={14} />
        ))}
        {count > 0 && <span className={styles.chipCount}>{words.count(count)}</span>}
      </span>
      {chip.goals.length > 1 && (
        <span className={styles.dots} aria-hidden="true">
          {chip.goals.map((one) => (
            <i key={one.goalId} data-on={one === goal || undefined} />
          ))}
        </span>
      )}
    </Key>
  );
}
