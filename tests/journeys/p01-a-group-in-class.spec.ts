import { describe, expect, test } from 'vitest';
import { checkScreen, demoSchool, picture, signInAs } from './story.ts';

// P1: a session for several students and several goals, on one screen.

describe('a group in class', () => {
  const school = demoSchool();

  test('from Today to the first mark in three presses', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/today');
    await page
      .getByRole('link', { name: /Start .*Writing/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Writing' }).waitFor();
    await checkScreen(page, 'start');
    await page.getByRole('button', { name: 'Start now' }).click();
    await page.getByRole('button', { name: /on their own/ }).click();
    await page.getByRole('button', { name: /1 mark/ }).waitFor();
    expect(await page.title()).toBe('Recording · Carryover');
    await checkScreen(page, 'pad');
    await page.getByRole('button', { name: /with a cue/ }).click();
    await picture(page, 'cue');
  });
});
