import { describe, expect, it } from 'vitest';
import { linkFaults, linkShut } from './personal-link.ts';

const today = '2026-10-14';
const link = { adultId: null, name: 'Sub', from: today, to: '2026-10-16' };

describe('a link about to be made', () => {
  it.each([
    ['is whole', link, []],
    ['is for one day', { ...link, to: today }, []],
    ['is for an adult of the class, whose name is known', { ...link, adultId: 'a', name: '' }, []],
    ['names nobody', { ...link, name: '' }, ['name missing']],
    ['began yesterday', { ...link, from: '2026-10-13' }, ['from link_in_the_past']],
    ['ends before it starts', { ...link, to: '2026-10-13' }, ['to ends_before_it_starts']],
    ['lasts as long as may be', { ...link, to: '2027-01-13' }, []],
    ['lasts longer than a term', { ...link, to: '2027-01-14' }, ['to link_too_long']],
  ])('%s', (_, draft, faults) => {
    expect(linkFaults(draft, today).map(({ field, because }) => `${field} ${because}`)).toEqual(faults);
  });
});

describe('a link that is asked to open', () => {
  const open = { endsAt: '2026-10-17T04:00:00.000Z', withdrawnAt: null };
  it.each([
    ['a moment before its end', open, '2026-10-17T03:59:59.999Z', null],
    ['at its end', open, '2026-10-17T04:00:00.000Z', 'ended'],
    ['in another way of writing instants', open, '2026-10-17T04:00:00Z', 'ended'],
    ['taken back', { ...open, withdrawnAt: '2026-10-14T14:00:00.000Z' }, '2026-10-14T14:00:01.000Z', 'withdrawn'],
  ])('%s', (_, link, now, why) => {
    expect(linkShut(link, now)).toBe(why);
  });
});
