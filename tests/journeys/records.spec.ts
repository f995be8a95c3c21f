import { describe, expect, test } from 'vitest';
import { checkScreen, choose, demoSchool, signInAs } from './story.ts';

describe('who looked at whose record', () => {
  const school = demoSchool();

  test('the records officer sees each look at one record, who and what, and nothing of the record', async () => {
    // A therapist looks, and reads the record number out of the student's page.
    const tablet = await school.open('tablet');
    await signInAs(tablet, 'therapist', '/caseload');
    const students = await (await tablet.request.get('/api/students?limit=200')).json();
    const ana = students.items.find((student: { label: string }) => student.label === 'An').id as string;
    await tablet.goto(`/students/${ana}`);
    await tablet.getByText(`Record number, for who asks the records officer who has looked: ${ana}`).waitFor();

    const desktop = await school.open('desktop');
    await signInAs(desktop, 'coordinator', '/colleagues');
    await desktop.getByRole('button', { name: 'Invite a colleague' }).first().click();
    const dialog = desktop.getByRole('dialog', { name: 'Invite a colleague' });
    await dialog.getByLabel('Name').fill('Noor Haile');
    await choose(dialog, /Role/, 'records officer');
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    const link = await desktop.getByLabel('Invitation link').inputValue();

    const page = await school.open('desktop');
    await page.goto(new URL(link).pathname + new URL(link).hash);
    await page.getByLabel('E-mail').fill('noor@cedar.example');
    await page.getByLabel('Choose a password').fill('the volcano words on tuesday');
    await page.getByRole('button', { name: 'Make my account' }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'Records' }).click();
    await page.getByRole('heading', { name: 'Who looked at what', level: 1 }).waitFor();
    await page.getByLabel(/Record number/).fill('not one');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByRole('alert').getByText('A record number has 32 digits').waitFor();
    await page.getByLabel(/Record number/).fill(ana.toUpperCase());
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page
      .getByRole('row')
      .filter({ hasText: 'Looked at: the student’s page' })
      .filter({ hasText: `…${ana.slice(-6)}` })
      .first()
      .waitFor();
    expect(await page.getByRole('main').innerText()).not.toMatch(/Ana|Ruiz/);
    await checkScreen(page, 'records');

    await choose(page, /Whose looks/, 'Noor Haile');
    await page.getByText('No look fits.').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('row').filter({ hasText: 'Dana' }).first().waitFor();
  });
});
