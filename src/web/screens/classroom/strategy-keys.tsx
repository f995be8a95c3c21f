import { useWords } from '../../parts/words.tsx';
import { type Classroom, useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { Key } from './key.tsx';
import { selectedChip, selectedGoal } from './pad-state.ts';
import { Panel } from './panel.tsx';

/** A strategy tried with whoever is selected: one press for the one that is likely now, two for another. */
export function StrategyKeys() {
  const words = useWords();
  const classroom = useClassroom();
  const { pack, pad, chips, move } = classroom;
  const chip = selectedChip(pad, chips);
  const offered = pack.strategies ?? [];
  const likely = offered.find((one) => one.strategyId === pad.strategyId) ?? offered[0];
  if (chip === null || likely === undefined) return null;
  const { name, strategyId } = likely;
  return (
    <>
      <Key
        look="quiet"
        name={words.say('classroom.strategy_for', { name, label: chip.label })}
        onPress={() => markStrategy(classroom, strategyId)}
      >
        {words.say('classroom.strategy', { name })}
      </Key>
      {(offered.length > 1 || pack.classId !== null) && (
        <Key
          look="quiet"
          name={words.say('classroom.strategy_other_what')}
          onPress={() => move({ kind: 'panel', panel: 'strategy' })}
        >
          {words.say('classroom.strategy_other')}
        </Key>
      )}
    </>
  );
}

const digits = 9;

/** In the place of the pad. */
export function StrategyPanel() {
  const words = useWords();
  const classroom = useClassroom();
  const { pack, tap, move } = classroom;
  const offered = pack.strategies ?? [];
  return (
    <Panel title={words.say('classroom.strategy_title')}>
      <div className={styles.reasons}>
        {offered.map(({ strategyId, name }, at) => (
          <Key
            key={strategyId}
            onPress={() => markStrategy(classroom, strategyId)}
            {...(at < digits ? { shortcut: String(at + 1) } : {})}
          >
            {name}
          </Key>
        ))}
      </div>
      {pack.classId !== null && (
        <>
          <p className={styles.hint}>{words.say('classroom.strategy_why')}</p>
          <div className={styles.reasons}>
            {offered.map(({ strategyId, name }) => (
              <Key
                key={strategyId}
                name={words.say('classroom.strategy_for_class', { name })}
                onPress={() => {
                  tap(`strategy ${strategyId}`, [{ kind: 'strategy', strategyId, use: 'modelled' }]);
                  move({ kind: 'panel', panel: 'marks' });
                }}
              >
                {words.say('classroom.strategy_for_class', { name })}
              </Key>
            ))}
          </div>
        </>
      )}
    </Panel>
  );
}

/** Used by whoever records, with this student: what was modelled for an adult is noted with the room's strategies. */
export function markStrategy({ pad, chips, tap, move }: Classroom, strategyId: string): void {
  const chip = selectedChip(pad, chips);
  if (chip === null) return;
  const goal = selectedGoal(pad, chip);
  const { studentId } = chip;
  tap(`${studentId} strategy ${strategyId}`, [
    { kind: 'strategy', strategyId, use: 'alone', studentId, ...(goal === null ? {} : { goalId: goal.goalId }) },
  ]);
  move({ kind: 'strategy', strategyId });
}
