import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { checkScreen, choose, demoSchool, picture, signInAs } from './story.ts';

// P23: who has no account comes in by a link, for one class; taken back, ended or in other hands it opens nothing.

describe('a personal link', () => {
  const school = demoSchool();
  let link = '';

  async function toClass(page: Page): Promise<void> {
    await page.getByRole('searchbox', { name: 'Filter' }).fill('ortiz');
    await page.getByRole('link', { name: 'Grade 2' }).click();
    await page.getByRole('heading', { name: 'Grade 2', level: 1 }).waitFor();
  }

  test('is made for a substitute, and shown once', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/classes');
    await toClass(page);
    const links = page.getByRole('region', { name: 'Personal links' });
    await links.getByRole('button', { name: 'Make a link' }).click();
    let dialog = page.getByRole('dialog', { name: 'Make a link' });
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    await dialog.locator('[name="name"][aria-invalid="true"]').waitFor();
    await dialog.getByLabel('Name of the substitute').fill('Ms. Calloway');
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    dialog = page.getByRole('dialog', { name: 'Hand over this link' });
    link = await dialog.getByRole('textbox', { name: 'Personal link' }).inputValue();
    expect(new URL(link).pathname).toBe('/link');
    expect(link).not.toContain('Calloway');
    await dialog.getByText('Close', { exact: true }).click();
    await links.getByText('Ms. Calloway').waitFor();
    await links.getByText('not used yet').waitFor();
    await picture(page, 'links');
  });

  test('opens the class’s day, its cards and notes on a phone, in Spanish too; and no other address', async () => {
    const page = await school.open('phone');
    await page.goto(link);
    await page.getByRole('heading', { name: 'Your class today' }).waitFor();
    await checkScreen(page, 'link');
    await page.getByRole('button', { name: 'Open my class' }).click();
    await page.getByRole('heading', { name: 'My class today', level: 1 }).waitFor();
    const visit = page.getByRole('listitem').filter({ hasText: 'Ms. Nair comes in' });
    await visit.getByRole('button', { name: /^Got it/ }).click();
    await visit.getByText('you have it').waitFor();
    await picture(page, 'today-by-link');

    const places = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
    expect(await places.allInnerTexts()).toEqual(['Today', 'Cards', 'Notes']);
    await page.getByRole('link', { name: 'Cards', exact: true }).click();
    await page.getByRole('heading', { name: 'Cards', level: 1 }).waitFor();
    await page
      .getByRole('button', { name: /^Got it/ })
      .first()
      .click();
    await page
      .getByText(/^read /)
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'Notes' }).click();
    await page.getByRole('radio', { name: /Ana gives a reason/ }).click();
    await page.getByRole('button', { name: 'on their own' }).click();
    await page.getByRole('region', { name: 'Noted today' }).getByText('on their own').waitFor();

    await page.goto('/classes');
    await page.getByText('A personal link does not open this.').first().waitFor();
    for (const address of ['/api/adults', '/api/students', '/api/strategies', '/api/schools']) {
      const answer = await page.request.get(address);
      expect([address, answer.status(), (await answer.json()).code]).toEqual([address, 403, 'not_by_link']);
    }
  });

  test('is taken back by the therapist, who sees when it was used; then it opens nothing', async () => {
    const sub = await school.open('phone');
    await sub.goto(link);
    await sub.getByRole('button', { name: 'Open my class' }).click();
    await sub.getByRole('heading', { name: 'My class today', level: 1 }).waitFor();

    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/classes');
    await toClass(page);
    const links = page.getByRole('region', { name: 'Personal links' });
    await links.getByText(/used 2 times/).waitFor();
    await links.getByRole('button', { name: 'Take back the link of Ms. Calloway' }).click();
    await links.getByText(/taken back/).waitFor();

    await sub.goto('/cards');
    await sub.getByRole('heading', { name: 'Look around the demo school' }).waitFor();
    await sub.goto(link);
    await sub.getByRole('button', { name: 'Open my class' }).click();
    await sub.getByText('This link has run out').waitFor();
  });

  test('for an adult of the class, ends with the day it was made for', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/classes');
    await toClass(page);
    await page.getByRole('button', { name: 'Make a link' }).click();
    const dialog = page.getByRole('dialog', { name: 'Make a link' });
    await choose(dialog, /Who is it for/, 'Rafael Ortiz, teacher');
    await dialog.getByLabel('Last day').fill('2026-12-31');
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    await dialog.locator('[name="to"][aria-invalid="true"]').waitFor();
  });
});
