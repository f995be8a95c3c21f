import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Importer, KnownSchool } from './plan.ts';
import { isApplicable, planImport } from './plan-import.ts';
import { templateHeadings } from './columns.ts';
import { readCaseloadCsv } from './read-caseload-csv.ts';
import type { CaseloadRow } from './row.ts';
import { anyCaseload, csvText } from './testing/any-caseload.ts';
import { applied } from './testing/applied.ts';
import { candidatesOf } from './who-is-it.ts';

const today = '2026-03-12';
const adult = (id: string, name: string, therapist: boolean) => ({
  id,
  name,
  shortName: name,
  email: `${id}@maple.example`,
  therapist,
  discipline: therapist ? ('speech' as const) : null,
});
const empty: KnownSchool = {
  schools: [{ id: 'maple', name: 'Maple Street', yearFrom: '2025-08-20' }],
  classes: [],
  adults: [adult('dana', 'Dana Whitfield', true), adult('lou', 'Lou Park', true), adult('ruth', 'Ruth Adler', false)],
  names: [],
  records: [],
  mine: [],
};
const dana: Importer = { adultId: 'dana', therapist: true, assigns: false, today };
const coordinator: Importer = { adultId: 'kim', therapist: false, assigns: true, today };

const ana = { row: 2, studentNumber: '1', givenName: 'Ana', familyName: 'Ruiz' };
const service = { minutes: 30, times: 2, per: 'week', delivery: 'pull_out' } as const;
const schoolWith = (known: KnownSchool, ...rows: CaseloadRow[]) => applied(known, planImport(rows, known, dana).plan);
const problemsOf = (rows: CaseloadRow[], known = empty, who = dana) =>
  planImport(rows, known, who).problems.map(({ row, column, code }) => [row, column, code]);

describe('bringing in the same caseload again', () => {
  it('changes nothing, whatever the caseload', () => {
    fc.assert(
      fc.property(anyCaseload, (lines) => {
        const { rows } = readCaseloadCsv(csvText(lines));
        const first = planImport(rows, empty, dana);
        expect(first.problems).toEqual([]);
        const known = applied(empty, first.plan);
        expect(candidatesOf(rows, known.names).toSorted()).toEqual(known.names.map(({ id }) => id).toSorted());
        const again = planImport(rows, known, dana);
        expect([again.problems, again.lines, isApplicable(again)]).toEqual([[], [], false]);
        expect(again.plan).toEqual({ classes: [], adults: [], teachers: [], students: [] });
        expect(again.counts.students).toEqual({ new: 0, changed: 0, unchanged: known.names.length });
      }),
    );
  });

  it('changes nothing when the lines stand in another order, and the first time does the same', () => {
    const shuffled = anyCaseload.chain((lines) =>
      fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
    );
    fc.assert(
      fc.property(shuffled, ([lines, others]) => {
        const [one, other] = [lines, others].map((order) =>
          planImport(readCaseloadCsv(csvText(order)).rows, empty, dana),
        );
        expect(other!.plan).toEqual(one!.plan);
        const again = planImport(readCaseloadCsv(csvText(others)).rows, applied(empty, one!.plan), dana);
        expect([again.problems, again.lines]).toEqual([[], []]);
      }),
    );
  });

  it('leaves alone whoever is not in it', () => {
    const known = {
      ...schoolWith(empty, ana, { ...ana, row: 3, studentNumber: '2', givenName: 'Bo' }),
      mine: ['x', 'y'],
    };
    const [a, b] = known.names.map(({ id }) => id) as [string, string];
    const planned = planImport([ana], { ...known, mine: [a, b] }, dana);
    expect(planned.leftAlone).toEqual([b]);
    expect(planned.plan.students).toEqual([]);
  });
});

describe('knowing a student again', () => {
  it('by the number, though the name is written differently: the name changes', () => {
    const known = schoolWith(empty, ana);
    const { lines, counts } = planImport([{ ...ana, givenName: 'Anna' }], known, dana);
    expect(counts.students).toEqual({ new: 0, changed: 1, unchanged: 0 });
    expect(lines[0]!.changes).toEqual([{ field: 'given_name', of: null, before: 'Ana', after: 'Anna' }]);
  });

  it('by the name where no number is known, and the number is added', () => {
    const { studentNumber, ...nameless } = ana;
    const known = schoolWith(empty, nameless);
    const { lines } = planImport([{ ...ana, givenName: 'ANA' }], known, dana);
    expect(lines[0]!.changes.map(({ field, after: is }) => [field, is])).toEqual([
      ['number', studentNumber],
      ['given_name', 'ANA'],
    ]);
  });

  it('two of one name: by the class, else it is a problem', () => {
    const known = schoolWith(
      empty,
      { ...ana, class: 'Room 7' },
      { ...ana, row: 3, studentNumber: '2', class: 'Room 9' },
    );
    const { studentNumber: _, ...nameless } = ana;
    expect(problemsOf([{ ...nameless, class: 'room 9' }], known)).toEqual([]);
    expect(problemsOf([nameless], known)).toEqual([[2, 'studentNumber', 'student_unclear']]);
  });

  it('one who is somebody else’s is a coordinator’s to bring in', () => {
    const known = schoolWith(empty, ana);
    const hidden = { ...known, records: known.records.map((record) => ({ ...record, reached: false })) };
    const lou = { ...dana, adultId: 'lou' };
    expect(problemsOf([ana], hidden, lou)).toEqual([[2, 'studentNumber', 'student_elsewhere']]);
    const { plan, problems } = planImport([{ ...ana, therapist: 'Lou Park' }], hidden, coordinator);
    expect(problems).toEqual([]);
    expect(plan.students[0]).toMatchObject({ fields: null, caseloadOf: ['lou'] });
  });

  it('one who has left stays so', () => {
    const known = schoolWith(empty, ana);
    const left = { ...known, records: known.records.map((record) => ({ ...record, leftOn: '2026-01-15' })) };
    expect(problemsOf([ana], left)).toEqual([[2, 'studentNumber', 'student_left']]);
  });
});

