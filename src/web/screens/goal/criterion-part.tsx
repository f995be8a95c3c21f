import { Band } from '../../parts/band.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './goal.module.css';
import type { GoalPage } from '#telling/goal-page.ts';
import { metInWords } from '#telling/met.ts';
import { criterionInWords, settingInWords } from '#telling/goal-words.ts';

/** How the data stand against what the goal's own wording asks for: by place, with dates, never one word for all. */
export function CriterionPart({ page }: { readonly page: GoalPage }) {
  const words = useWords();
  const { met, rules, version } = page;
  const inARow = met.needed === met.ofLast;
  const asked = criterionInWords(words, version.criterion, rules.unit);
  return (
    <Band
      heading={words.say('met.title')}
      lead={`${asked.charAt(0).toLocaleUpperCase(words.language)}${asked.slice(1)}.`}
    >
      <p className={styles.met}>{metInWords(words, page)}</p>
      {met.naturalMissing && met.state !== 'no_data' && <p>{words.say('met.natural_missing')}</p>}
      {met.otherPersonMissing && met.state !== 'no_data' && <p>{words.say('met.person_missing')}</p>}
      {met.settings.length > 0 && (
        <Table
          name={words.say('met.title')}
          rows={met.settings}
          rowKey={({ setting }) => setting}
          columns={[
            {
              key: 'place',
              label: words.say('met.place'),
              cell: ({ setting }) => settingInWords(words, setting, rules.discipline),
            },
            {
              key: 'run',
              label: words.say(inARow ? 'met.run' : 'met.latest'),
              cell: ({ currentRun, ofLatest }) =>
                inARow
                  ? words.say('met.run_of', { run: Math.min(currentRun, met.needed), needed: met.needed })
                  : words.say('met.of_last', { reached: ofLatest, ofLast: met.ofLast, needed: met.needed }),
            },
            {
              key: 'met',
              label: words.say('met.met_on'),
              cell: ({ metOn }) => (metOn === null ? words.say('met.not_yet') : words.day(metOn)),
            },
          ]}
        />
      )}
      {met.probes.length > 0 && (
        <>
          <h3 className={styles.subhead}>{words.say('met.probes')}</h3>
          <ul className={styles.points}>
            {met.probes.map(({ weeks, state, dueOn, x, n }) => (
              <li key={weeks}>{words.say(`met.probe_${state}`, { weeks, day: words.day(dueOn), x, n })}</li>
            ))}
          </ul>
        </>
      )}
    </Band>
  );
}
