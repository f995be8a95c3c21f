import { describe, expect, test } from 'vitest';
import { checkScreen, choose, demoSchool, picture, signInAs } from './story.ts';

// P21: be flexible. The model is changed, split, and changed back; the plan of the week follows, and nothing is lost.

describe('a service changes', () => {
  const school = demoSchool();

  test('time in the room becomes mostly time in class; the week is offered a repair; undone before it starts, all is as it was', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/caseload');
    await page
      .getByRole('link', { name: /^Bela\b/ })
      .first()
      .click();
    const services = page.getByRole('region', { name: 'Services' });
    const line = services
      .getByRole('listitem')
      .filter({ hasText: /pull-out: \d+ min/ })
      .first();
    await line.getByRole('button', { name: /^Change/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Change the service' });
    await dialog.getByLabel('From').fill('2026-03-23');
    await dialog.getByLabel('Why').fill('Uses it in the room; practise where it is needed');
    await dialog.getByLabel('Times').fill('1');
    await dialog.getByRole('button', { name: 'Add a part' }).click();
    await choose(dialog.getByRole('group', { name: 'Part 2' }), /How/, 'push-in');
    await dialog.getByRole('group', { name: 'Part 2' }).getByLabel('Minutes').fill('20');
    await dialog.getByRole('group', { name: 'Part 2' }).getByLabel('Times').fill('3');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await services.getByText(/^Changes on Mar 23, 2026: Uses it in the room/).waitFor();
    await services.getByText(/20 min × 3 a week/).waitFor();
    await checkScreen(page, 'coming-change');

    // The chart has a line where the service will change.
    const student = new URL(page.url()).pathname;
    await page.getByRole('link', { name: 'Says r clearly when talking.' }).click();
    await expect
      .poll(() => page.getByRole('group', { name: 'Sessions by date, a panel for each place and part' }).textContent())
      .toMatch(/service: push-in 20 min × 3/i);

    await page.goto('/today');
    await page.getByText('Your weekly sessions do not fit what the services ask for any more.').waitFor();
    await page.getByText(/: the service changes on Mar 23, 2026/).waitFor();
    await picture(page, 'repair-offer', false);
    await page.getByRole('link', { name: 'Repair the week' }).click();
    await page.getByRole('heading', { name: 'Plan the week from Monday, March 23', level: 1 }).waitFor();
    await page.getByText('A repair: sessions keep their times wherever they can.').waitFor();

    await page.goto(student);
    await services.getByRole('button', { name: /^Undo the change of Speech-language/ }).click();
    await services.getByText(/^A change on Mar 23, 2026 was undone before it began/).waitFor();
    expect(await services.getByText(/20 min × 3 a week/).count()).toBe(0);
    await page.goto('/today');
    await page.getByRole('heading', { name: 'Still open' }).waitFor();
    await page.getByText('Your weekly sessions do not fit').waitFor({ state: 'detached' });
  });
});
