import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as cell from './cell.ts';
import { columnKeys, columnNames, columnOf, templateHeadings } from './columns.ts';
import { encodingOf } from './encoding.ts';
import { mostRows } from './limits.ts';
import { readCaseloadCsv } from './read-caseload-csv.ts';
import { anyCaseload, csvText } from './testing/any-caseload.ts';

const codes = (text: string) => readCaseloadCsv(text).problems.map(({ row, column, code }) => [row, column, code]);

describe('headings', () => {
  it('mean one column each, in both languages', () => {
    const meant = columnKeys.flatMap((key) =>
      [...columnNames[key].en, ...columnNames[key].es].map((name) => [name, columnOf(name), key]),
    );
    for (const [name, found, key] of meant) expect([name, found]).toEqual([name, key]);
  });

  it.each(['STUDENT  number', 'Student-Number', 'numero de estudiante', ' Student number: '])(
    '"%s" is known',
    (said) => {
      expect(columnOf(said)).toBe('studentNumber');
    },
  );

  it('may stand in any order, under a title, beside columns that nobody knows', () => {
    const { rows, columns, problems } = readCaseloadCsv(
      'Caseload 2025\n\nGoal,Shoe size,Last name,First name\n"Says ""r""",34,Ruiz,Ana\n',
    );
    expect(problems).toEqual([]);
    expect(rows).toEqual([{ row: 4, goal: 'Says "r"', familyName: 'Ruiz', givenName: 'Ana' }]);
    expect(columns[1]).toEqual({ heading: 'Shoe size', column: null });
  });

  it.each([
    ['semicolons', 'Apellido;Nombre;Grado\nRuiz;Ana;2.º'],
    ['tabs', 'Last name\tFirst name\tGrade\nRuiz\tAna\t2nd'],
    ['a byte-order mark', '\ufeffLast name,First name,Grade\nRuiz,Ana,Grade 2'],
    ['one name for both', 'Student,Grade,School\n"Ruiz, Ana",2,'],
  ])('are read with %s', (_what, text) => {
    expect(readCaseloadCsv(text)).toMatchObject({
      problems: [],
      rows: [{ familyName: 'Ruiz', givenName: 'Ana', grade: 2 }],
    });
  });

  it('keep the row number of a spreadsheet, over blank lines and line breaks inside a cell', () => {
    const { rows } = readCaseloadCsv('Last name,First name,Goal\nRuiz,Ana,"a\nb"\n\nLee,Bo,c\n');
    expect(rows.map(({ row, goal }) => [row, goal])).toEqual([
      [2, 'a\nb'],
      [4, 'c'],
    ]);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['nothing', '', [[null, null, 'empty']]],
    ['headings only', 'Last name,First name', [[null, null, 'empty']]],
    ['a spreadsheet’s own file', 'PK\u0003\u0004\u0014\u0000', [[null, null, 'not_text']]],
    ['other headings', 'a,b\nc,d', [[null, null, 'no_headings']]],
    ['a heading twice', 'Last name,First name,Surname\na,b,c', [[1, 'familyName', 'column_twice']]],
    ['no name', 'Grade,Class\n2,Room 7', [[1, 'studentName', 'column_missing']]],
    ['an open quotation mark', 'Last name,First name\n"Ruiz,Ana', [[2, null, 'not_csv']]],
  ])('is told: %s', (_what, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('is told cell by cell, and the rest of the line is still read', () => {
    const text =
      'Last name,First name,Grade,IEP date,Minutes,Frequency,How,Goal,Criterion,Teacher e-mail,Tag\n' +
      'Ruiz,Ana,14,31/12/2025,2,often,swimming,=1+1,120,ana,too long\n';
    const { rows, problems } = readCaseloadCsv(text);
    expect(rows).toEqual([{ row: 2, familyName: 'Ruiz', givenName: 'Ana' }]);
    expect(problems.map(({ row, column, code }) => `${row} ${column} ${code}`).toSorted()).toEqual([
      '2 criterion not_a_percent',
      '2 delivery not_a_choice',
      '2 goal formula',
      '2 goalTag not_a_tag',
      '2 grade not_a_grade',
      '2 iepDate not_a_date',
      '2 minutes not_a_number',
      '2 teacherEmail not_an_email',
      '2 times not_a_rate',
    ]);
  });

  it('is a table of too many lines', () => {
    const lines = Array.from({ length: mostRows + 1 }, () => 'Ruiz,Ana').join('\n');
    expect(codes(`Last name,First name\n${lines}`)).toEqual([[null, null, 'too_many_rows']]);
  });

  it('never throws, whatever the text', () => {
    const heading = fc.constantFrom(...templateHeadings('en'), ...templateHeadings('es'));
    const garbage = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .tuple(fc.array(heading, { minLength: 2, maxLength: 6 }), fc.string({ unit: 'grapheme', maxLength: 300 }))
        .map(([headings, rest]) => `${headings.join(',')}\n${rest}`),
      fc
        .array(
          fc.constantFrom('"', ',', ';', '\t', '\n', '=', 'Last name', 'First name', '\u0000', '\ud800', '1/1/1'),
          { maxLength: 60 },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(garbage, (text) => {
        const { rows, problems } = readCaseloadCsv(text);
        expect(rows.length + problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });
});

it('what a caseload says does not depend on the sign between its cells or the order of its columns', () => {
  const order = fc.shuffledSubarray(
    templateHeadings('en').map((_, at) => at),
    { minLength: templateHeadings('en').length },
  );
  fc.assert(
    fc.property(anyCaseload, fc.constantFrom(',', ';', '\t'), order, (lines, sign, columns) => {
      const plainly = readCaseloadCsv(csvText(lines));
      expect(plainly.problems).toEqual([]);
      expect(readCaseloadCsv(csvText(lines, sign, columns)).rows).toEqual(plainly.rows);
    }),
  );
});

describe('cells', () => {
  it.each([
    ['9/1/2025', '2025-09-01'],
    ['09-01-25', '2025-09-01'],
    ['2025-09-01', '2025-09-01'],
    ['2025-09-01T00:00:00.000Z', '2025-09-01'],
    ['9/1/2025 12:00 AM', '2025-09-01'],
    ['2/29/2024', '2024-02-29'],
    ['2/29/2025', null],
    ['31/12/2025', null],
    ['soon', null],
    ['1/1/1875', null],
  ])('the date %s is %s', (text, day) => {
    expect(cell.dayOf(text)).toBe(day);
  });

  it.each([
    ['2x/week', { times: 2, per: 'week' }],
    ['2 × a week', { times: 2, per: 'week' }],
    ['weekly', { times: 1, per: 'week' }],
    ['3 veces al mes', { times: 3, per: 'month' }],
    ['2', { times: 2 }],
    ['0', null],
    ['sometimes', null],
  ])('the frequency %s', (text, often) => {
    expect(cell.frequencyOf(text)).toEqual(often);
  });

  it.each([
    ['80%', 0.8],
    ['80', 0.8],
    ['0.8', 0.8],
    ['1', 1],
    ['0', null],
    ['101 %', null],
  ])('the share %s', (text, share) => {
    expect(cell.shareOf(text)).toBe(share);
  });

  it.each([
    ['="00123"', '00123'],
    ["'-1", '-1'],
    ["'tis", "'tis"],
  ])('%s is unwrapped', (text, value) => {
    expect(cell.unwrap(text)).toBe(value);
  });

  it.each([
    ['Ruiz, Ana', 'Ana', 'Ruiz'],
    ['Ana Ruiz', 'Ana', 'Ruiz'],
    ['de la Cruz, Ana María', 'Ana María', 'de la Cruz'],
  ])('the name %s', (text, given, family) => {
    expect(cell.nameOf(text)).toEqual({ given, family });
  });

  it.each(['Ana', 'Ana María Ruiz', 'Ruiz, Ana, Dr.'])('the name %s could be parted in more than one way', (text) => {
    expect(cell.nameOf(text)).toBeNull();
  });

  it('are kept in one form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cell.tidy(cell.tidy(text))).toBe(cell.tidy(text));
      }),
    );
  });
});

describe('the writing of a file', () => {
  const bytes = (text: string, encoding: BufferEncoding) => new Uint8Array(Buffer.from(text, encoding));
  it.each([
    ['utf-8', bytes('Peña ñ é 日本', 'utf8')],
    ['utf-8', bytes('', 'utf8')],
    ['windows-1252', bytes('Pe\u00f1a', 'latin1')],
    ['windows-1252', bytes('Pe\u00f1', 'latin1')],
    ['utf-16le', bytes('\ufeffPeña', 'utf16le')],
    ['utf-16le', bytes('Last name,Peña', 'utf16le')],
    ['utf-16be', new Uint8Array([0xfe, 0xff, 0, 0x50])],
  ] as const)('%s', (encoding, content) => {
    expect(encodingOf(content)).toBe(encoding);
  });

  it('is found for any text in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(new TextDecoder(encodingOf(bytes(`ab${text}`, 'utf8'))).decode(bytes(`ab${text}`, 'utf8'))).toBe(
          `ab${text}`,
        );
      }),
    );
  });
});
