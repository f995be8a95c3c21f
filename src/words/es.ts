import { entrance } from './es/entrance.ts';
import { faults } from './es/faults.ts';
import { house } from './es/house.ts';
import { people } from './es/people.ts';
import { schoolDay } from './es/school-day.ts';

/** Everything the product says, in Spanish. A noun's words are in its own file. */
export const es = {
  ...entrance,
  ...faults,
  ...house,
  ...people,
  ...schoolDay,
} as const;
