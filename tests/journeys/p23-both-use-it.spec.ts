import { describe, expect, test } from 'vitest';
import { checkScreen, demoSchool, signInAs, tabTo } from './story.ts';

// P23: teachers and therapists both use it; the teacher's side takes seconds and shows only what that teacher needs.

describe('the teacher’s quick note', () => {
  const school = demoSchool();

  test('one student, one skill, one tap, on a phone; and it can be taken back', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'teacher', '/notes');
    await page.getByRole('radio', { name: /Ana gives a reason/ }).click();
    await page.getByRole('button', { name: 'when I cued: not yet' }).click();
    const today = page.getByRole('region', { name: 'Noted today' });
    await today.getByText('when I cued: not yet').waitFor();
    await checkScreen(page, 'note');
    const own = page.getByRole('button', { name: 'on their own', exact: true });
    await own.press('Enter');
    await today.getByText('on their own').waitFor();
    // Whoever works with keys keeps their place for the next note.
    expect(await own.evaluate((button) => button === document.activeElement)).toBe(true);
    await today.getByRole('button', { name: 'Take back the note about An: on their own' }).click();
    await today.getByText('on their own').waitFor({ state: 'detached' });
    expect(await today.getByRole('listitem').count()).toBe(1);
    expect(await page.title()).toBe('Quick note · Carryover');
  });

  test('the whole class on one form at the end of the day, by keyboard', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'teacher', '/notes');
    const form = page.getByRole('form', { name: 'At the end of the lesson or the day' });
    const bela = form.getByRole('group', { name: /^Bela/ });
    await tabTo(page, bela.getByLabel('on their own'));
    await page.keyboard.type('6');
    await page.keyboard.press('Tab');
    await page.keyboard.type('5');
    await tabTo(page, form.getByRole('button', { name: 'Save the day' }));
    await page.keyboard.press('Enter');
    await bela.locator('[aria-invalid="true"]').first().waitFor();
    await bela.getByLabel('of chances').fill('8');
    // A count without its chances is asked about, and nothing of the day is lost.
    const cy = form.getByRole('group', { name: /^Cy/ });
    await cy.getByLabel('on their own').fill('2');
    await form.getByRole('button', { name: 'Save the day' }).click();
    await cy.locator('[aria-invalid="true"]').first().waitFor();
    await cy.getByLabel('of chances').fill('3');
    await form.getByRole('button', { name: 'Save the day' }).click();
    await page.getByRole('region', { name: 'Noted today' }).getByText('6 of 8').waitFor();
    await form.getByText(/^2 notes saved for/).waitFor();
  });

  test('counts as seen in class without the therapist', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/caseload');
    await page.getByRole('searchbox', { name: 'Filter' }).fill('Ana');
    await page.getByRole('link', { name: /Ana/ }).click();
    await page
      .getByRole('link', { name: /because/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    // The story has 3 of 6; the cue that did not help is the seventh chance.
    await page.getByText('3 of 7').first().waitFor();
  });
});
