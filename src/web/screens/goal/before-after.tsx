import { comparePhases, type PhaseComparison } from '#domain/carryover/phase-comparison.ts';
import { phasePairs } from '#domain/carryover/phase-pairs.ts';
import { lessIsBetter } from '#domain/carryover/day-points.ts';
import type { Words } from '#words/words.ts';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './goal.module.css';
import { type GoalPage, panelsOf, valuesOf } from '#telling/goal-page.ts';
import { conditionInWords, percentOf, phaseInWords } from '#telling/goal-words.ts';

interface Line {
  readonly id: string;
  readonly where: string;
  readonly change: string;
  readonly points: string;
  readonly nap: string;
  readonly way: string;
  readonly ratio: string;
}

/** Indices of one phase against the next, for whoever asks for more: with their points, without a verdict. */
export function BeforeAfter({ page }: { readonly page: GoalPage }) {
  const words = useWords();
  const lines = linesOf(words, page);
  const less = lessIsBetter(page.rules);
  const counted = page.rules.measure === 'frequency' || page.rules.measure === 'prompts';
  return (
    <details className={styles.more}>
      <summary>{words.say('more.title')}</summary>
      <p className={styles.quiet}>{words.say('more.lead')}</p>
      {lines.length === 0 ? (
        <p>{words.say('more.none')}</p>
      ) : (
        <Table
          name={words.say('more.title')}
          rows={lines}
          rowKey={({ id }) => id}
          columns={[
            { key: 'where', label: words.say('evidence.where'), cell: ({ where }) => where },
            { key: 'change', label: words.say('more.change'), cell: ({ change }) => change },
            { key: 'points', label: words.say('more.points'), cell: ({ points }) => points },
            { key: 'nap', label: words.say(less ? 'more.nap_less' : 'more.nap'), cell: ({ nap }) => nap },
            { key: 'way', label: words.say('more.way'), cell: ({ way }) => way },
            ...(counted ? [{ key: 'ratio', label: words.say('more.ratio'), cell: ({ ratio }: Line) => ratio }] : []),
          ]}
        />
      )}
    </details>
  );
}

/** Each change in each place, in words. */
export function linesOf(words: Words, page: GoalPage): Line[] {
  const { rules, evidence } = page;
  return panelsOf(page).flatMap((panel) =>
    phasePairs(valuesOf(panel), evidence.phases).map(({ on, changes, before, after }) => {
      const comparison = comparePhases(before, after, rules, rules.criterion.value);
      return {
        id: `${panel.id} ${on}`,
        where: conditionInWords(words, panel, rules.discipline),
        change: `${words.day(on)}: ${words.list(changes.map((change) => phaseInWords(words, change)))}`,
        points: words.say('more.points_of', { before: before.length, after: after.length }),
        nap: napInWords(words, comparison),
        way: wayInWords(words, comparison),
        ratio: ratioInWords(words, comparison),
      };
    }),
  );
}

function napInWords(words: Words, comparison: PhaseComparison | null): string {
  if (comparison === null) return words.say('more.too_few');
  const { estimate, ci } = comparison.nap;
  return words.say('more.nap_of', { percent: percentOf(estimate), range: words.range(ci.lower, ci.upper) });
}

function wayInWords(words: Words, comparison: PhaseComparison | null): string {
  if (comparison === null) return '';
  const way = comparison.percentOfGoal?.estimate;
  return way === undefined ? words.say('more.not_said') : words.say('more.way_of', { percent: Math.round(way) });
}

/** exp of the log ratio as a change in percent. */
function ratioInWords(words: Words, comparison: PhaseComparison | null): string {
  if (comparison === null) return '';
  const { logRatio } = comparison;
  if (logRatio === null || logRatio.ci === null) return words.say('more.not_said');
  const change = (log: number) => Math.round(100 * (Math.exp(log) - 1));
  return words.say('more.ratio_of', {
    percent: change(logRatio.estimate),
    low: change(logRatio.ci.lower),
    high: change(logRatio.ci.upper),
  });
}
