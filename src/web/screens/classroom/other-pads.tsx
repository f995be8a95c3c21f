import { useState } from 'react';
import { intervalMethods, type IntervalMethod, type StopEvent } from '#domain/trials/event.ts';
import { countOf } from '#domain/trials/steps.ts';
import { bouts, durationSummary } from '#domain/trials/stopwatch.ts';
import { useWords } from '../../parts/words.tsx';
import { observed, type Selected, useClassroom } from './classroom.ts';
import styles from './classroom.module.css';
import { Choices } from './choices.tsx';
import { Key } from './key.tsx';
import { observationsOf } from './record.ts';
import { runningStarts } from './stopwatches.ts';
import { signed } from './tap-words.ts';
import { useTick } from './use-tick.ts';

/** What is not measured in trials or steps: each its own small pad, in the same place. */
export function OtherPad({ selected }: { readonly selected: Selected }) {
  switch (selected.goal.measure) {
    case 'prompts':
      return <CounterPad selected={selected} what="prompt" />;
    case 'frequency':
      return <CounterPad selected={selected} what="occurrence" />;
    case 'duration':
      return <DurationPad selected={selected} />;
    case 'latency':
      return <LatencyPad selected={selected} />;
    case 'interval':
      return <IntervalPad selected={selected} />;
    case 'rubric':
      return <LevelPad selected={selected} kind="rubric" />;
    case 'goal_attainment':
      return <LevelPad selected={selected} kind="level" />;
    case 'trials':
    case 'steps':
      return null;
  }
}

function useSelected({ chip, goal }: Selected) {
  const classroom = useClassroom();
  return {
    ...classroom,
    of: observed(classroom, chip.studentId, goal.goalId),
    seen: observationsOf(classroom.record, chip.studentId, goal.goalId),
    key: `${chip.studentId} ${goal.goalId}`,
    names: { label: chip.label, tag: goal.tag },
  };
}

function CounterPad({ selected, what }: { readonly selected: Selected; readonly what: 'prompt' | 'occurrence' }) {
  const words = useWords();
  const { tap, of, seen, key, names } = useSelected(selected);
  const count = countOf(seen, what) ?? 0;
  const add = (delta: 1 | -1) => tap(`${key} ${delta}`, [{ kind: 'count', ...of, what, delta }]);
  return (
    <div className={styles.counting}>
      <p className={styles.figure}>{words.say('classroom.times', { count })}</p>
      <Key look="mark" shortcut="1" name={words.say('classroom.count_more', names)} onPress={() => add(1)}>
        + {words.say('classroom.one_more')}
      </Key>
      <Key
        look="mark"
        isDisabled={count === 0}
        shortcut="4"
        name={words.say('classroom.count_less', names)}
        onPress={() => add(-1)}
      >
        − {words.say('classroom.one_less')}
      </Key>
    </div>
  );
}

/** `4:05` */
function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function Running({ since }: { readonly since: string }) {
  const words = useWords();
  const { now } = useClassroom();
  const at = useTick(now, 500);
  return (
    <p className={styles.figure} role="timer">
      {words.say('classroom.running', { time: clock(Math.max(0, (at - Date.parse(since)) / 1000)) })}
    </p>
  );
}

/** The stopwatch of this goal that runs. */
function useRunning({ chip, goal }: Selected, what: 'duration' | 'latency') {
  const { stored } = useClassroom();
  return runningStarts(stored).findLast(
    (start) => start.studentId === chip.studentId && start.goalId === goal.goalId && start.what === what,
  );
}

function DurationPad({ selected }: { readonly selected: Selected }) {
  const words = useWords();
  const { tap, of, seen, key } = useSelected(selected);
  const running = useRunning(selected, 'duration');
  const summary = durationSummary(seen);
  return (
    <div className={styles.counting}>
      {running === undefined ? (
        <p className={styles.figure}>
          {words.say('classroom.bouts', { count: summary.bouts, total: clock(summary.totalSeconds) })}
        </p>
      ) : (
        <Running since={running.occurredAt} />
      )}
      <Key
        look="mark"
        shortcut="1"
        onPress={() =>
          running === undefined
            ? tap(`${key} start`, [{ kind: 'start', ...of, what: 'duration' }])
            : tap(`${key} stop`, [{ kind: 'stop', ...of, what: 'duration', startId: running.id, ended: 'stopped' }])
        }
      >
        {words.say(running === undefined ? 'classroom.begins' : 'classroom.ends')}
      </Key>
    </div>
  );
}

