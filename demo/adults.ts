import type { Role } from '#domain/caseload/roles.ts';
import type { Discipline } from '#domain/goals/goal.ts';

/** Everybody who works at the two demo schools. Invented, as everything here. */

export interface DemoAdult {
  readonly key: string;
  readonly name: string;
  readonly shortName: string;
  readonly position: string;
  readonly role: Role;
  readonly school: 'cedar' | 'lake' | null;
  readonly discipline?: Discipline;
  /** The class they work in, by its key. */
  readonly classes?: readonly string[];
  readonly lookAroundAs?: 'therapist' | 'ot' | 'teacher' | 'coordinator';
}

export const adults: readonly DemoAdult[] = [
  {
    key: 'dana',
    name: 'Dana Whitfield',
    shortName: 'Ms. Whitfield',
    position: 'Speech-language pathologist',
    role: 'therapist',
    school: null,
    discipline: 'speech',
    lookAroundAs: 'therapist',
  },
  {
    key: 'priya',
    name: 'Priya Nair',
    shortName: 'Ms. Nair',
    position: 'Occupational therapist',
    role: 'therapist',
    school: null,
    discipline: 'occupational',
    lookAroundAs: 'ot',
  },
  {
    key: 'tom',
    name: 'Tom Reyes',
    shortName: 'Mr. Reyes',
    position: 'Physical therapist',
    role: 'therapist',
    school: null,
    discipline: 'physical',
  },
  {
    key: 'luz',
    name: 'Luz Ortega',
    shortName: 'Ms. Ortega',
    position: 'Speech assistant',
    role: 'assistant',
    school: null,
    discipline: 'speech',
  },
  {
    key: 'kim',
    name: 'Sora Kim',
    shortName: 'Ms. Kim',
    position: 'Paraprofessional',
    role: 'paraprofessional',
    school: 'cedar',
    classes: ['k'],
  },
  {
    key: 'park',
    name: 'June Park',
    shortName: 'Ms. Park',
    position: 'Preschool teacher',
    role: 'teacher',
    school: 'cedar',
    classes: ['pre-am', 'pre-pm'],
  },
  {
    key: 'lee',
    name: 'Amy Lee',
    shortName: 'Ms. Lee',
    position: 'Kindergarten teacher',
    role: 'teacher',
    school: 'cedar',
    classes: ['k'],
  },
  {
    key: 'okafor',
    name: 'Ngozi Okafor',
    shortName: 'Ms. Okafor',
    position: 'Grade 1 teacher',
    role: 'teacher',
    school: 'cedar',
    classes: ['g1'],
  },
  {
    key: 'ortiz',
    name: 'Rafael Ortiz',
    shortName: 'Mr. Ortiz',
    position: 'Grade 2 teacher',
    role: 'teacher',
    school: 'cedar',
    classes: ['g2'],
    lookAroundAs: 'teacher',
  },
  {
    key: 'brandt',
    name: 'Lena Brandt',
    shortName: 'Ms. Brandt',
    position: 'Grade 3 teacher',
    role: 'teacher',
    school: 'cedar',
    classes: ['g3'],
  },
  {
    key: 'haddad',
    name: 'Rana Haddad',
    shortName: 'Mrs. Haddad',
    position: 'Grade 4 teacher',
    role: 'teacher',
    school: 'cedar',
    classes: ['g4'],
  },
  {
    key: 'cole',
    name: 'Peter Cole',
    shortName: 'Mr. Cole',
    position: 'Grade 5 teacher',
    role: 'teacher',
    school: 'cedar',
    classes: ['g5'],
  },
  {
    key: 'frost',
    name: 'Ellen Frost',
    shortName: 'Ms. Frost',
    position: 'Resource teacher',
    role: 'teacher',
    school: 'cedar',
    classes: ['resource'],
  },
  {
    key: 'marsh',
    name: 'Owen Marsh',
    shortName: 'Mr. Marsh',
    position: 'Music and art teacher',
    role: 'teacher',
    school: 'cedar',
    classes: ['specials'],
  },
  {
    key: 'varga',
    name: 'Ilona Varga',
    shortName: 'Ms. Varga',
    position: 'Kindergarten teacher',
    role: 'teacher',
    school: 'lake',
    classes: ['lk'],
  },
  {
    key: 'lind',
    name: 'Jonas Lind',
    shortName: 'Mr. Lind',
    position: 'Grade 1 teacher',
    role: 'teacher',
    school: 'lake',
    classes: ['l1'],
  },
  {
    key: 'amari',
    name: 'Zuri Amari',
    shortName: 'Ms. Amari',
    position: 'Grade 2 teacher',
    role: 'teacher',
    school: 'lake',
    classes: ['l2'],
  },
  {
    key: 'petrov',
    name: 'Vera Petrov',
    shortName: 'Mrs. Petrov',
    position: 'Grade 3 teacher',
    role: 'teacher',
    school: 'lake',
    classes: ['l3'],
  },
  {
    key: 'boateng',
    name: 'Kwame Boateng',
    shortName: 'Mr. Boateng',
    position: 'Grade 4 teacher',
    role: 'teacher',
    school: 'lake',
    classes: ['l4'],
  },
  {
    key: 'silva',
    name: 'Ines Silva',
    shortName: 'Ms. Silva',
    position: 'Grade 5 teacher',
    role: 'teacher',
    school: 'lake',
    classes: ['l5'],
  },
  {
    key: 'duarte',
    name: 'Marta Duarte',
    shortName: 'Ms. Duarte',
    position: 'Special education coordinator',
    role: 'coordinator',
    school: null,
    lookAroundAs: 'coordinator',
  },
  {
    key: 'shah',
    name: 'Neil Shah',
    shortName: 'Mr. Shah',
    position: 'Case manager',
    role: 'case_manager',
    school: 'cedar',
  },
  {
    key: 'records',
    name: 'Helen Novak',
    shortName: 'Ms. Novak',
    position: 'Records officer',
    role: 'records',
    school: null,
  },
];

/** Teaches grade 3 for one day: Ms. Brandt is out. */
export const guestTeacher: DemoAdult = {
  key: 'guest',
  name: 'Sam Whitlock',
  shortName: 'Mx. Whitlock',
  position: 'Guest teacher',
  role: 'guest_teacher',
  school: 'cedar',
  classes: ['g3'],
};
