/**
 * Minutes to units, as a payer's rule says. Which rule holds for which code, and from when, is a district's own data.
 *
 * `eight_minute`: the day's minutes of one student and discipline are added up; 15 minutes are a unit, and a rest of 8 or more one
 * more (68 minutes: 5 units). `midpoint`: each contact by itself; a quarter of an hour counts once its midpoint is passed.
 * `encounter`: one unit a contact, however long. `exact`: every minute is a unit.
 */
export const unitRules = ['eight_minute', 'midpoint', 'encounter', 'exact'] as const;
export type UnitRule = (typeof unitRules)[number];

/** One contact under one code. */
export interface TimedContact {
  /** Whole minutes, 0 or more. */
  readonly minutes: number;
  readonly rule: UnitRule;
  /** Below this many minutes a contact gives no unit, and adds none to its day. */
  readonly minimumMinutes: number;
}

const quarter = 15;
/** Past the midpoint of a quarter of an hour: 7.5 minutes, so 8 whole ones. */
const enough = 8;

const quartersIn = (minutes: number): number => Math.floor(minutes / quarter) + (minutes % quarter >= enough ? 1 : 0);

/**
 * Units of each contact, in the order given. All of one student, one discipline and one day. Under `eight_minute` each contact has its
 * full quarters, and what the day's sum gives besides goes to those with the longest rest, of two that are alike to the earlier.
 */
export function unitsOfDay(contacts: readonly TimedContact[]): number[] {
  const units = contacts.map(unitsAlone);
  const together = contacts.flatMap(({ rule, minutes, minimumMinutes }, at) =>
    rule === 'eight_minute' && minutes >= minimumMinutes ? [{ at, minutes }] : [],
  );
  for (const { at, minutes } of together) units[at] = Math.floor(minutes / quarter);
  const day = quartersIn(together.reduce((sum, { minutes }) => sum + minutes, 0));
  let left = day - together.reduce((sum, { at }) => sum + units[at]!, 0);
  for (const { at } of together.toSorted((a, b) => (b.minutes % quarter) - (a.minutes % quarter) || a.at - b.at)) {
    if (left === 0) break;
    units[at]! += 1;
    left -= 1;
  }
  return units;
}

function unitsAlone({ minutes, rule, minimumMinutes }: TimedContact): number {
  if (minutes === 0 || minutes < minimumMinutes) return 0;
  if (rule === 'encounter') return 1;
  return rule === 'exact' ? minutes : quartersIn(minutes);
}
