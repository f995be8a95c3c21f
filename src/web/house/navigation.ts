import type { Me } from '#contract/sign-in.ts';
import type { Role } from '#domain/caseload/roles.ts';
import type { WordId } from '#words/words.ts';
import type { router } from '../routes.tsx';

export type Address = keyof (typeof router)['routesByPath'];

export interface Place {
  readonly to: Address;
  readonly word: WordId;
  /** Whose screen it is; the first place of somebody's roles is where they start. */
  readonly roles: readonly Role[];
}

/** What the header leads to, in its order. A screen is listed when it exists. */
export const places: readonly Place[] = [
  {
    to: '/team',
    word: 'nav.team',
    roles: ['coordinator'],
  },
  {
    to: '/today',
    word: 'nav.today',
    roles: ['therapist', 'assistant', 'teacher', 'paraprofessional', 'guest_teacher'],
  },
  {
    to: '/week',
    word: 'nav.week',
    roles: ['therapist', 'assistant', 'coordinator', 'case_manager'],
  },
  {
    to: '/caseload',
    word: 'nav.caseload',
    roles: ['therapist', 'assistant', 'case_manager'],
  },
  {
    to: '/classes',
    word: 'nav.my_class',
    roles: ['teacher', 'paraprofessional', 'guest_teacher'],
  },
  {
    to: '/classes',
    word: 'nav.classes',
    roles: ['therapist', 'assistant', 'case_manager', 'coordinator'],
  },
  {
    to: '/cards',
    word: 'nav.cards',
    roles: ['teacher', 'paraprofessional', 'guest_teacher'],
  },
  {
    to: '/notes',
    word: 'nav.notes',
    roles: ['teacher', 'paraprofessional', 'guest_teacher'],
  },
  {
    to: '/strategies',
    word: 'nav.thanks',
    roles: ['teacher', 'paraprofessional'],
  },
  {
    to: '/strategies',
    word: 'nav.strategies',
    roles: ['therapist', 'assistant', 'guest_teacher', 'coordinator'],
  },
  {
    to: '/school',
    word: 'nav.school',
    roles: ['therapist', 'coordinator'],
  },
  {
    to: '/colleagues',
    word: 'nav.colleagues',
    roles: ['therapist', 'case_manager', 'coordinator', 'records'],
  },
  {
    to: '/records',
    word: 'nav.records',
    roles: ['records'],
  },
];

/** What a personal link opens. */
const byLink: readonly Address[] = ['/today', '/cards', '/notes'];

/** The places of somebody's roles, or of whoever came by a link; an address stands once, under the first word that fits. */
export function placesFor(me: Pick<Me, 'roles' | 'link'>): readonly Place[] {
  const fitting = places.filter(
    (place) =>
      me.roles.some(({ role }) => place.roles.includes(role)) && (me.link === null || byLink.includes(place.to)),
  );
  return fitting.filter((place, at) => fitting.findIndex(({ to }) => to === place.to) === at);
}
