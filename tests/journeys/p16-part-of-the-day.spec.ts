import { describe, expect, test } from 'vitest';
import { checkScreen, choose, demoSchool, openGoal, picture, tabTo, thereAre } from './story.ts';

// P16: functional and participation goals: steps, counts, time; the day is the data point.

describe('goals that are a part of the day', () => {
  const school = demoSchool();

  test('Jonah: from six prompts to two, step by step, with the days and no trial arithmetic', async () => {
    const page = await school.open('desktop');
    await openGoal(page, 'ot', 'Jonah Hale', 'arr');
    await page
      .getByText('As far as these data go, yes: on 5 of the last 5 days it was at the goal (asked: 4 of 5).')
      .waitFor();
    await page.getByText(/^At most 2 adult prompts on 4 of 5 days/).waitFor();
    await page.getByText('This goal has its place in the day and no twin in the therapy room').waitFor();
    const steps = page.getByRole('table', { name: 'Step by step: Cubbies, I am helping' });
    await thereAre(8, steps.getByRole('row'));
    expect(await steps.getByRole('row', { name: /^Walks in/ }).innerText()).toMatch(/\d+ of 15/);
    const chart = page.getByRole('group', { name: 'Sessions by date, a panel for each place and part' });
    await chart.waitFor();
    expect(await chart.textContent()).toContain('adult prompts');
    // The dip has its line: nothing else here knows that the class moved.
    expect(await chart.textContent()).toContain('Class moved to room 12');
    // Before and after the change of room is compared by days, for whoever asks for more.
    await thereAre(0, page.getByText(/likely/).filter({ visible: true }));
    await checkScreen(page, 'jonah');
  });

  test('a change that only the therapist knows of becomes a line, and one noted by mistake is taken back', async () => {
    const page = await school.open('desktop');
    await openGoal(page, 'ot', 'Jonah Hale', 'arr');
    await page.getByRole('button', { name: 'Note a change' }).click();
    const dialog = page.getByRole('dialog', { name: 'Note a change' });
    await dialog.getByLabel('What changed').fill('Cubby by the door');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    const chart = page.getByRole('group', { name: 'Sessions by date, a panel for each place and part' });
    await chart.getByText('Cubby by the door').waitFor({ state: 'attached' });
    await page.locator('summary', { hasText: 'Noted changes' }).click();
    await page.getByRole('button', { name: 'Take back: Cubby by the door' }).click();
    await chart.getByText('Cubby by the door').waitFor({ state: 'detached' });
    await chart.getByText('Class moved to room 12').waitFor({ state: 'attached' });
  });

  test('steps, prompts and minutes are entered after the session, by keyboard', async () => {
    const page = await school.open('desktop');
    await openGoal(page, 'ot', 'Jonah Hale', 'arr');
    await tabTo(page, page.getByRole('button', { name: 'Enter data' }));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Enter what was seen' });
    await choose(dialog, /Session/, /Mar 10.*Arrival/);
    await choose(dialog, /Walks in/, 'on their own');
    await choose(dialog, /Greets an adult/, 'verbal');
    await choose(dialog, /Washes hands/, 'not done');
    await tabTo(page, dialog.getByLabel('Adult prompts in all'));
    await page.keyboard.type('1');
    await page.keyboard.press('Tab');
    await page.keyboard.type('9');
    await checkScreen(page, 'enter-steps');
    await tabTo(page, dialog.getByRole('button', { name: 'Enter it' }));
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('9 min in all, one time, 9 min on average').waitFor();
    const steps = page.getByRole('table', { name: 'Step by step: Cubbies, I am helping' });
    await steps.getByRole('columnheader', { name: 'Not done' }).waitFor();
    // Nothing was overwritten: the day has both, and how late it came is said.
    await page.getByRole('button', { name: 'Show each one: Cubbies, I am helping' }).click();
    const each = page.getByRole('dialog', { name: 'Each one: Cubbies, I am helping' });
    await each
      .getByText(/entered \d+ days? later/)
      .first()
      .waitFor();
  });

  test('Darius: turns are counted per lesson, with the time', async () => {
    const page = await school.open('desktop');
    await openGoal(page, 'therapist', 'Darius Webb', 'turn');
    await page.getByText(/in 10 minutes \(likely .*\); \d+ in \d+ minutes/).waitFor();
    await page.getByRole('button', { name: 'Enter data' }).click();
    const dialog = page.getByRole('dialog', { name: 'Enter what was seen' });
    await choose(dialog, /Session/, /Mar 9.*(discussion|studies)/i);
    await dialog.getByLabel('How many times').fill('5');
    await dialog.getByLabel('Minutes watched').fill('25');
    await dialog.getByRole('button', { name: 'Enter it' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  test('Kofi: keeps pace less often since the service changed; a line shows when, and how soon he is there', async () => {
    const page = await school.open('desktop');
    await openGoal(page, 'pt', 'Kofi Mensah', 'pace');
    const chart = page.getByRole('group', { name: 'Sessions by date, a panel for each place and part' });
    await chart.waitFor();
    expect(await chart.textContent()).toMatch(/service: consult/i);
    await page
      .getByText(/in the middle \d+(\.\d)? seconds/)
      .first()
      .waitFor();
    await page.locator('summary', { hasText: 'More: before and after each change' }).click();
    await page
      .getByText(/% of pairs \(likely/)
      .first()
      .waitFor();
    await page.getByText('It says how they differ, not why.').waitFor();
    await picture(page, 'kofi');
  });
});
