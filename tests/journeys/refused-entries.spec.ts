import { describe, expect, test } from 'vitest';
import { allSent, begin, mark, sessionAt, strip, trialsOf } from './recorder.ts';
import { checkScreen, demoSchool, signInAs } from './story.ts';

// What the server does not take stays on the device with its reason, until it is said so that it can be taken.

const strange = '019c9a64-7200-715b-8c6d-7a17b4826e09';

describe('an entry that is not taken', () => {
  const school = demoSchool();

  test('says why, is corrected, and is in the record once, at the moment it was tapped', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/today');
    const { id, members } = await sessionAt(page, '09:40');
    const goalId = members[0]!.goalIds[0]!;
    const before = new Set((await trialsOf(page, goalId)).map((trial) => trial.id));
    await begin(page, id);
    await allSent(page);

    // The goal this device knows is not the one the server knows: as after a goal was ended and entered anew.
    await page.route('**/api/sessions/*/pack', async (route) => {
      const response = await route.fetch();
      const pack = await response.json();
      Object.assign(pack.members[0].goals[0], { goalId: strange, tag: 'before' });
      await route.fulfill({ response, json: pack });
    });
    await page.reload();
    await strip(page).getByText('before', { exact: true }).waitFor();
    await mark(page, 'not yet');
    await page.getByRole('button', { name: '1 not taken' }).waitFor();
    await page.unroute('**/api/sessions/*/pack');
    await page.reload();

    // Today says so too, to whoever has left the session.
    await page.goto('/today');
    await page.getByRole('link', { name: /1 entry was not taken/ }).click();
    await page.getByRole('button', { name: '1 not taken' }).click();
    const sheet = page.getByRole('dialog', { name: 'Not taken by the server' });
    await sheet.getByText('The server does not know this goal of this student.').waitFor();
    await sheet.getByRole('button', { name: 'Send again' }).click();
    await sheet.getByText('The server does not know this goal of this student.').waitFor();
    await sheet.getByRole('button', { name: /^correct: / }).click();
    const form = sheet.getByRole('form', { name: /^correct: / });
    expect(await form.getByRole('button', { name: 'Enter it so' }).isDisabled()).toBe(true);
    await form.getByRole('group', { name: 'Goal' }).getByRole('radio').first().check();
    await checkScreen(page, 'correcting');
    await form.getByRole('button', { name: 'Enter it so' }).click();
    await sheet.getByText('Everything has been taken.').waitFor();
    await sheet.getByRole('button', { name: 'Close' }).click();
    await strip(page)
      .getByRole('button', { name: /1 mark/ })
      .waitFor();
    await allSent(page);

    const made = (await trialsOf(page, goalId)).filter((trial) => !before.has(trial.id)) as unknown as {
      outcome: string;
      occurredAt: string;
      enteredAt: string;
    }[];
    expect(made.map(({ outcome }) => outcome)).toEqual(['not_yet']);
    const [once] = made;
    expect(Date.parse(once!.enteredAt), 'entered anew').toBeGreaterThan(Date.parse(once!.occurredAt));
  });
});
