import { describe, expect, test } from 'vitest';
import { allSent, begin, chip, countsOnGoalPage, key, mark, sessionAt, strip } from './recorder.ts';
import { checkAxe, checkReflow, checkScreen, demoSchool, signInAs, tabTo } from './story.ts';

// P1: a session for several students with several goals, on one screen.

const helping = /helping/i;

describe('a group in class', () => {
  const school = demoSchool();

  test('three presses from Today to the first mark; a silent server loses nothing and nothing counts twice', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/today');
    const { id, members } = await sessionAt(page, '09:40');
    const goalId = members[0]!.goalIds[0]!;
    const before = await countsOnGoalPage(page, goalId, helping);
    await page.goto('/today');

    await page
      .getByRole('link', { name: /^Start Writing/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Writing', level: 1 }).waitFor();
    await checkScreen(page, 'start');
    await page.getByRole('button', { name: 'Start now' }).click();
    await key(page, 'on their own').click();
    await strip(page)
      .getByRole('button', { name: /1 mark/ })
      .waitFor();
    expect(page.url()).toBe(`${school.origin}/classroom/${id}`);
    await allSent(page);

    // The server falls silent: marks are stored here, and shown as waiting.
    await page.route('**/api/**', (route) => route.abort());
    await mark(page, 'not yet', 'on their own', 'fixed it');
    await chip(page, members[1]!.label).click();
    await mark(page, 'on their own');
    await page.getByText('4 waiting').waitFor();
    await checkScreen(page, 'pad');
    // What is stored outlives the page; it is read from this device again.
    await page.reload();
    await page.getByText('4 waiting').waitFor();
    await strip(page)
      .getByRole('button', { name: /4 marks/ })
      .waitFor();

    await page.unroute('**/api/**');
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await allSent(page);
    await page.reload();
    await strip(page)
      .getByRole('button', { name: /4 marks/ })
      .waitFor();
    const after = await countsOnGoalPage(page, goalId, helping);
    expect(after).toEqual({ x: before.x + 3, n: before.n + 4 });
  });

  test('undo says what it took back, step by step; one of the last five is changed; somebody leaves, the lesson moves on', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'therapist', '/today');
    const { id, members } = await sessionAt(page, '13:15');
    const [first, second] = members.map((member) => member.label);
    await begin(page, id);
    await mark(page, 'on their own', 'not yet');
    await chip(page, second!).click();
    await mark(page, 'on their own');

    await page.getByRole('button', { name: `undo: ${second} on their own` }).click();
    await page.getByText(`taken back: ${second} on their own`).first().waitFor();
    await page.getByRole('button', { name: `undo: ${first} not yet` }).click();
    await page.getByText(`taken back: ${first} not yet`).first().waitFor();
    await page.getByRole('button', { name: 'put back' }).click();
    await page.getByRole('button', { name: `undo: ${first} not yet` }).waitFor();

    await page.getByRole('button', { name: 'last five' }).click();
    const five = page.getByRole('dialog', { name: 'The last five' });
    await checkAxe(page);
    await five.getByRole('button', { name: `change: ${first} on their own` }).click();
    await page.getByText(`Instead of: ${first} on their own`).waitFor();
    await key(page, 'no response').click();
    await chip(page, first!).getByText('2').waitFor();

    await page.getByRole('button', { name: 'who', exact: true }).click();
    await page.getByRole('button', { name: `${second} leaves` }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    await strip(page)
      .getByRole('button', { name: `${second}, not here` })
      .waitFor();

    await page.getByRole('button', { name: 'change', exact: true }).click();
    const change = page.getByRole('dialog', { name: 'What is so from now on' });
    await change.getByRole('radio', { name: /^away/ }).check();
    await checkScreen(page, 'context');
    await change.getByRole('button', { name: 'From now on' }).click();
    await page.getByRole('banner').getByText('away').waitFor();

    await page.getByRole('button', { name: 'end', exact: true }).click();
    const end = page.getByRole('dialog', { name: 'Before you go' });
    await end.getByRole('button', { name: 'not observed' }).first().click();
    await end.getByRole('button', { name: 'x of n' }).last().click();
    await end.getByRole('button', { name: /how many chances: one more/ }).click();
    await checkScreen(page, 'end');
    await end.getByRole('button', { name: 'Save and end' }).click();
    await page.getByRole('heading', { name: 'This session has ended' }).waitFor();
    await page.getByRole('paragraph').filter({ hasText: '0 of 2' }).waitFor();
    await allSent(page);
    await checkScreen(page, 'ended');
    await page.getByRole('link', { name: 'Back to Today' }).click();
    await page.getByText('Recorded').first().waitFor();
  });

  test('two taps in a blink are one, and two close together are asked about', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/today');
    const { id, members } = await sessionAt(page, '14:05');
    await begin(page, id);
    const twice = (apart: number) =>
      key(page, 'on their own').evaluate(async (element, ms) => {
        (element as HTMLButtonElement).click();
        await new Promise((resolve) => setTimeout(resolve, ms));
        (element as HTMLButtonElement).click();
      }, apart);
    await twice(10);
    await chip(page, members[0]!.label).getByText('1', { exact: true }).waitFor();
    await page.waitForTimeout(400);
    await twice(150);
    await page.getByRole('alert').getByText('Was the second one meant?').waitFor();
    await page.getByRole('button', { name: 'take back', exact: true }).click();
    await chip(page, members[0]!.label).getByText('2', { exact: true }).waitFor();
  });

  test('with a keyboard alone, and in 320 pixels', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/today');
    const { id, members } = await sessionAt(page, '08:55');
    await page.goto(`/classroom/${id}`);
    await tabTo(page, page.getByRole('button', { name: /^Start/ }));
    await page.keyboard.press('Enter');
    await strip(page).waitFor();
    const press = async (...keys: readonly string[]) => {
      for (const one of keys) {
        await page.keyboard.press(one);
        await page.waitForTimeout(350);
      }
    };
    await press('1', '4', 'ArrowRight', '1', '3', 'Shift+1', 'ArrowLeft', 'u');
    await page.getByText(`taken back: ${members[1]!.label}`).first().waitFor();
    await chip(page, members[0]!.label).getByText('2', { exact: true }).waitFor();
    await chip(page, members[1]!.label).getByText('1', { exact: true }).waitFor();
    await press('b');
    await page.getByRole('button', { name: 'Show again' }).waitFor();
    await tabTo(page, page.getByRole('button', { name: 'Show again' }));
    await press('Enter', 'n');
    await page.getByRole('heading', { name: 'Why was there none?' }).waitFor();
    await press('1');
    await page.getByText('no opportunity').first().waitFor();
    await checkReflow(page);
    await tabTo(page, page.getByRole('button', { name: 'end', exact: true }));
    await press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Save and end' }));
    await press('Enter');
    await page.getByRole('heading', { name: 'This session has ended' }).waitFor();
  });
});
