import { countOutOfClass, type OutOfClassPage } from '#contract/in-class.ts';
import { fewestCounted, outOfClassSteps } from '#domain/services/in-class.ts';
import { useRead } from '../../client/queries.ts';
import { Band } from '../../parts/band.tsx';
import { Reading } from '../../parts/reading.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import { gradeName } from '../class/grade-name.ts';
import styles from './team.module.css';

type Count = OutOfClassPage['groups'][number]['counts'][number];

/** How many students are out of class how long a week, without names; of a caseload, or of schools. */
export function OutOfClass() {
  const words = useWords();
  const read = useRead(countOutOfClass, {});
  return (
    <Band heading={words.say('in_class.counts_title')} lead={words.say('in_class.counts_lead', { n: fewestCounted })}>
      <Reading read={read}>
        {({ groups, from, to }) => (
          <div className={styles.look}>
            {groups.map(({ schoolName, counts }) => {
              const name = words.say('in_class.counts_of', {
                of: schoolName ?? words.say('in_class.own_caseload'),
                from: words.day(from),
                to: words.day(to),
              });
              return (
                <div key={schoolName ?? 'own'}>
                  <h3>{name}</h3>
                  <Counts name={name} counts={counts} />
                </div>
              );
            })}
          </div>
        )}
      </Reading>
    </Band>
  );
}

function Counts({ name, counts }: { readonly name: string; readonly counts: readonly Count[] }) {
  const words = useWords();
  return (
    <Table<Count>
      name={name}
      rows={counts}
      rowKey={({ grades }) => (grades === null ? 'all' : String(grades.from))}
      columns={[
        {
          key: 'grades',
          label: words.say('in_class.grades'),
          cell: ({ grades }) =>
            grades === null
              ? words.say('in_class.all_grades')
              : words.say('in_class.grade_band', {
                  from: gradeName(grades.from, words),
                  to: gradeName(grades.to, words),
                }),
        },
        { key: 'n', label: words.say('team.students'), number: true, cell: ({ students }) => words.count(students) },
        ...outOfClassSteps.map(({ from, to }, index) => ({
          key: String(from),
          label:
            to === null
              ? words.say('in_class.step_over', { from: from - 1 })
              : to === 0
                ? words.say('in_class.step_none')
                : words.say('in_class.step', { from, to }),
          number: true,
          cell: (count: Count) => (count.counts === null ? words.say('in_class.too_few') : count.counts[index]!),
        })),
      ]}
    />
  );
}
