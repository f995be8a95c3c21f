import { useWords } from '../../parts/words.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { Key } from './key.tsx';
import { selectedChip, selectedGoal, targetOf } from './pad-state.ts';

/** Marked by one press, for whoever is selected; words may be added from the line of the undo. */
export function Tools() {
  const words = useWords();
  const { show, tap, pack, pad, chips } = useClassroom();
  const chip = selectedChip(pad, chips);
  const goal = chip === null ? null : selectedGoal(pad, chip);
  const about = () => {
    const targetId = goal === null ? null : targetOf(pad, goal);
    const target = goal?.targets.find((one) => one.targetId === targetId)?.text;
    return target !== undefined && target !== '' ? target : (goal?.tag ?? '');
  };
  return (
    <div className={styles.tools}>
      {chip !== null && (
        <>
          <Key
            look="quiet"
            name={words.say('classroom.praise_for', { label: chip.label })}
            onPress={() => tap(`${chip.studentId} praise`, [{ kind: 'praise', studentId: chip.studentId, text: '' }])}
          >
            {words.say('classroom.praise')}
          </Key>
          <Key
            look="quiet"
            name={words.say('classroom.carry_back_for', { label: chip.label })}
            onPress={() =>
              tap(`${chip.studentId} carry_back`, [
                {
                  kind: 'carry_back',
                  studentId: chip.studentId,
                  ...(goal === null ? {} : { goalId: goal.goalId }),
                  text: about(),
                },
              ])
            }
          >
            {words.say('classroom.carry_back')}
          </Key>
        </>
      )}
      {(pack.strategies ?? []).length > 0 && (
        <Key look="quiet" onPress={() => show('strategy')}>
          {words.say('classroom.strategy')}
        </Key>
      )}
      <Key look="quiet" onPress={() => show('note')}>
        {words.say('classroom.note')}
      </Key>
    </div>
  );
}
