import fc from 'fast-check';
import { isoDate } from '../school-days.ts';

/** Numbers as they come from broken counts: missing, not a number, infinite, negative, absurd, tied. */
export const wildNumber: fc.Arbitrary<number | null> = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0, max: 100, noNaN: true }) },
  { weight: 2, arbitrary: fc.constantFrom(0, 50, 100) },
  { weight: 2, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.constant(null) },
);

/** Counts, most of them possible. */
export const wildCount: fc.Arbitrary<number> = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 60 }) },
  { weight: 1, arbitrary: fc.double() },
);

/** Words with everything that has to be escaped or left out. */
export const wildText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 24 }),
  fc.constantFrom('', '<script>&"\'', 'Class, I am helping', 'Aula, con apoyo', '\u0000\uD800'),
);

export const wildInterval = fc.option(fc.record({ low: wildNumber, high: wildNumber }));

/** Dates of two school years, and some that are none. */
export const wildDate: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.integer({ min: 19_950, max: 20_620 }).map(isoDate),
  },
  { weight: 1, arbitrary: fc.constantFrom('', '2026-02-30', '2026-13-01', 'yesterday', '0001-01-01', '9999-12-31') },
);

export const wildWidth: fc.Arbitrary<number> = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 240, max: 1400 }) },
  { weight: 1, arbitrary: fc.double() },
);

/** For words that are given numbers: fails the test when one of them is none. */
export function finite(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`words were asked for ${value}`);
  return String(Math.round(value));
}
