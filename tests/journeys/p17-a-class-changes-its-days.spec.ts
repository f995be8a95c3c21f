import { describe, test } from 'vitest';
import { checkScreen, demoSchool, picture, signInAs } from './story.ts';

// P17: the teacher says when their routines are, and the therapist is told what a change breaks.

describe('a class changes its days', () => {
  const school = demoSchool();

  test('a teacher takes a push-in time away; the therapist is told what it breaks, and led to the repair', async () => {
    const teacher = await school.open('phone');
    await signInAs(teacher, 'teacher', '/classes');
    await teacher.getByRole('tab', { name: 'Fri' }).click();
    await teacher.getByRole('button', { name: 'Change Writing' }).click();
    const dialog = teacher.getByRole('dialog', { name: 'Change Writing' });
    await dialog.getByText('Not offered', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });

    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/today');
    await page.getByRole('link', { name: /await you$|awaits you$/ }).click();
    await page.getByRole('heading', { name: 'What awaits you', level: 1 }).waitFor();
    await page.getByText('One weekly session no longer fits: the week can be repaired').waitFor();
    await checkScreen(page, 'notices');
    await page.getByRole('link', { name: /^Look: One weekly session/ }).click();
    const broken = page.getByRole('listitem').filter({ hasText: 'the class offers no push-in in this routine then' });
    await broken.getByText(/^Friday 9:40\s–\s10:20\sAM \(push-in, Writing,? and Grade 2\)/).waitFor();
    await picture(page, 'broken');
    await page.getByRole('link', { name: 'Plan the week so that it fits again' }).click();
    await page.getByRole('heading', { name: /Friday, March 13|March 13/, level: 1 }).waitFor();
  });
});
