import { Temporal } from 'temporal-polyfill';
import type { GoalEvidence } from '#contract/goal.ts';
import { type MeasureReading, readingsByMeasure } from '#domain/carryover/by-measure.ts';
import type { StepReading } from '#domain/trials/steps.ts';
import { assistances } from '#domain/trials/event.ts';
import type { Words } from '#words/words.ts';
import { Band } from '../../parts/band.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './goal.module.css';
import type { GoalPage } from '#telling/goal-page.ts';
import { conditionInWords, levelInWords, percentOf } from '#telling/goal-words.ts';

/** What was seen by another measure than shares of trials: steps, rates, minutes, seconds, intervals, levels. */
export function ByMeasurePart({ page }: { readonly page: GoalPage }) {
  const words = useWords();
  const readings = readingsOf(page);
  if (readings.length === 0) return null;
  const { since, until } = page.carryover;
  const withSteps = readings.filter(({ steps }) => steps !== undefined);
  const lines = readings
    .map((reading) => ({ reading, said: saidOf(words, page, reading) }))
    .filter(({ said }) => said.length > 0);
  return (
    <Band
      heading={words.say('by.title')}
      lead={words.say('by.lead', { since: words.day(since, 'long'), until: words.day(until, 'long') })}
    >
      {lines.length > 0 && (
        <dl className={styles.readings}>
          {lines.map(({ reading, said }) => (
            <div key={`${reading.setting}/${reading.part}`}>
              <dt>{conditionInWords(words, reading, page.rules.discipline)}</dt>
              {said.map(({ name, text, more }) => (
                <dd key={name}>
                  <span className={styles.quiet}>{name}: </span>
                  {text}
                  {more !== undefined && <small>{more}</small>}
                </dd>
              ))}
            </div>
          ))}
        </dl>
      )}
      {withSteps.map((reading) => (
        <Steps key={`${reading.setting}/${reading.part}`} page={page} reading={reading} />
      ))}
    </Band>
  );
}

/** The readings of the weeks that are compared. */
export function readingsOf({ observed, carryover, rules, evidence }: GoalPage): MeasureReading[] {
  const { since, until } = carryover;
  const minutes = new Map(evidence.sessions.map((session) => [session.id, minutesOf(session)]));
  return readingsByMeasure(
    observed.filter(({ date }) => date >= since && date <= until),
    rules,
    (sessionId) => minutes.get(sessionId) ?? null,
  );
}

/** By the wall clock of one school day. */
function minutesOf({ starts, ends }: GoalEvidence['sessions'][number]): number {
  return Temporal.PlainTime.from(starts).until(Temporal.PlainTime.from(ends)).total('minutes');
}

function Steps({ page, reading }: { readonly page: GoalPage; readonly reading: MeasureReading }) {
  const words = useWords();
  const where = conditionInWords(words, reading, page.rules.discipline);
  const targets = page.evidence.goal.targets.map(({ id }) => id);
  const inOrder = (reading.steps?.steps ?? []).toSorted(
    (a, b) => targets.indexOf(a.stepId) - targets.indexOf(b.stepId),
  );
  const help = ({ byAssistance }: StepReading) =>
    words.list(
      assistances.flatMap((assistance) => {
        const times = byAssistance[assistance] ?? 0;
        if (assistance === 'independent' || times === 0) return [];
        return [words.say('by.help_of', { assistance: words.say(`assistance.${assistance}`), times })];
      }),
    );
  return (
    <div className={styles.steptable}>
      <h3>{`${words.say('by.steps')}: ${where}`}</h3>
      <Table
        name={`${words.say('by.steps')}: ${where}`}
        rows={inOrder}
        rowKey={({ stepId }) => stepId}
        columns={[
          {
            key: 'step',
            label: words.say('by.step'),
            cell: ({ stepId }) =>
              page.evidence.goal.targets.find(({ id }) => id === stepId)?.text ?? words.say('by.step_gone'),
          },
          {
            key: 'alone',
            label: words.say('by.alone'),
            cell: ({ independent, n }) => words.say('share.counted', { x: independent, n }),
          },
          { key: 'help', label: words.say('by.help'), cell: help },
          ...(inOrder.some(({ notDone }) => notDone > 0)
            ? [{ key: 'not_done', label: words.say('by.not_done'), cell: ({ notDone }: StepReading) => notDone }]
            : []),
        ]}
      />
    </div>
  );
}

