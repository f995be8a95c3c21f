import { type InClassPage, readInClass } from '#contract/in-class.ts';
import { useRead } from '../../client/queries.ts';
import { Band } from '../../parts/band.tsx';
import { Reading } from '../../parts/reading.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import { gradeName } from '../class/grade-name.ts';
import styles from './student.module.css';

/** Where a student's time with therapists is spent, grade by grade, and what the class did meanwhile. Facts, no judgement. */
export function InClass({ studentId }: { readonly studentId: string }) {
  const words = useWords();
  const read = useRead(readInClass, { params: { studentId } });
  return (
    <Band heading={words.say('in_class.title')} lead={words.say('in_class.lead')}>
      <Reading read={read}>
        {(page) =>
          page.grades.length === 0 ? (
            <p className={styles.quiet}>{words.say('in_class.none')}</p>
          ) : (
            <>
              <ByGrade grades={page.grades} />
              {page.missed.length > 0 && (
                <>
                  <h3>{words.say('in_class.missed', { from: words.day(page.from) })}</h3>
                  <ul>
                    {page.missed.map(({ routineId, name, className, minutes }) => (
                      <li key={routineId}>
                        {words.say('in_class.missed_line', {
                          routine: name,
                          class: className,
                          minutes: words.count(minutes),
                        })}
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </>
          )
        }
      </Reading>
    </Band>
  );
}

function ByGrade({ grades }: { readonly grades: InClassPage['grades'] }) {
  const words = useWords();
  const perWeek = (minutes: number, weeks: number) =>
    words.say('in_class.per_week', { minutes: Math.round(minutes / weeks) });
  return (
    <Table
      name={words.say('in_class.title')}
      rows={grades}
      rowKey={({ from }) => from}
      columns={[
        {
          key: 'grade',
          label: words.say('in_class.grade'),
          cell: ({ grade, from, weeks }) => (
            <>
              {gradeName(grade, words)}{' '}
              <span className={styles.quiet}>{words.say('in_class.since', { day: words.day(from), weeks })}</span>
            </>
          ),
        },
        {
          key: 'in',
          label: words.say('ledger.in_class'),
          number: true,
          cell: ({ inClass, weeks }) => perWeek(inClass, weeks),
        },
        {
          key: 'out',
          label: words.say('ledger.out_of_class'),
          number: true,
          cell: ({ outOfClass, weeks }) => perWeek(outOfClass, weeks),
        },
      ]}
    />
  );
}
