/** Roles people hold, where they hold them, and the relationship to a student that follows from it on a given day. */

export const roles = [
  'therapist',
  'assistant',
  'teacher',
  'paraprofessional',
  'guest_teacher',
  'case_manager',
  'coordinator',
  'records',
] as const;
export type Role = (typeof roles)[number];

/** Roles held at a class; the others are held at a school or the district. */
export const classRoles: readonly Role[] = ['teacher', 'paraprofessional', 'guest_teacher'];

/** Dates are calendar days `YYYY-MM-DD`, both ends included; `to` null = open. */
export interface Period {
  readonly from: string;
  readonly to: string | null;
}

export function covers(period: Period, day: string): boolean {
  return period.from <= day && (period.to === null || day <= period.to);
}

/** The days two periods share, or null. */
export function overlap(a: Period, b: Period): Period | null {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to === null ? b.to : b.to === null ? a.to : a.to < b.to ? a.to : b.to;
  return to !== null && to < from ? null : { from, to };
}

export interface RoleHeld extends Period {
  readonly adultId: string;
  readonly role: Role;
  readonly schoolId: string | null;
  readonly classId: string | null;
}

export interface CaseloadPlace extends Period {
  readonly adultId: string;
  readonly studentId: string;
  readonly kind: 'therapy' | 'case_management';
}

/** An assistant under a therapist, or a named cover: sees that therapist's caseload while it lasts. */
export interface StandIn extends Period {
  readonly adultId: string;
  readonly forAdultId: string;
  readonly kind: 'assistant' | 'cover';
}

/** Takes one session over for its day: sees the record of its students on that day, and of nobody else. */
export interface SessionCover {
  readonly adultId: string;
  readonly studentId: string;
  /** The day of the session. */
  readonly date: string;
}

export interface Enrolled extends Period {
  readonly studentId: string;
  readonly classId: string;
}

/** A look at one student outside any relationship, with a reason, logged; always ends. */
export interface BreakGlass extends Period {
  readonly adultId: string;
  readonly studentId: string;
}

/** `record`: the student's record. `published`: label, name and what was published for the class. */
export type Reach = 'record' | 'published';

export interface ReachRow extends Period {
  readonly adultId: string;
  readonly studentId: string;
  readonly reach: Reach;
}

/**
 * Who can see which student, from when to when: the only source of the store's `reach` table.
 * Derived from roles, caseloads, stand-ins, covers and enrollments; can be thrown away and computed again.
 */
export function reachOf(facts: {
  readonly roles: readonly RoleHeld[];
  readonly caseload: readonly CaseloadPlace[];
  readonly standIns: readonly StandIn[];
  readonly enrollments: readonly Enrolled[];
  readonly covers?: readonly SessionCover[];
  readonly breakGlass?: readonly BreakGlass[];
}): ReachRow[] {
  const rows: ReachRow[] = [];
  const add = (adultId: string, studentId: string, reach: Reach, period: Period | null) => {
    if (period !== null) rows.push({ adultId, studentId, reach, from: period.from, to: period.to });
  };
  const rolesByAdult = Map.groupBy(facts.roles, (held) => held.adultId);
  const working: Record<CaseloadPlace['kind'], readonly Role[]> = {
    therapy: ['therapist'],
    case_management: ['case_manager'],
  };
  for (const place of facts.caseload) {
    // A caseload counts only while the adult also holds the role: ending the role ends the access.
    for (const held of rolesByAdult.get(place.adultId) ?? []) {
      if (working[place.kind].includes(held.role)) add(place.adultId, place.studentId, 'record', overlap(place, held));
    }
    if (place.kind !== 'therapy') continue;
    for (const standIn of facts.standIns) {
      if (standIn.forAdultId !== place.adultId) continue;
      const needs: Role = standIn.kind === 'assistant' ? 'assistant' : 'therapist';
      const shared = overlap(place, standIn);
      if (shared === null) continue;
      for (const held of rolesByAdult.get(standIn.adultId) ?? []) {
        if (held.role === needs) add(standIn.adultId, place.studentId, 'record', overlap(shared, held));
      }
    }
  }
  const enrolledByClass = Map.groupBy(facts.enrollments, (enrolled) => enrolled.classId);
  for (const held of facts.roles) {
    if (held.classId === null || !classRoles.includes(held.role)) continue;
    for (const enrolled of enrolledByClass.get(held.classId) ?? [])
      add(held.adultId, enrolled.studentId, 'published', overlap(held, enrolled));
  }
  for (const { adultId, studentId, date } of facts.covers ?? []) {
    const held = rolesByAdult.get(adultId) ?? [];
    if (held.some((role) => (role.role === 'therapist' || role.role === 'assistant') && covers(role, date)))
      add(adultId, studentId, 'record', { from: date, to: date });
  }
  for (const look of facts.breakGlass ?? []) add(look.adultId, look.studentId, 'record', look);
  return rows;
}

/** How an adult may stand to a student or class on a day: the columns of the access matrix. */
export const relationships = ['own', 'former', 'other_class', 'other_school', 'other_district', 'none'] as const;
export type Relationship = (typeof relationships)[number];
