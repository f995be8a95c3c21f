import { useWords } from '../../parts/words.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { Key } from './key.tsx';
import { Sheet } from './sheet.tsx';

/** A support given in this lesson: for the whole class, or shown to one of its adults. No student is named. */
export function StrategySheet() {
  const words = useWords();
  const { pack, tap, show } = useClassroom();
  return (
    <Sheet heading={words.say('classroom.strategy_title')} onClose={() => show(null)}>
      <p className={styles.hint}>{words.say('classroom.strategy_why')}</p>
      <ul className={styles.rows}>
        {(pack.strategies ?? []).map(({ strategyId, name }) => (
          <li key={strategyId}>
            <span>{name}</span>
            <Key
              name={words.say('classroom.strategy_for', { name })}
              onPress={() => {
                tap(`strategy ${strategyId}`, [{ kind: 'strategy', strategyId, use: 'modelled' }]);
                show(null);
              }}
            >
              {words.say('classroom.strategy_class')}
            </Key>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
