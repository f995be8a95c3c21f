import type { StepEvent } from '#domain/trials/event.ts';
import { bouts } from '#domain/trials/stopwatch.ts';
import { countOf } from '#domain/trials/steps.ts';
import { newEventId } from '../../outbox/event-id.ts';
import { Mark } from '../../parts/mark/mark.tsx';
import { useWords } from '../../parts/words.tsx';
import { type Classroom, giver, observed, useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { Key } from './key.tsx';
import { helpLevels, type StepCell } from './pad-state.ts';
import { Panel } from './panel.tsx';
import { type Chip, observationsOf, type PackGoal } from './record.ts';
import type { EventBody } from './recording.ts';
import { stepWord } from './tap-words.ts';
import { GiverRow } from './trial-pad.tsx';

interface Column {
  readonly chip: Chip;
  readonly goal: PackGoal;
}

interface Row {
  readonly key: string;
  readonly text: string;
  /** The step of each column, by its goal; a goal without it is missing. */
  readonly stepOf: ReadonlyMap<string, string>;
}

/** Steps of all goals side by side: the same step of two students is one row, in the order of the first who has it. */
export function stepRows(
  columns: readonly Pick<Column, 'goal'>[],
): { readonly key: string; readonly stepOf: ReadonlyMap<string, string> }[] {
  const rows = new Map<string, Map<string, string>>();
  for (const { goal } of columns) {
    for (const [at, target] of stepsOf(goal).entries()) {
      const key = target.text === '' ? `#${at + 1}` : target.text.toLowerCase();
      const row = rows.get(key) ?? new Map<string, string>();
      rows.set(key, row);
      row.set(goal.goalId, target.targetId);
    }
  }
  return [...rows].map(([key, stepOf]) => ({ key, stepOf }));
}

const stepsOf = (goal: PackGoal) => goal.targets.filter((target) => target.status !== 'later');

/** Steps down, students across: one press is "on their own", a second opens how much help it took. */
export function StepsView({ only }: { readonly only: PackGoal }) {
  const words = useWords();
  const classroom = useClassroom();
  const { chips, pad } = classroom;
  const columns = chips
    .filter((chip) => chip.here)
    .flatMap((chip): Column[] => {
      const goals = chip.goals.filter((goal) => goal.measure === 'steps');
      const goal = goals.find((one) => one.goalId === (pad.goalOf[chip.studentId] ?? only.goalId)) ?? goals[0];
      return goal === undefined ? [] : [{ chip, goal }];
    });
  if (pad.step !== null) {
    const column = columns.find(
      ({ chip, goal }) => chip.studentId === pad.step?.studentId && goal.goalId === pad.step.goalId,
    );
    if (column !== undefined) return <HelpPanel column={column} cell={pad.step} />;
  }
  const rows: Row[] = stepRows(columns).map(({ key, stepOf }) => {
    const [goalId, stepId] = [...stepOf][0]!;
    const { goal } = columns.find((column) => column.goal.goalId === goalId)!;
    return { key, stepOf, text: stepWord(words, goal, stepId) };
  });
  return (
    <div className={styles.steps}>
      <table>
        <caption className="off-screen">{words.say('classroom.steps_title')}</caption>
        <thead>
          <tr>
            <th scope="col">{words.say('classroom.step')}</th>
            {columns.map(({ chip }) => (
              <th key={chip.studentId} scope="col">
                {chip.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.text}</th>
              {columns.map((column) => {
                const stepId = row.stepOf.get(column.goal.goalId);
                return (
                  <td key={column.chip.studentId}>
                    {stepId !== undefined && <StepKey column={column} stepId={stepId} text={row.text} />}
                  </td>
                );
              })}
            </tr>
          ))}
          <tr>
            <th scope="row">{words.say('classroom.prompts')}</th>
            {columns.map((column) => (
              <td key={column.chip.studentId}>
                <PromptCounter column={column} />
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{words.say('classroom.finish')}</th>
            {columns.map((column) => (
              <td key={column.chip.studentId}>
                <Finish column={column} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function lastOfStep(
  { record }: Pick<Classroom, 'record'>,
  { chip, goal }: Column,
  stepId: string,
): StepEvent | undefined {
  return observationsOf(record, chip.studentId, goal.goalId).findLast(
    (event): event is StepEvent => event.kind === 'step' && event.stepId === stepId,
  );
}

function StepKey({
  column,
  stepId,
  text,
}: {
  readonly column: Column;
  readonly stepId: string;
  readonly text: string;
}) {
  const words = useWords();
  const classroom = useClassroom();
  const { chip, goal } = column;
  const step = lastOfStep(classroom, column, stepId);
  const state =
    step === undefined
      ? words.say('classroom.step_empty')
      : step.completed === false
        ? words.say('classroom.assist_not_done')
        : step.assistance === 'independent'
          ? words.say('classroom.assist.independent')
          : `${words.say(`classroom.assist.${step.assistance}`)}, ${words.say(`classroom.assist_short.${step.assistance}`)}`;
  return (
    <Key
      look="cell"
      name={words.say('classroom.step_cell', { label: chip.label, step: text, state })}
      onPress={() => {
        if (step !== undefined) {
          classroom.move({ kind: 'step', cell: { studentId: chip.studentId, goalId: goal.goalId, stepId } });
          return;
        }
        classroom.tap(`${chip.studentId} ${stepId}`, [
          { kind: 'step', ...observed(classroom, chip.studentId, goal.goalId), stepId, assistance: 'independent' },
        ]);
      }}
    >
      {step !== undefined && <StepMark step={step} />}
    </Key>
  );
}

function StepMark({ step }: { readonly step: StepEvent }) {
  const words = useWords();
  if (step.completed === false) return <Mark name="not_yet" size={20} />;
  if (step.assistance === 'independent') return <Mark name="on_their_own" size={20} />;
  return (
    <>
      <Mark name="with_cue_did" size={18} />
      <span className={styles.code}>{words.say(`classroom.assist_short.${step.assistance}`)}</span>
    </>
  );
}

function HelpPanel({ column, cell }: { readonly column: Column; readonly cell: StepCell }) {
  const words = useWords();
  const classroom = useClassroom();
  const { chip, goal } = column;
  const { pad, tap, move } = classroom;
  const before = lastOfStep(classroom, column, cell.stepId);
  /** A step said anew replaces what was said: one record of it per session. */
  const say = (step: Pick<StepEvent, 'assistance' | 'completed'> | null) => {
    const of = observed(classroom, chip.studentId, goal.goalId);
    const by = pad.cueBy === null || step?.assistance === 'independent' ? {} : giver(classroom, pad.cueBy);
    const bodies: EventBody[] = [];
    if (before !== undefined) {
      bodies.push({ kind: 'void', voids: before.id, studentId: chip.studentId, goalId: goal.goalId });
    }
    if (step !== null) bodies.push({ kind: 'step', ...of, stepId: cell.stepId, ...step, ...by });
    if (bodies.length > 0) tap(`${chip.studentId} ${cell.stepId} ${step?.assistance}`, bodies);
    move({ kind: 'settle' });
  };
  return (
    <Panel title={words.say('classroom.assist_title', { label: chip.label, step: stepWord(words, goal, cell.stepId) })}>
      <GiverRow by={pad.cueBy} />
      <div className={styles.reasons}>
        <Key onPress={() => say({ assistance: 'independent' })}>
          <Mark name="on_their_own" size={18} />
          {words.say('classroom.assist.independent')}
        </Key>
        {helpLevels.map((assistance) => (
          <Key key={assistance} onPress={() => say({ assistance })}>
            <span className={styles.code}>{words.say(`classroom.assist_short.${assistance}`)}</span>
            {words.say(`classroom.assist.${assistance}`)}
          </Key>
        ))}
        <Key onPress={() => say({ assistance: 'physical_full', completed: false })}>
          <Mark name="not_yet" size={18} />
          {words.say('classroom.assist_not_done')}
        </Key>
        <Key look="quiet" onPress={() => say(null)}>
          {words.say('classroom.assist_clear')}
        </Key>
      </div>
    </Panel>
  );
}

function PromptCounter({ column: { chip, goal } }: { readonly column: Column }) {
  const words = useWords();
  const classroom = useClassroom();
  const count = countOf(observationsOf(classroom.record, chip.studentId, goal.goalId), 'prompt') ?? 0;
  const add = (delta: 1 | -1) =>
    classroom.tap(`${chip.studentId} prompt ${delta}`, [
      { kind: 'count', ...observed(classroom, chip.studentId, goal.goalId), what: 'prompt', delta },
    ]);
  return (
    <div className={styles.counter}>
      <strong>{words.count(count)}</strong>
      <Key look="cell" name={words.say('classroom.prompt_more', { label: chip.label })} onPress={() => add(1)}>
        +
      </Key>
      <Key
        look="cell"
        isDisabled={count === 0}
        name={words.say('classroom.prompt_less', { label: chip.label })}
        onPress={() => add(-1)}
      >
        −
      </Key>
    </div>
  );
}

/** From the student's arrival in the session to now: the time the whole routine took. */
function Finish({ column: { chip, goal } }: { readonly column: Column }) {
  const words = useWords();
  const classroom = useClassroom();
  const { pack, record, events, now } = classroom;
  const done = bouts(observationsOf(record, chip.studentId, goal.goalId), 'duration').findLast(
    (bout) => bout.endedAt !== null,
  );
  if (done?.endedAt != null) {
    return <span className={styles.finished}>{words.instant(done.endedAt, pack.zone, 'time')}</span>;
  }
  const joined = events.findLast((event) => event.kind === 'joined' && event.studentId === chip.studentId);
  const from = joined?.occurredAt ?? record.opened?.occurredAt ?? new Date(now()).toISOString();
  return (
    <Key
      look="cell"
      name={words.say('classroom.finish_for', { label: chip.label })}
      onPress={() => {
        const of = observed(classroom, chip.studentId, goal.goalId);
        const startId = newEventId(new Date(now()));
        classroom.tap(`${chip.studentId} finish`, [
          { kind: 'start', id: startId, ...of, what: 'duration', occurredAt: from },
          { kind: 'stop', ...of, what: 'duration', startId },
        ]);
      }}
    >
      ✓
    </Key>
  );
}
