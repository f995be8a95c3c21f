import { type ReactNode, useMemo, useState } from 'react';
import { TextField } from './field.tsx';
import { filtered, type Sorting, sorted } from './row-order.ts';
import styles from './table.module.css';
import { useWords } from './words.tsx';

export interface Column<Row> {
  readonly key: string;
  /** Empty for a column of buttons: nothing is shown over them. */
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  /** What the column is sorted by; without it it is not. null sorts last, whichever way. */
  readonly sortBy?: (row: Row) => string | number | null;
  readonly number?: boolean;
}

/**
 * One table for everything that has rows: sorted by its headings, filtered by what is typed, read by a screen reader as a
 * table, scrolled sideways inside its own frame where the screen is narrower. The first column names the row.
 */
export function Table<Row>({
  name,
  rows,
  columns,
  rowKey,
  filterBy,
  startSorting,
  tools,
  empty,
}: {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** The text a row is found by; without it there is no filter. */
  readonly filterBy?: (row: Row) => string;
  readonly startSorting?: Sorting;
  /** Further filters, beside the one for text. */
  readonly tools?: ReactNode;
  readonly empty?: ReactNode;
}) {
  const words = useWords();
  const [sorting, setSorting] = useState<Sorting | null>(startSorting ?? null);
  const [wanted, setWanted] = useState('');
  const column = columns.find(({ key }) => key === sorting?.column);
  const shown = useMemo(
    () =>
      sorted(filterBy === undefined ? rows : filtered(rows, filterBy, wanted), column?.sortBy, sorting, words.language),
    [rows, filterBy, wanted, column, sorting, words.language],
  );

  if (rows.length === 0 && empty !== undefined) return empty;

  const sortBy = (key: string) =>
    setSorting((now) => ({ column: key, descending: now?.column === key && !now.descending }));

  return (
    <div>
      {(filterBy !== undefined || tools !== undefined) && (
        <div className={styles.tools} data-screen-only>
          {filterBy !== undefined && (
            <div className={styles.filter}>
              <TextField label={words.say('table.filter')} type="search" value={wanted} onChange={setWanted} />
            </div>
          )}
          {tools}
          <p className={styles.shown} role="status">
            {words.say('table.shown', { shown: shown.length, all: rows.length })}
          </p>
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section className={styles.frame} tabIndex={0} aria-label={words.say('table.scroll', { name })}>
        <table className={styles.table}>
          <caption className="off-screen">{name}</caption>
          <thead>
            <tr>
              {columns.map(({ key, label, sortBy: by, number }) => {
                const now = sorting?.column === key ? sorting : null;
                return (
                  <th
                    key={key}
                    scope="col"
                    className={number ? styles.number : undefined}
                    aria-sort={now === null ? undefined : now.descending ? 'descending' : 'ascending'}
                  >
                    {by === undefined ? (
                      label || <span className="off-screen">{words.say('table.actions')}</span>
                    ) : (
                      <button
                        type="button"
                        className={`${styles.sort} ${now === null ? '' : styles.sorted}`}
                        onClick={() => sortBy(key)}
                      >
                        {label}
                        <svg className={styles.way} viewBox="0 0 10 10" aria-hidden="true" fill="currentColor">
                          <path d={now?.descending ? 'M0 2h10L5 9z' : 'M0 8h10L5 1z'} />
                        </svg>
                      </button>
                    )}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={rowKey(row)}>
                {columns.map(({ key, cell, number }, index) =>
                  index === 0 ? (
                    <th key={key} scope="row">
                      {cell(row)}
                    </th>
                  ) : (
                    <td key={key} className={number ? styles.number : undefined}>
                      {cell(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className={styles.nothing}>{words.say('table.nothing')}</p>}
      </section>
    </div>
  );
}
