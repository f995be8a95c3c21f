import { stepSummary } from '#domain/trials/steps.ts';
import type { TrialTally } from '#domain/trials/tally.ts';
import type { Words } from '#words/words.ts';
import { useWords } from '../../parts/words.tsx';
import { useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { type Chip, markCount, observationsOf, type PackGoal, tallyOfGoal } from './record.ts';

/** Of each student, how often what was seen today: counts, never a percentage. */
export function CountRows() {
  const words = useWords();
  const { record } = useClassroom();
  return (
    <ul className={styles.countRows} aria-label={words.say('classroom.end_counts')}>
      {record.chips.map((chip) => (
        <li key={chip.studentId}>
          <strong>{chip.label}</strong>
          <CountLines chip={chip} />
        </li>
      ))}
    </ul>
  );
}

/** The goals of a student that have data. */
export function CountLines({ chip }: { readonly chip: Chip }) {
  const words = useWords();
  const { record } = useClassroom();
  const count = (goal: PackGoal) =>
    markCount(observationsOf(record, chip.studentId, goal.goalId), tallyOfGoal(record, chip.studentId, goal.goalId));
  const seen = chip.goals.filter((goal) => count(goal) > 0);
  if (seen.length === 0) return <p className={styles.hint}>{words.say('classroom.nothing_yet')}</p>;
  return (
    <div className={styles.counts}>
      {seen.map((goal) => (
        <CountLine key={goal.goalId} studentId={chip.studentId} goal={goal} count={count(goal)} />
      ))}
    </div>
  );
}

function CountLine({
  studentId,
  goal,
  count,
}: {
  readonly studentId: string;
  readonly goal: PackGoal;
  readonly count: number;
}) {
  const words = useWords();
  const { record } = useClassroom();
  const all = marksInWords(words, tallyOfGoal(record, studentId, goal.goalId));
  const steps = stepSummary(observationsOf(record, studentId, goal.goalId));
  if (steps.seen > 0)
    all.push(
      words.say('classroom.steps_seen', {
        independent: steps.independent,
        seen: steps.seen,
        prompts: steps.promptsFrom === 'counted' ? (steps.prompts ?? 0) : 0,
      }),
    );
  return (
    <p className={styles.countLine}>
      <span className={styles.tag}>{goal.tag}</span>{' '}
      {all.length > 0 ? all.join(', ') : words.say('classroom.times', { count })}
    </p>
  );
}

/** How often what was seen: "on their own: 3". */
export function marksInWords(words: Words, tally: TrialTally): string[] {
  const parts = [
    ['independent', tally.independent],
    ['self_corrected', tally.selfCorrected],
    ['correct_with_cue', tally.correctWithCue],
    ['not_yet', tally.notYet],
    ['no_response', tally.noResponse],
    ['no_opportunity', tally.noOpportunity],
  ] as const;
  const marks = parts
    .filter(([, times]) => times > 0)
    .map(([mark, times]) =>
      words.say('classroom.count_of_marks', { mark: words.say(`classroom.mark.${mark}`), count: times }),
    );
  const batch = tally.batchN > 0 ? [words.say('classroom.mark.batch', { x: tally.batchX, n: tally.batchN })] : [];
  return [...marks, ...batch];
}
