import { describe, expect, test } from 'vitest';
import { checkAxe, checkScreen, choose, demoSchool, picture, signInAs } from './story.ts';

// P26, on the day itself: somebody is out, and everybody who has to know does.

describe('a therapist is out', () => {
  const school = demoSchool();

  test('one session falls away, another is taken over; the cover has its students that day; then she comes after all', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/today');
    await page.getByRole('button', { name: 'I am out this day' }).click();
    const dialog = page.getByRole('dialog', { name: /^Out on Thursday/ });
    await dialog.getByText(/^Ms\. Whitfield: \d+ sessions, \d+ minutes$/).waitFor();
    const writing = dialog.getByRole('listitem', { name: /^Writing, 9:40/ });
    await choose(writing, /What becomes of it/, /Nair/);
    await checkAxe(page);
    await picture(page, 'arrange', false);
    await dialog.getByRole('button', { name: 'Save and tell the teachers' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('You are marked out this day.').waitFor();
    await page.getByText('covered by Ms. Nair').waitFor();
    expect(await page.getByText('cancelled: therapist absent').count()).toBeGreaterThan(1);
    await page.reload();
    await page.getByText('You are marked out this day.').waitFor();
    await checkScreen(page, 'out');

    const phone = await school.open('phone');
    await signInAs(phone, 'ot', '/today');
    await phone.getByText('you cover for Ms. Whitfield').waitFor();
    const covered = phone.getByRole('listitem').filter({ hasText: 'you cover for Ms. Whitfield' });
    // The students of that session are hers to see that day, and she can start it.
    expect(await covered.getByRole('button', { name: /is here\. Tap when absent/ }).count()).toBeGreaterThan(0);
    await covered.getByRole('link', { name: /^Start Writing/ }).waitFor();

    await page.getByRole('button', { name: 'Change what was arranged' }).click();
    await page.getByRole('button', { name: 'Here after all', exact: true }).click();
    await page.getByText('You are marked out this day.').waitFor({ state: 'detached' });
    expect(await page.getByText('cancelled: therapist absent').count()).toBe(0);
    await phone.reload();
    await phone.getByRole('heading', { level: 1 }).waitFor();
    expect(await phone.getByText('you cover for').count()).toBe(0);
  });

  test('the teacher reads at once that the visit is taken over', async () => {
    const friday = '/today?date=2026-03-13';
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', friday);
    await page.getByRole('button', { name: 'I am out this day' }).click();
    const dialog = page.getByRole('dialog', { name: /^Out on Friday/ });
    await choose(dialog.getByRole('listitem', { name: /^Writing, 9:40/ }), /What becomes of it/, /Ortega/);
    await dialog.getByRole('button', { name: 'Save and tell the teachers' }).click();
    await dialog.waitFor({ state: 'detached' });

    const phone = await school.open('phone');
    await signInAs(phone, 'teacher', friday);
    await phone.getByText('Ms. Whitfield is out.').waitFor();
    await phone.getByText('Ms. Ortega comes in for Ms. Whitfield').waitFor();
    await phone.getByText('cancelled: therapist absent').waitFor();
    await checkScreen(phone, 'teacher');
  });

  test('the coordinator arranges it for somebody who called in sick, and sees no student', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'coordinator', '/week');
    await page.getByRole('button', { name: 'A therapist is out' }).click();
    const dialog = page.getByRole('dialog');
    await choose(dialog, /Therapist/, 'Tom Reyes');
    await dialog.getByText(/^Mr\. Reyes: \d+ sessions?, \d+ minutes$/).waitFor();
    await checkAxe(page);
    await dialog.getByRole('button', { name: 'Save and tell the teachers' }).click();
    await dialog.waitFor({ state: 'detached' });
    // It stands on the week of the school, in the grid and in the list.
    await choose(page, /Sessions of/, 'Therapists, Cedar Hill');
    const his = page.getByRole('region', { name: /Reyes/ });
    await his
      .getByText(/cancelled: therapist absent/)
      .first()
      .waitFor();
    await picture(page, 'week-of-the-school', false);
    await page.getByText('List', { exact: true }).click();
    await page
      .getByText(/with Mr\. Reyes · cancelled: therapist absent/)
      .first()
      .waitFor();
    // Students are not the coordinator's to see here.
    expect(await page.getByRole('button', { name: /Tap when absent/ }).count()).toBe(0);
  });
});

describe('other work', () => {
  const school = demoSchool();

  test('has its place: added once, it shows on Today and Week, and what lies in the way is said', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/preferences');
    const band = page.getByRole('region', { name: 'Working time and other work' });
    await band.getByRole('button', { name: 'Add a time' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a time' });
    await choose(dialog, /What/, 'Evaluation');
    await dialog.getByText('Thursday', { exact: true }).click();
    await dialog.getByLabel('Starts').fill('09:30');
    await dialog.getByLabel('Ends').fill('10:20');
    await choose(dialog, /How often/, 'every 2 weeks');
    await checkAxe(page);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    // No last day was said: the form says so, and keeps what was filled in.
    await dialog.getByText('What does not come round every week needs a last day.').first().waitFor();
    await dialog.getByLabel('To (last day)').fill('2026-05-08');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await band.getByText(/planned sessions? lies? in this time/).waitFor();
    await picture(page, 'other-work');

    await page.getByRole('link', { name: 'Today' }).click();
    await page.getByText('Evaluation', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Week' }).click();
    await page
      .getByText(/^Evaluation/)
      .first()
      .waitFor();

    await page.goto('/preferences');
    await band.getByRole('button', { name: /^End Evaluation/ }).click();
    await band.getByText('Evaluation').waitFor({ state: 'detached' });
  });
});
