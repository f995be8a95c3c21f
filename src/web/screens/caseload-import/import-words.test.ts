import { describe, expect, it } from 'vitest';
import type { ImportChange } from '#contract/caseload-import.ts';
import { columnKeys } from '#domain/caseload/import/columns.ts';
import { changedFields } from '#domain/caseload/import/plan.ts';
import { problemCodes } from '#domain/caseload/import/row.ts';
import { wordsFor } from '#words/words-for.ts';
import { changeName, changeSentence } from './import-words.ts';

describe.each(['en', 'es'] as const)('in %s', (language) => {
  const words = wordsFor(language);

  it('every problem and every changed field has its words', () => {
    const ids = [
      ...problemCodes.map((code) => `import.problem.${code}`),
      ...changedFields.map((field) => `import.field.${field}`),
    ];
    expect(ids.filter((id) => words.sayIfKnown(id) === null)).toEqual([]);
  });

  it('every column but two is explained', () => {
    const silent = columnKeys.filter((column) => words.sayIfKnown(`import.says.${column}`) === null);
    expect(silent).toEqual(['givenName', 'teacherEmail']);
  });
});

const terms = { minutes: 30, times: 2, per: 'week', delivery: 'push_in', groupMax: 3 } as const;
it.each<[ImportChange, string]>([
  [{ field: 'grade', of: null, before: 1, after: 2 }, 'Grade: Grade 1 becomes Grade 2'],
  [{ field: 'grade', of: null, before: null, after: 0 }, 'Grade: Kindergarten'],
  [{ field: 'iep_date', of: null, after: '2026-09-01' }, 'IEP date: Sep 1, 2026'],
  [{ field: 'goal_criterion', of: 'bec', before: 0.8, after: 0.9 }, 'Criterion of bec: 80 % becomes 90 %'],
  [
    { field: 'service', of: 'speech', before: null, after: terms },
    'Speech-language: push-in: 30 min × 2 a week, group of up to 3',
  ],
])('%j', (change, sentence) => {
  const words = wordsFor('en');
  expect(`${changeName(change, words)}: ${changeSentence(change, words)}`).toBe(sentence);
});
