import { expect, it } from 'vitest';
import { consentOn } from './billing-consent.ts';

it.each([
  ['2026-08-31', false],
  ['2026-09-01', true],
  ['2026-10-04', true],
  ['2026-10-05', false],
  ['2026-11-01', true],
])('on %s: %s', (date, given) => {
  const noted = [
    { given: true, from: '2026-11-01' },
    { given: false, from: '2026-10-05' },
    // Noted by mistake, and again.
    { given: true, from: '2026-10-05' },
    { given: true, from: '2026-09-01' },
  ];
  expect(consentOn(date, noted)).toBe(given);
  expect(consentOn(date, [])).toBe(false);
});
