import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { checkScreen, choose, demoSchool, picture, signInAs } from './story.ts';

// P26: reach more students within the day.

/** Searching for five seconds is enough for a story, and a busy machine needs longer for the rest. */
const planned = { timeout: 60_000 };

async function minutesOf(page: Page): Promise<{ met: number; required: number }> {
  const said = await page
    .getByText(/^\d+ of \d+ minutes$/)
    .first()
    .textContent();
  const [met = 0, required = 0] = (said ?? '').match(/\d+/g)?.map(Number) ?? [];
  return { met, required };
}

describe('planning the week', () => {
  const school = demoSchool();

  test('a therapist watches a plan for the coming week improve, reads what it leaves out and why, and accepts it', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/week/plan');
    await page.getByRole('heading', { name: 'Plan the week from Monday, March 16', level: 1 }).waitFor();
    await page.getByText('110 services of 55 students, 3,620 minutes a week').waitFor();
    await choose(page, /Look for at most/, /^5 seconds/);
    await page.getByRole('button', { name: 'Make a plan' }).click();
    await page.getByRole('button', { name: 'Stop and keep the best' }).waitFor();
    await page.getByText('No plan has fewer than').waitFor();
    await picture(page, 'searching', false);
    await page.getByRole('button', { name: /^Accept from/ }).waitFor(planned);

    // Five seconds on a busy machine: how much is met is the bench's affair, that most is, is the story's.
    const { met, required } = await minutesOf(page);
    expect(required).toBe(3620);
    expect(met).toBeGreaterThan(required / 2);
    expect(met).toBeLessThanOrEqual(required);
    await checkScreen(page, 'plan');

    await page.getByRole('tab', { name: /What it leaves out/ }).click();
    // Named as the class names it, with the length that the routine has.
    await page
      .getByText(/No Story of Preschool, afternoon with push-in lasts 30 minutes; the longest lasts 15\./)
      .first()
      .waitFor();
    const unmet = page.getByRole('tabpanel');
    const first = unmet.getByRole('button', { name: /could be visited in any routine of the class/ }).first();
    await first.click();
    await unmet
      .getByText(/^If .+ could be visited in any routine of the class: \d+ more minutes fit\./)
      .waitFor(planned);
    await unmet.getByRole('link', { name: 'Choose routines' }).first().waitFor();
    await checkScreen(page, 'left-out');
    await page.getByRole('tab', { name: 'The planned week' }).click();
    await checkScreen(page, 'planned-week');

    await page.getByRole('button', { name: 'Accept from Mon, Mar 16' }).click();
    await page
      .getByText(/^Accepted\. \d+ weekly sessions are new/)
      .first()
      .waitFor(planned);
    await page.getByRole('link', { name: 'See the week' }).click();
    await page.getByRole('heading', { name: 'Week of Mar 16, 2026' }).waitFor();
    const friday = page.getByRole('region', { name: 'Fri, Mar 20' });
    await friday.getByRole('button').first().waitFor();
    // Early release at noon on Wednesday: no session of the afternoon stands in that week.
    const wednesday = page.getByRole('region', { name: 'Wed, Mar 18' });
    expect(await wednesday.getByRole('button', { name: / [1-3]:\d\d/ }).count()).toBe(0);
    await page
      .getByRole('button', { name: /Touch-base with/ })
      .first()
      .waitFor();
    await checkScreen(page, 'week');
  });

  test('a session is dragged to another day, only that once', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/week?from=2026-03-16');
    const friday = page.getByRole('region', { name: 'Fri, Mar 20' });
    const session = friday.getByRole('button').last();
    await session.scrollIntoViewIfNeeded();
    const from = (await session.boundingBox())!;
    const to = (await page.getByRole('region', { name: 'Thu, Mar 19' }).boundingBox())!;
    await page.mouse.move(from.x + 40, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(to.x + 40, from.y + 8, { steps: 6 });
    await page.mouse.up();
    const bar = page.getByRole('region', { name: /^Move / });
    await bar.getByText(/Now Thu, Mar 19/).waitFor();
    await bar.getByRole('button', { name: 'Leave it where it was' }).click();
    await bar.waitFor({ state: 'detached' });
    await friday.getByRole('button').last().waitFor();
  });

  test('the week of a school by therapist and by room, and on a phone as a list of days', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'coordinator', '/week');
    await choose(page, /Sessions of/, 'Therapists, Cedar Hill');
    await page.getByRole('region', { name: /^Ms\. Nair/ }).waitFor();
    await choose(page, /Sessions of/, 'Rooms, Cedar Hill');
    await page.getByRole('region', { name: 'Speech room' }).waitFor();
    await checkScreen(page, 'rooms');
    const phone = await school.open('phone');
    await signInAs(phone, 'therapist', '/week?from=2026-03-16');
    await phone.getByRole('heading', { name: 'Mon, Mar 16' }).waitFor();
    await checkScreen(phone, 'week-list');
  });
});
