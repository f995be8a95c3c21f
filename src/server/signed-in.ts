import type { RoleHeld } from '#domain/caseload/roles.ts';

/** Who asks, as the sign-in look-up found them. */
export interface SignedIn {
  readonly signInId: string;
  readonly districtId: string;
  readonly adultId: string;
  readonly language: 'en' | 'es';
  /** The district's time zone: "today" is the day there. */
  readonly zone: string;
  /** The roles held today. */
  readonly roles: readonly RoleHeld[];
}
