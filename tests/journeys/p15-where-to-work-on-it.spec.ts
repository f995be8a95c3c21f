import { describe, expect, test } from 'vitest';
import { checkScreen, demoSchool, openGoal, thereAre } from './story.ts';

// P15: not for every student and every skill. Which routines give a goal chances, and what the data say of each.

describe('where to work on a goal', () => {
  const school = demoSchool();

  test('Ana: writing has given five chances a visit; the other marked routines have not been tried', async () => {
    const page = await school.open('desktop');
    await openGoal(page, 'therapist', 'Ana Ruiz', 'bec');
    const table = page.getByRole('table', { name: 'Where it gets chances' });
    const writing = await table.getByRole('row', { name: /^Writing/ }).innerText();
    expect(writing).toMatch(/Writing · Grade 2\s+6\s+4\.3\s+15 of 26 \(likely 39–74 %\)/);
    await table
      .getByRole('row', { name: /not seen there yet/ })
      .first()
      .waitFor();
    await checkScreen(page, 'ana');
  });

  test('Cy: a day on which the device was not charged is no opportunity, not "not yet"', async () => {
    const page = await school.open('desktop');
    await openGoal(page, 'therapist', 'Cy Arden', 'talk');
    const evidence = page.getByRole('table', { name: 'Data by place and part' });
    expect(await evidence.getByRole('row', { name: 'Classroom, I am helping' }).innerText()).toContain('13 of 20');
    await page.getByRole('tab', { name: 'What speaks against' }).click();
    await page.getByText('6 times there was no opportunity; these are not counted.').waitFor();
    await page.getByRole('tab', { name: 'Evidence' }).click();
    await page.getByRole('button', { name: 'Show each one: Classroom, I am helping' }).click();
    const dialog = page.getByRole('dialog', { name: 'Each one: Classroom, I am helping' });
    await thereAre(6, dialog.getByText('no opportunity, device not there'));
    await thereAre(5, dialog.getByText('no response'));
    await page.keyboard.press('Escape');
    // Waits long, then does: how soon is said beside how often.
    await page
      .getByText(/in the middle \d+(\.\d)? seconds/)
      .first()
      .waitFor();
  });

  test('Finn: what was never tried in the therapy room is held against the goal, and nobody is sent there', async () => {
    const page = await school.open('desktop');
    await openGoal(page, 'ot', 'Finn Oduya', 'beg');
    await page.getByText('There is nothing in the therapy room to compare with.').waitFor();
    expect(await page.getByText(/trials in the therapy room/).count()).toBe(0);
  });
});
