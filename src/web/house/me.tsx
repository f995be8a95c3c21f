import { createContext, useContext } from 'react';
import type { Me } from '#contract/sign-in.ts';
import type { Role } from '#domain/caseload/roles.ts';

export const MeContext = createContext<Me | null>(null);

/** Who is signed in, with the roles of today, and what "today" is. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error('No House above this screen.');
  return me;
}

export function holds(me: Me, ...roles: readonly Role[]): boolean {
  return me.roles.some(({ role }) => roles.includes(role));
}
