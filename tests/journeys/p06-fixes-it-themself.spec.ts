import { describe, expect, test } from 'vitest';
import { demoSchool, openGoal } from './story.ts';

// P6: does the student cue or correct themself in class? Self-correction is its own outcome, with its own denominator.

describe('what the student does about an error', () => {
  const school = demoSchool();

  test('Bela fixes 7 of 21 errors that nobody cued, more of them week by week', async () => {
    const page = await school.open('desktop');
    await openGoal(page, 'therapist', 'Bela Novak', 'r');
    const part = page.getByRole('region', { name: 'What the student does about it' });
    await part.getByText('7 of 21 errors').waitFor();
    await part.getByText('4 more trials were cued first.').waitFor();

    // The table twin of "cues by week" has them by week: none are fixed at first, most towards the end.
    await part.getByText('The same as a table').click();
    await part
      .getByRole('row', { name: /fixed it/ })
      .first()
      .waitFor();
    const rows = await part.getByRole('row', { name: /fixed it/ }).allInnerTexts();
    const counts = rows.map((row) => Number(/(\d+) of \d+/.exec(row)?.[1]));
    const half = Math.ceil(counts.length / 2);
    const sum = (some: readonly number[]) => some.reduce((total, count) => total + count, 0);
    expect(sum(counts)).toBe(10);
    expect(sum(counts.slice(half))).toBeGreaterThan(sum(counts.slice(0, half)));
  });

  test('Ana: 2 of 5 errors in class, 4 of 11 in all places', async () => {
    const page = await school.open('desktop');
    await openGoal(page, 'therapist', 'Ana Ruiz', 'bec');
    const part = page.getByRole('region', { name: 'What the student does about it' });
    await part.getByText('2 of 5 errors').waitFor();
    await part.getByText('In all places 4 of 11.').waitFor();
  });

  test('for Darius, who stutters, "fixed it" is never offered nor counted', async () => {
    const page = await school.open('desktop');
    await openGoal(page, 'therapist', 'Darius Webb', 'turn');
    expect(await page.getByText(/fixes it|fixed it/i).count()).toBe(0);
    await page.getByRole('link', { name: 'Edit the goal' }).click();
    await page.getByText('"Fixed it" is not offered for fluency.').waitFor();
  });
});
