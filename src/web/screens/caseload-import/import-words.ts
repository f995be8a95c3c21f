import type { ImportChange, ImportProblem } from '#contract/caseload-import.ts';
import { type ColumnKey, columnNames } from '#domain/caseload/import/columns.ts';
import type { Words } from '#words/words.ts';
import { gradeName } from '../class/grade-name.ts';

/** The heading by which a column is known to the reader. */
export function columnName(column: ColumnKey, words: Words): string {
  return columnNames[column][words.language][0];
}

export function problemSentence({ code, values }: ImportProblem, words: Words): string {
  const { day, ...said } = values;
  return words.say(`import.problem.${code}`, {
    ...said,
    ...(day === undefined ? {} : { day: words.day(String(day)) }),
  });
}

/** What the change is of: "Annual review", "Wording of bec", "Speech-language". */
export function changeName({ field, of }: ImportChange, words: Words): string {
  const about = field === 'service' && of !== null ? (words.sayIfKnown(`discipline.${of}`) ?? of) : (of ?? '');
  return words.say(`import.field.${field}`, { of: about });
}

const days = ['iep_date', 'annual_review', 'reevaluation', 'goal_start', 'goal_end'] as const;

export function valueSentence(
  field: ImportChange['field'],
  value: NonNullable<ImportChange['after']>,
  words: Words,
): string {
  if (typeof value === 'object') {
    const terms = words.say('service.terms', {
      delivery: words.say(`service.delivery.${value.delivery}`),
      minutes: value.minutes,
      times: value.times,
      rate: words.say(`service.rate.${value.per}`),
    });
    const group = value.groupMax === 1 ? words.say('service.alone') : words.say('service.group', { n: value.groupMax });
    return `${terms}, ${group}`;
  }
  if (field === 'grade') return gradeName(Number(value), words);
  if (field === 'goal_criterion') return Number(value) <= 1 ? `${Math.round(Number(value) * 100)} %` : String(value);
  if (field === 'goal_area') return words.sayIfKnown(`area.${value}`) ?? String(value);
  return days.some((day) => day === field) ? words.day(String(value)) : String(value);
}

/** "30 becomes 45"; what was is left out where it was nothing, or where the reader does not see the record. */
export function changeSentence(change: ImportChange, words: Words): string {
  const { field, before } = change;
  const said = (value: ImportChange['after']) =>
    value === null ? words.say('import.nothing_before') : valueSentence(field, value, words);
  if (before === undefined || before === null) return said(change.after);
  return words.say('import.becomes', { before: said(before), after: said(change.after) });
}
