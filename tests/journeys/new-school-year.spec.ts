import { describe, expect, test } from 'vitest';
import { checkScreen, choose, demoSchool, signInAs } from './story.ts';

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

describe('a new school year', () => {
  const school = demoSchool();

  test('is prepared, mended, applied, told to the therapist, and taken back', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'coordinator', '/school');
    const { items } = await (await page.request.get('/api/schools')).json();
    await page.getByRole('link', { name: 'Prepare the new year' }).click();
    await page.getByRole('heading', { name: 'New school year', level: 1 }).waitFor();
    const first = dayAfter(items[0].yearTo, 73);
    await page.getByLabel('First day').fill(first);
    await page.getByLabel('Last day').fill(dayAfter(first, 280));

    // The class that everybody of grade 1 comes into is said to close.
    await choose(page, /What becomes of Grade 2/, 'closes');
    await page.getByRole('button', { name: 'Look at what it does' }).click();
    const problems = page.getByRole('list', { name: 'To look at' });
    await problems
      .getByText(/would be in a class that closes. Choose another class.* to be mended first/)
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: 'Prepare the year' }).isDisabled()).toBe(true);
    await choose(page, /What becomes of Grade 2/, 'goes on as it is');

    // One who goes elsewhere.
    await page
      .getByRole('button', { name: /^Change / })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('leaves the school').click();
    await dialog.getByRole('button', { name: 'Use this' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Look at what it does' }).click();
    await page.getByRole('heading', { name: /^From / }).waitFor();
    await problems
      .getByText(/would be in a class that closes/)
      .first()
      .waitFor({ state: 'detached' });
    await checkScreen(page, 'new-school-year');
    await page.getByRole('button', { name: 'Prepare the year' }).click();
    const made = page.getByRole('region', { name: 'Prepared' });
    await made.getByText(/ students · prepared by /).waitFor();

    const tablet = await school.open('tablet');
    await signInAs(tablet, 'therapist', '/notices');
    await tablet.getByText(/^A new school year is prepared: \d+ students of yours in it$/).waitFor();

    await made.getByRole('button', { name: /^Take back the year from / }).click();
    await made.getByText(/, taken back by /).waitFor();
    await page.getByRole('button', { name: 'Look at what it does' }).waitFor();
  });
});
