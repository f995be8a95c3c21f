import { describe, expect, test } from 'vitest';
import { checkAxe, checkScreen, choose, ownSchool } from './story.ts';

/** `YYYY-MM-DD`, so many days from today: a school of one's own lives in real time. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const link = /https?:\/\/\S+\/welcome#\S+/;

describe('a school of one’s own', () => {
  const school = ownSchool();
  const password = 'the volcano words on tuesday';

  test('begins with a one-time link, a first account and a school', async () => {
    const page = await school.open('desktop');
    await page.goto('/');
    await page.getByText('Nobody has an account here yet').waitFor();
    await checkScreen(page, 'nobody-yet');

    const first = link.exec(school.said())?.[0];
    expect(first).toBeDefined();
    await page.goto(new URL(first ?? '').pathname + new URL(first ?? '').hash);
    await page.getByRole('heading', { name: 'Set up your school' }).waitFor();
    await checkScreen(page, 'welcome');
    await page.getByLabel('Your name').fill('Noor Haile');
    await page.getByLabel('E-mail').fill('noor@maple.example');
    await page.getByLabel('Choose a password').fill('too short');
    await page.getByLabel('District', { exact: true }).fill('Maple');
    await page.getByLabel('School', { exact: true }).fill('Maple Street');
    await choose(page, /Time zone/, 'America/Chicago');
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByText('Use at least 12 characters.').first().waitFor();
    await checkAxe(page);
    await page.getByLabel('Choose a password').fill(password);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByRole('navigation').waitFor();

    await page.goto(new URL(first ?? '').pathname + new URL(first ?? '').hash);
    await page.reload();
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
    await dialog.getByText('Say which date is the first day').waitFor();
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
    await dialog.getByLabel('Room').fill('Speech room');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Add a place' }).click();
    dialog = page.getByRole('dialog', { name: 'Add a place' });
    await dialog.getByLabel('Place').fill('Bathroom, red hall');
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
    await checkScreen(page, 'school');
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
    await checkScreen(page, 'empty-class');
    for (const [week, name] of [
      ['Week A', 'Art'],
      ['Week B', 'Music'],
    ] as const) {
      await page.getByText(week, { exact: true }).click();
      await page.getByRole('button', { name: 'Add a routine' }).click();
      dialog = page.getByRole('dialog', { name: 'Add a routine' });
      if ((await dialog.getByRole('button', { name: /Routine/ }).count()) > 0)
        await choose(dialog, /Routine/, 'A new routine');
      await choose(dialog, /Kind/, 'Specials');
      await dialog.getByLabel('Name in this class').fill(name);
      await dialog.getByLabel('Starts').fill('13:00');
      await dialog.getByLabel('Ends').fill('13:40');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(await page.getByRole('button', { name: new RegExp(`: ${name}\\.`) }).count()).toBe(5);
    }
    expect(await page.getByRole('button', { name: /: Art\./ }).count()).toBe(0);
  });

  test('takes a colleague in by a link, for as long as the role lasts', async () => {
    const page = await school.open('desktop');
    await signIn(page);
    await page.goto('/colleagues');
    await page.getByRole('button', { name: 'Invite a colleague' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Ruth Adler');
    await choose(dialog, /Role/, 'teacher');
    await choose(dialog, /Class/, /Room of Ms. Adler/);
    await checkScreen(page, 'invite');
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    const made = await dialog.getByLabel('Invitation link').inputValue();
    expect(made).toMatch(link);
    await dialog.getByRole('button', { name: 'Close' }).first().click();
    await page.getByText(/open until/).waitFor();

    const hers = await school.open('phone');
    await hers.goto(new URL(made).pathname + new URL(made).hash);
    await hers.getByText('Maple invites Ruth Adler as teacher.').waitFor();
    await checkScreen(hers, 'invited');
    await hers.getByLabel('E-mail').fill('ruth@maple.example');
    await hers.getByLabel('Choose a password').fill('wait and point, then wait');
    await hers.getByRole('button', { name: 'Make my account' }).click();
    await hers.getByRole('link', { name: 'My class' }).click();
    await hers.getByRole('heading', { name: 'Room of Ms. Adler' }).waitFor();

    await page.reload();
    await page.getByRole('button', { name: 'Actions for Ruth Adler' }).click();
    await page.getByRole('menuitem', { name: 'Sign out everywhere' }).click();
    await hers.reload();
    await hers.getByRole('heading', { name: 'Sign in' }).waitFor();
    await hers.getByLabel('E-mail').fill('ruth@maple.example');
    await hers.getByLabel('Password').fill('not this one, surely');
    await hers.getByRole('button', { name: 'Sign in', exact: true }).click();
    await hers.getByRole('alert').waitFor();
    await checkScreen(hers, 'wrong-password');
  });

  async function signIn(page: Awaited<ReturnType<typeof school.open>>): Promise<void> {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill('noor@maple.example');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('navigation').waitFor();
  }
});
