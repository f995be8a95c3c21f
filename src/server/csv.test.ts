import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

it('no cell that somebody wrote is a formula to a spreadsheet', () => {
  const formula = fc.constantFrom('=1+1', '=HYPERLINK("http://x","y")', '+1 word', '-x', '@SUM(A1)', '\t=1', '\r=1');
  fc.assert(
    fc.property(fc.array(fc.oneof(formula, fc.string()), { minLength: 1 }), (cells) => {
      const rows: string[][] = parse(csvOf({ text: (cell: string) => cell }, cells), { bom: true });
      expect(rows).toHaveLength(cells.length + 1);
      rows.slice(1).forEach(([cell], at) => {
        expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        expect([cells[at], `'${cells[at]}`]).toContain(cell);
      });
    }),
  );
});
