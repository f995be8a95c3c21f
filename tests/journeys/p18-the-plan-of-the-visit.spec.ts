import { describe, test } from 'vitest';
import { checkScreen, choose, demoSchool, signInAs } from './story.ts';

// P2, P18: who does what, which activity, ahead of time; either may change it, both agree.

describe('the plan of the visit', () => {
  const school = demoSchool();

  test('is agreed, changed by the teacher, and agreed to again by the therapist', async () => {
    const teacher = await school.open('phone');
    await signInAs(teacher, 'teacher', '/today');
    const visit = teacher.getByRole('listitem').filter({ hasText: 'Ms. Nair comes in' });
    await visit.getByText(/^Not as last week: .*who does what/).waitFor();
    await visit.getByRole('link', { name: /^Plan of the visit/ }).click();
    await teacher.getByRole('heading', { name: /Writing/, level: 1 }).waitFor();
    await teacher.getByText('Movement break with the whole class, then the window row').waitFor();
    await teacher.getByRole('button', { name: 'Change the plan' }).click();
    const dialog = teacher.getByRole('dialog', { name: 'Change the plan' });
    await dialog.getByLabel('This week’s text, words and task').fill('Chapter 3; magma, crater; two reasons');
    await choose(dialog, /How we share the lesson/, /station/i);
    await dialog.getByRole('button', { name: 'Save the plan' }).click();
    await dialog.waitFor({ state: 'detached' });
    await teacher.getByText('Chapter 3; magma, crater; two reasons').waitFor();
    await checkScreen(teacher, 'plan');

    const therapist = await school.open('tablet');
    await signInAs(therapist, 'ot', '/today');
    const row = therapist.getByRole('listitem').filter({ hasText: 'Chapter 3; magma, crater; two reasons' });
    await row.getByText('Mr. Ortiz changed the plan').waitFor();
    await row.getByRole('button', { name: /^Agree/ }).click();
    await row.getByText('agreed by both').waitFor();
    // One page of paper.
    await row.getByRole('link', { name: /^Plan of the visit/ }).click();
    await therapist.getByRole('button', { name: 'Print' }).waitFor();
    await therapist.getByText('slant boards').waitFor();
  });

  test('in Spanish, too', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'teacher', '/preferences');
    await page.getByText('Español', { exact: true }).click();
    await page.getByRole('heading', { name: 'Preferencias', level: 1 }).waitFor();
    await page.goto('/today');
    await page
      .getByRole('link', { name: /^Plan de la visita/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Cambiar el plan' }).waitFor();
  });
});
