import { describe, expect, test } from 'vitest';
import { checkAxe, checkScreen, choose, type DemoPerson, demoSchool, openGoal, signInAs, thereAre } from './story.ts';

// P9: data in several settings, compared for progress and for the goal's own criterion; and looked at again afterwards.

describe('the criterion asks for settings and people', () => {
  const school = demoSchool();

  test('Ana has met it in one of two places, and what is missing is said', async () => {
    const page = await school.open('desktop');
    await openGoal(page, 'therapist', 'Ana Ruiz', 'bec');
    await page.getByText('Met in 1 of 2 places.').waitFor();
    await page.getByText('A place where the skill is meant to be used is still missing.').waitFor();
    const places = page.getByRole('table', { name: "The goal's own criterion" });
    expect(await places.getByRole('row', { name: /^Classroom/ }).innerText()).toContain('not yet');
  });

  test.each<[DemoPerson, string, string]>([
    ['therapist', 'Ian Mercer', 'ask'],
    ['ot', 'Eva Lindgren', 'open'],
  ])('seen by %s, %s (%s) met it in two places and kept it at 8 weeks', async (as, student, tag) => {
    const page = await school.open('desktop');
    await openGoal(page, as, student, tag);
    await page.getByText(/^Met on .* and maintained: looked at again after .*8 weeks\.$/).waitFor();
    await page.getByText(/^8 weeks: \d+ of \d+$/).waitFor();
  });

  test('how often chance would pass a criterion is shown while it is edited', async () => {
    const page = await school.open('desktop');
    await openGoal(page, 'therapist', 'Ana Ruiz', 'bec');
    await page.getByRole('link', { name: 'Edit the goal' }).click();
    // Five trials, three sessions, a student who does it 70 % of the time: 15 % in the next three, 64 % within twelve.
    await page
      .getByText(
        'By chance: a student who does it 70 % of the time reaches this in the next 3 sessions 15 % of the time, and somewhere within 12 sessions 64 % of the time.',
      )
      .waitFor();
  });

  test('a look that is due stands on Today and in the caseload; entered after the session, it is done', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'ot', '/today');
    await page.getByText('Looks due', { exact: true }).waitFor();
    const due = page.getByText(/^Ev tray: 4 weeks after it was met, due since /);
    await due.waitFor();
    await checkScreen(page, 'today-look-due');

    await page.getByRole('link', { name: 'Caseload', exact: true }).click();
    await page.getByRole('radiogroup').getByText('Looks due', { exact: true }).click();
    await page.getByText('1 row shown of').waitFor();
    await page.getByText(/^tray: 4 weeks, /).waitFor();
    await checkAxe(page);

    await page.getByRole('link', { name: 'tray', exact: true }).click();
    await page.getByText(/^4 weeks: due since /).waitFor();
    await page.getByRole('button', { name: 'Enter data' }).click();
    const dialog = page.getByRole('dialog', { name: 'Enter what was seen' });
    await choose(dialog, /Session/, /Mar 10.*Lunch/);
    await dialog.getByRole('button', { name: 'Enter it' }).click();
    await dialog.getByText('Nothing is filled in yet.').waitFor();
    await dialog.getByText('one figure, x of n').click();
    await dialog.getByLabel('Unprompted').fill('7');
    await dialog.getByLabel('Of how many').fill('5');
    await dialog.getByRole('button', { name: 'Enter it' }).click();
    await dialog.getByText('There are more unprompted than in all. Check both numbers.').first().waitFor();
    await checkAxe(page);
    await dialog.getByText('how each went').click();
    await dialog.getByLabel('On their own').fill('5');
    await dialog.getByText('It was a probe: a look, no practice').click();
    await dialog.getByText('5 of 5 unprompted').waitFor();
    await dialog.getByRole('button', { name: 'Enter it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('4 weeks: 5 of 5').waitFor();

    await page.getByRole('link', { name: 'Today', exact: true }).click();
    await page.getByRole('heading', { name: 'Still open' }).waitFor();
    await page.getByText('To look for', { exact: true }).waitFor();
    await thereAre(0, due);
  });

  test('the data leave as files that a spreadsheet opens safely, with the label in place of the name', async () => {
    const page = await school.open('desktop');
    await openGoal(page, 'therapist', 'Ana Ruiz', 'bec');
    const fileOf = async (name: string): Promise<{ name: string; text: string }> => {
      const coming = page.waitForEvent('download');
      await page.getByRole('link', { name }).click();
      const download = await coming;
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString('utf8') };
    };
    const points = await fileOf('Points of the chart (CSV)');
    expect(points.name).toMatch(/^goal-.*\.csv$/);
    expect(points.text).toMatch(/date,setting,therapist_part,unprompted,opportunities/);
    expect(points.text).toMatch(/2026-03-11,classroom,away,\d,3,/);
    const all = await fileOf('Everything (JSON)');
    expect(all.text).not.toMatch(/Ruiz/);
    const { goal, events } = JSON.parse(all.text) as { goal: { studentLabel: string }; events: unknown[] };
    expect(goal.studentLabel).toBe('An');
    expect(events.length).toBeGreaterThan(76);
  });
});
