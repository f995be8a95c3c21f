import { describe, expect, test } from 'vitest';
import { checkScreen, demoSchool, signInAs } from './story.ts';

// P24: show colleagues what push-in is and why, from the school's own week, without any student.

describe('the in-service kit', () => {
  const school = demoSchool();

  test('a page and slides, in the district’s own words where it has some, in either language', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/strategies');
    await page.getByRole('link', { name: 'In-service kit' }).click();
    await page.getByRole('heading', { name: 'What it isn’t' }).waitFor();
    await page.getByText(/^This week: \d+ visits to \d+ classes/).waitFor();
    await page.getByRole('button', { name: 'Change the words' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change the words' });
    await dialog.getByLabel('Why', { exact: true }).fill('Because our students talk in class, not in the speech room.');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Because our students talk in class, not in the speech room.').waitFor();
    const sheet = await page.getByRole('main').innerText();
    for (const name of ['Ana', 'Bela', 'Cy', 'Finn', 'Jonah', 'Mr. Ortiz'])
      expect(sheet).not.toMatch(new RegExp(`\\b${name}\\b`));
    await checkScreen(page, 'page');

    await page.getByRole('button', { name: 'Slides' }).click();
    await page.getByText('Slide 1 of 6').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByText('Slide 2 of 6').waitFor();
    await page.getByText('Because our students talk in class').first().waitFor();
    await page.getByRole('radio', { name: 'Español' }).check({ force: true });
    await page.getByRole('heading', { name: 'Por qué' }).waitFor();
  });

  test('the Friday page of a class: visits, one strategy, the class’s words, one thank-you', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'teacher', '/classes');
    await page.getByRole('link', { name: 'Friday page' }).click();
    await page.getByText(/^Thu, Mar 19, .*: Ms\. Nair, Opinion writing, first draft$/).waitFor();
    await page.getByRole('link', { name: 'The week before' }).click();
    await page
      .getByText(/Ms. Whitfield, Opinion writing/)
      .first()
      .waitFor();
    await page.getByText(/“Volcanoes”, chapter 3/).waitFor();
    await page.getByText('Your wait after the question gave Cy time for three comments.').waitFor();
    await checkScreen(page, 'friday');
  });
});