describe('goals', () => {
  const wording = { ...ana, goal: 'Says r in words.' };

  it('are known by their tag: other words are a new version, from today', () => {
    const known = schoolWith(empty, wording);
    const tag = known.records[0]!.goals[0]!.tag;
    expect(tag).toBe('s1');
    const { plan } = planImport([{ ...wording, goal: 'Says r in sentences.', goalTag: tag }], known, dana);
    expect(plan.students[0]!.goals).toMatchObject([
      { is: 'changed', version: { version: 2, from: today, officialWording: 'Says r in sentences.' } },
    ]);
  });

  it('other words without a tag could be either: a problem', () => {
    const known = schoolWith(empty, wording);
    expect(problemsOf([{ ...wording, goal: 'Says s.' }], known)).toEqual([[2, 'goalTag', 'goal_unclear']]);
    expect(problemsOf([wording, { ...wording, row: 3, goal: 'Says s.' }], known)).toEqual([]);
    expect(problemsOf([{ ...wording, goal: 'Says s.', goalTag: 'ess' }], known)).toEqual([]);
  });

  it('never share a tag', () => {
    const rows = [
      { ...wording, goalTag: 'r', goalNumber: '1' },
      { ...wording, row: 3, goal: 'Says s.', goalTag: 'R', goalNumber: '2' },
    ];
    expect(problemsOf(rows)).toEqual([[3, 'goalTag', 'tag_taken']]);
  });

  it('run with the IEP unless they say so', () => {
    const { plan } = planImport([{ ...wording, iepDate: '2025-10-01', annualReview: '2026-09-30' }], empty, dana);
    expect(plan.students[0]!.goals).toMatchObject([{ frame: { startsOn: '2025-10-01', endsOn: '2026-09-30' } }]);
  });

  it('of a coordinator need a therapist', () => {
    expect(problemsOf([wording], empty, coordinator)).toEqual([
      [2, 'discipline', 'discipline_missing'],
      [2, 'therapist', 'therapist_missing'],
    ]);
  });

  it.each([
    [{ goalPlain: 'r' }, 'goal', 'goal_missing'],
    [{ goal: 'r', goalStart: '2026-02-01', goalEnd: '2026-01-01' }, 'goalEnd', 'date_before'],
  ])('%j is a problem', (said, column, code) => {
    expect(problemsOf([{ ...ana, ...said }])).toEqual([[2, column, code]]);
  });
});

describe('services', () => {
  const served = { ...ana, ...service, iepDate: '2025-10-01' };

  it('changed: what runs ends the day before, the next begins', () => {
    const known = schoolWith(empty, served);
    const { plan, lines } = planImport([{ ...served, minutes: 45, serviceFrom: '2026-03-16' }], known, dana);
    expect(plan.students[0]!.services).toMatchObject([
      { close: { to: '2026-03-15' }, correct: null, open: { from: '2026-03-16', terms: { minutes: 45, times: 2 } } },
    ]);
    expect(lines[0]!.changes).toMatchObject([{ field: 'service', before: { minutes: 30 }, after: { minutes: 45 } }]);
  });

  it('given in another way are the same service, changed', () => {
    const known = schoolWith(empty, served);
    const { plan } = planImport([{ ...served, delivery: 'push_in' }], known, dana);
    expect(plan.students[0]!.services).toMatchObject([{ close: { to: '2026-03-11' }, open: { from: today } }]);
  });

  it('that begin today are put right where they stand', () => {
    const known = schoolWith(empty, { ...ana, ...service });
    const { plan } = planImport([{ ...ana, ...service, minutes: 45 }], known, dana);
    expect(plan.students[0]!.services).toMatchObject([
      { close: null, correct: { terms: { minutes: 45 } }, open: null },
    ]);
  });

  it('do not change before they began', () => {
    const known = schoolWith(empty, served);
    const rows = [{ ...served, minutes: 45, serviceFrom: '2025-10-01' }];
    expect(problemsOf(rows, known)).toEqual([[2, 'serviceFrom', 'service_runs_since']]);
  });

  it('repeated on the line of each goal are one', () => {
    const { counts } = planImport(
      [
        { ...served, goal: 'a' },
        { ...served, row: 3, goal: 'b' },
      ],
      empty,
      dana,
    );
    expect(counts.services).toEqual({ new: 1, changed: 0, unchanged: 0 });
  });

  it('that could be meant in two ways are a problem', () => {
    const split = [served, { ...served, row: 3, delivery: 'push_in' as const, minutes: 15 }];
    const known = schoolWith(empty, ...split);
    expect(problemsOf([{ ...served, delivery: 'consult' }], known)).toEqual([[2, 'delivery', 'service_unclear']]);
  });

  it('lack nothing', () => {
    expect(problemsOf([{ ...ana, minutes: 30, times: 2, per: 'week' }])).toEqual([
      [2, 'delivery', 'service_incomplete'],
    ]);
  });
});

