import { expect, it } from 'vitest';
import type { Role } from './roles.ts';
import { whoSees } from './who-sees.ts';

const always = { from: '2025-09-01', to: null };
const role = (adultId: string, name: Role, classId: string | null = null) => ({
  adultId,
  role: name,
  schoolId: null,
  classId,
  ...always,
});
const facts = {
  roles: [
    role('dana', 'therapist'),
    role('luz', 'assistant'),
    role('ortiz', 'teacher', 'g2'),
    role('shah', 'case_manager'),
    role('other', 'therapist'),
  ],
  caseload: [
    { adultId: 'dana', studentId: 'ana', kind: 'therapy' as const, ...always },
    { adultId: 'shah', studentId: 'ana', kind: 'case_management' as const, from: '2025-09-01', to: '2026-02-27' },
  ],
  standIns: [{ adultId: 'luz', forAdultId: 'dana', kind: 'assistant' as const, ...always }],
  enrollments: [
    { studentId: 'ana', classId: 'g2', ...always },
    { studentId: 'ana', classId: 'resource', ...always },
  ],
};

it('names who sees the student on a day and by which role', () => {
  const seeing = (day: string) => whoSees(facts, day).map((row) => `${row.adultId} ${row.role} ${row.reach}`);
  expect(seeing('2026-02-02')).toEqual([
    'dana therapist record',
    'luz assistant record',
    'shah case_manager record',
    'ortiz teacher published',
  ]);
  expect(seeing('2026-03-02')).not.toContain('shah case_manager record');
});

it('two ways by one role are one line', () => {
  const twice = {
    ...facts,
    enrollments: [...facts.enrollments, { studentId: 'ana', classId: 'g2', from: '2026-01-05', to: null }],
  };
  expect(whoSees(twice, '2026-02-02').filter((row) => row.adultId === 'ortiz')).toHaveLength(1);
});
