import { listGoalStandings } from '#contract/goal.ts';
import type { Today } from '#contract/session.ts';
import { useRead } from '../../client/queries.ts';
import { useMe } from '../../house/me.tsx';
import { Band } from '../../parts/band.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './today.module.css';

interface OpenLine {
  readonly key: string;
  readonly what: string;
  readonly items: readonly { readonly key: string; readonly text: string }[];
}

/** What waits for the therapist, by kind; nothing blinks. */
export function StillOpen({ today }: { readonly today: Today }) {
  const words = useWords();
  const me = useMe();
  const cannotTell = useUnclearGoals(today);
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
    { key: 'cannot_tell', what: words.say('today.cannot_tell'), items: cannotTell },
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
                <ul className={styles.items}>
                  {line.items.map((item) => (
                    <li key={item.key}>{item.text}</li>
                  ))}
                </ul>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Band>
  );
}

/** Goals of that day's sessions about which some more classroom trials, or days, would tell. */
function useUnclearGoals(today: Today): OpenLine['items'] {
  const words = useWords();
  const standings = useRead(listGoalStandings, {}).data?.items ?? [];
  const labels = new Map<string, string>();
  for (const session of today.sessions) {
    for (const member of session.members ?? []) {
      for (const goalId of member.goalIds) if (!labels.has(goalId)) labels.set(goalId, member.label);
    }
  }
  return standings.flatMap(({ goalId, tag, unit, moreNatural, status }) => {
    const label = labels.get(goalId);
    if (label === undefined || moreNatural === null || status !== 'active') return [];
    const values = { label, tag, count: moreNatural };
    return { key: goalId, text: words.say(unit === 'day' ? 'today.more_days' : 'today.more_trials', values) };
  });
}
