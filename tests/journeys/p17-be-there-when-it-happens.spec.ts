import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { checkScreen, choose, demoSchool, signInAs } from './story.ts';

// P17: "make it make sense": be there when it happens.

async function studentOf(page: Page, label: string): Promise<string> {
  const answer = await page.request.get('/api/students?limit=200');
  const { items } = (await answer.json()) as { items: { id: string; label: string }[] };
  return items.find((student) => student.label === label)!.id;
}

describe('being there when it happens', () => {
  const school = demoSchool();

  test('for a goal the routines are ranked by the chances they give, with the reason; the therapist confirms', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/caseload');
    const ana = await studentOf(page, 'An');
    await page.goto(`/students/${ana}`);
    await page.getByRole('link', { name: 'Routines for goals' }).click();
    await page.getByRole('heading', { name: 'Routines for the goals of An', level: 1 }).waitFor();
    const first = page.getByRole('listitem').filter({ hasText: 'first choice' }).first();
    await first.getByText('Use Writing').waitFor();
    // Counted, with its n.
    await first.getByText(/\d(\.\d)? chances in 10 minutes \(\d+ chances in \d+ visits\)/).waitFor();
    await first.getByText(/usually many chances for language/).waitFor();
    await checkScreen(page, 'routines');
    // Those that usually give the goal few chances are one press away.
    const goal = page.getByRole('region', { name: 'bec · language' });
    await goal.getByRole('button', { name: 'All routines' }).click();
    const snack = goal.getByRole('checkbox', { name: 'Use Snack and read-aloud' });
    await snack.waitFor();
    await snack.press('Space');
    await goal.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('status').filter({ hasText: 'Confirmed.' }).first().waitFor({ state: 'attached' });
    await page.reload();
    await snack.waitFor();
    expect(await snack.isChecked()).toBe(true);
  });

  test('a class that has not told when a routine is, is asked; the teacher answers and the routine is there', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/caseload');
    const ana = await studentOf(page, 'An');
    await page.goto(`/students/${ana}/routines`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const asked = page.getByRole('button', { name: /^Ask when / }).first();
    await asked.waitFor();
    const routine = (await asked.textContent())!.replace(/^Ask when (.+) is$/, '$1');
    await asked.click();
    await page.getByText(`Grade 2 has been asked when ${routine} is.`).waitFor();

    const phone = await school.open('phone');
    await signInAs(phone, 'teacher', '/today');
    await phone.getByText(new RegExp(`asks: when is ${routine}\\?`)).waitFor();
    await checkScreen(phone, 'question');
    await phone.getByLabel('Starts').fill('07:50');
    await phone.getByLabel('Ends').fill('08:10');
    await phone.getByText('Gladly', { exact: true }).click();
    await phone.getByRole('button', { name: 'Answer' }).click();
    await phone.getByText(/asks: when is/).waitFor({ state: 'detached' });

    await page.reload();
    await page
      .getByRole('listitem')
      .filter({ hasText: new RegExp(routine, 'i') })
      .first()
      .waitFor();
  });

  test('the teacher chooses how often they sit together; it stands on the class’s page', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'teacher', '/classes');
    await page.getByRole('button', { name: 'Change how often' }).click();
    const dialog = page.getByRole('dialog', { name: 'Touch-bases' });
    await choose(dialog, /How often/, 'Every week');
    await dialog.getByText('All adults of the class join').click();
    await checkScreen(page, 'touch-base');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Every week, 10 minutes, all adults of the class').waitFor();
  });
});
