import { describe, expect, test } from 'vitest';
import { checkScreen, choose, demoSchool, picture, signInAs } from './story.ts';

describe('whoever leads a team', () => {
  const school = demoSchool();

  test('sees the therapists in counts; answers a family’s question about one student; opens a record only with a reason', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'coordinator', '/team');
    await page
      .getByRole('row', { name: /Dana Whitfield/ })
      .first()
      .waitFor();
    await page.getByRole('table', { name: /^Dana Whitfield, week of/ }).waitFor();
    // Nobody's name stands there.
    expect(await page.getByRole('main').innerText()).not.toMatch(/\b(Ana|Bela|Ruiz)\b/);
    await checkScreen(page, 'team');

    const band = page.getByRole('region', { name: 'One student’s minutes and attendance' });
    await choose(band, /What for/, 'a family asks');
    await band.getByLabel('Student').fill('Ana');
    await band.getByRole('button', { name: 'Find' }).click();
    await band.getByRole('button', { name: /^Ana / }).first().click();
    const look = band.getByRole('region', { name: /^Ana / });
    await look
      .getByText(/^Direct: [\d,/ ]+ of [\d,/ ]+ minutes to date/)
      .first()
      .waitFor();
    await look
      .getByText(/^There, \d+ min/)
      .first()
      .waitFor();
    expect(await look.innerText()).not.toMatch(/because/i);
    await picture(page, 'look');

    await look.getByRole('button', { name: 'The record itself, with a reason' }).click();
    const dialog = page.getByRole('dialog', { name: 'Open one student’s record' });
    await dialog.getByLabel('Reason').fill('A complaint; the hearing is tomorrow.');
    await dialog.getByRole('button', { name: 'Open it' }).click();
    await look.getByRole('link', { name: 'Open the record' }).click();
    await page.getByRole('region', { name: 'Goals' }).waitFor();
    // To read only.
    expect(await page.getByRole('button', { name: 'Add a service' }).count()).toBe(0);
  });

  test('a therapist reads what the weeks go to, by kind of work', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/week');
    await page.getByRole('link', { name: 'Work by kind' }).click();
    const [newest] = [page.getByRole('table').first()];
    await newest.getByRole('row', { name: /^With students/ }).waitFor();
    await picture(page, 'workload');
  });
});
