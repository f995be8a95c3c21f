import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { allSent, chip, mark, strip } from './recorder.ts';
import { checkScreen, choose, ownSchool } from './story.ts';

// From an empty school to an answer: all that a therapist does, one step after the other, beginning with her own spreadsheet.

const headings = [
  ...['Student number', 'Last name', 'First name', 'Grade', 'Class', 'Teacher'],
  ...['IEP date', 'Annual review', 'Reevaluation', 'Goal number', 'Goal', 'Plain words', 'Goal tag', 'Goal area'],
  ...['Minutes', 'Times', 'Per', 'How'],
];
const ana = [
  ...['1001', 'Ruiz', 'Ana', '2', 'Room 12', 'Ruth Adler', '9/1/2025', '8/31/2026', '9/1/2027'],
  ...['G1', 'In class, Ana will say r in words in 80% of opportunities.', 'says r in words', 'r', 'articulation'],
  ...['30', '2', 'week', 'push-in'],
];
const ben = (iepDate: string) => [
  ...['1002', 'Okafor', 'Ben', '2', 'Room 12', 'Ruth Adler', iepDate, '11/14/2026', '11/15/2027'],
  ...['G2', 'Ben will ask a peer for a turn in 4 of 5 opportunities.', 'asks for a turn', 'turn', 'pragmatics'],
  ...['30', '1', 'week', 'pull-out'],
];
const cells = (...rows: readonly (readonly string[])[]) => rows.map((row) => row.join('\t')).join('\n');

