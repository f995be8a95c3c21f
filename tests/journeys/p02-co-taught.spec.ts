import { describe, test } from 'vitest';
import { begin, sessionAt } from './recorder.ts';
import { choose, demoSchool, signInAs } from './story.ts';

// P2: how two adults share a lesson is agreed for each visit, shown to both, and goes with what is recorded.

describe('a co-taught lesson', () => {
  const school = demoSchool();

  test('has the format that was agreed: for the teacher, the therapist and the recording', async () => {
    const teacher = await school.open('phone');
    await signInAs(teacher, 'teacher', '/today');
    const visit = teacher.getByRole('listitem').filter({ hasText: 'Ms. Nair comes in' });
    await visit.getByText('Support in the lesson').first().waitFor();
    await visit.getByRole('link', { name: /^Plan of the visit/ }).click();
    await teacher.getByRole('button', { name: 'Change the plan' }).click();
    const dialog = teacher.getByRole('dialog', { name: 'Change the plan' });
    await choose(dialog, /How we share the lesson/, /parallel/i);
    await dialog.getByRole('button', { name: 'Save the plan' }).click();
    await dialog.waitFor({ state: 'detached' });

    const therapist = await school.open('tablet');
    await signInAs(therapist, 'ot', '/today');
    const row = therapist.getByRole('listitem').filter({ hasText: 'Mr. Ortiz changed the plan' });
    await row
      .getByText(/Parallel teaching/)
      .first()
      .waitFor();
    await row.getByRole('button', { name: /^Agree/ }).click();
    await therapist.getByText('agreed by both').first().waitFor();
    const { id } = await sessionAt(therapist, '09:40');
    await therapist.goto(`/classroom/${id}`);
    await therapist
      .getByText(/parallel teaching/i)
      .first()
      .waitFor();
    await begin(therapist, id);
    await therapist
      .getByText(/parallel teaching/i)
      .first()
      .waitFor();
  });
});
