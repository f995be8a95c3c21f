import { entrance } from './en/entrance.ts';
import { faults } from './en/faults.ts';
import { house } from './en/house.ts';
import { people } from './en/people.ts';
import { schoolDay } from './en/school-day.ts';

/** Everything the product says, in English. A noun's words are in its own file. */
export const en = {
  ...entrance,
  ...faults,
  ...house,
  ...people,
  ...schoolDay,
} as const;
