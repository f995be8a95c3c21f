import { describe, test } from 'vitest';
import { checkScreen, choose, demoSchool, signInAs } from './story.ts';

describe('students pass from one therapist to another', () => {
  const school = demoSchool();

  test('a colleague becomes a therapist; students are handed over to her, seen first and taken back', async () => {
    const desktop = await school.open('desktop');
    await signInAs(desktop, 'coordinator', '/colleagues');
    await desktop.getByRole('button', { name: 'Actions for Luz Ortega' }).click();
    await desktop.getByRole('menuitem', { name: 'Give a role' }).click();
    const giving = desktop.getByRole('dialog', { name: 'Give Luz Ortega a role' });
    await choose(giving, /Role/, /^therapist$/);
    await giving.getByRole('button', { name: 'Give a role' }).click();
    await giving.waitFor({ state: 'detached' });

    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/caseload');
    await page.getByRole('link', { name: 'Hand students over' }).click();
    await page.getByRole('heading', { name: 'Hand students over', level: 1 }).waitFor();
    // She is the only one of the discipline.
    await page
      .getByRole('button', { name: /^To/ })
      .getByText('Luz Ortega')
      .or(page.getByText('Luz Ortega'))
      .first()
      .waitFor();
    const days = await page.getByLabel('From').getAttribute('min');
    const on = new Date(Date.parse(days!) + 7 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('From').fill(on);
    await page.getByRole('button', { name: 'None', exact: true }).click();
    await page.getByRole('checkbox').first().check({ force: true });
    await page.getByRole('checkbox').nth(1).check({ force: true });
    await page.getByRole('button', { name: 'Look at what it does' }).click();
    await page.getByRole('heading', { name: /^2 students to Luz Ortega from / }).waitFor();
    await page.getByRole('columnheader', { name: 'To be planned by Luz Ortega' }).waitFor();
    await checkScreen(page, 'hand-over');
    await page.getByRole('button', { name: 'Hand 2 students over' }).click();

    const made = page.getByRole('region', { name: 'Handed over' });
    await made.getByText(/^2 students to Luz Ortega from .* · made by Dana Whitfield$/).waitFor();
    await made.getByRole('button', { name: /^Take back the hand-over to Luz Ortega/ }).click();
    await made.getByText(/made by Dana Whitfield, then taken back$/).waitFor();
  });
});
