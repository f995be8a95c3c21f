import { expect, it } from 'vitest';
import type { GoalStanding } from '#contract/goal.ts';
import type { CaseloadRow } from '#contract/student.ts';
import { caseloadRows, dueState, shownRows } from './caseload-rows.ts';

const student = (id: string, record: Partial<CaseloadRow> = {}): CaseloadRow => ({
  id,
  label: id,
  givenName: id,
  familyName: 'X',
  preferredName: null,
  grade: 2,
  classes: [],
  ...record,
});
const standing = (studentId: string, said: Partial<GoalStanding>): GoalStanding => ({
  goalId: `${studentId}-goal`,
  studentId,
  tag: 'bec',
  plainWords: '',
  shownAsCode: false,
  discipline: 'speech',
  unit: 'trial',
  status: 'active',
  state: 'carried_over',
  moreNatural: null,
  lastSeenOn: null,
  points: 0,
  ...said,
});
const today = '2026-03-12';

it('a row has the sum of the minutes, the newest data and the nearer review', () => {
  const [row] = caseloadRows(
    [
      student('ana', {
        minutesPerWeek: [
          { discipline: 'speech', delivery: 'push_in', minutes: 30 },
          { discipline: 'speech', delivery: 'consult', minutes: 7.5 },
          { discipline: 'physical', delivery: 'consult', minutes: 15 },
        ],
        annualReviewDue: '2026-05-01',
        reevaluationDue: '2026-04-01',
      }),
    ],
    [
      standing('ana', { lastSeenOn: '2026-03-02', points: 12 }),
      standing('ana', { lastSeenOn: '2026-03-10', points: 3 }),
      standing('ana', { discipline: 'physical', points: 100 }),
      standing('bela', { points: 9 }),
    ],
    'speech',
  );
  expect(row).toMatchObject({ minutes: 38, lastSeenOn: '2026-03-10', points: 15, nextReview: '2026-04-01' });
});

it('a row without services, goals and dates says so and is no zero', () => {
  expect(caseloadRows([student('ana')], [], null)).toMatchObject([
    { minutes: null, lastSeenOn: null, nextReview: null },
  ]);
});

it.each([
  ['2026-03-11', 'past'],
  ['2026-03-12', 'soon'],
  ['2026-05-11', 'soon'],
  ['2026-05-12', 'later'],
] as const)('a review on %s is %s', (date, expected) => {
  expect(dueState(date, today)).toBe(expected);
});

it('shows those whose open goals lack data, and those with a review coming up or past', () => {
  const rows = caseloadRows(
    [student('ana'), student('bela', { annualReviewDue: '2026-03-01' }), student('cy')],
    [
      standing('ana', { state: 'not_enough_data' }),
      standing('bela', {}),
      standing('cy', { state: 'unclear', status: 'on_hold' }),
    ],
    null,
  );
  expect(shownRows(rows, 'missing', today).map(({ id }) => id)).toEqual(['ana']);
  expect(shownRows(rows, 'due', today).map(({ id }) => id)).toEqual(['bela']);
  expect(shownRows(rows, 'all', today)).toHaveLength(3);
});
