import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { checkScreen, choose, type DemoPerson, demoSchool, signInAs, thereAre } from './story.ts';

// P22: monitor and decide. Points for the team with what speaks against them; the team decides, and the service follows.

async function openReview(page: Page, as: DemoPerson, student: string): Promise<void> {
  await signInAs(page, as, '/caseload');
  const link = page.getByRole('row', { name: student }).getByRole('link', { name: student });
  const address = await link.first().getAttribute('href');
  await page.goto(`${address}/review`);
  await page.getByRole('heading', { name: 'Present levels and points to discuss' }).waitFor();
}

describe('a review', () => {
  const school = demoSchool();

  test('Ian: met and kept is put to the team, carried over is held back while only therapists record in class', async () => {
    const page = await school.open('desktop');
    await openReview(page, 'therapist', 'Ian Mercer');
    await page.getByText('All 2 goals that are open, whatever their data show.').waitFor();
    await page
      .getByText('The goal was met and kept at the later looks. Ending a service asks for an evaluation.')
      .waitFor();
    await page.getByText(/^Held back, because only therapists have recorded in class/).waitFor();
    await page.getByText('At home he asks us to say it again.').waitFor();
    await page.getByText('The IEP team, including the family, does.'.slice(4)).first().waitFor();
    await checkScreen(page, 'ian');

    await page.getByRole('button', { name: 'Set aside R5 of ask' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set this point aside' });
    await dialog.getByLabel('Reason').fill('Until the move to middle school is over');
    await dialog.getByRole('button', { name: 'Set aside' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/^Set aside by Dana Whitfield on .*: Until the move to middle school is over$/).waitFor();
  });

  test('Kofi: less since the service changed asks for a sooner look, with more service among the options', async () => {
    const page = await school.open('desktop');
    await openReview(page, 'pt', 'Kofi Mensah');
    await page.getByText(/^R6 Since the service changed on .* it is used less/).waitFor();
    await page.getByText(/^Options: more direct time ·/).waitFor();
    await page.getByText('Took part: Kofi’s mother, Mrs. Haddad, Tom Reyes, Mr. Shah').waitFor();
  });

  test('Bela: the team moves the service mostly into class; chart and student follow', async () => {
    const page = await school.open('desktop');
    await openReview(page, 'therapist', 'Bela Novak');
    await page.getByText(/^R2 It is there in the speech room/).waitFor();
    await page.getByRole('button', { name: 'Add words' }).click();
    const words = page.getByRole('dialog', { name: 'Add words' });
    await words.getByLabel('Words').fill('She says r for her brother’s name now.');
    await words.getByRole('button', { name: 'Save' }).click();
    await words.waitFor({ state: 'detached' });
    await page.getByText('She says r for her brother’s name now.').waitFor();

    await page.getByRole('button', { name: 'Keep a decision' }).click();
    const dialog = page.getByRole('dialog', { name: 'Keep a decision' });
    await dialog.getByLabel('Who took part').fill('Bela’s father, Mr. Ortiz, Dana Whitfield');
    await dialog.getByLabel('Decision').fill('Practise in class, once a week in the room');
    await dialog.getByLabel('Reasons').fill('The sound is there in the room and not yet in class.');
    await choose(dialog, /Service/, /therapy room|pull-out/i);
    await dialog.getByLabel('Times').fill('1');
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: /Practise in class, once a week in the room$/ }).waitFor();
    await page.getByText(/^Speech-language: the new service begins on /).waitFor();
    await page.getByText(/^On the table: .*r R2/).waitFor();

    await page.getByRole('link', { name: 'Says r clearly when talking.' }).click();
    const chart = page.getByRole('group', { name: 'Sessions by date, a panel for each place and part' });
    await chart.waitFor();
    await expect.poll(() => chart.textContent()).toMatch(/service: pull-out 25 min × 1/i);
  });

  test('a coordinator sets a threshold anew, and what held before stays readable', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'coordinator', '/review-thresholds');
    await page.getByText('The usual ones; nothing was set here.').waitFor();
    await page.getByRole('button', { name: 'Set them anew' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set them anew' });
    await dialog.getByLabel('Trials in class, at least').fill('15');
    await dialog.getByLabel('Reason').fill('Agreed with the therapists');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Version 1 of this district.').waitFor();
    await page.getByText('What was set before').click();
    await page.getByText(/^Version 1, .*: Agreed with the therapists$/).waitFor();
    await thereAre(2, page.getByText('Trials in class, at least: 15'));
  });
});
