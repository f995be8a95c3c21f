import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { storyNow } from './server.ts';
import { choose, ownSchool } from './story.ts';

/** `YYYY-MM-DD`, so many days from the day of the story. */
const inDays = (days: number) => new Date(Date.parse(storyNow) + days * 86_400_000).toISOString().slice(0, 10);

const link = /https?:\/\/\S+\/welcome#\S+/;
const within = (address: string) => new URL(address).pathname + new URL(address).hash;

describe('a school of one’s own', () => {
  const school = ownSchool();
  const password = 'the volcano words on tuesday';

  test('begins with a one-time link, a first account and a school', async () => {
    const page = await school.open('desktop');
    await page.goto('/');
    await page.getByText('Nobody has an account here yet').waitFor();

    const first = link.exec(school.said())?.[0] ?? '';
    await page.goto(within(first));
    await page.getByRole('heading', { name: 'Set up your school' }).waitFor();
    await page.getByLabel('Your name').fill('Noor Haile');
    await page.getByLabel('E-mail').fill('noor@maple.example');
    await page.getByLabel('Choose a password').fill('too short');
    await page.getByLabel('District', { exact: true }).fill('Maple');
    await page.getByLabel('School', { exact: true }).fill('Maple Street');
    await choose(page, /Time zone/, 'America/Chicago');
    await page.getByRole('button', { name: 'Make the account' }).click();
    const faulted = page.locator('[slot=errorMessage]').getByText('Use at least 12 characters.');
    await faulted.waitFor();
    // What is wrong with a field is gone at the first letter that mends it, and the button stays where the finger goes: leaving
    // the field and pressing once sends.
    await page.getByLabel('Choose a password').fill(password);
    await faulted.waitFor({ state: 'detached' });
    const send = page.getByRole('button', { name: 'Make the account' });
    await send.scrollIntoViewIfNeeded();
    const before = await send.boundingBox();
    await page.getByLabel('Choose a password').blur();
    expect(await send.boundingBox()).toEqual(before);
    await page.mouse.click(before!.x + before!.width / 2, before!.y + before!.height / 2);
    await page.getByRole('navigation').first().waitFor();

    await page.goto('/');
    await page.goto(within(first));
    await page.getByText(/This link was used already|is not here any more/).waitFor();
  });

  test('is described: year, dates, rooms, places, bells', async () => {
    const page = await school.open('desktop');
    await signIn(page);
    await page.goto('/school');
    await page.getByRole('button', { name: 'Edit the school' }).click();
    let dialog = page.getByRole('dialog', { name: 'Edit the school' });
    await dialog.getByLabel('First day of the year').fill(inDays(-100));
    await dialog.getByLabel('Last day of the year').fill(inDays(200));
    await choose(dialog, /Rotation/, 'Weeks A and B');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('alert').getByText('Say which date is the first day').waitFor();
    await dialog.getByLabel('First day of the rotation').fill(inDays(-100));
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Add a date' }).click();
    dialog = page.getByRole('dialog', { name: 'Add a date' });
    await dialog.getByLabel('Date').fill(inDays(20));
    await choose(dialog, /What differs/, 'Early release');
    await dialog.getByLabel('Ends').fill('12:00');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/until 12:00\sPM/).waitFor();

    await page.getByRole('button', { name: 'Add a room' }).click();
    dialog = page.getByRole('dialog', { name: 'Add a room' });
    await dialog.getByRole('textbox', { name: 'Room' }).fill('Speech room');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Add a place' }).click();
    dialog = page.getByRole('dialog', { name: 'Add a place' });
    await dialog.getByRole('textbox', { name: 'Place' }).fill('Bathroom, red hall');
    await choose(dialog, /Counts as/, 'Bathroom');
    await dialog.getByText('shown by a code').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Add a bell schedule' }).click();
    dialog = page.getByRole('dialog', { name: 'Add a bell schedule' });
    await dialog.getByLabel('Starts').fill('08:10');
    await dialog.getByLabel('Ends').fill('09:02');
    await dialog.getByRole('button', { name: 'Add a period' }).click();
    await dialog.getByLabel('Ends').last().fill('09:50');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/8:10\s–\s9:02\sAM/).waitFor();
  });

  test('has a class whose days differ by rotation week', async () => {
    const page = await school.open('tablet');
    await signIn(page);
    await page.goto('/classes');
    await page.getByRole('button', { name: 'Add a class' }).first().click();
    let dialog = page.getByRole('dialog', { name: 'Add a class' });
    await dialog.getByLabel('Name').fill('Room of Ms. Adler');
    await choose(dialog, /Grade/, 'Kindergarten');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Room of Ms. Adler' }).waitFor();
    for (const [week, name] of [
      ['Week A', 'Art'],
      ['Week B', 'Music'],
    ] as const) {
      await page.getByText(week, { exact: true }).click();
      await page.getByRole('button', { name: 'Add a routine' }).click();
      dialog = page.getByRole('dialog', { name: 'Add a routine' });
      await choose(dialog, / Kind$/, 'Specials');
      await dialog.getByLabel('Name in this class').fill(name);
      await dialog.getByLabel('Starts').fill('13:00');
      await dialog.getByLabel('Ends').fill('13:40');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'detached' });
      await expect.poll(() => page.getByRole('button', { name: new RegExp(`: ${name}\\.`) }).count()).toBe(5);
    }
    await expect.poll(() => page.getByRole('button', { name: /: Art\./ }).count()).toBe(0);
  });

  test('takes a colleague in by a link; signed out everywhere, she is out', async () => {
    const page = await school.open('desktop');
    await signIn(page);
    const made = await invite(page, 'Ruth Adler', 'teacher');
    await page.getByText(/open until/).waitFor();

    const hers = await school.open('phone');
    await accept(hers, made, 'Ruth Adler', 'teacher', 'ruth@maple.example');
    await hers.getByRole('link', { name: 'My class' }).click();
    await hers.getByRole('heading', { name: 'Room of Ms. Adler' }).waitFor();

    await page.reload();
    await page.getByRole('button', { name: 'Actions for Ruth Adler' }).click();
    await page.getByRole('menuitem', { name: 'Sign out everywhere' }).click();
    await page.getByText('Ruth Adler is signed out on every device.').waitFor({ state: 'attached' });
    await hers.reload();
    await hers.getByRole('heading', { name: 'Sign in' }).waitFor();
    await hers.getByLabel('E-mail').fill('ruth@maple.example');
    await hers.getByLabel('Password').fill('not this one, surely');
    await hers.getByRole('button', { name: 'Sign in', exact: true }).click();
    await hers.getByRole('alert').waitFor();
  });

  test('has a guest teacher for one day; on the next the class is closed to them', async () => {
    const page = await school.open('desktop');
    await signIn(page);
    const made = await invite(page, 'Gil Ford', 'guest teacher');
    await page.getByRole('row', { name: /Gil Ford.*guest teacher/ }).waitFor();

    const theirs = await school.open('phone');
    await accept(theirs, made, 'Gil Ford', 'guest teacher', 'gil@maple.example');
    await theirs.getByRole('link', { name: 'My class' }).click();
    await theirs.getByRole('heading', { name: 'Room of Ms. Adler' }).waitFor();
    const address = new URL(theirs.url()).pathname;

    await school.reopen('2026-03-13T07:20:00-05:00');
    const nextDay = await school.open('phone');
    await fillSignIn(nextDay, 'gil@maple.example', guestPassword);
    await nextDay
      .getByRole('alert')
      .getByText(/no role/)
      .waitFor();
    await nextDay.goto(address);
    await nextDay.waitForURL('**/sign-in');
  });

  const guestPassword = 'wait and point, then wait';

  /** Answers the link. */
  async function invite(page: Page, name: string, role: string): Promise<string> {
    await page.goto('/colleagues');
    await page.getByRole('button', { name: 'Invite a colleague' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill(name);
    await choose(dialog, / Role$/, role);
    await choose(dialog, / Class$/, /Room of Ms. Adler/);
    // A guest is here for this day, until somebody says otherwise.
    expect(await dialog.getByLabel('To (last day)').inputValue()).toBe(role === 'guest teacher' ? inDays(0) : '');
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    const made = await dialog.getByLabel('Invitation link').inputValue();
    expect(made).toMatch(link);
    await dialog.getByRole('button', { name: 'Close' }).first().click();
    return made;
  }

  async function accept(page: Page, made: string, name: string, role: string, email: string): Promise<void> {
    await page.goto(within(made));
    await page.getByText(`Maple invites ${name} as ${role}.`).waitFor();
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Choose a password').fill(guestPassword);
    await page.getByRole('button', { name: 'Make my account' }).click();
  }

  async function signIn(page: Page): Promise<void> {
    await fillSignIn(page, 'noor@maple.example', password);
    await page.getByRole('navigation').first().waitFor();
  }

  async function fillSignIn(page: Page, email: string, words: string): Promise<void> {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(words);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }
});
