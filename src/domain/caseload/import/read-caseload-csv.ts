import { parse } from 'csv-parse/sync';
import * as cell from './cell.ts';
import { type ColumnKey, columnOf } from './columns.ts';
import { mostLetters, mostRows } from './limits.ts';
import type { CaseloadRow, Problem, ProblemCode } from './row.ts';

export interface CaseloadReading {
  /** What each heading was taken for; null: left out. */
  readonly columns: readonly { readonly heading: string; readonly column: ColumnKey | null }[];
  readonly rows: readonly CaseloadRow[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a table of comma, semicolon or tab separated values, as spreadsheets write or paste it, into caseload rows. Whatever
 * cannot be read is a problem; nothing is thrown. Lines above the headings (a title, a date) are passed over.
 */
export function readCaseloadCsv(text: string): CaseloadReading {
  const whole = (code: ProblemCode, row: number | null = null): CaseloadReading => ({
    columns: [],
    rows: [],
    problems: [{ row, column: null, code, values: code === 'too_many_rows' ? { most: mostRows } : {} }],
  });
  const body = text.replace(/^\ufeff/, '');
  // `PK`: a spreadsheet's own file, not the text of it.
  if (body.startsWith('PK\u0003\u0004') || body.includes('\u0000')) return whole('not_text');
  if (body.trim() === '') return whole('empty');

  let table: string[][];
  try {
    table = parse(body, {
      delimiter: delimiterOf(body),
      relax_column_count: true,
      // Inside a cell that does not begin with one, a quotation mark is a quotation mark.
      relax_quotes: true,
      max_record_size: mostLetters,
      to: mostRows + headingsWithin + 1,
    });
  } catch (error) {
    const { records } = error as { readonly records?: unknown };
    return whole('not_csv', typeof records === 'number' ? records + 1 : null);
  }
  const headingRow = table.slice(0, headingsWithin).findIndex((cells) => known(cells) >= 2);
  if (headingRow === -1) return whole('no_headings');
  const columns = table[headingRow]!.map((heading) => ({
    heading: cell.tidy(heading).slice(0, 80),
    column: columnOf(heading),
  }));
  const twice = columns.filter(
    ({ column }, at) => column !== null && columns.findIndex((other) => other.column === column) < at,
  );
  if (twice.length > 0)
    return {
      columns,
      rows: [],
      problems: twice.map(({ column }) => ({ row: headingRow + 1, column, code: 'column_twice', values: {} })),
    };
  const has = (key: ColumnKey) => columns.some(({ column }) => column === key);
  if (!has('studentNumber') && !has('studentName') && !(has('givenName') && has('familyName')))
    return {
      columns,
      rows: [],
      problems: [{ row: headingRow + 1, column: 'studentName', code: 'column_missing', values: {} }],
    };
  if (table.length - headingRow - 1 > mostRows) return whole('too_many_rows');

  const problems: Problem[] = [];
  const rows: CaseloadRow[] = [];
  table.slice(headingRow + 1).forEach((cells, at) => {
    const said = new Map<ColumnKey, string>();
    cells.forEach((content, index) => {
      const column = columns[index]?.column ?? null;
      const text = cell.unwrap(cell.tidy(content));
      if (column !== null && text !== '') said.set(column, text);
    });
    if (said.size > 0) rows.push(rowOf(headingRow + at + 2, said, problems));
  });
  if (rows.length === 0 && problems.length === 0) return { ...whole('empty'), columns };
  return { columns, rows, problems };
}

/** Headings are looked for in this many lines. */
const headingsWithin = 10;
const known = (cells: readonly string[]) => cells.filter((heading) => columnOf(heading) !== null).length;

/** Of those that can part a line, the one that finds the most headings in the first lines. */
function delimiterOf(text: string): string {
  const lines = text.slice(0, 20_000).split(/\r\n|\n|\r/, headingsWithin);
  const found = ['\t', ';', ',', '|'].map((sign) => ({
    sign,
    most: Math.max(...lines.map((line) => known(line.split(sign).map((part) => part.replaceAll('"', ''))))),
  }));
  return found.toSorted((a, b) => b.most - a.most)[0]!.sign;
}

const mostOf: Partial<Record<ColumnKey, number>> = {
  studentNumber: 40,
  givenName: 80,
  familyName: 80,
  preferredName: 80,
  label: 4,
  school: 120,
  class: 120,
  teacher: 120,
  teacherEmail: 254,
  therapist: 254,
  goalNumber: 80,
  goal: 2_000,
  goalPlain: 400,
  servicePlace: 120,
};

/** What the line says, each cell by its kind; what a cell does not say rightly is a problem and left out of the row. */
function rowOf(row: number, said: ReadonlyMap<ColumnKey, string>, problems: Problem[]): CaseloadRow {
  const problem = (column: ColumnKey, code: ProblemCode, values: Problem['values'] = {}) => {
    problems.push({ row, column, code, values });
    return undefined;
  };
  const told = (column: ColumnKey): string | undefined => {
    const text = said.get(column);
    return text !== undefined && cell.isFormula(text) ? problem(column, 'formula') : text;
  };
  const text = (column: ColumnKey): string | undefined => {
    const content = told(column);
    const most = mostOf[column] ?? 200;
    return content !== undefined && content.length > most ? problem(column, 'too_long', { most }) : content;
  };
  const line = (column: ColumnKey) => text(column)?.replaceAll(/\s+/g, ' ');
  const read = <Value>(
    column: ColumnKey,
    code: ProblemCode,
    reader: (content: string) => Value | null,
    values: Problem['values'] = {},
  ): Value | undefined => {
    const content = told(column);
    if (content === undefined) return undefined;
    return reader(content) ?? problem(column, code, { said: content.slice(0, 60), ...values });
  };
  const day = (column: ColumnKey) => read(column, 'not_a_date', cell.dayOf);
  const whole = (column: ColumnKey, least: number, most: number) =>
    read(column, 'not_a_number', (content) => cell.wholeOf(content, least, most), { least, most });
  const email = (column: ColumnKey) =>
    read(column, 'not_an_email', (content) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(content) ? content : null));

  const both = line('studentName');
  const parted = both === undefined ? null : cell.nameOf(both);
  if (both !== undefined && parted === null && !(said.has('givenName') && said.has('familyName')))
    problem('studentName', 'name_unclear');
  const often = read('times', 'not_a_rate', cell.frequencyOf);
  const perColumn = read('per', 'not_a_rate', cell.rateOf);
  if (often?.per !== undefined && perColumn !== undefined && often.per !== perColumn)
    problem('per', 'rows_disagree', { row });

  return withoutAbsent({
    row,
    studentNumber: line('studentNumber'),
    givenName: line('givenName') ?? parted?.given,
    familyName: line('familyName') ?? parted?.family,
    preferredName: line('preferredName'),
    label: line('label'),
    school: line('school'),
    grade: read('grade', 'not_a_grade', cell.gradeOf),
    class: line('class'),
    teacher: line('teacher'),
    teacherEmail: email('teacherEmail')?.toLowerCase(),
    therapist: line('therapist'),
    discipline: read('discipline', 'not_a_choice', cell.disciplineOf),
    iepDate: day('iepDate'),
    annualReview: day('annualReview'),
    reevaluation: day('reevaluation'),
    goalNumber: line('goalNumber'),
    goal: text('goal'),
    goalPlain: text('goalPlain'),
    goalTag: read('goalTag', 'not_a_tag', (content) => (/^[\p{L}\p{N}/._+-]{1,6}$/u.test(content) ? content : null)),
    goalArea: read('goalArea', 'not_a_choice', cell.areaOf),
    goalStart: day('goalStart'),
    goalEnd: day('goalEnd'),
    criterion: read('criterion', 'not_a_percent', cell.shareOf),
    minutes: whole('minutes', 5, 480),
    times: often?.times,
    per: perColumn ?? often?.per,
    delivery: read('delivery', 'not_a_choice', cell.deliveryOf),
    groupMax: whole('groupMax', 1, 12),
    servicePlace: line('servicePlace'),
    serviceFrom: day('serviceFrom'),
  });
}

type Present<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };
function withoutAbsent<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
