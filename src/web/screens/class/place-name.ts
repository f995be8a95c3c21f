import type { School } from '#contract/school.ts';
import type { Words } from '#words/words.ts';
import type { Routine } from './week-plan.ts';

/** Where a routine takes place, as the school calls it, when it is not the class's own room; null there. */
export function placeName({ setting, placeId }: Routine, school: School | undefined, words: Words): string | null {
  const place = school?.places.find(({ id }) => id === placeId);
  if (place !== undefined) return place.name;
  return setting === 'classroom' ? null : (words.sayIfKnown(`setting.${setting}`) ?? setting);
}
