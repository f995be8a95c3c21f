import { useWords } from '../../parts/words.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { CountRows } from './counts.tsx';
import { Key } from './key.tsx';
import { MarkedWords } from './marked-words.tsx';
import { RecordersLine, recorderName } from './recorders-line.tsx';
import { Sheet } from './sheet.tsx';
import { asSentence, tapInWords } from './tap-words.ts';
import { isUndoable, standingTaps, type Tap } from './taps.ts';

const shown = 5;

/** The last five, to be taken back or marked otherwise: what happened keeps its moment, the mark is another. */
export function LastFiveSheet() {
  const words = useWords();
  const { pack, stored, undo, move, show } = useClassroom();
  const taps = standingTaps(stored).filter(isUndoable).slice(0, shown);
  const sentence = (tap: Tap) => asSentence(tapInWords(words, pack, tap));
  const trialOf = (tap: Tap) => tap.events.find((event) => event.kind === 'trial');
  return (
    <Sheet heading={words.say('classroom.last_five_title')} onClose={() => show(null)}>
      {taps.length === 0 && <p>{words.say('classroom.nothing_recorded')}</p>}
      <ol className={styles.rows}>
        {taps.map((tap) => {
          const trial = trialOf(tap);
          return (
            <li key={`${tap.enteredAt} ${tap.recorderId}`}>
              <span>
                <MarkedWords tap={tap} />{' '}
                <span className={styles.hint}>
                  {words.instant(tap.events[0]!.occurredAt, pack.zone, 'time')}
                  {tap.recorderId !== pack.recorderId && ` · ${recorderName(words, pack, tap.recorderId)}`}
                </span>
              </span>
              {trial !== undefined && (
                <Key
                  name={words.say('classroom.mark_otherwise_what', { what: sentence(tap) })}
                  onPress={() => {
                    move({ kind: 'fix', trial });
                    show(null);
                  }}
                >
                  {words.say('classroom.mark_otherwise')}
                </Key>
              )}
              <Key
                name={words.say('classroom.take_back_what', { what: sentence(tap) })}
                onPress={() => undo.takeBack(tap)}
              >
                {words.say('classroom.take_back')}
              </Key>
            </li>
          );
        })}
      </ol>
      <h3 className={styles.above}>{words.say('classroom.end_counts')}</h3>
      <RecordersLine />
      <CountRows />
    </Sheet>
  );
}
