import { Temporal } from 'temporal-polyfill';
import { addDays } from '../school-day/calendar.ts';

/** A link lasts a term at most: whoever stays longer has an account. In days, its first one included. */
export const longestLinkDays = 92;

export type LinkFault =
  | { readonly field: 'name'; readonly because: 'missing' }
  | { readonly field: 'from'; readonly because: 'link_in_the_past' }
  | { readonly field: 'to'; readonly because: 'ends_before_it_starts' | 'link_too_long' };

/** What is wrong with a link about to be made; `today` is the day at the district. Dates `YYYY-MM-DD`, both included. */
export function linkFaults(
  link: { readonly adultId: string | null; readonly name: string; readonly from: string; readonly to: string },
  today: string,
): LinkFault[] {
  const faults: LinkFault[] = [];
  if (link.adultId === null && link.name === '') faults.push({ field: 'name', because: 'missing' });
  if (link.from < today) faults.push({ field: 'from', because: 'link_in_the_past' });
  if (link.to < link.from) faults.push({ field: 'to', because: 'ends_before_it_starts' });
  else if (link.to >= addDays(today, longestLinkDays)) faults.push({ field: 'to', because: 'link_too_long' });
  return faults;
}

/** Why a link opens nothing at that instant (ISO 8601 with offset), or null. */
export function linkShut(
  link: { readonly endsAt: string; readonly withdrawnAt: string | null },
  now: string,
): 'withdrawn' | 'ended' | null {
  if (link.withdrawnAt !== null) return 'withdrawn';
  return Temporal.Instant.compare(link.endsAt, now) <= 0 ? 'ended' : null;
}
