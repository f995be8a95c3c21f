import { useState } from 'react';
import { pooledConditions } from '#domain/carryover/carryover.ts';
import type { CounterEvidence } from '#domain/carryover/counter-evidence.ts';
import { type Condition, conditionKey, conditionOf } from '#domain/carryover/evidence.ts';
import { selfCorrectedCounts } from '#domain/carryover/side.ts';
import { usualThresholds } from '#domain/measures/carryover-state.ts';
import type { Words } from '#words/words.ts';
import { Button } from '../../parts/button.tsx';
import { Table } from '../../parts/table.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useWords } from '../../parts/words.tsx';
import { gapInWords } from '#telling/answer-words.ts';
import { EachOne } from './each-one.tsx';
import styles from './goal.module.css';
import type { GoalPage } from '#telling/goal-page.ts';
import { conditionInWords, naturalInWords, percentOf, roomInWords } from '#telling/goal-words.ts';
import { type LevelLine, linesOf } from '#telling/levels.ts';

type Part = 'evidence' | 'against' | 'computed';

/** What is behind the answer: the data down to each trial, what speaks against it, and how it was computed. */
export function Behind({ page }: { readonly page: GoalPage }) {
  const words = useWords();
  const [part, setPart] = useState<Part>('evidence');
  return (
    <Tabs<Part>
      label={words.say('carryover.behind')}
      value={part}
      onChange={setPart}
      tabs={[
        { key: 'evidence', label: words.say('carryover.evidence'), content: <Evidence page={page} /> },
        { key: 'against', label: words.say('carryover.against'), content: <Against page={page} /> },
        { key: 'computed', label: words.say('carryover.computed'), content: <Computed page={page} /> },
      ]}
    />
  );
}

function Evidence({ page }: { readonly page: GoalPage }) {
  const words = useWords();
  const [shown, setShown] = useState<Condition | null>(null);
  const { goal, adults } = page.evidence;
  const names = new Map(adults.map((adult) => [adult.id, adult.shortName]));
  const compared = page.observed.filter(({ date }) => date >= page.carryover.since);
  const ofCondition = (condition: Condition) =>
    compared.filter(({ event }) => conditionKey(conditionOf(event)) === conditionKey(condition));
  const targetsOf = (condition: Condition) => {
    const ids = new Set(ofCondition(condition).map(({ event }) => event.targetId));
    return goal.targets.filter((target) => ids.has(target.id)).map((target) => target.text);
  };
  const where = (condition: Condition) => conditionInWords(words, condition, goal.discipline);
  return (
    <>
      <Table
        name={words.say('evidence.table')}
        rows={linesOf(words, page)}
        rowKey={({ id }) => id}
        empty={<p className={styles.quiet}>{words.say('evidence.nothing')}</p>}
        columns={[
          { key: 'where', label: words.say('evidence.where'), cell: where },
          {
            key: 'what',
            label: words.say(page.carryover.unit === 'trial' ? 'evidence.unprompted' : 'carryover.column.value_days'),
            cell: ({ what }) => <span className={styles.amount}>{what}</span>,
          },
          { key: 'days', label: words.say('evidence.days'), cell: ({ days }) => days, number: true },
          {
            key: 'dates',
            label: words.say('evidence.dates'),
            cell: ({ firstDate, lastDate }) =>
              firstDate !== null &&
              lastDate !== null &&
              `${words.day(firstDate, 'month_day')} – ${words.day(lastDate, 'month_day')}`,
          },
          {
            key: 'recorders',
            label: words.say('evidence.recorders'),
            cell: ({ recorders }) => words.list(recorders.map((id) => names.get(id) ?? '')),
          },
          ...(compared.some(({ event }) => event.targetId !== undefined)
            ? [
                {
                  key: 'targets',
                  label: words.say('evidence.targets'),
                  cell: (line: LevelLine) => words.list(targetsOf(line)),
                },
              ]
            : []),
          {
            key: 'each',
            label: '',
            cell: (line) => (
              <Button
                kind="quiet"
                size="small"
                aria-label={words.say('evidence.show_of', { where: where(line) })}
                onPress={() => setShown(line)}
              >
                {words.say('evidence.show')}
              </Button>
            ),
          },
        ]}
      />
      {shown !== null && (
        <EachOne
          page={page}
          heading={words.say('evidence.each', { where: where(shown) })}
          observed={ofCondition(shown)}
          onClose={() => setShown(null)}
        />
      )}
    </>
  );
}

