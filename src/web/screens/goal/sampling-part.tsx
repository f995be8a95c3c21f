import { type GoalSampling, readGoalSampling, type SamplingTask } from '#contract/sampling.ts';
import type { Words } from '#words/words.ts';
import { useRead } from '../../client/queries.ts';
import { Band } from '../../parts/band.tsx';
import { Table } from '../../parts/table.tsx';
import { useMe } from '../../house/me.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './goal.module.css';
import type { GoalPage } from '#telling/goal-page.ts';
import { settingInWords } from '#telling/goal-words.ts';

/** What would tell, as a plan: who could record, in which routine of the coming days, how many. Gone when it is filled. */
export function SamplingPart({ page }: { readonly page: GoalPage }) {
  const words = useWords();
  const me = useMe();
  const { data } = useRead(readGoalSampling, { params: { goalId: page.evidence.goal.id } });
  if (data === undefined || page.evidence.goal.status !== 'active') return null;
  const { needs, tasks, short, probesDue } = data.goal;
  if (needs.length === 0 && probesDue.length === 0) return null;
  const inNewRoom = needs.find(({ reason }) => reason === 'new_room');
  return (
    <Band heading={words.say('sampling.title')} lead={words.say('sampling.lead')}>
      {inNewRoom !== undefined && (
        <p className={styles.further}>
          {words.say('sampling.new_room', {
            amount: words.say(inNewRoom.unit === 'day' ? 'sampling.days' : 'sampling.trials', {
              count: inNewRoom.count,
            }),
          })}
        </p>
      )}
      {probesDue.length > 0 && (
        <ul className={styles.further}>
          {probesDue.map((probe) => (
            <li key={probe.weeks}>{probeInWords(words, probe, me.today)}</li>
          ))}
        </ul>
      )}
      {tasks.length > 0 && (
        <Table
          name={words.say('sampling.title')}
          rows={tasks}
          rowKey={({ date, startsAt, recorderId }) => `${date} ${startsAt} ${recorderId}`}
          columns={[
            { key: 'when', label: words.say('sampling.when'), cell: (task) => whenInWords(words, task) },
            {
              key: 'where',
              label: words.say('sampling.where'),
              cell: (task) => whereInWords(words, task, page.rules.discipline),
            },
            { key: 'who', label: words.say('sampling.who'), cell: ({ recorderName }) => recorderName },
            {
              key: 'how_many',
              label: words.say('sampling.how_many'),
              cell: ({ count }) => words.say(data.goal.unit === 'day' ? 'sampling.days' : 'sampling.trials', { count }),
            },
          ]}
        />
      )}
      {short.length > 0 && <p className={styles.quiet}>{shortInWords(words, short)}</p>}
    </Band>
  );
}

export function probeInWords(words: Words, probe: GoalSampling['probesDue'][number], today: string): string {
  return words.say(probe.dueOn > today ? 'sampling.probe_soon' : 'sampling.probe_due', {
    weeks: probe.weeks,
    met: words.day(probe.metOn),
    day: words.day(probe.dueOn),
  });
}

function whenInWords(words: Words, { date, startsAt }: SamplingTask): string {
  return `${words.day(date, 'short')}, ${words.time(startsAt)}`;
}

function whereInWords(words: Words, task: SamplingTask, discipline: GoalPage['rules']['discipline']): string {
  const place = task.routineName ?? settingInWords(words, task.setting, discipline);
  const named = task.className === null ? place : `${place} · ${task.className}`;
  return task.place === 'natural_without_therapist' ? `${named}, ${words.say('sampling.without')}` : named;
}

export function shortInWords(words: Words, short: GoalSampling['short']): string {
  const what = short.map(({ place, count, unit }) =>
    words.say(`sampling.need.${place}`, {
      amount: words.say(unit === 'day' ? 'sampling.days' : 'sampling.trials', { count }),
    }),
  );
  return words.say('sampling.short', { what: words.list(what) });
}
