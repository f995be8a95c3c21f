import { makeNewYear, type NewYearPlan, type NewYearPreview } from '#contract/new-year.ts';
import { useChange } from '../../client/queries.ts';
import { announce } from '../../parts/announce.tsx';
import { Band } from '../../parts/band.tsx';
import { Button } from '../../parts/button.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './new-year.module.css';

const counted = [
  ['go_on', 'goOn'],
  ['leave', 'leave'],
  ['change_class', 'changeClass'],
  ['goals', 'goalsToProbe'],
  ['new_teachers', 'newTeachers'],
  ['classes_close', 'classesClose'],
  ['series', 'seriesEnd'],
] as const;

/** What the plan would do, in numbers, with a line for whatever is wrong or to be known; then it may be done. */
export function NewYearSeen({ seen, body }: { readonly seen: NewYearPreview; readonly body: NewYearPlan }) {
  const words = useWords();
  const make = useChange(makeNewYear, () => announce(words.say('new_year.done', { day: words.day(body.yearFrom) })));
  const stopped = seen.problems.some(({ stops }) => stops);
  return (
    <Band
      heading={words.say('new_year.preview', { day: words.day(body.yearFrom) })}
      lead={words.say('new_year.preview_lead')}
    >
      <dl className={styles.counts}>
        {counted.map(([word, key]) => (
          <div key={key}>
            <dd>{words.count(seen.counts[key])}</dd>
            <dt>{words.say(`new_year.count.${word}`)}</dt>
          </div>
        ))}
      </dl>
      <h3>{words.say('new_year.problems')}</h3>
      {seen.problems.length === 0 ? (
        <p className={styles.quiet}>{words.say('new_year.no_problems')}</p>
      ) : (
        <ul className={styles.problems} aria-label={words.say('new_year.problems')}>
          {seen.problems
            .toSorted((a, b) => Number(b.stops) - Number(a.stops))
            .map(({ of, id, kind, name, stops }) => (
              <li key={`${of} ${id} ${kind}`}>
                {words.say(`new_year.problem.${kind}`, { name })}
                {stops && <span className={styles.open}> {words.say('new_year.must')}</span>}
              </li>
            ))}
        </ul>
      )}
      <FaultNotice fault={make.error} />
      <div className={styles.do}>
        <Button kind="main" isPending={make.isPending} isDisabled={stopped} onPress={() => make.mutate({ body })}>
          {words.say('new_year.do')}
        </Button>
        {stopped && <p className={styles.quiet}>{words.say('new_year.stopped')}</p>}
      </div>
    </Band>
  );
}
