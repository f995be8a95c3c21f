import { useWords } from '../../parts/words.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { Key } from './key.tsx';
import { focusOn } from './pad-state.ts';
import { Sheet } from './sheet.tsx';
import { useKeysChoice } from './use-keys.ts';

/** How one records: what most sessions do without. */
export function MoreSheet() {
  const words = useWords();
  const { pack, record, pad, move, show } = useClassroom();
  const [keysOn, setKeys] = useKeysChoice();
  const teaching = pad.focus !== null;
  const ways = [
    {
      id: 'teaching',
      on: teaching,
      press: () => move({ kind: 'focus', studentIds: teaching ? null : focusOn(record.chips, pack.date) }),
    },
    { id: 'round_robin', on: pad.roundRobin, press: () => move({ kind: 'round_robin' }) },
    { id: 'second', on: pad.second, press: () => move({ kind: 'second' }) },
    { id: 'keys', on: keysOn, press: () => setKeys(!keysOn) },
  ] as const;
  return (
    <Sheet heading={words.say('classroom.more_title')} onClose={() => show(null)}>
      <ul className={styles.rows}>
        {ways.map(({ id, on, press }) => (
          <li key={id}>
            <span>
              {words.say(`classroom.way.${id}`)}
              <br />
              <span className={styles.hint}>{words.say(`classroom.way_why.${id}`)}</span>
            </span>
            <Key
              on={on}
              name={`${words.say(`classroom.way.${id}`)}: ${words.say(on ? 'classroom.way_on' : 'classroom.way_off')}`}
              onPress={press}
            >
              {words.say(on ? 'classroom.way_on' : 'classroom.way_off')}
            </Key>
          </li>
        ))}
        {pad.second && (
          <li>
            <span>{words.say('classroom.agreement_why')}</span>
            <Key onPress={() => show('agreement')}>{words.say('classroom.agreement')}</Key>
          </li>
        )}
      </ul>
      {teaching && (
        <fieldset className={styles.choices}>
          <legend>{words.say('classroom.focus_on')}</legend>
          {record.chips
            .filter((chip) => chip.here)
            .map(({ studentId, label }) => {
              const watched = pad.focus?.includes(studentId) === true;
              const others = pad.focus?.filter((one) => one !== studentId) ?? [];
              return (
                <Key
                  key={studentId}
                  on={watched}
                  isDisabled={watched && others.length === 0}
                  onPress={() =>
                    // The one chosen longest ago makes room: nobody watches three while teaching.
                    move({ kind: 'focus', studentIds: watched ? others : [...others.slice(-1), studentId] })
                  }
                >
                  {label}
                </Key>
              );
            })}
        </fieldset>
      )}
    </Sheet>
  );
}