function LatencyPad({ selected }: { readonly selected: Selected }) {
  const words = useWords();
  const { tap, of, seen, key } = useSelected(selected);
  const running = useRunning(selected, 'latency');
  const ended = bouts(seen, 'latency').filter((bout) => bout.ended !== null);
  const last = ended.at(-1);
  const end = (how: NonNullable<StopEvent['ended']>) =>
    running !== undefined &&
    tap(`${key} ${how}`, [{ kind: 'stop', ...of, what: 'latency', startId: running.id, ended: how }]);
  if (running === undefined) {
    return (
      <div className={styles.counting}>
        <p className={styles.figure}>
          {last?.seconds == null
            ? words.say('classroom.responses', { count: ended.length })
            : words.say('classroom.seconds', { count: Math.round(last.seconds) })}
        </p>
        <Key look="mark" shortcut="1" onPress={() => tap(`${key} start`, [{ kind: 'start', ...of, what: 'latency' }])}>
          {words.say('classroom.asked')}
        </Key>
      </div>
    );
  }
  return (
    <div className={styles.counting}>
      <Running since={running.occurredAt} />
      <Key look="mark" shortcut="1" onPress={() => end('stopped')}>
        {words.say('classroom.responded')}
      </Key>
      <Key look="mark" shortcut="4" onPress={() => end('no_response')}>
        {words.say('classroom.mark.no_response')}
      </Key>
    </div>
  );
}

const lengths = ['10', '15', '30', '60', '300'] as const;

function IntervalPad({ selected }: { readonly selected: Selected }) {
  const words = useWords();
  const { tap, of, seen, key, now } = useSelected(selected);
  const last = seen.findLast((event) => event.kind === 'interval');
  const said = last?.kind === 'interval' ? last : null;
  const [method, setMethod] = useState<IntervalMethod>(said?.method ?? 'momentary');
  const [length, setLength] = useState<string>(String(said?.lengthSeconds ?? 30));
  const index = said !== null && said.method === method && String(said.lengthSeconds) === length ? said.index + 1 : 0;
  const since = index > 0 && said !== null ? Date.parse(said.occurredAt) : null;
  return (
    <div className={styles.counting}>
      <p className={styles.figure}>
        {words.say('classroom.interval', { number: index + 1 })}
        {since !== null && <IntervalClock key={since} since={since} seconds={Number(length)} now={now} />}
      </p>
      {(['yes', 'no', 'missed'] as const).map((occurred, at) => (
        <Key
          key={occurred}
          look="mark"
          shortcut={String(at + 1)}
          onPress={() =>
            tap(`${key} ${occurred}`, [
              { kind: 'interval', ...of, method, index, lengthSeconds: Number(length), occurred },
            ])
          }
        >
          {words.say(`classroom.interval.${occurred}`)}
        </Key>
      ))}
      <Choices
        label={words.say('classroom.interval_method')}
        options={intervalMethods.map((value) => ({ value, label: words.say(`classroom.interval_method.${value}`) }))}
        value={method}
        onChange={setMethod}
      />
      <Choices
        label={words.say('classroom.interval_length')}
        options={lengths.map((value) => ({ value, label: value }))}
        value={length as (typeof lengths)[number]}
        onChange={setLength}
      />
    </div>
  );
}

/** Counts the interval quietly: no sound, no flash; "now" stands there when it is over. */
function IntervalClock({
  since,
  seconds,
  now,
}: {
  readonly since: number;
  readonly seconds: number;
  readonly now: () => number;
}) {
  const words = useWords();
  const left = seconds - (useTick(now, 250) - since) / 1000;
  return <span className={styles.left}>{left > 0 ? clock(left) : words.say('classroom.interval_over')}</span>;
}

/** A rubric as most schools write it: 0 to 4. Goal attainment: -2 to +2. */
const levels = { rubric: [0, 1, 2, 3, 4], level: [-2, -1, 0, 1, 2] } as const;

function LevelPad({ selected, kind }: { readonly selected: Selected; readonly kind: 'rubric' | 'level' }) {
  const words = useWords();
  const { tap, of, seen, key } = useSelected(selected);
  const given = seen.flatMap((event) => (event.kind === kind ? [event.level] : []));
  const shown = (level: number) => (kind === 'level' ? signed(level) : String(level));
  return (
    <div className={styles.counting}>
      <p className={styles.figure}>{given.map(shown).join(' · ') || words.say('classroom.nothing_recorded')}</p>
      <div className={styles.levels}>
        {kind === 'rubric'
          ? levels.rubric.map((level) => (
              <Key
                key={level}
                look="mark"
                name={words.say('classroom.level', { level: shown(level) })}
                onPress={() => tap(`${key} ${level}`, [{ kind, ...of, level }])}
              >
                {shown(level)}
              </Key>
            ))
          : levels.level.map((level) => (
              <Key
                key={level}
                look="mark"
                name={words.say('classroom.level', { level: shown(level) })}
                onPress={() => tap(`${key} ${level}`, [{ kind: 'level', ...of, level }])}
              >
                {shown(level)}
              </Key>
            ))}
      </div>
    </div>
  );
}
