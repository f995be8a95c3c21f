import { mayI } from './access.ts';
import { classRoles, type Period, type Role } from './roles.ts';

/** A role about to be given, by invitation or directly. */
export interface RoleOffered extends Period {
  readonly role: Role;
  readonly schoolId: string | null;
  readonly classId: string | null;
  /** The therapist an assistant works under, or whose caseload a therapist covers. */
  readonly forAdultId: string | null;
}

export type OfferFault =
  | { readonly field: 'to'; readonly because: 'ends_before_it_starts' | 'guest_needs_end' }
  | { readonly field: 'classId'; readonly because: 'role_needs_class' | 'role_has_no_class' }
  | { readonly field: 'forAdultId'; readonly because: 'assistant_needs_therapist' | 'role_stands_in_for_nobody' };

/** What is wrong with the role as such, whoever gives it. */
export function offerFaults(offered: RoleOffered): OfferFault[] {
  const faults: OfferFault[] = [];
  if (offered.to !== null && offered.to < offered.from) faults.push({ field: 'to', because: 'ends_before_it_starts' });
  if (offered.role === 'guest_teacher' && offered.to === null) faults.push({ field: 'to', because: 'guest_needs_end' });
  const atClass = classRoles.includes(offered.role);
  if (atClass && offered.classId === null) faults.push({ field: 'classId', because: 'role_needs_class' });
  if (!atClass && offered.classId !== null) faults.push({ field: 'classId', because: 'role_has_no_class' });
  if (offered.role === 'assistant' && offered.forAdultId === null) {
    faults.push({ field: 'forAdultId', because: 'assistant_needs_therapist' });
  }
  if (!['assistant', 'therapist'].includes(offered.role) && offered.forAdultId !== null) {
    faults.push({ field: 'forAdultId', because: 'role_stands_in_for_nobody' });
  }
  return faults;
}

/**
 * Whether the inviter may hand out this role: those who keep accounts any; others none that keeps accounts or sees a
 * caseload that is not their own. A link for somebody already known opens everything that person may see, so it is judged by
 * the roles they hold, too.
 */
export function mayInvite(
  inviter: { readonly adultId: string; readonly roles: readonly Role[] },
  offered: Pick<RoleOffered, 'role' | 'forAdultId'>,
  alreadyHolds: readonly Role[] = [],
): boolean {
  const held = inviter.roles.map((role) => ({ role, own: true }));
  if (mayI('adults.change', held).allowed) return true;
  if (!mayI('adults.invite', held).allowed) return false;
  if (offered.role === 'coordinator' || offered.role === 'records') return false;
  if (offered.forAdultId !== null && offered.forAdultId !== inviter.adultId) return false;
  return alreadyHolds.every((role) => classRoles.includes(role));
}
