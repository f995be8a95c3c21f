import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { RecordCopy } from '#contract/record-copy.ts';
import { checkScreen, choose, demoSchool, signInAs } from './story.ts';

describe('who looked at whose record', () => {
  const school = demoSchool();

  test('the records officer sees each look at one record, who and what, and nothing of the record', async () => {
    // A therapist looks, and reads the record number out of the student's page.
    const tablet = await school.open('tablet');
    await signInAs(tablet, 'therapist', '/caseload');
    const students = await (await tablet.request.get('/api/students?limit=200')).json();
    const ana = students.items.find((student: { label: string }) => student.label === 'An').id as string;
    await tablet.goto(`/students/${ana}`);
    await tablet.getByText(`Record number, for who asks the records officer who has looked: ${ana}`).waitFor();

    const desktop = await school.open('desktop');
    await signInAs(desktop, 'coordinator', '/colleagues');
    await desktop.getByRole('button', { name: 'Invite a colleague' }).first().click();
    const dialog = desktop.getByRole('dialog', { name: 'Invite a colleague' });
    await dialog.getByLabel('Name').fill('Noor Haile');
    await choose(dialog, /Role/, 'records officer');
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    const link = await desktop.getByLabel('Invitation link').inputValue();

    const page = await school.open('desktop');
    await page.goto(new URL(link).pathname + new URL(link).hash);
    await page.getByLabel('E-mail').fill('noor@cedar.example');
    await page.getByLabel('Choose a password').fill('the volcano words on tuesday');
    await page.getByRole('button', { name: 'Make my account' }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'Records' }).click();
    await page.getByRole('heading', { name: 'Who looked at what', level: 1 }).waitFor();
    await page.getByLabel(/Record number/).fill('not one');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByRole('alert').getByText('A record number has 32 digits').waitFor();
    await page.getByLabel(/Record number/).fill(ana.toUpperCase());
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page
      .getByRole('row')
      .filter({ hasText: 'Looked at: the student’s page' })
      .filter({ hasText: `…${ana.slice(-6)}` })
      .first()
      .waitFor();
    expect(await page.getByRole('main').innerText()).not.toMatch(/Ana|Ruiz/);
    await checkScreen(page, 'records');

    await choose(page, /Whose looks/, 'Noor Haile');
    await page.getByText('No look fits.').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('row').filter({ hasText: 'Dana' }).first().waitFor();
  });
});

describe('a copy for a parent', () => {
  const school = demoSchool();

  test('of a student who works in a group is whole, and holds nothing of the others', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/caseload');
    const { items } = (await (await page.request.get('/api/students?limit=200')).json()) as { items: Listed[] };
    const ana = items.find(({ label }) => label === 'An')!;
    const others = items.filter(({ id }) => id !== ana.id);
    await page.getByRole('row', { name: /^Ana / }).getByRole('link', { name: /^Ana / }).click();
    const band = page.getByRole('region', { name: 'A copy for the family' });
    const saved = async (link: string) => {
      const [file] = await Promise.all([page.waitForEvent('download'), band.getByRole('link', { name: link }).click()]);
      expect(file.suggestedFilename()).toMatch(/^student-record\./);
      return readFile((await file.path())!);
    };

    const text = (await saved('Everything (JSON)')).toString('utf8');
    const copy = JSON.parse(text) as RecordCopy;
    const inGroup = new Set(copy.sessions.filter((one) => one.inGroup && one.minutes !== null).map(({ id }) => id));
    const marks = copy.events.filter(({ kind, sessionId }) => kind === 'trial' && inGroup.has(sessionId));
    expect(marks.length).toBeGreaterThan(10);
    expect(copy.events.every((event) => !('studentId' in event) || event.studentId === ana.id)).toBe(true);
    expect(copy.billingConsent).toMatchObject([{ given: true }]);
    expect(others.length).toBeGreaterThan(5);
    // Without the cue sets: their codes ("Mo", model) are what other students' labels may be too.
    const said = JSON.stringify({ ...copy, goals: copy.goals.map(({ cueSet: _, ...goal }) => goal) });
    const found = others.filter(
      ({ id, label, familyName }) =>
        text.includes(id) || said.includes(`"${label}"`) || new RegExp(`\\b${familyName}\\b`).test(text),
    );
    expect(found.map(({ label }) => label)).toEqual([]);

    for (const link of ['To read, in English (PDF)', 'To read, in Spanish (PDF)'])
      expect((await saved(link)).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  });
});

interface Listed {
  readonly id: string;
  readonly label: string;
  readonly familyName: string;
}