interface Said {
  readonly name: string;
  readonly text: string;
  readonly more?: string;
}

export function saidOf(words: Words, page: GoalPage, reading: MeasureReading): Said[] {
  return [
    ...promptsOf(words, reading),
    ...rateOf(words, reading),
    ...durationOf(words, reading),
    ...latencyOf(words, reading),
    ...intervalsOf(words, reading),
    ...levelsOf(words, page, reading),
  ];
}

function promptsOf(words: Words, { prompts }: MeasureReading): Said[] {
  return prompts === undefined
    ? []
    : [{ name: words.say('by.prompts'), text: words.say('by.prompts_of', { ...prompts }) }];
}

function rateOf(words: Words, { rate, count }: MeasureReading): Said[] {
  const name = words.say('by.rate');
  if (rate === undefined) return count === undefined ? [] : [{ name, text: words.say('by.count_of', { count }) }];
  return [
    {
      name,
      text: words.say('by.rate_of', {
        rate: rounded(rate.perTenMinutes),
        low: rounded(rate.interval.lower),
        high: rounded(rate.interval.upper),
        count: rate.count,
        minutes: rounded(rate.minutes),
      }),
    },
  ];
}

function durationOf(words: Words, { duration }: MeasureReading): Said[] {
  if (duration === undefined || duration.meanSeconds === null) return [];
  return [
    {
      name: words.say('by.duration'),
      text: words.say('by.duration_of', {
        total: timeInWords(words, duration.totalSeconds),
        bouts: duration.bouts,
        mean: timeInWords(words, duration.meanSeconds),
      }),
      ...(duration.cutOff > 0 && { more: words.say('by.duration_cut', { n: duration.cutOff }) }),
    },
  ];
}

function latencyOf(words: Words, { latency }: MeasureReading): Said[] {
  if (latency === undefined) return [];
  const { median, q1, q3, n, nNoResponse } = latency;
  const text =
    median === null || q1 === null || q3 === null
      ? words.say('by.latency_none')
      : words.say('by.latency_of', {
          median: timeInWords(words, median),
          low: timeInWords(words, q1),
          high: timeInWords(words, q3),
          n,
        });
  const missed = words.say('by.latency_no_response', { x: nNoResponse, n: n + nNoResponse });
  return [{ name: words.say('by.latency'), text, ...(nNoResponse > 0 && { more: missed }) }];
}

function intervalsOf(words: Words, { intervals = [] }: MeasureReading): Said[] {
  return intervals
    .filter(({ n }) => n > 0)
    .map(({ method, lengthSeconds, n, occurred, missed }) => ({
      name: words.say('by.intervals'),
      text: words.say(`by.interval.${method}`, {
        x: occurred,
        n,
        percent: percentOf(occurred / n),
        length: timeInWords(words, lengthSeconds),
      }),
      ...(missed > 0 && { more: words.say('by.interval_missed', { n: missed }) }),
    }));
}

function levelsOf(words: Words, page: GoalPage, { levels }: MeasureReading): Said[] {
  if (levels === undefined || levels.latest === null) return [];
  const level = (given: number) => levelInWords(page.evidence.goal.targets, given);
  const distribution = levels.distribution.map((one) =>
    words.say('by.level_of', { level: level(one.level), times: one.times }),
  );
  const last = words.say('by.level_latest', { level: level(levels.latest) });
  const t = levels.t === null ? [] : [words.say('by.t', { t: Math.round(levels.t) })];
  return [{ name: words.say('by.levels'), text: `${words.list(distribution)}; ${last}`, ...(t[0] && { more: t[0] }) }];
}

const rounded = (value: number) => Math.round(value * 10) / 10;

/** Under two minutes in seconds, else in minutes. */
export function timeInWords(words: Words, seconds: number): string {
  return seconds < 120
    ? words.say('by.seconds', { n: rounded(seconds) })
    : words.say('by.minutes', { n: rounded(seconds / 60) });
}
