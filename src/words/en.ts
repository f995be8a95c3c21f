import { classWords } from './en/class.ts';
import { entrance } from './en/entrance.ts';
import { faults } from './en/faults.ts';
import { house } from './en/house.ts';
import { people } from './en/people.ts';
import { schoolWords } from './en/school.ts';
import { schoolDay } from './en/school-day.ts';
import { schoolTerms } from './en/school-terms.ts';
import { goal } from './en/goal.ts';
import { carryover } from './en/carryover.ts';
import { student } from './en/student.ts';

/** Everything the product says, in English. A noun's words are in its own file. */
export const en = {
  ...entrance,
  ...classWords,
  ...schoolWords,
  ...schoolTerms,
  ...faults,
  ...house,
  ...people,
  ...schoolDay,
  ...goal,
  ...carryover,
  ...student,
} as const;
