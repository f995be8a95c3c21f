import { type GoalRules, usualCriterion } from './goal.ts';

/** A goal of an invented student, judged trial by trial, for the tests of whatever reads rules. */
export const sampleRules: GoalRules = {
  goalId: 'goal-1',
  studentId: 'student-1',
  discipline: 'speech',
  area: 'language',
  measure: 'trials',
  unit: 'trial',
  criterion: usualCriterion,
  waitSeconds: 5,
  responseMode: 'speech',
  selfCorrectionOffered: true,
  startsOn: '2025-09-01',
  endsOn: '2026-06-01',
};
