import { byRoutine, type RoutineSide } from '#domain/carryover/by-routine.ts';
import type { Words } from '#words/words.ts';
import { Band } from '../../parts/band.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import type { GoalPage } from '#telling/goal-page.ts';
import { settingInWords } from '#telling/goal-words.ts';

interface Line {
  readonly id: string;
  readonly where: string;
  /** Null: marked for the goal, and nobody has looked there in these weeks. */
  readonly seen: RoutineSide | null;
}

/** Routine by routine: how often it gave chances for the goal, and what became of them; those marked and not seen stand below. */
export function RoutinePart({ page }: { readonly page: GoalPage }) {
  const words = useWords();
  const lines = linesOf(words, page);
  if (lines.length === 0) return null;
  return (
    <Band heading={words.say('routines.title')} lead={words.say('routines.lead')}>
      <Table
        name={words.say('routines.title')}
        rows={lines}
        rowKey={({ id }) => id}
        columns={[
          { key: 'where', label: words.say('evidence.where'), cell: ({ where }) => where },
          {
            key: 'visits',
            label: words.say('routines.visits'),
            cell: ({ seen }) => seen?.visits ?? '',
            number: true,
          },
          {
            key: 'chances',
            label: words.say('routines.chances'),
            cell: ({ seen }) => (seen === null ? '' : words.count(Math.round(10 * seen.chancesPerVisit) / 10)),
            number: true,
          },
          {
            key: 'share',
            label: words.say('evidence.unprompted'),
            cell: ({ seen }) => (seen === null ? words.say('routines.not_seen') : shareInWords(words, seen)),
          },
        ]}
      />
    </Band>
  );
}

function shareInWords(words: Words, { x, n, interval }: RoutineSide): string {
  if (interval === null) return words.say('carryover.no_data');
  return words.share({ x, n, low: interval.lower, high: interval.upper });
}

function linesOf(words: Words, { observed, carryover, rules, evidence }: GoalPage): Line[] {
  const { routines } = evidence.goal;
  const { since, until } = carryover;
  const seen = byRoutine(
    observed.filter(({ date }) => date >= since && date <= until),
    rules,
  );
  const nameOf = ({ routineId, setting }: RoutineSide): string => {
    const routine = evidence.routines.find(({ id }) => id === routineId);
    return routine === undefined
      ? settingInWords(words, setting, rules.discipline)
      : `${routine.name} · ${routine.className}`;
  };
  return [
    ...seen.map((side) => ({ id: side.routineId ?? side.setting, where: nameOf(side), seen: side })),
    ...routines
      .filter(({ id }) => !seen.some(({ routineId }) => routineId === id))
      .map(({ id, name, className }) => ({ id, where: `${name} · ${className}`, seen: null })),
  ];
}
