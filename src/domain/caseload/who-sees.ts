import {
  type CaseloadPlace,
  covers,
  type Enrolled,
  type ReachRow,
  type Role,
  type RoleHeld,
  reachOf,
  type StandIn,
} from './roles.ts';

export interface Seeing extends ReachRow {
  readonly role: Role;
}

/**
 * Who sees the students of these facts on a day, by which role, the widest reach first. An adult who reaches a student in two
 * ways is named for each; looks behind glass are in the access log instead.
 */
export function whoSees(
  facts: {
    readonly roles: readonly RoleHeld[];
    readonly caseload: readonly CaseloadPlace[];
    readonly standIns: readonly StandIn[];
    readonly enrollments: readonly Enrolled[];
  },
  day: string,
): Seeing[] {
  const seeing = facts.roles.flatMap((held) =>
    reachOf({ ...facts, roles: [held] })
      .filter((row) => covers(row, day))
      .map((row) => ({ ...row, role: held.role })),
  );
  const oneEach = new Map(seeing.map((row) => [`${row.adultId} ${row.studentId} ${row.role} ${row.reach}`, row]));
  return [...oneEach.values()].sort((a, b) => (a.reach === b.reach ? 0 : a.reach === 'record' ? -1 : 1));
}
