import { parse } from 'csv-parse/sync';
import { dayOf, tidy, wholeOf } from '../caseload/import/cell.ts';
import { disciplines } from '../goals/goal.ts';
import { unitRules } from './billing-units.ts';
import {
  type CodeColumn,
  type CodeProblem,
  codeColumns,
  codeSizes,
  mostCodes,
  optionalColumns,
  type ServiceCode,
} from './service-codes.ts';

/** All codes of the table, or what is wrong with it: a table with a fault gives none. */
export function readServiceCodes(text: string): {
  readonly codes: readonly ServiceCode[];
  readonly problems: readonly CodeProblem[];
} {
  const whole = (code: CodeProblem['code'], column: string | null = null, values: CodeProblem['values'] = {}) => ({
    codes: [],
    problems: [{ row: column === null ? null : 1, column, code, values }],
  });
  let table: string[][];
  try {
    table = parse(text, { bom: true, relax_column_count: true, delimiter: [',', ';', '\t'], skip_empty_lines: false });
  } catch {
    return whole('not_a_table');
  }
  const [first, ...lines] = table;
  if (first === undefined) return whole('no_rows');
  const headings = first.map((heading) => tidy(heading).toLowerCase().replaceAll(' ', '_'));
  const unknown = headings.find((heading) => heading !== '' && !codeColumns.includes(heading as CodeColumn));
  if (unknown !== undefined) return whole('column_unknown', unknown.slice(0, 40));
  const twice = headings.find((heading, at) => heading !== '' && headings.indexOf(heading) < at);
  if (twice !== undefined) return whole('column_twice', twice);
  const missing = codeColumns.find((column) => !optionalColumns.includes(column) && !headings.includes(column));
  if (missing !== undefined) return whole('column_missing', missing);

  const problems: CodeProblem[] = [];
  const rows: { readonly row: number; readonly said: ServiceCode }[] = [];
  lines.forEach((cells, at) => {
    if (cells.every((cell) => tidy(cell) === '')) return;
    const row = at + 2;
    const before = problems.length;
    const said = codeOf(
      (column) => tidy(cells[headings.indexOf(column)] ?? ''),
      (column, code, values = {}) => problems.push({ row, column, code, values }),
    );
    if (problems.length === before) rows.push({ row, said });
  });
  if (rows.length === 0 && problems.length === 0) return whole('no_rows');
  if (rows.length > mostCodes) return whole('too_many_rows', null, { most: mostCodes });
  rows.forEach(({ row, said }, at) => {
    const other = rows.slice(0, at).find((one) => overlap(one.said, said));
    if (other !== undefined) problems.push({ row, column: 'from', code: 'overlaps', values: { other: other.row } });
  });
  return problems.length > 0 ? { codes: [], problems } : { codes: rows.map(({ said }) => said), problems };
}

const overlap = (a: ServiceCode, b: ServiceCode): boolean =>
  a.discipline === b.discipline &&
  a.size === b.size &&
  (b.to === null || a.from <= b.to) &&
  (a.to === null || b.from <= a.to);

function codeOf(
  cell: (column: CodeColumn) => string,
  problem: (column: CodeColumn, code: CodeProblem['code'], values?: CodeProblem['values']) => void,
): ServiceCode {
  const choice = <Value extends string>(column: CodeColumn, values: readonly Value[]): Value => {
    const said = cell(column).toLowerCase().replaceAll(' ', '_') as Value;
    if (said === '') problem(column, 'empty');
    else if (!values.includes(said))
      problem(column, 'not_a_choice', { said: cell(column).slice(0, 40), choices: values.join(', ') });
    return said;
  };
  const day = (column: 'from' | 'to'): string | null => {
    const said = cell(column);
    if (said === '') return null;
    const found = dayOf(said);
    if (found === null) problem(column, 'not_a_day', { said: said.slice(0, 40) });
    return found;
  };
  const modifiers = (column: 'modifiers' | 'assistant_modifiers'): string[] => {
    const said = cell(column).toUpperCase().split(/\s+/).filter(Boolean);
    if (said.length > 4 || said.some((one) => !/^[A-Z0-9]{2}$/.test(one)))
      problem(column, 'not_modifiers', { said: cell(column).slice(0, 40) });
    return said;
  };
  const code = cell('code').toUpperCase();
  if (code === '') problem('code', 'empty');
  else if (!/^[A-Z0-9]{4,7}$/.test(code)) problem('code', 'not_a_code', { said: cell('code').slice(0, 40) });
  const from = day('from');
  if (cell('from') === '') problem('from', 'empty');
  const to = day('to');
  if (from !== null && to !== null && to < from) problem('to', 'ends_before');
  const least = cell('minimum_minutes');
  const minimumMinutes = least === '' ? 0 : wholeOf(least, 0, 480);
  if (minimumMinutes === null) problem('minimum_minutes', 'not_minutes', { said: least.slice(0, 40) });
  return {
    code,
    discipline: choice('discipline', disciplines),
    size: choice('size', codeSizes),
    modifiers: modifiers('modifiers'),
    assistantModifiers: modifiers('assistant_modifiers'),
    rule: choice('rule', unitRules),
    minimumMinutes: minimumMinutes ?? 0,
    from: from ?? '',
    to,
  };
}
