import type { Role } from '#domain/caseload/roles.ts';
import type { WordId } from '#words/words.ts';
import type { router } from '../routes.tsx';

type Address = keyof (typeof router)['routesByPath'];

export interface Place {
  readonly to: Address;
  readonly word: WordId;
  /** Whose screen it is; the first place of somebody's roles is where they start. */
  readonly roles: readonly Role[];
}

/** What the header leads to, in its order. A screen is listed when it exists. */
export const places: readonly Place[] = [
  {
    to: '/colleagues',
    word: 'nav.colleagues',
    roles: ['therapist', 'case_manager', 'coordinator', 'records'],
  },
];

export function placesFor(held: readonly { readonly role: Role }[]): readonly Place[] {
  return places.filter((place) => held.some(({ role }) => place.roles.includes(role)));
}
