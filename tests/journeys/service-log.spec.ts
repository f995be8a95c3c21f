import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { checkScreen, demoSchool, picture, signInAs } from './story.ts';

describe('the service log', () => {
  const school = demoSchool();

  test('is signed by the week, countersigned, corrected and taken out for those of whom a parent has agreed', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/week');
    await page.getByRole('link', { name: 'Service log' }).click();
    await page.getByRole('heading', { level: 1, name: 'Service log' }).waitFor();

    // The assistant's records wait for the supervisor.
    const waiting = page.getByRole('region', { name: 'Waits for your signature as supervisor' });
    await waiting
      .getByText(/^Signed by Luz Ortega/)
      .first()
      .waitFor();
    await checkScreen(page, 'service-log');
    await waiting.getByRole('button', { name: /^Sign (all \d+|it) as supervisor$/ }).click();
    await waiting.waitFor({ state: 'detached' });

    // Nobody signs what says nothing: a note first.
    const toSign = page.getByRole('region', { name: 'To sign' });
    await toSign
      .getByRole('button', { name: /^Open Ana / })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: /^Sign Ana / });
    await dialog.getByLabel('Note').fill('Gave reasons in writing, two of them unprompted.');
    await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const signed = page.getByRole('region', { name: 'Signed' });
    await signed.getByText('Gave reasons in writing, two of them unprompted.').waitFor();

    await signed.getByRole('button', { name: /^Correct Ana / }).click();
    const correction = page.getByRole('dialog', { name: /^Correct Ana / });
    await correction.getByLabel('Note').fill('=Gave three reasons in writing.');
    await correction.getByLabel('Why it is corrected').fill('Counted again.');
    await picture(page, 'correction', false);
    await correction.getByRole('button', { name: 'Sign', exact: true }).click();
    await correction.waitFor({ state: 'detached' });
    await signed.getByText('Correction: Counted again.').waitFor();
    // The first one stays readable.
    await signed.getByText('Gave reasons in writing, two of them unprompted.').waitFor();

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save the table' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('service-log.csv');
    const table = await readFile((await file.path())!, 'utf8');
    expect(table).toContain("'=Gave three reasons in writing.");
    expect(table).not.toContain('two of them unprompted');
    expect(table).toContain('DEMO');

    // A parent takes the consent back: from that day on nothing of the student is in a table.
    await page.goto('/caseload');
    await page.getByRole('row', { name: /^Ana / }).getByRole('link', { name: /^Ana / }).click();
    const consent = page.getByRole('region', { name: 'Consent to billing' });
    await consent.getByText('A parent has agreed.').waitFor();
    await consent.getByRole('button', { name: 'Note that it was taken back' }).click();
    const back = page.getByRole('dialog', { name: 'Note that it was taken back' });
    await back.getByLabel('From this day on').fill('2026-03-09');
    await back.getByRole('button', { name: 'Save' }).click();
    await consent.getByText(/^No parent has agreed/).waitFor();
    await page.goto('/service-log');
    await page.getByRole('region', { name: 'Signed' }).getByText('Correction: Counted again.').waitFor();
    const [later] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save the table' }).click(),
    ]);
    expect(await readFile((await later.path())!, 'utf8')).not.toContain('Gave three reasons');
  });

  test('a coordinator loads codes, all or nothing; reads supervision; says what minutes count as', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'coordinator', '/team');
    await page.getByRole('link', { name: 'Service codes' }).click();
    await page.getByRole('heading', { level: 1, name: 'Service codes' }).waitFor();
    await page.getByRole('heading', { name: 'DEMO1' }).waitFor();
    await page.getByRole('button', { name: 'Load a table' }).click();
    const dialog = page.getByRole('dialog', { name: 'Load a table' });
    const headings = 'code,discipline,size,rule,from';
    await dialog.getByLabel('Or paste it here').fill(`${headings}\nD1,speech,individual,encounter,2026-01-01`);
    await dialog.getByLabel('Reason').fill('New year');
    await dialog.getByRole('button', { name: 'Load a table' }).click();
    await dialog.getByText('Row 2, column code: “D1” is no code. Use 4 to 7 letters and digits.').waitFor();
    await picture(page, 'codes-with-a-fault', false);
    await dialog.getByLabel('Or paste it here').fill(`${headings}\nDEMO9,speech,individual,midpoint,2026-01-01`);
    await dialog.getByRole('button', { name: 'Load a table' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'DEMO9' }).waitFor();
    await checkScreen(page, 'service-codes');

    await page.goto('/supervision');
    const pairs = page.getByRole('region', { name: 'Who supervises whom' });
    await pairs.getByRole('heading', { name: 'Dana Whitfield supervises Luz Ortega' }).waitFor();
    await picture(page, 'supervision');

    await page.goto('/team');
    await page.getByRole('link', { name: 'Rules of minutes' }).click();
    await page.getByRole('heading', { level: 1, name: 'Rules of minutes' }).waitFor();
    await page.getByRole('button', { name: 'Set them anew' }).click();
    const rules = page.getByRole('dialog', { name: 'Set them anew' });
    await rules.getByText('the minutes are shared between the disciplines').click();
    await rules.getByLabel('Reason').fill('Agreed with the state');
    await rules.getByRole('button', { name: 'Save' }).click();
    await rules.waitFor({ state: 'detached' });
    await page.getByText(/^Agreed with the state \(/).waitFor();
    await picture(page, 'minute-rules');
  });
});