describe('classes and teachers', () => {
  it('are made once, with the grade all their students share', () => {
    const { plan, counts } = planImport(
      [
        { ...ana, class: 'Room 7', grade: 2, teacher: 'Ms. Lee' },
        {
          ...ana,
          row: 3,
          studentNumber: '2',
          class: 'room 7',
          grade: 2,
          teacher: 'Ms. Lee',
          teacherEmail: 'lee@maple.example',
        },
      ],
      empty,
      dana,
    );
    expect(plan.classes).toEqual([{ schoolId: 'maple', name: 'Room 7', grade: 2, from: '2025-08-20' }]);
    expect(plan.adults).toEqual([{ name: 'Ms. Lee', email: 'lee@maple.example' }]);
    expect(plan.teachers).toHaveLength(1);
    expect([counts.classes, counts.teachers]).toEqual([1, 1]);
  });

  it('a teacher who is known is not made again', () => {
    const { plan } = planImport([{ ...ana, class: 'Room 7', teacher: 'ruth adler' }], empty, dana);
    expect([plan.adults, plan.teachers[0]!.adult]).toEqual([[], { id: 'ruth' }]);
  });

  it('another class is added; the one before is told', () => {
    const known = schoolWith(empty, { ...ana, class: 'Room 7' });
    const planned = planImport([{ ...ana, class: 'Room 9' }], known, dana);
    expect(planned.problems.map(({ code }) => code)).toEqual(['still_in_class']);
    expect(isApplicable(planned)).toBe(true);
  });

  it('a date that could not be read is not missing too', () => {
    const unread = { row: 2, column: 'iepDate', code: 'not_a_date', values: { said: '13/45/2025' } } as const;
    const planned = planImport([{ ...ana, annualReview: '2026-05-01' }], empty, dana, [unread]);
    expect(planned.problems.map(({ code }) => code)).toEqual(['not_a_date']);
  });

  it.each([
    [{ school: 'Elsewhere' }, 'school', 'school_unknown'],
    [{ teacher: 'Ms. Lee' }, 'class', 'teacher_without_class'],
    [{ therapist: 'Nobody' }, 'therapist', 'therapist_unknown'],
    [{ therapist: 'Lou Park' }, 'therapist', 'therapist_not_you'],
    [{ annualReview: '2026-05-01' }, 'iepDate', 'iep_date_missing'],
    [{ iepDate: '2026-05-01', annualReview: '2026-04-01' }, 'annualReview', 'date_before'],
  ])('%j is a problem', (said, column, code) => {
    expect(problemsOf([{ ...ana, ...said }])).toEqual([[2, column, code]]);
  });

  it('lines about one student do not contradict each other', () => {
    expect(problemsOf([ana, { ...ana, row: 3, givenName: 'Bo' }])).toEqual([[3, 'givenName', 'rows_disagree']]);
  });
});

it('plans whatever can be read, or says what is wrong with it', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('2', '9/1/2025', 'Ana', 'push-in', 'OT'),
  );
  const width = templateHeadings('en').length;
  const line = fc.array(cell, { minLength: width, maxLength: width });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
      const { rows, problems } = readCaseloadCsv(csvText(lines));
      const planned = planImport(rows, empty, dana, problems);
      if (isApplicable(planned)) expect(planImport(rows, applied(empty, planned.plan), dana).lines).toEqual([]);
      else expect(planned.problems.length + planned.lines.length).toBeGreaterThan(0);
    }),
  );
});

it('keeps the day a reevaluation is due over a new IEP', () => {
  const known = schoolWith(empty, { ...ana, iepDate: '2025-04-01', reevaluation: '2027-04-01' });
  const { plan } = planImport([{ ...ana, iepDate: '2026-03-01', annualReview: '2027-02-28' }], known, dana);
  expect(plan.students[0]!.iep).toEqual({
    iepDate: '2026-03-01',
    annualReviewDue: '2027-02-28',
    reevaluationDue: '2027-04-01',
  });
});
