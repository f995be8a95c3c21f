import fc from 'fast-check';
import { columnKeys, templateHeadings } from '../columns.ts';

/** Caseloads as somebody might keep them: lines of cells under the template's headings. */

const from = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const orNothing = (cell: fc.Arbitrary<string>) => fc.oneof({ weight: 3, arbitrary: cell }, fc.constant(''));
/** Words with what makes a CSV hard: quotation marks, line breaks, commas, accents, signs that a spreadsheet calculates with. */
const wording = fc
  .array(from('states', 'a "reason"', 'using, because;', 'in\nwriting', 'sílaba', '-ed endings', '+2 words', '80 %'), {
    minLength: 2,
    maxLength: 5,
  })
  .map((parts) => parts.join(' '));

const student = fc.record({
  given: from('Ana', 'Bela', 'José', "D'Arcy", 'Cy'),
  family: from('Ruiz', 'O’Neil', 'de la Cruz', 'Lee', 'Nguyen'),
  grade: orNothing(from('K', '2', '2nd', 'Grade 4', 'Pre-K')),
  class: orNothing(from('Room 7', 'Room 9', 'Resource')),
  iep: fc.record({
    date: orNothing(from('9/1/2025', '2025-10-15')),
    annual: from('', '10/30/2026', '2026-11-02'),
    reevaluation: from('', '5/1/2027'),
  }),
  discipline: from('speech', 'OT', 'physical therapy'),
  goals: fc.uniqueArray(wording, { maxLength: 3, selector: (text) => text.toLowerCase() }),
  service: fc.option(
    fc.record({
      minutes: from('15', '30 min', '45'),
      times: from('1', '2x', '3'),
      per: from('week', 'a month', 'semana'),
      delivery: from('push-in', 'pull out', 'consult'),
      group: orNothing(from('1', '3')),
    }),
    { nil: null },
  ),
});

/** Lines in the order of `columnKeys` without `studentName`; each student has a number of its own. */
export const anyCaseload = fc.array(student, { minLength: 1, maxLength: 8 }).map((students) =>
  students.flatMap((one, at) => {
    const goals = one.goals.length === 0 ? [''] : one.goals;
    return goals.map((goal) => {
      const cells: Partial<Record<(typeof columnKeys)[number], string>> = {
        studentNumber: String(1001 + at),
        givenName: one.given,
        familyName: one.family,
        grade: one.grade,
        class: one.class,
        teacher: one.class === '' ? '' : `Teacher of ${one.class}`,
        discipline: one.discipline,
        iepDate: one.iep.date,
        // Without an IEP date there would be no IEP to hold them.
        annualReview: one.iep.date === '' ? '' : one.iep.annual,
        reevaluation: one.iep.date === '' ? '' : one.iep.reevaluation,
        goal,
        ...(one.service === null ? {} : { ...one.service, groupMax: one.service.group }),
      };
      return columnKeys.filter((key) => key !== 'studentName').map((key) => cells[key] ?? '');
    });
  }),
);

const quoted = (cell: string, sign: string) =>
  /["\r\n]/.test(cell) || cell.includes(sign) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** @param order the columns in another order, by their place */
export function csvText(lines: readonly (readonly string[])[], sign = ',', order?: readonly number[]): string {
  const headings = templateHeadings('en');
  const columns = order ?? headings.map((_, at) => at);
  return [headings, ...lines]
    .map((cells) => columns.map((at) => quoted(cells[at] ?? '', sign)).join(sign))
    .join('\r\n');
}
