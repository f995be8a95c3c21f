import { describe, expect, test } from 'vitest';
import { checkScreen, demoSchool, signInAs } from './story.ts';

// P23: one line a visit; the teacher answers in one tap or not at all, and the therapist sees it on Today.

describe('my class today', () => {
  const school = demoSchool();

  test('got it, a question, not today: each reaches the therapist', async () => {
    const teacher = await school.open('phone');
    await signInAs(teacher, 'teacher', '/today');
    const visit = teacher.getByRole('listitem').filter({ hasText: 'Ms. Nair comes in' });
    await visit.getByRole('button', { name: /^Got it/ }).press('Enter');
    await visit.getByText('you have it').waitFor();
    // The button has gone; whoever works with keys goes on at the visit, not at the top of the page.
    await expect.poll(() => visit.evaluate((row) => row === document.activeElement)).toBe(true);
    await visit.getByRole('button', { name: /^Ask or suggest/ }).click();
    const dialog = teacher.getByRole('dialog', { name: 'Ask or suggest' });
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog.locator('[name="words"][aria-invalid="true"]').waitFor();
    await dialog.getByLabel('Your question or wish').fill('Could we begin with the movement break?');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await visit.getByText('you asked: Could we begin with the movement break?').waitFor();
    await visit.getByRole('button', { name: /^Not today/ }).click();
    await visit.getByRole('button', { name: 'Fire drill' }).click();
    await visit.getByText('You said: not today.').waitFor();
    await checkScreen(teacher, 'today');

    const therapist = await school.open('desktop');
    await signInAs(therapist, 'ot', '/today');
    const row = therapist.getByRole('listitem').filter({ hasText: 'Could we begin with the movement break?' });
    await row.getByText('Mr. Ortiz says: not today (Fire drill)').waitFor();
    await row.getByRole('button', { name: 'Dealt with: what Mr. Ortiz said' }).last().click();
    await row.getByText('Could we begin with the movement break?').waitFor({ state: 'detached' });
  });

  test('the therapist cancels what the class cannot have today; the teacher sees it at once', async () => {
    const therapist = await school.open('desktop');
    await signInAs(therapist, 'ot', '/today');
    const row = therapist.getByRole('listitem').filter({ hasText: 'says: not today' });
    await row.getByRole('button', { name: /^Cancel the visit/ }).click();
    await row.getByText('cancelled: the teacher asked for another day').waitFor();
    const teacher = await school.open('phone');
    await signInAs(teacher, 'teacher', '/today');
    await teacher.getByText('cancelled: the teacher asked for another day').waitFor();
  });

  test('a substitute has a sheet without a name of any student', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'teacher', '/today?date=2026-03-13');
    await page.getByRole('link', { name: 'Sheet for a substitute' }).click();
    // My class today says the part too, and stands until the sheet has been read.
    await page.getByText('A therapist works in the lesson, beside you.').waitFor();
    await page.getByText('you: Topic mini-lesson, then the other two stations').waitFor();
    const sheet = await page.getByRole('main').innerText();
    for (const name of ['Ana', 'Bela', 'Cy', 'Finn']) expect(sheet).not.toMatch(new RegExp(`\\b${name}\\b`));
    await checkScreen(page, 'substitute');
  });
});
