import { useState } from 'react';
import { isObservation } from '#domain/trials/event.ts';
import { useWords } from '../../parts/words.tsx';
import { Choices } from './choices.tsx';
import { observed, useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { contextParts, whereWord } from './context-words.ts';
import { CountLines } from './counts.tsx';
import { Key } from './key.tsx';
import { useOutboxCounts } from './outbox-counts.ts';
import { type Chip, observationsOf, type PackGoal } from './record.ts';
import { type EventBody, enteredAfterwards } from './recording.ts';
import { instantAt } from './school-time.ts';
import { Sheet } from './sheet.tsx';
import { runningStarts } from './stopwatches.ts';

/** What is said about a goal that has no data: nothing, not observed, or x of n. */
type Said = { readonly kind: 'not_observed' } | { readonly kind: 'batch'; readonly x: number; readonly n: number };

const of = (chip: Chip, goal: PackGoal) => `${chip.studentId} ${goal.goalId}`;

/** Twenty seconds before one goes: who was served, what has no data yet, what still runs. */
export function EndSheet() {
  const { waiting } = useOutboxCounts();
  const words = useWords();
  const classroom = useClassroom();
  const { pack, record, stored, tap, show } = classroom;
  const [served, setServed] = useState<Readonly<Record<string, 'yes' | 'no'>>>({});
  const [said, setSaid] = useState<Readonly<Record<string, Said | undefined>>>({});
  const chips = record.chips.filter((chip) => chip.here);
  const running = runningStarts(stored).filter((start) => start.asSecondObserver === undefined);
  const open = chips
    .filter((chip) => served[chip.studentId] !== 'no')
    .flatMap((chip) =>
      chip.goals
        .filter((goal) => observationsOf(record, chip.studentId, goal.goalId).length === 0)
        .map((goal) => ({ chip, goal })),
    );

  const end = () => {
    const later = enteredAfterwards(stored) !== null;
    const planned = instantAt(pack.date, pack.ends, pack.zone);
    const last = stored.findLast((event) => isObservation(event))?.occurredAt ?? planned;
    const bodies: EventBody[] = [
      ...running.map(
        (start): EventBody => ({
          kind: 'stop',
          studentId: start.studentId,
          goalId: start.goalId,
          context: start.context,
          what: start.what,
          startId: start.id,
          ended: 'cut_off',
        }),
      ),
      ...open.flatMap(({ chip, goal }): EventBody[] => {
        const answer = said[of(chip, goal)];
        return answer === undefined ? [] : [{ ...observed(classroom, chip.studentId, goal.goalId), ...answer }];
      }),
      ...chips.flatMap(({ studentId }): EventBody[] =>
        served[studentId] === 'no' ? [{ kind: 'left', studentId, reason: 'absent' }] : [],
      ),
      { kind: 'closed', ...(later ? { occurredAt: planned > last ? planned : last } : {}) },
    ];
    tap('end', bodies);
    show(null);
  };

  return (
    <Sheet heading={words.say('classroom.end_title')} onClose={() => show(null)}>
      <section className={styles.endPart}>
        <h3>{words.say('classroom.end_served')}</h3>
        <ul className={styles.rows}>
          {chips.map((chip) => (
            <li key={chip.studentId} className={styles.served}>
              <Choices
                label={chip.label}
                options={[
                  { value: 'yes', label: words.say('classroom.end_yes') },
                  { value: 'no', label: words.say('classroom.end_no') },
                ]}
                value={served[chip.studentId] ?? 'yes'}
                onChange={(value) => setServed({ ...served, [chip.studentId]: value })}
              />
              <CountLines chip={chip} />
            </li>
          ))}
        </ul>
      </section>
      {open.length > 0 && (
        <section className={styles.endPart}>
          <h3>{words.say('classroom.end_open')}</h3>
          <p className={styles.hint}>{words.say('classroom.end_open_lead')}</p>
          <ul className={styles.rows}>
            {open.map(({ chip, goal }) => (
              <OpenGoal
                key={of(chip, goal)}
                chip={chip}
                goal={goal}
                said={said[of(chip, goal)]}
                onSay={(next) => setSaid({ ...said, [of(chip, goal)]: next })}
              />
            ))}
          </ul>
        </section>
      )}
      <section className={styles.endPart}>
        <h3>{words.say('classroom.end_leftovers')}</h3>
        {running.map((start) => (
          <p key={start.id}>{words.say('classroom.end_running', namesOf(chips, start))}</p>
        ))}
        {waiting > 0 && <p>{words.say('classroom.end_waiting', { count: waiting })}</p>}
        {running.length === 0 && waiting === 0 && <p>{words.say('classroom.end_nothing')}</p>}
        <p className={styles.hint}>
          {words.say('classroom.end_context')}: {whereWord(words, pack, record.context)} ·{' '}
          {contextParts(words, pack, record.context).join(' · ')}
        </p>
      </section>
      <div className={styles.formEnd}>
        <Key look="main" onPress={end}>
          {words.say('classroom.end_save')}
        </Key>
        <Key look="quiet" onPress={() => show(null)}>
          {words.say('classroom.end_more_marks')}
        </Key>
      </div>
    </Sheet>
  );
}

function namesOf(chips: readonly Chip[], { studentId, goalId }: { studentId: string; goalId: string }) {
  const chip = chips.find((one) => one.studentId === studentId);
  return { label: chip?.label ?? '?', tag: chip?.goals.find((goal) => goal.goalId === goalId)?.tag ?? '' };
}

function OpenGoal({
  chip,
  goal,
  said,
  onSay,
}: {
  readonly chip: Chip;
  readonly goal: PackGoal;
  readonly said: Said | undefined;
  readonly onSay: (said: Said | undefined) => void;
}) {
  const words = useWords();
  const batch = said?.kind === 'batch' ? said : null;
  const count = (what: 'x' | 'n', delta: 1 | -1) => {
    if (batch === null) return;
    const x = what === 'x' ? Math.max(0, batch.x + delta) : batch.x;
    const n = what === 'n' ? Math.max(1, batch.n + delta) : batch.n;
    onSay({ kind: 'batch', x: Math.min(x, what === 'n' ? n : x), n: Math.max(n, x) });
  };
  return (
    <li>
      <strong>
        {chip.label} <span className={styles.tag}>{goal.tag}</span>
      </strong>
      <Key
        on={said?.kind === 'not_observed'}
        onPress={() => onSay(said?.kind === 'not_observed' ? undefined : { kind: 'not_observed' })}
      >
        {words.say('classroom.end_not_observed')}
      </Key>
      {goal.measure === 'trials' && (
        <Key on={batch !== null} onPress={() => onSay(batch === null ? { kind: 'batch', x: 0, n: 1 } : undefined)}>
          {batch === null
            ? words.say('classroom.end_batch_enter')
            : words.say('classroom.end_batch', { x: batch.x, n: batch.n })}
        </Key>
      )}
      {batch !== null &&
        (['x', 'n'] as const).map((what) => {
          const text = words.say(`classroom.end_${what}`);
          return (
            <span key={what} className={styles.counter}>
              <span>
                {text}: <strong>{batch[what]}</strong>
              </span>
              <Key look="cell" name={words.say('classroom.end_less', { what: text })} onPress={() => count(what, -1)}>
                −
              </Key>
              <Key look="cell" name={words.say('classroom.end_more', { what: text })} onPress={() => count(what, 1)}>
                +
              </Key>
            </span>
          );
        })}
    </li>
  );
}
