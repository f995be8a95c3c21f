import { readSampling } from '#contract/sampling.ts';
import type { Today } from '#contract/session.ts';
import { useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { type FewItem, FirstFew } from '../../parts/first-few.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './today.module.css';

interface OpenLine {
  readonly key: string;
  readonly what: string;
  readonly items: readonly FewItem[];
}

/** What waits for the therapist, by kind; nothing blinks. */
export function StillOpen({ today }: { readonly today: Today }) {
  const words = useWords();
  const me = useMe();
  const toSee = useToSee(today);
  const dates = (what: Today['iepDates'][number]['what']): OpenLine => ({
    key: what,
    what: words.say(`today.${what}`),
    items: today.iepDates
      .filter((due) => due.what === what)
      .map((due) => ({
        key: due.studentId,
        text: words.say(due.date < me.today ? 'today.was_due' : 'today.comes_due', {
          label: due.label,
          day: words.day(due.date),
        }),
      })),
  });
  const unrecorded = { key: 'count', text: words.say('today.unrecorded', { count: today.unrecorded.length }) };
  const lines: OpenLine[] = [
    { key: 'look', what: words.say('today.to_look'), items: toSee.today },
    { key: 'cannot_tell', what: words.say('today.cannot_tell'), items: toSee.later },
    { key: 'probes', what: words.say('today.probes_due'), items: toSee.probes },
    {
      key: 'not_recorded',
      what: words.say('today.not_recorded'),
      items: today.unrecorded.length === 0 ? [] : [unrecorded],
    },
    dates('annual_review'),
    dates('reevaluation'),
  ].filter((line) => line.items.length > 0);
  return (
    <Band heading={words.say('today.still_open')}>
      {lines.length === 0 ? (
        <p className={styles.quiet}>{words.say('today.nothing_open')}</p>
      ) : (
        <dl className={styles.open}>
          {lines.map((line) => (
            <div key={line.key}>
              <dt>{line.what}</dt>
              <dd>
                <FirstFew items={line.items} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Band>
  );
}

/** A day has room for so much looking; the rest waits on its goal's page. */
const mostLooks = 5;

interface ToSee {
  readonly today: OpenLine['items'];
  readonly later: OpenLine['items'];
  readonly probes: OpenLine['items'];
}

/**
 * What is still to be seen of the reader's goals: who could look that day and where; of the goals of that day's sessions, what the
 * day leaves over, nearest to an answer first in both; and looks that are due after a goal was met.
 */
function useToSee({ date, sessions }: Today): ToSee {
  const words = useWords();
  const me = useMe();
  const items = useRead(readSampling, {}).data?.items ?? [];
  const inPlay = new Set(sessions.flatMap(({ members }) => (members ?? []).flatMap(({ goalIds }) => goalIds)));
  const planned = items
    .flatMap((goal) => goal.tasks.filter((task) => task.date === date).map((task) => ({ goal, task })))
    .toSorted((a, b) => amountOf(a.goal) - amountOf(b.goal) || (a.task.startsAt < b.task.startsAt ? -1 : 1));
  const looks = planned.slice(0, mostLooks).toSorted((a, b) => (a.task.startsAt < b.task.startsAt ? -1 : 1));
  const asked = new Set(looks.map(({ goal }) => goal.goalId));
  return {
    today: [
      ...looks.map(({ goal, task }) => ({
        key: `${goal.goalId} ${task.startsAt}`,
        text: words.say(goal.unit === 'day' ? 'today.look_day' : 'today.look_trials', {
          time: words.time(task.startsAt),
          where: task.routineName ?? words.sayIfKnown(`setting.${task.setting}`) ?? task.setting,
          label: goal.label,
          tag: goal.tag,
          count: task.count,
          who: task.recorderId === me.adultId ? words.say('today.look_you') : task.recorderName,
        }),
      })),
      ...(planned.length > looks.length
        ? [{ key: 'more', text: words.say('today.look_more', { count: planned.length - looks.length }) }]
        : []),
    ],
    later: items
      .filter(({ goalId, needs }) => inPlay.has(goalId) && needs.length > 0 && !asked.has(goalId))
      .toSorted((a, b) => amountOf(a) - amountOf(b))
      .map(({ goalId, label, tag, unit, needs }) => {
        const { count = 0, place, reason } = needs[0] ?? {};
        const values = { label, tag, count };
        if (reason === 'new_room' && unit !== 'day')
          return { key: goalId, text: words.say('today.more_new_room', values) };
        if (unit === 'day') return { key: goalId, text: words.say('today.more_days', values) };
        return { key: goalId, text: words.say(`today.more.${place ?? 'natural'}`, values) };
      }),
    probes: items.flatMap(({ goalId, label, tag, probesDue }) =>
      probesDue.map(({ weeks, dueOn }) => ({
        key: `${goalId} ${weeks}`,
        text: words.say(dueOn > me.today ? 'today.probe_soon' : 'today.probe_due', {
          label,
          tag,
          weeks,
          day: words.day(dueOn),
        }),
      })),
    ),
  };
}

const amountOf = ({ needs }: { readonly needs: readonly { readonly count: number }[] }) =>
  needs.reduce((sum, { count }) => sum + count, 0);
