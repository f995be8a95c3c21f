import type { WorkloadWeekLine } from '#contract/workload.ts';
import type { Words } from '#words/words.ts';
import { useWords } from '../../parts/words.tsx';
import styles from './workload.module.css';

/** "6 h 40 min". */
export function hoursSaid(minutes: number, words: Words): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return words.say('workload.minutes', { minutes: rest });
  return rest === 0
    ? words.say('workload.hours', { hours })
    : words.say('workload.hours_minutes', { hours, minutes: rest });
}

/** Each week as a table by kind of work, with a bar for the eye: what was planned, and of it what is on record. */
export function WorkloadBars({ weeks, name }: { readonly weeks: readonly WorkloadWeekLine[]; readonly name: string }) {
  const words = useWords();
  return (
    <>
      {weeks.map((week) => {
        const longest = Math.max(1, ...week.kinds.map(({ planned, done }) => Math.max(planned, done)));
        return (
          <div key={week.monday} className={styles.frame}>
            <table className={styles.week}>
              <caption>{words.say('workload.caption', { name, day: words.day(week.monday) })}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.say('workload.kind')}</th>
                  <th scope="col">{words.say('workload.planned')}</th>
                  <th scope="col">{words.say('workload.done')}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {week.kinds
                  .filter(({ planned, done }) => planned + done > 0)
                  .map(({ kind, planned, done }) => (
                    <tr key={kind}>
                      <th scope="row">{words.say(`workload.kind.${kind}`)}</th>
                      <td>{hoursSaid(planned, words)}</td>
                      <td>{hoursSaid(done, words)}</td>
                      <td className={styles.bars} aria-hidden="true">
                        <span className={styles.planned} style={{ inlineSize: `${(100 * planned) / longest}%` }} />
                        <span className={styles.done} style={{ inlineSize: `${(100 * done) / longest}%` }} />
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
            <p className={styles.quiet}>
              {words.say('workload.at_school', {
                there: hoursSaid(week.atSchool, words),
                free: hoursSaid(week.free, words),
              })}
            </p>
          </div>
        );
      })}
    </>
  );
}
