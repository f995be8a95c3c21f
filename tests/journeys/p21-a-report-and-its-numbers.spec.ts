import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { ReportPage } from '#contract/report.ts';
import { checkScreen, demoSchool, signInAs, thereAre } from './story.ts';

const school = demoSchool();

/** Takes a file that a link gives, as its bytes. */
async function taken(page: Page, link: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

describe('P21: a report is written, and each of its numbers followed to the taps', () => {
  test('from the queue to the numbers, the words, and the papers', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/caseload');
    await page.getByRole('link', { name: 'Reports', exact: true }).click();
    await page.getByRole('heading', { name: 'Progress reports' }).waitFor();
    // The quarter that has ended stands first: Bela's is begun there.
    const ended = page.getByRole('table').first();
    await ended.getByRole('row', { name: /Ana Ruiz.*finished/ }).waitFor();
    await ended.getByRole('row', { name: /Bela Novak.*begun/ }).waitFor();
    await checkScreen(page, 'queue');

    await ended.getByRole('link', { name: 'Bela Novak' }).click();
    await page.getByRole('heading', { name: 'Progress report', level: 1 }).waitFor();
    const figures = page.getByRole('table', { name: 'Numbers of r' });
    const row = figures.getByRole('row').nth(1);
    const said = (await row.textContent()) ?? '';
    const [, x, n] = /(\d+) of (\d+)/.exec(said) ?? [];
    expect(Number(n)).toBeGreaterThan(0);
    await row.getByRole('button', { name: 'Each one behind 1.1' }).click();
    // Each thing that was seen is there, and those on their own or put right are as many as the number says.
    const dialog = page.getByRole('dialog', { name: new RegExp(`^1\\.1 .*${x} of ${n}`) });
    await thereAre(Number(n), dialog.locator('tbody tr'));
    await thereAre(Number(x), dialog.locator('tbody tr').filter({ hasText: /on their own|fixed it/ }));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await page.getByLabel('What you want to say about r').fill('It is there when she reads aloud.');
    await page.getByLabel('Words to the family').fill('Bela says r in the room. Listen for it when she reads.');
    await page.getByRole('button', { name: 'Finish' }).click();
    const finish = page.getByRole('dialog', { name: 'Finish this report?' });
    await finish.getByRole('button', { name: 'Finish' }).click();
    await page
      .getByText(/Finished by Dana Whitfield on /)
      .first()
      .waitFor();
    await page.getByText('It is there when she reads aloud.').waitFor();
    await checkScreen(page, 'report');

    const paper = await taken(page, 'For the team');
    expect(paper.name).toBe('progress-report.pdf');
    expect(paper.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const json = JSON.parse((await taken(page, 'Everything (JSON)')).bytes.toString()) as ReportPage;
    expect(json.figures[0]).toMatchObject({ x: Number(x), n: Number(n) });
    expect((await taken(page, 'Numbers (CSV)')).bytes.toString()).toContain(json.figures[0]!.eventIds[0]);
  });
});
