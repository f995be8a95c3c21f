import { describe, expect, test } from 'vitest';
import { checkScreen, demoSchool, signInAs } from './story.ts';

describe('sessions in another calendar', () => {
  const school = demoSchool();

  test('a therapist makes a secret address, another calendar reads it, and it is taken back', async () => {
    const page = await school.open('desktop');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await signInAs(page, 'therapist', '/preferences');
    const band = page.getByRole('region', { name: 'Your sessions in another calendar' });
    await band.getByRole('button', { name: 'Make a secret address' }).click();
    await band.getByText('it is not shown again').waitFor();
    await checkScreen(page, 'address');
    await band.getByRole('button', { name: 'Copy' }).click();
    await band.getByRole('button', { name: 'Copied' }).waitFor();
    const address = await page.evaluate(() => navigator.clipboard.readText());
    expect(address).toMatch(/\/api\/calendar-feeds\/[A-Za-z0-9_-]{64}\/sessions\.ics$/);

    const text = await (await fetch(address)).text();
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(text).toMatch(/SUMMARY:Push-in · Room 7\r\n/);
    // Students of the told stories, by name and by label.
    for (const name of [/\bAna\b/, /\bAn\b/, /\bBela\b/, /\bBe\b/, /volcano/i]) expect(text).not.toMatch(name);

    await page.reload();
    await band.getByText('last read').waitFor();
    expect(await band.getByLabel('Secret address').count()).toBe(0);
    await checkScreen(page, 'working');
    await band.getByRole('button', { name: /^Take back the address made/ }).click();
    await band.getByText('last read').waitFor({ state: 'detached' });
    expect((await fetch(address)).status).toBe(404);
  });

  test('or downloads the file once', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'ot', '/preferences');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download once' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('sessions.ics');
  });
});