function Against({ page }: { readonly page: GoalPage }) {
  const words = useWords();
  if (page.against.length === 0) return <p>{words.say('carryover.against_none')}</p>;
  return (
    <>
      <p className={styles.quiet}>{words.say('carryover.against_lead')}</p>
      <ul className={styles.points}>
        {page.against.map((found) => {
          const sentence = againstInWords(words, page, found);
          return <li key={sentence}>{sentence}</li>;
        })}
      </ul>
    </>
  );
}

export function againstInWords(words: Words, { carryover, rules }: GoalPage, found: CounterEvidence): string {
  const natural = naturalInWords(words, carryover.conditions);
  const room = roomInWords(words, rules.discipline);
  const gap = carryover.unit === 'trial' && carryover.gap95 !== null ? gapInWords(words, carryover.gap95) : '';
  switch (found.code) {
    case 'one_session': {
      const share = words.share({ x: found.x, n: found.n });
      return words.say('against.one_session', { share, place: found.place === 'natural' ? natural : room });
    }
    case 'old':
      return words.say('against.old', { days: found.days, place: found.place === 'natural' ? natural : room });
    case 'other_way_place':
      return words.say('against.other_way_place', {
        place: conditionInWords(words, found.condition, rules.discipline),
        share: words.share({ x: found.x, n: found.n }),
      });
    case 'reaches_no_gap':
      return words.say('against.reaches_no_gap', { gap });
    case 'reaches_margin':
      return words.say('against.reaches_margin', { gap, margin: percentOf(usualThresholds.margin) });
    default:
      return words.say(`against.${found.code}`, { ...found, natural, room });
  }
}

function Computed({ page }: { readonly page: GoalPage }) {
  const words = useWords();
  return (
    <div className={styles.prose}>
      {computedInWords(words, page).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

/** How the answer was computed, sentence by sentence. */
export function computedInWords(words: Words, { carryover, rules }: GoalPage): string[] {
  const { since, until } = carryover;
  const window = words.say('computed.window', { since: words.day(since, 'long'), until: words.day(until, 'long') });
  const counts = words.say('computed.counts');
  const footer = words.say('computed.footer');
  if (carryover.unit === 'day') return [window, counts, words.say('computed.days'), footer];
  const { gap90 } = carryover;
  const pooled = pooledConditions(carryover.conditions);
  const state =
    gap90 === null || carryover.state === 'not_enough_data'
      ? words.say('computed.state_none', { least: usualThresholds.minN })
      : words.say('computed.state', {
          low: percentOf(gap90.lower),
          high: percentOf(gap90.upper),
          margin: percentOf(usualThresholds.margin),
        });
  const guesses =
    pooled === null
      ? []
      : [
          words.say('computed.pooled', {
            list: words.list(
              pooled.conditions.map((one) =>
                words.say('computed.pooled_one', {
                  where: conditionInWords(words, one, rules.discipline),
                  percent: percentOf(one.mean),
                  range: words.range(one.lower95, one.upper95),
                }),
              ),
            ),
          }),
        ];
  return [
    window,
    counts,
    words.say(selfCorrectedCounts(rules) ? 'computed.unprompted' : 'computed.unprompted_independent'),
    words.say('computed.interval'),
    state,
    words.say('computed.more'),
    ...guesses,
    footer,
  ];
}
