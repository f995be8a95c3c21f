import { describe, expect, it } from 'vitest';
import { mayInvite, offerFaults, type RoleOffered } from './invite.ts';
import type { Role } from './roles.ts';

const offered = (said: Partial<RoleOffered>): RoleOffered => ({
  role: 'teacher',
  schoolId: null,
  classId: null,
  forAdultId: null,
  from: '2026-09-01',
  to: null,
  ...said,
});

describe('a role offered', () => {
  it.each<[Partial<RoleOffered>, string[]]>([
    [{ role: 'teacher', classId: 'c' }, []],
    [{ role: 'teacher' }, ['role_needs_class']],
    [{ role: 'therapist' }, []],
    [{ role: 'therapist', classId: 'c' }, ['role_has_no_class']],
    [{ role: 'therapist', forAdultId: 't' }, []],
    [{ role: 'assistant' }, ['assistant_needs_therapist']],
    [{ role: 'assistant', forAdultId: 't' }, []],
    [{ role: 'coordinator', forAdultId: 't' }, ['role_stands_in_for_nobody']],
    [{ role: 'guest_teacher', classId: 'c' }, ['guest_needs_end']],
    [{ role: 'guest_teacher', classId: 'c', to: '2026-09-01' }, []],
    [{ role: 'records', to: '2026-08-31' }, ['ends_before_it_starts']],
  ])('%j has faults %j', (said, faults) => {
    expect(offerFaults(offered(said)).map((fault) => fault.because)).toEqual(faults);
  });
});

describe('who may hand out a role', () => {
  it.each<[Role[], Role, string | null, Role[], boolean]>([
    [['therapist'], 'teacher', null, [], true],
    [['therapist'], 'therapist', null, [], true],
    [['therapist'], 'assistant', 'me', [], true],
    [['therapist'], 'assistant', 'another', [], false],
    [['therapist'], 'therapist', 'another', [], false],
    [['therapist'], 'coordinator', null, [], false],
    [['therapist'], 'records', null, [], false],
    [['therapist'], 'teacher', null, ['teacher'], true],
    [['therapist'], 'teacher', null, ['case_manager'], false],
    [['records'], 'records', null, ['case_manager'], true],
    [['coordinator'], 'assistant', 'another', [], true],
    [['teacher'], 'teacher', null, [], false],
    [['assistant'], 'paraprofessional', null, [], false],
    [[], 'teacher', null, [], false],
  ])('%j invites a %s for %s who holds %j: %s', (roles, role, forAdultId, holds, allowed) => {
    expect(mayInvite({ adultId: 'me', roles }, { role, forAdultId }, holds)).toBe(allowed);
  });
});
