import type { ImportLine, ImportPreview, ImportProblem } from '#contract/caseload-import.ts';
import { Notice } from '../../parts/notice.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { useWords } from '../../parts/words.tsx';
import styles from './import.module.css';
import { changeName, changeSentence, columnName, problemSentence } from './import-words.ts';

/** What stands in the way, else what would change: counted, then line by line. */
export function Preview({ preview }: { readonly preview: ImportPreview }) {
  const words = useWords();
  const stopping = preview.problems.filter(({ stops }) => stops);
  const notes = preview.problems.filter(({ stops }) => !stops);
  const more = preview.problemCount - preview.problems.length;
  const ignored = preview.columns.filter(({ heading, column }) => column === null && heading !== '');
  return (
    <div className={styles.preview}>
      {stopping.length > 0 && (
        <>
          <Notice tone="attention">
            <div>
              <strong>{words.say('import.in_the_way', { n: stopping.length + more })}</strong>
              <p>{words.say('import.in_the_way_what')}</p>
            </div>
          </Notice>
          <Problems name={words.say('import.problems')} problems={stopping} />
          {more > 0 && <p className={styles.quiet}>{words.say('import.more_problems', { n: more })}</p>}
        </>
      )}
      {stopping.length === 0 && preview.token === null && <Notice>{words.say('import.nothing')}</Notice>}
      {stopping.length === 0 && <Counts preview={preview} />}
      {notes.length > 0 && stopping.length === 0 && (
        <Problems name={words.say('import.notes')} problems={notes} shown />
      )}
      {ignored.length > 0 && (
        <p className={styles.quiet}>
          {words.say('import.left_out', { columns: words.list(ignored.map(({ heading }) => heading)) })}
        </p>
      )}
      {stopping.length === 0 && preview.lines.length > 0 && <Lines preview={preview} />}
      {stopping.length === 0 && preview.leftAlone.length > 0 && (
        <details>
          <summary>{words.say('import.left_alone', { n: preview.leftAlone.length })}</summary>
          <p>{words.list(preview.leftAlone)}</p>
        </details>
      )}
    </div>
  );
}

function Problems({
  name,
  problems,
  shown = false,
}: {
  readonly name: string;
  readonly problems: readonly ImportProblem[];
  /** With a heading of its own. */
  readonly shown?: boolean;
}) {
  const words = useWords();
  const columns: Column<ImportProblem>[] = [
    {
      key: 'row',
      label: words.say('import.row'),
      cell: ({ row }) => row ?? words.say('import.whole_table'),
      number: true,
    },
    {
      key: 'column',
      label: words.say('import.column'),
      cell: ({ column }) => column !== null && columnName(column, words),
    },
    { key: 'what', label: words.say('import.what_to_do'), cell: (problem) => problemSentence(problem, words) },
  ];
  return (
    <>
      {shown && <h3>{name}</h3>}
      <Table
        name={name}
        rows={problems}
        columns={columns}
        rowKey={({ row, column, code }) => `${row} ${column} ${code}`}
      />
    </>
  );
}

function Counts({ preview: { counts } }: { readonly preview: ImportPreview }) {
  const words = useWords();
  const { students, goals, services } = counts;
  const parts = (counted: typeof students) =>
    [
      counted.new > 0 && words.say('import.counted_new', { n: counted.new }),
      counted.changed > 0 && words.say('import.counted_changed', { n: counted.changed }),
      counted.unchanged > 0 && words.say('import.counted_unchanged', { n: counted.unchanged }),
    ].filter((part) => part !== false);
  const lines = [
    { name: words.say('import.count_students'), said: parts(students) },
    { name: words.say('import.count_goals'), said: parts(goals) },
    { name: words.say('import.count_services'), said: parts(services) },
    { name: words.say('import.count_classes'), said: parts({ new: counts.classes, changed: 0, unchanged: 0 }) },
    { name: words.say('import.count_teachers'), said: parts({ new: counts.teachers, changed: 0, unchanged: 0 }) },
  ];
  return (
    <dl className={styles.counts}>
      {lines
        .filter(({ said }) => said.length > 0)
        .map(({ name, said }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{said.join(' · ')}</dd>
          </div>
        ))}
    </dl>
  );
}

function Lines({ preview: { lines, lineCount } }: { readonly preview: ImportPreview }) {
  const words = useWords();
  return (
    <div>
      <h3>{words.say('import.lines')}</h3>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={`${line.noun} ${line.name} ${line.rows[0]}`}>
            <LineOf line={line} />
          </li>
        ))}
      </ul>
      {lineCount > lines.length && (
        <p className={styles.quiet}>{words.say('import.more_lines', { n: lineCount - lines.length })}</p>
      )}
    </div>
  );
}

function LineOf({ line }: { readonly line: ImportLine }) {
  const words = useWords();
  // The name is the line's own.
  const told = line.changes.filter(
    ({ field }) => line.is === 'changed' || !['given_name', 'family_name'].includes(field),
  );
  return (
    <>
      <p className={styles.line}>
        <strong>{line.name}</strong>
        <span className={line.is === 'new' ? styles.isNew : styles.isChanged}>{words.say(`import.is_${line.is}`)}</span>
        <span className={styles.quiet}>
          {words.say('import.rows', { n: line.rows.length, rows: line.rows.join(', ') })}
        </span>
      </p>
      <dl className={styles.changes}>
        {told.map((change) => (
          <div key={`${change.field} ${change.of} ${JSON.stringify(change.after)}`}>
            <dt>{changeName(change, words)}</dt>
            <dd>{changeSentence(change, words)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
