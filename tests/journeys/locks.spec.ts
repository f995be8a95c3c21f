import type { Page } from 'playwright-core';
import { describe, test } from 'vitest';
import { chip, mark, marked, sessionAt, strip } from './recorder.ts';
import { checkScreen, demoSchool, signInAs } from './story.ts';

// When a device asks for the PIN: after two idle minutes at the desk, in a session after fifteen and at its end, never between two marks.

const pin = '240613';

const locked = (page: Page) => page.getByRole('heading', { name: 'Locked' });

async function unlock(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'PIN' }).fill(pin);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await locked(page).waitFor({ state: 'hidden' });
}

describe('the locks', () => {
  const school = demoSchool();

  test('two idle minutes outside a session; fifteen in one, which a blanked pad does not wait for; its end', async () => {
    const page = await school.open('phone');
    // The page's own clock, which runs on by itself and can be put forward.
    await page.clock.install();
    await signInAs(page, 'therapist', '/preferences');
    await page.getByRole('textbox', { name: 'New PIN' }).fill(pin);
    await page.getByRole('button', { name: 'Use this PIN' }).click();
    await page.getByText('The PIN is set').first().waitFor();
    await page.getByRole('link', { name: 'Today' }).first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();

    await page.clock.fastForward('01:50');
    await page.getByRole('heading', { level: 1 }).click();
    await page.clock.fastForward('01:50');
    await page.getByRole('heading', { level: 1, name: /Thursday/ }).waitFor();
    await page.clock.fastForward('00:20');
    await locked(page).waitFor();
    await unlock(page);

    const { id, members } = await sessionAt(page, '09:40');
    const first = members[0]!.label;
    await page.locator(`a[href="/classroom/${id}"]`).first().click();
    await page.getByRole('button', { name: /^Start/ }).click();
    await strip(page).waitFor();
    await mark(page, 'on their own');
    await marked(page, 'on their own');

    // Looked at again after a while: labels, and no question.
    await page.clock.fastForward('13:00');
    await page.getByRole('button', { name: 'blank' }).click();
    await page.clock.fastForward('14:00');
    await page.getByRole('button', { name: 'Show again' }).click();
    await chip(page, first).waitFor();

    await page.clock.fastForward('15:10');
    await locked(page).waitFor();
    await strip(page).waitFor({ state: 'hidden' });
    await unlock(page);
    await page.getByRole('button', { name: new RegExp(`^${first},.*1 mark`) }).waitFor();

    await page.getByRole('button', { name: 'end', exact: true }).click();
    await page.getByRole('button', { name: 'Save and end' }).click();
    await locked(page).waitFor();
    await unlock(page);
    await page.getByRole('heading', { name: 'This session has ended' }).waitFor();
    await checkScreen(page, 'ended');

    // What is over is outside a session again.
    await page.clock.fastForward('02:10');
    await locked(page).waitFor();
  });
});
