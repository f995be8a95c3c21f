import { useState } from 'react';
import { Mark } from '../../parts/mark/mark.tsx';
import { useWords } from '../../parts/words.tsx';
import { observed, useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { Key } from './key.tsx';
import { type PaperColumn, paperColumns, paperColumnWord, trialOfColumn } from './paper-columns.ts';
import type { EventBody } from './recording.ts';
import { instantAt } from './school-time.ts';
import { giverWord } from './tap-words.ts';

/** More strokes than anybody makes for one goal in one session: a slip of the keyboard. */
const mostStrokes = 200;

/** A filled sheet of paper: how many strokes stand in each column. Each becomes a mark, in the order of the columns. */
export function PaperEntry() {
  const words = useWords();
  const classroom = useClassroom();
  const { pack, record, tap } = classroom;
  const [strokes, setStrokes] = useState<Readonly<Record<string, number>>>({});
  const rows = record.chips
    .filter((chip) => chip.here)
    .flatMap((chip) => chip.goals.filter((goal) => goal.measure === 'trials').map((goal) => ({ chip, goal })));
  const of = (goalId: string, column: PaperColumn) => `${goalId} ${column.id}`;
  const columnWord = (column: PaperColumn) => paperColumnWord(column, words, (by) => giverWord(words, pack, by));
  const total = Object.values(strokes).reduce((sum, count) => sum + count, 0);
  const keep = () => {
    const from = Date.parse(instantAt(pack.date, pack.starts, pack.zone));
    const trials = rows.flatMap(({ chip, goal }) =>
      paperColumns.flatMap((column) =>
        Array.from({ length: strokes[of(goal.goalId, column)] ?? 0 }, () => ({
          ...observed(classroom, chip.studentId, goal.goalId),
          ...trialOfColumn(column),
        })),
      ),
    );
    // Paper knows the order of the columns and not the minute: a second apart, from the session's beginning.
    tap(
      'paper',
      trials.map((trial, at): EventBody => ({ ...trial, occurredAt: new Date(from + 1000 * (at + 1)).toISOString() })),
    );
  };
  return (
    <form
      className={styles.paper}
      onSubmit={(event) => {
        event.preventDefault();
        if (total > 0) keep();
      }}
    >
      <h2>{words.say('classroom.paper_title')}</h2>
      <p className={styles.hint}>{words.say('classroom.paper_lead')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the screen is scrolled by keyboard too */}
      <section className={styles.paperFrame} tabIndex={0} aria-label={words.say('classroom.paper_title')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.say('classroom.students')}</th>
              {paperColumns.map((column) => (
                <th key={column.id} scope="col">
                  <Mark name={column.mark} size={18} />
                  <span>{columnWord(column)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ chip, goal }) => (
              <tr key={goal.goalId}>
                <th scope="row">
                  <strong>{chip.label}</strong> <span className={styles.tag}>{goal.tag}</span>
                </th>
                {paperColumns.map((column) => (
                  <td key={column.id}>
                    <input
                      type="number"
                      inputMode="numeric"
                      min={0}
                      max={mostStrokes}
                      disabled={column.outcome === 'self_corrected' && !goal.selfCorrectionOffered}
                      aria-label={words.say('classroom.pad_for', {
                        label: chip.label,
                        tag: goal.tag,
                        mark: columnWord(column),
                      })}
                      value={strokes[of(goal.goalId, column)] ?? ''}
                      onChange={({ target }) => {
                        const count = Math.min(mostStrokes, Math.max(0, Math.trunc(target.valueAsNumber) || 0));
                        setStrokes({ ...strokes, [of(goal.goalId, column)]: count });
                      }}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className={styles.formEnd}>
        <Key look="main" type="submit" isDisabled={total === 0}>
          {words.say('classroom.paper_keep', { count: total })}
        </Key>
      </div>
    </form>
  );
}
