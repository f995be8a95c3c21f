import { describe, expect, test } from 'vitest';
import { allSent, begin, chip, sessionAt } from './recorder.ts';
import { demoSchool, signInAs } from './story.ts';

// P12: what worked is said: to the student's record, to the teacher in private; how one praises is for oneself alone.

describe('praise', () => {
  const school = demoSchool();
  const counts =
    /^Your praise in the last four weeks: (\d+) times with what for, (\d+) times without\. For you alone\.$/;

  test('stands in the student’s record with its words, and is counted for whoever gave it, for nobody else', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'ot', '/strategies');
    const before = counts.exec((await page.getByText(counts).allInnerTexts())[0] ?? '') ?? ['', '0', '0'];
    await page.goto('/today');
    const { id, members } = await sessionAt(page, '09:40');
    const [student] = members;
    await begin(page, id);
    await chip(page, student!.label).click();
    await page.getByRole('button', { name: `praise: ${student!.label}` }).click();
    await page.getByRole('button', { name: /add words/ }).click();
    const sheet = page.getByRole('dialog', { name: 'Praise' });
    await sheet.getByLabel('What worked').fill('Began to write within a minute');
    await sheet.getByRole('button', { name: 'Keep' }).click();
    await allSent(page);

    await page.goto(`/students/${student!.studentId}`);
    await page.getByText('Began to write within a minute').waitFor();
    await page.goto('/strategies');
    await page.getByText(`Your praise in the last four weeks: ${Number(before[1]) + 1} times with what for`).waitFor();

    for (const other of ['teacher', 'coordinator'] as const) {
      const theirs = await school.open('desktop');
      await signInAs(theirs, other, '/strategies');
      await theirs.getByRole('heading', { name: 'Movement break' }).waitFor();
      expect(await theirs.getByText('Began to write within a minute').count()).toBe(0);
      expect(await theirs.getByText(counts).count()).toBe(0);
    }
  });
});
