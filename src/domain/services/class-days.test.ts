import { describe, expect, it } from 'vitest';
import { againstClassDays } from './class-days.ts';
import { type ClassToPlan, type SeriesToPlan, type StudentToPlan, usualTouchBase } from './week-to-plan.ts';

const block = (routineId: string, starts: string, ends: string, more: Partial<ClassToPlan['blocks'][number]> = {}) => ({
  weekday: 5,
  week: null,
  routineId,
  starts,
  ends,
  pullOut: 'allowed' as const,
  pullOutCost: 0,
  pushIn: 'liked' as const,
  ...more,
});
const classWith = (...blocks: ClassToPlan['blocks']): ClassToPlan => ({
  classId: 'g2',
  schoolId: 's',
  name: 'Grade 2',
  teacherName: null,
  grade: 2,
  routines: [],
  blocks,
  visited: [],
  coTeaching: [],
  teacherFree: [],
  touchBase: usualTouchBase,
});
const ana: StudentToPlan = { studentId: 'ana', label: 'An', classId: 'g2', busy: [], elsewhere: [], apartFrom: [] };
const pushIn: SeriesToPlan = {
  seriesId: 'x',
  weekday: 5,
  week: null,
  starts: '09:40',
  ends: '10:20',
  delivery: 'push_in',
  schoolId: 's',
  classId: 'g2',
  routineId: 'writing',
  coTeaching: false,
  studentIds: ['ana'],
  kept: false,
};
const pullOut: SeriesToPlan = { ...pushIn, delivery: 'pull_out', classId: null, routineId: null };
const writing = block('writing', '09:40', '10:20');

describe('a weekly session and the days of a class', () => {
  it.each([
    ['in its routine', pushIn, [writing], null],
    [
      'in a routine that offers no push-in any more',
      pushIn,
      [{ ...writing, pushIn: 'not_offered' as const }],
      'outside-window',
    ],
    ['in a routine that has moved', pushIn, [block('writing', '09:45', '10:25')], 'outside-window'],
    ['when another routine is', pushIn, [block('math', '09:40', '10:20')], 'outside-window'],
    ['of no routine in particular', { ...pushIn, routineId: null }, [block('math', '09:30', '10:30')], null],
    ['in the other week', { ...pushIn, week: 1 }, [{ ...writing, week: 2 }], 'outside-window'],
    ['out of the room when that may be', pullOut, [writing], null],
    ['out of the room in protected time', pullOut, [{ ...writing, pullOut: 'never' as const }], 'block-never'],
    ['out of the room before protected time', pullOut, [block('math', '10:20', '11:00', { pullOut: 'never' })], null],
  ] as const)('%s', (_, series, blocks, against) => {
    expect(againstClassDays(series, { classes: [classWith(...blocks)], students: [ana] })).toBe(against);
  });

  it('says nothing of a class it does not know, nor of a student who is out then anyway', () => {
    expect(againstClassDays(pushIn, { classes: [], students: [ana] })).toBeNull();
    const away = { ...ana, elsewhere: [{ weekday: 5, week: null, starts: '09:00', ends: '11:00' }] };
    const classes = [classWith({ ...writing, pullOut: 'never' })];
    expect(againstClassDays(pullOut, { classes, students: [away] })).toBeNull();
  });
});
