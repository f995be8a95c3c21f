import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { checkScreen, choose, demoSchool, picture, signInAs, tabTo } from './story.ts';

// P25: understand how the class runs.

async function openClass(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Classes' }).click();
  await page.getByRole('link', { name, exact: true }).first().click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

describe('how the class runs', () => {
  const school = demoSchool();

  test('a therapist finds a class among all, and reads its week', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/classes');
    await checkScreen(page, 'classes');
    await page.getByRole('searchbox', { name: 'Filter' }).fill('ortiz');
    await page.getByText('1 row shown of').waitFor();
    await page.getByRole('link', { name: 'Grade 2' }).click();
    await page.getByRole('heading', { name: 'Grade 2', level: 1 }).waitFor();
    await page.getByText('Sentence frames hang by the window').waitFor();
    expect(await page.title()).toBe('Class · Carryover');

    const thursday = page.getByRole('region', { name: 'Thursday' });
    const writing = thursday.getByRole('button', { name: /Writing/ });
    expect(await writing.locator('.off-screen').textContent()).toMatch(
      /^Thursday, 9:40\s–\s10:20\sAM: Writing\. Taking out possible, cost 10 of 100\. Push-in liked\.$/,
    );
    await thursday.getByRole('button', { name: /Math\. Protected: nobody is taken out/ }).waitFor();
    await checkScreen(page, 'class');
  });

  test('by keyboard alone, a routine is moved by five minutes from a date on', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/classes');
    await openClass(page, 'Grade 2');
    const monday = page.getByRole('region', { name: 'Monday' });
    await tabTo(page, monday.getByRole('button', { name: /Arrival/ }));
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Tuesday, 2:25');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Change Closing circle' });
    await dialog.waitFor();
    await checkScreen(page, 'routine');
    await tabTo(page, dialog.getByRole('button', { name: '5 minutes later' }));
    await page.keyboard.press('Enter');
    await tabTo(page, dialog.getByRole('button', { name: 'Save' }));
    await page.keyboard.press('Enter');
    // Dismissal begins at 2:40: what overlaps is said, with its day, and nothing is sent.
    await dialog.getByRole('alert').getByText('Tuesday: This begins before').waitFor();
    await dialog.getByLabel('Ends').fill('14:40');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByRole('region', { name: 'Tuesday' })
      .getByRole('button', { name: /2:30\s–\s2:40\sPM: Closing circle/ })
      .waitFor();
    await page
      .getByRole('region', { name: 'Wednesday' })
      .getByRole('button', { name: /2:25\s–\s2:40\sPM: Closing circle/ })
      .waitFor();
  });

  test('a new routine stands on several days and is one routine; a day is copied; a routine is removed', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/classes');
    await openClass(page, 'Resource');
    const week = page.getByRole('region', { name: 'The week' });
    await week.getByRole('button', { name: 'Add a routine' }).click();
    let dialog = page.getByRole('dialog', { name: 'Add a routine' });
    const which = dialog.getByRole('button', { name: /^Routine|Routine$/ });
    if ((await which.count()) > 0) await choose(dialog, /Routine/, 'A new routine');
    await choose(dialog, /Kind/, 'Self-care');
    await dialog.getByLabel('Name in this class').fill('Wash up');
    await choose(dialog, /Where/, 'Bathroom by room 5');
    await dialog.getByText('Friday', { exact: true }).click();
    await dialog.getByLabel('Starts').fill('07:40');
    await dialog.getByLabel('Ends').fill('07:50');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => week.getByRole('button', { name: /: Wash up\./ }).count()).toBe(4);

    await week.getByRole('button', { name: 'Copy a day' }).click();
    dialog = page.getByRole('dialog', { name: 'Copy a day' });
    await choose(dialog, /Copy$/, 'Thursday');
    await dialog.getByRole('group').getByText('Friday', { exact: true }).click();
    await picture(page, 'copy-day', false);
    await dialog.getByRole('button', { name: 'Copy the day' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByRole('region', { name: 'Friday' })
      .getByRole('button', { name: /: Wash up\./ })
      .click();
    dialog = page.getByRole('dialog', { name: 'Change Wash up' });
    await dialog.getByRole('button', { name: 'Remove from Friday' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => week.getByRole('button', { name: /: Wash up\./ }).count()).toBe(4);
  });

  test('a teacher sees only their class, and says on a phone which day differs and when they are free', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'teacher', '/classes');
    await page.getByRole('heading', { name: 'Grade 2', level: 1 }).waitFor();
    expect(await page.getByText('on my caseload').count()).toBe(0);

    await page.getByRole('button', { name: 'Add a day' }).click();
    let dialog = page.getByRole('dialog', { name: 'Add a day' });
    await dialog.getByLabel('Date').fill('2026-03-17');
    await choose(dialog, /What differs/, 'Test');
    await dialog.getByLabel('Starts').fill('10:00');
    await dialog.getByLabel('Ends').fill('09:00');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('The end is not after the start.').first().waitFor();
    await dialog.getByLabel('Ends').fill('11:00');
    await dialog.getByLabel('Note').fill('Reading test');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('cell', { name: 'Reading test' }).waitFor();

    await page.getByRole('button', { name: 'Change free times' }).click();
    dialog = page.getByRole('dialog', { name: 'When the teacher is free' });
    await dialog.getByRole('button', { name: 'Add a time' }).click();
    const added = dialog.getByRole('group').last();
    await added.getByLabel('Starts').fill('07:50');
    await added.getByLabel('Ends').fill('08:10');
    await checkScreen(page, 'free-times');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/7:50\s–\s8:10\sAM/).waitFor();

    await page.getByRole('tab', { name: 'Fri' }).click();
    await page.getByRole('button', { name: 'Change Writing' }).waitFor();
    await page.getByRole('button', { name: 'Remove Test on Mar 17, 2026' }).click();
    await page.getByRole('cell', { name: 'Reading test' }).waitFor({ state: 'detached' });
  });

  test('therapist and teacher see how they share lessons', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/classes');
    await openClass(page, 'Grade 2');
    await page.getByRole('button', { name: 'Change what I agreed' }).click();
    const dialog = page.getByRole('dialog', { name: 'How we share lessons' });
    await dialog.getByRole('button', { name: 'Add an agreement' }).click();
    const added = dialog.getByRole('group').filter({ hasText: 'Format' }).last();
    await choose(added, /Format/, 'Team teaching');
    await choose(added, /Day/, 'Thursday');
    await added.getByLabel('Starts').fill('12:45');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Team teaching').waitFor();

    await signInAs(page, 'teacher', '/classes');
    await page.getByText('Team teaching').waitFor();
  });
});
