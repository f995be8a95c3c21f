import { describe, expect, test } from 'vitest';
import { type DemoPerson, demoSchool, openGoal, thereAre } from './story.ts';

// P7: does the student respond to the teacher's cues? Of trials that the teacher cued, those that did not help included.

describe('the teacher’s cues', () => {
  const school = demoSchool();

  test.each<[DemoPerson, string, string, string, string]>([
    ['ot', 'Finn Oduya', 'beg', '9 of 10 cued', 'likely 60–98 %'],
    ['therapist', 'Ana Ruiz', 'bec', '6 of 8 cued', 'likely 41–93 %'],
  ])('%s reads how %s (%s) answers them: %s', async (as, student, tag, counted, likely) => {
    const page = await school.open('desktop');
    await openGoal(page, as, student, tag);
    const part = page.getByRole('region', { name: 'What the student does about it' });
    const rate = part.locator('dl > div', { hasText: 'Answers the cue of: teacher' });
    await rate.getByText(counted, { exact: true }).waitFor();
    await rate.getByText(likely).waitFor();
    await rate.getByText('those where it did not help included').waitFor();
  });

  test('a cue that did not help is seen in the trial, with who gave it', async () => {
    const page = await school.open('desktop');
    await openGoal(page, 'ot', 'Finn Oduya', 'beg');
    await page.getByRole('button', { name: 'Show each one: Classroom, without me' }).click();
    const dialog = page.getByRole('dialog', { name: 'Each one: Classroom, without me' });
    const row = dialog.getByRole('row', { name: /with a cue: not yet/ });
    await thereAre(1, row);
    expect(await row.innerText()).toContain('teacher');
    await thereAre(11, dialog.getByRole('row', { name: /Mr\. Ortiz/ }));
  });
});