describe('a school of one’s own, from a spreadsheet to an answer', () => {
  const school = ownSchool();
  let page: Page;

  /** Each step goes on in a window of its own; the account is made in the first. */
  async function comeIn(address: string): Promise<void> {
    page = await school.open('desktop');
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill('noor@maple.example');
    await page.getByLabel('Password').fill('the volcano words on tuesday');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('navigation').first().waitFor();
    await page.goto(address);
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  }

  test('1 and 2: it starts empty; the first account', async () => {
    page = await school.open('desktop');
    await page.goto(/\/welcome#\S+/.exec(school.said())?.[0] ?? '/');
    await page.getByLabel('Your name').fill('Noor Haile');
    await page.getByLabel('E-mail').fill('noor@maple.example');
    await page.getByLabel('Choose a password').fill('the volcano words on tuesday');
    await page.getByLabel('District', { exact: true }).fill('Maple');
    await page.getByLabel('School', { exact: true }).fill('Maple Street');
    await choose(page, /Time zone/, 'America/Chicago');
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByRole('heading', { name: 'First steps' }).waitFor();
  });

  test('3: a pasted caseload with a faulty line says where and what to do; put right, it comes in whole, and again changes nothing', async () => {
    await comeIn('/caseload/import');
    await paste(cells(headings, ana, ben('13/45/2025')));
    await page.getByText('1 thing is in the way. Nothing has been brought in.').first().waitFor();
    const problem = page.getByRole('row', { name: /13\/45\/2025/ });
    await problem.getByText('3', { exact: true }).waitFor();
    await problem.getByText('IEP date', { exact: true }).waitFor();
    await problem.getByText(/Write month\/day\/year/).waitFor();
    expect(await page.getByRole('button', { name: 'Bring it in' }).count()).toBe(0);

    await paste(cells(headings, ana, ben('11/15/2025')));
    await page.getByRole('button', { name: 'Bring it in' }).waitFor();
    await page.getByText('Ben Okafor').first().waitFor();
    await page.getByRole('button', { name: 'Bring it in' }).click();
    await page.getByText('2 students are new').waitFor();

    await page.getByRole('button', { name: 'Bring in another table' }).click();
    await paste(cells(headings, ana, ben('11/15/2025')));
    await page.getByRole('main').getByText('Nothing: the school is already as the table says.').waitFor();
  });

  test('4: the school day of the class', async () => {
    await comeIn('/classes');
    await page.getByRole('link', { name: /Room 12/ }).click();
    await page.getByRole('heading', { name: 'Room 12' }).waitFor();
    await addRoutine(page, 'Morning meeting', '08:30', '09:00');
    await addRoutine(page, 'Writing', '09:40', '10:20');
    await expect.poll(() => page.getByRole('button', { name: /: Writing\./ }).count()).toBe(5);
  });

  test('5: a goal gets its targets, its routine and what the pad must know', async () => {
    await comeIn('/caseload');
    await page.getByRole('link', { name: 'Ana Ruiz' }).click();
    await page.getByRole('link', { name: 'says r in words' }).click();
    await page.getByRole('link', { name: 'Edit the goal' }).click();
    await page.getByRole('button', { name: 'Add a target' }).click();
    await page.getByLabel('What', { exact: true }).fill('red');
    await page.getByText('Writing', { exact: true }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('red', { exact: true }).waitFor();
    await page.getByText('Writing · Room 12').first().waitFor();
  });

  test('6: a visit in the class and one in the therapy room, by hand; they stand under Today', async () => {
    await comeIn('/today');
    let dialog = await addSession(page);
    await choose(dialog, / Class$/, /Room 12/);
    await choose(dialog, / Routine$/, /Writing/);
    expect(await dialog.getByLabel('Starts').inputValue()).toBe('09:40');
    await dialog.getByText('Ana Ruiz').click();
    await dialog.getByLabel('What to look for').fill('r in greetings');
    await save(dialog);

    dialog = await addSession(page);
    await dialog.getByText('Pull-out', { exact: true }).click();
    await dialog.getByLabel('Starts').fill('10:30');
    await dialog.getByLabel('Ends').fill('11:00');
    await dialog.getByText('Ana Ruiz').click();
    await dialog.getByText('Ben Okafor').click();
    await dialog.getByText('Every Thursday').click();
    await save(dialog);

    await page.getByText('look for: r in greetings').waitFor();
    await page.getByRole('link', { name: /^Start Therapy room/ }).waitFor();
    await checkScreen(page, 'today');
  });

  test('7: tap by tap, in the class and in the therapy room', async () => {
    await comeIn('/today');
    await page.getByRole('link', { name: /^Start Writing/ }).click();
    await page.getByRole('button', { name: /^Start/ }).click();
    await strip(page).waitFor();
    await mark(page, 'on their own', 'not yet', 'with a cue');
    await page.getByRole('button', { name: /teacher.*did it/ }).click();
    await chip(page, 'AR').getByText('3', { exact: true }).waitFor();
    await end(page);

    await page.getByRole('link', { name: 'Back to Today' }).click();
    await page.getByRole('link', { name: /^Start Therapy room/ }).click();
    await page.getByRole('button', { name: /^Start/ }).click();
    await strip(page).waitFor();
    await mark(page, 'on their own', 'on their own', 'on their own', 'on their own');
    await chip(page, 'BO').click();
    await page.getByRole('button', { name: /no opportunity/ }).click();
    await page.getByRole('heading', { name: 'Why was there none?' }).waitFor();
    await page.keyboard.press('1');
    await page.getByRole('button', { name: 'undo: BO no opportunity' }).waitFor();
    await end(page);
  });

  test('8: the goal’s page compares the two rooms, and says that it cannot tell yet', async () => {
    await comeIn('/caseload');
    await page.getByRole('link', { name: 'Ana Ruiz' }).click();
    await page.getByRole('link', { name: 'says r in words' }).click();
    await page.getByRole('heading', { name: 'Has it carried over?' }).waitFor();
    await page.getByText(/^Can't tell yet/).waitFor();
    await page.getByText(/more trials in class are needed/).waitFor();
    const evidence = page.getByRole('tabpanel', { name: 'Evidence' });
    await evidence
      .getByRole('row', { name: /Speech room/ })
      .getByText(/4 of 4/)
      .waitFor();
    await evidence
      .getByRole('row', { name: /Classroom, I am helping/ })
      .getByText(/1 of 3/)
      .waitFor();
    const chances = page.getByRole('table', { name: 'Where it gets chances' });
    await chances
      .getByRole('row', { name: /Writing · Room 12/ })
      .getByText(/1 of 3/)
      .waitFor();
    await page.getByText('The same as a table').first().click();
    await checkScreen(page, 'goal');
  });

  async function paste(table: string): Promise<void> {
    await page.getByLabel('Or paste cells from a spreadsheet').fill(table);
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page.getByRole('heading', { name: 'What would change' }).waitFor();
  }
});

async function addRoutine(page: Page, kind: string, starts: string, ends: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a routine' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a routine' });
  await choose(dialog, / Kind$/, kind);
  await dialog.getByLabel('Starts').fill(starts);
  await dialog.getByLabel('Ends').fill(ends);
  await dialog.getByText('Liked', { exact: true }).click();
  await save(dialog);
  await page
    .getByRole('button', { name: new RegExp(`: ${kind}\\.`) })
    .first()
    .waitFor();
}

async function addSession(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Add a session' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a session' });
  await dialog.getByText('Ana Ruiz').waitFor();
  return dialog;
}

async function save(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function end(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'end', exact: true }).click();
  await page.getByRole('dialog', { name: 'Before you go' }).getByRole('button', { name: 'Save and end' }).click();
  await page.getByRole('heading', { name: 'This session has ended' }).waitFor();
  await allSent(page);
}
