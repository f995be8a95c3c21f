import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ClassNow, isPastLastGrade, proposeStudent, type StudentNextYear, yearProblems } from './new-year.ts';

const homeroom = (id: string, grade: number, teacherIds: string[] = ['t']): ClassNow => ({
  id,
  grade,
  kind: 'homeroom',
  teacherIds,
});
const resource: ClassNow = { id: 'resource', grade: null, kind: 'resource', teacherIds: ['r'] };
const school = [homeroom('g1', 1), homeroom('g2', 2), homeroom('g3a', 3), homeroom('g3b', 3), resource];
const student = (grade: number | null, classIds: string[]) => ({ id: 's', grade, classIds, therapistIds: ['slp'] });

it('goes one grade on, into the one class of that grade; classes of no grade stay', () => {
  expect(proposeStudent(student(1, ['g1', 'resource']), school)).toEqual({
    studentId: 's',
    fate: 'goes_on',
    grade: 2,
    classIds: ['g2', 'resource'],
    therapistIds: ['slp'],
  });
  // Two classes of grade three: whoever knows chooses.
  expect(proposeStudent(student(2, ['g2']), school)).toMatchObject({ grade: 3, classIds: [] });
  expect(proposeStudent(student(12, ['g3a']), school)).toMatchObject({ fate: 'leaves', grade: 12, classIds: [] });
});

it('never proposes a class of another grade, nor a grade that does not exist', () => {
  fc.assert(
    fc.property(
      fc.option(fc.integer({ min: -1, max: 12 }), { nil: null }),
      fc.subarray(['g1', 'g2', 'g3a', 'g3b', 'resource']),
      (grade, classIds) => {
        const proposed = proposeStudent(student(grade, classIds), school);
        expect(proposed.grade ?? 0).toBeLessThanOrEqual(12);
        const of = school.filter(({ id }) => proposed.classIds.includes(id));
        for (const one of of) expect(one.grade === null || one.grade === proposed.grade).toBe(true);
      },
    ),
  );
});

it('names what is wrong: a class that closes stops, the others are to be known', () => {
  const facts = {
    classes: new Map([...school, homeroom('g4', 4, [])].map((one) => [one.id, one])),
    students: new Map([['s', { ...student(1, ['g1']), servedBy: ['slp'] }]]),
  };
  const goesOn: StudentNextYear = {
    studentId: 's',
    fate: 'goes_on',
    grade: 2,
    classIds: ['g2'],
    therapistIds: ['slp'],
  };
  const found = (change: Partial<StudentNextYear>, closes: string[] = []) =>
    yearProblems(
      {
        classes: [...facts.classes.keys()].map((classId) => ({
          classId,
          fate: closes.includes(classId) ? ('closes' as const) : ('goes_on' as const),
          teacherId: null,
        })),
        students: [{ ...goesOn, ...change }],
      },
      facts,
    )
      .filter(({ of }) => of === 'student')
      .map(({ kind, stops }) => [kind, stops]);
  expect(found({})).toEqual([]);
  expect(found({}, ['g2'])).toEqual([['class_closes', true]]);
  expect(found({ classIds: [] })).toEqual([['no_class', false]]);
  expect(found({ grade: 1 })).toEqual([['other_grade', false]]);
  expect(found({ therapistIds: [] })).toEqual([['no_therapist', false]]);
  expect(found({ therapistIds: ['other'] })).toEqual([['served_by_other', false]]);
  expect(found({ fate: 'leaves', classIds: [], therapistIds: [] }, ['g2'])).toEqual([]);
  // A class nobody teaches.
  expect(yearProblems({ classes: [{ classId: 'g4', fate: 'goes_on', teacherId: null }], students: [] }, facts)).toEqual(
    [{ of: 'class', id: 'g4', kind: 'no_teacher', stops: false }],
  );
});

it('is past the last grade without a class of it, where the school has classes of grades at all', () => {
  const goes = { fate: 'goes_on' as const, classIds: [] };
  expect(isPastLastGrade({ ...goes, grade: 4 }, school)).toBe(true);
  expect(isPastLastGrade({ ...goes, grade: 3 }, school)).toBe(false);
  expect(isPastLastGrade({ ...goes, grade: null }, school)).toBe(false);
  expect(isPastLastGrade({ ...goes, grade: 4, classIds: ['resource'] }, school)).toBe(false);
  expect(isPastLastGrade({ ...goes, grade: 4, fate: 'leaves' }, school)).toBe(false);
  expect(isPastLastGrade({ ...goes, grade: 4 }, [resource])).toBe(false);
});
