import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { begin, mark, sessionsOfToday, strip } from './recorder.ts';
import { checkAxe, demoSchool, picture, signInAs } from './story.ts';

// P20: students are not discussed in front of students; nothing on the recording screen says who or how well.

/** Everything of the page that can be seen, heard, copied or found in the window's title and address. */
async function everythingSaid(page: Page): Promise<string> {
  return page.evaluate(() =>
    [
      document.title,
      window.location.href,
      document.body.innerText,
      ...[...document.querySelectorAll('[aria-label]')].map((element) => element.getAttribute('aria-label') ?? ''),
    ].join('\n'),
  );
}

describe('nobody reads over the shoulder', () => {
  const school = demoSchool();

  test('no name, no goal in words, no percentage, in any session of the day', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'therapist', '/today');
    const students = (await (await page.request.get('/api/students?limit=200')).json()) as {
      items: { id: string; givenName: string; familyName: string; preferredName: string | null }[];
    };
    const names = new Set(
      students.items.flatMap(({ givenName, familyName, preferredName }) => [
        givenName,
        familyName,
        preferredName ?? '',
      ]),
    );
    const said: string[] = [];
    for (const session of await sessionsOfToday(page)) {
      await begin(page, session.id);
      for (const { label } of session.members) await strip(page).getByText(label, { exact: true }).waitFor();
      said.push(await everythingSaid(page));
      for (const sheet of ['who', 'last five', 'more', 'end']) {
        await page.getByRole('button', { name: sheet, exact: true }).click();
        said.push(await everythingSaid(page));
        await page.getByRole('button', { name: 'Close' }).click();
      }
    }
    const all = said.join('\n');
    expect(said.length).toBeGreaterThan(20);
    const longNames = [...names].filter((name) => name.length > 2);
    expect(longNames.filter((name) => new RegExp(`\\b${name}\\b`, 'u').test(all))).toEqual([]);
    expect(all).not.toContain('%');
    for (const session of await sessionsOfToday(page)) {
      for (const goalId of session.members.flatMap((member) => member.goalIds)) {
        const { goal } = (await (await page.request.get(`/api/goals/${goalId}/evidence`)).json()) as {
          goal: { versions: { officialWording: string; plainWords: string }[] };
        };
        for (const { officialWording, plainWords } of goal.versions) {
          expect(all.includes(officialWording), 'official wording').toBe(false);
          expect(plainWords !== '' && all.includes(plainWords), 'plain words').toBe(false);
        }
      }
    }
    expect(new Set(said.map((text) => text.split('\n')[0]))).toEqual(new Set(['Recording · Carryover']));
  });

  test('one key makes it blank, and so does looking away; one press wakes it to labels', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'therapist', '/today');
    const [session] = await sessionsOfToday(page);
    await page.goto(`/classroom/${session!.id}`);
    await strip(page).waitFor();
    await mark(page, 'on their own');
    await page.getByRole('button', { name: 'blank' }).click();
    await page.getByRole('button', { name: 'Show again' }).waitFor();
    const blank = await everythingSaid(page);
    for (const { label } of session!.members) expect(blank).not.toMatch(new RegExp(`\\b${label}\\b`));
    await checkAxe(page);
    await picture(page, 'blank');
    await page.getByRole('button', { name: 'Show again' }).click();
    await strip(page)
      .getByRole('button', { name: /1 mark/ })
      .waitFor();

    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await page.getByRole('button', { name: 'Show again' }).waitFor();
  });
});
