import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | boolean | null | undefined;

/**
 * A table as CSV (RFC 4180, UTF-8 with its mark so that spreadsheets read accents). What somebody wrote and a spreadsheet would
 * take for a formula (= + - @ tab, return) gets an apostrophe before it; numbers stay numbers.
 */
export function csvOf<Row>(columns: Readonly<Record<string, (row: Row) => Cell>>, rows: readonly Row[]): string {
  const names = Object.keys(columns);
  return stringify([names, ...rows.map((row) => names.map((name) => columns[name]!(row)))], {
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { boolean: (value) => (value ? 'yes' : 'no') },
  });
}
