import { describe, expect, it } from 'vitest';
import { readServiceCodes } from './read-service-codes.ts';
import { codeOn } from './service-codes.ts';

const headings = 'code,discipline,size,modifiers,assistant_modifiers,rule,minimum_minutes,from,to';
const first = 'T1001,speech,individual,GN TM,,encounter,,2026-08-01,2026-12-31';
const read = (...rows: string[]) => readServiceCodes([headings, ...rows].join('\n'));
const fault = (...rows: string[]) => read(...rows).problems.map(({ row, column, code }) => [row, column, code]);

describe('a table of service codes', () => {
  it('is read with its modifiers, its rule and its days', () => {
    const { codes, problems } = read(first, 't1002,Occupational,group,go,CO,eight_minute,8,2026-08-01,');
    expect(problems).toEqual([]);
    expect(codes).toEqual([
      {
        code: 'T1001',
        discipline: 'speech',
        size: 'individual',
        modifiers: ['GN', 'TM'],
        assistantModifiers: [],
        rule: 'encounter',
        minimumMinutes: 0,
        from: '2026-08-01',
        to: '2026-12-31',
      },
      {
        code: 'T1002',
        discipline: 'occupational',
        size: 'group',
        modifiers: ['GO'],
        assistantModifiers: ['CO'],
        rule: 'eight_minute',
        minimumMinutes: 8,
        from: '2026-08-01',
        to: null,
      },
    ]);
  });

  it('may leave out what is optional, and its empty rows', () => {
    const { codes } = readServiceCodes('code;discipline;size;rule;from\n\nT1001;speech;group;exact;2026-08-01\n;;;;\n');
    expect(codes).toMatchObject([{ code: 'T1001', modifiers: [], minimumMinutes: 0, to: null }]);
  });

  it.each([
    ['T1,speech,individual,,,encounter,,2026-08-01,', 'code', 'not_a_code'],
    [',speech,individual,,,encounter,,2026-08-01,', 'code', 'empty'],
    ['T1001,singing,individual,,,encounter,,2026-08-01,', 'discipline', 'not_a_choice'],
    ['T1001,speech,pair,,,encounter,,2026-08-01,', 'size', 'not_a_choice'],
    ['T1001,speech,group,GNX,,encounter,,2026-08-01,', 'modifiers', 'not_modifiers'],
    ['T1001,speech,group,,A B,encounter,,2026-08-01,', 'assistant_modifiers', 'not_modifiers'],
    ['T1001,speech,group,,,hourly,,2026-08-01,', 'rule', 'not_a_choice'],
    ['T1001,speech,group,,,encounter,-1,2026-08-01,', 'minimum_minutes', 'not_minutes'],
    ['T1001,speech,group,,,encounter,,someday,', 'from', 'not_a_day'],
    ['T1001,speech,group,,,encounter,,,', 'from', 'empty'],
    ['T1001,speech,group,,,encounter,,2026-08-01,2026-07-01', 'to', 'ends_before'],
  ])('names the row and the column: %s', (row, column, code) => {
    expect(fault(first, row)).toEqual([[3, column, code]]);
    expect(read(first, row).codes).toEqual([]);
  });

  it('has one code for a discipline and a size on a day', () => {
    const later = first.replace('2026-08-01,2026-12-31', '2026-12-31,');
    expect(read(first, later).problems).toEqual([{ row: 3, column: 'from', code: 'overlaps', values: { other: 2 } }]);
    expect(read(first, later.replace('2026-12-31', '2027-01-01')).problems).toEqual([]);
  });

  it.each([
    ['', [null, null, 'no_rows']],
    [headings, [null, null, 'no_rows']],
    ['code,discipline,size,rule\nT1001,speech,group,exact', [1, 'from', 'column_missing']],
    [`${headings},description`, [1, 'description', 'column_unknown']],
    [`${headings},code`, [1, 'code', 'column_twice']],
    ['code,"', [null, null, 'not_a_table']],
  ])('is refused as a whole: %j', (text, expected) => {
    expect(readServiceCodes(text).problems.map(({ row, column, code }) => [row, column, code])).toEqual([expected]);
  });
});

it('finds the code of a day', () => {
  const { codes } = read(first, first.replace('T1001', 'T2001').replace('2026-08-01,2026-12-31', '2027-01-01,'));
  const of = { discipline: 'speech', size: 'individual' } as const;
  expect(codeOn('2026-07-31', codes, of)).toBeNull();
  expect(codeOn('2026-12-31', codes, of)?.code).toBe('T1001');
  expect(codeOn('2027-01-01', codes, of)?.code).toBe('T2001');
  expect(codeOn('2027-01-01', codes, { ...of, size: 'group' })).toBeNull();
});
