import { describe, expect, it } from 'vitest';
import type { PlanningChoices } from '#contract/session.ts';
import {
  emptyDraft,
  studentsToShow,
  withClass,
  withDelivery,
  withGoal,
  withMember,
  withRoutine,
} from './plan-draft.ts';

const writing = {
  routineId: 'writing',
  name: 'Writing',
  setting: 'classroom',
  starts: '09:40',
  ends: '10:20',
  pushIn: 'liked',
  pullOut: 'allowed',
} as const;
const student = (
  studentId: string,
  classId: string,
  goals: [string, string[]][],
): PlanningChoices['students'][number] => ({
  studentId,
  label: studentId.slice(0, 2),
  name: `${studentId} Example`,
  schoolId: 'north',
  classIds: [classId],
  goals: goals.map(([goalId, routineIds]) => ({ goalId, tag: goalId, discipline: 'speech', routineIds })),
});
const choices: PlanningChoices = {
  students: [
    student('Cora', 'grade 4', []),
    student('Abel', 'grade 2', [
      ['because', ['writing']],
      ['r', []],
    ]),
    student('Bess', 'grade 2', [
      ['turns', []],
      ['comments', []],
    ]),
  ],
  schools: [{ schoolId: 'north', name: 'North', rotationDays: [] }],
  classes: [{ classId: 'grade 2', schoolId: 'north', name: 'Grade 2', teacherName: 'Ms. Vale', routines: [writing] }],
  rooms: [],
  places: [],
};
const inWriting = withRoutine(withClass(emptyDraft('2026-03-12'), 'grade 2', choices), writing);

describe('the draft of a session', () => {
  it('takes the school from the class, times and place from the routine', () => {
    expect(inWriting).toMatchObject({ schoolId: 'north', routineId: 'writing', starts: '09:40', ends: '10:20' });
  });

  it('leaves the class behind when it becomes a pull-out, and the therapy room when it does not', () => {
    const pulled = withDelivery(inWriting, 'pull_out');
    expect(pulled).toMatchObject({ classId: null, routineId: null, setting: 'therapy_room', starts: '09:40' });
    expect(withDelivery(pulled, 'observation')).toMatchObject({ setting: 'classroom' });
  });

  it('takes the goals marked for the routine, or all where none is marked', () => {
    const group = withMember(withMember(inWriting, 'Abel', choices), 'Bess', choices);
    expect(group.members).toEqual([
      { studentId: 'Abel', goalIds: ['because'] },
      { studentId: 'Bess', goalIds: ['turns', 'comments'] },
    ]);
    expect(withMember(group, 'Abel', choices).members).toHaveLength(1);
  });

  it('adds and leaves out goals, in the order the student has them', () => {
    const one = withMember(inWriting, 'Bess', choices);
    const without = withGoal(one, 'Bess', 'turns', choices);
    expect(without.members[0]?.goalIds).toEqual(['comments']);
    expect(withGoal(without, 'Bess', 'turns', choices).members[0]?.goalIds).toEqual(['turns', 'comments']);
  });

  it('shows members first, then the class; everybody only when asked', () => {
    const one = withMember(inWriting, 'Bess', choices);
    const shown = (all: boolean, search = '') => studentsToShow(one, choices, all, search).map((who) => who.studentId);
    expect(shown(false)).toEqual(['Bess', 'Abel']);
    expect(shown(true)).toEqual(['Bess', 'Abel', 'Cora']);
    expect(shown(false, 'cor')).toEqual(['Bess', 'Cora']);
  });
});
