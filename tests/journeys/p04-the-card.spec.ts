import { describe, expect, test } from 'vitest';
import { checkScreen, demoSchool, signInAs, tabTo } from './story.ts';

// P4: the teacher knows the goals before the session, in plain words, read in 60 seconds.

describe('the 60-second card', () => {
  const school = demoSchool();

  test('a teacher who has a minute reads what waits, on a phone, and says so by keyboard', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'teacher', '/today');
    await page.getByRole('link', { name: '1 card to read' }).click();
    await page.getByRole('heading', { name: 'Cards', level: 1 }).waitFor();
    const card = page.getByRole('listitem').filter({ hasText: 'up to 45 seconds' });
    await card.getByText('One cue to try').waitFor();
    await checkScreen(page, 'cards');
    await tabTo(page, card.getByRole('button', { name: /^Got it/ }));
    await page.keyboard.press('Enter');
    await card.getByText(/^read /).waitFor();
    expect(await page.title()).toBe('Cards · Carryover');

    // Printed for the wall of the room: initials, no name.
    await page.emulateMedia({ media: 'print' });
    expect(await card.getByRole('heading').innerText()).toBe('Cy');
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('link', { name: 'Today' }).click();
    await page.getByRole('heading', { name: 'My class today', level: 1 }).waitFor();
    expect(await page.getByRole('link', { name: /to read/ }).count()).toBe(0);
  });

  test('the therapist writes the next version, publishes it on purpose, and sees who has not read it', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/caseload');
    await page.getByRole('searchbox', { name: 'Filter' }).fill('Bela');
    await page.getByRole('link', { name: /Bela/ }).click();
    const band = page.getByRole('region', { name: 'Card for the class' });
    await band
      .getByRole('listitem')
      .filter({ hasText: 'Mr. Ortiz' })
      .getByText(/^read /)
      .waitFor();
    await band.getByRole('button', { name: 'Write the next version' }).click();
    const dialog = page.getByRole('dialog', { name: /^Card for/ });
    await dialog.getByLabel('One cue to try').fill('');
    await dialog.getByRole('button', { name: 'Save the draft' }).click();
    // The fault lands on its field, and nothing was saved.
    await dialog.locator('[name="cue"][aria-invalid="true"]').waitFor();
    await dialog.getByLabel('One cue to try').fill('Touch your ear once, then wait.');
    await dialog.getByText(/about \d+ seconds to read/).waitFor();
    await checkScreen(page, 'writing');
    await dialog.getByRole('button', { name: 'Save the draft' }).click();
    await dialog.waitFor({ state: 'detached' });
    const draft = band.getByRole('region', { name: /^Draft, version 2/ });
    await draft.getByText('Touch your ear once, then wait.').waitFor();
    await checkScreen(page, 'student');

    const teacher = await school.open('phone');
    await signInAs(teacher, 'teacher', '/cards');
    await teacher.getByText('Tap your ear once, quietly; say nothing.').waitFor();
    expect(await teacher.getByText('Touch your ear once').count()).toBe(0);

    await draft.getByRole('button', { name: 'Publish to the class' }).click();
    const reader = band.getByRole('listitem').filter({ hasText: 'Mr. Ortiz' });
    await reader.getByText('not yet').waitFor();
    await reader.getByRole('button', { name: 'Remind Mr. Ortiz to read the card' }).click();
    await reader.getByText('reminded today').waitFor();
    await teacher.reload();
    const changed = teacher.getByRole('listitem').filter({ hasText: 'Touch your ear once' });
    await changed.getByText('It has changed since you read it.').waitFor();
    await changed.getByText('Ms. Whitfield asks you to have a look').waitFor();
  });

  test('a student of another class has no card here, whoever asks', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'teacher', '/cards');
    await page.getByText('reason with “because”').first().waitFor();
    expect(await page.getByText('seven arrival pictures').count()).toBe(0);
  });

  test('in Spanish, too', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'teacher', '/preferences');
    await page.getByText('Español', { exact: true }).click();
    await page.goto('/cards');
    await page.getByRole('heading', { name: 'Fichas', level: 1 }).waitFor();
    await page.getByText('Una ayuda para probar').first().waitFor();
  });
});
