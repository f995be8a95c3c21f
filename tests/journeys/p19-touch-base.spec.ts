import { describe, expect, test } from 'vitest';
import { begin, sessionAt } from './recorder.ts';
import { checkScreen, demoSchool, signInAs } from './story.ts';

// P19, P20: five minutes without students, from an agenda the week has made; what was decided comes back until it is done.

describe('a touch-base', () => {
  const school = demoSchool();

  test('is held from its agenda; a decision comes back to the teacher until it is done', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/today');
    await page.getByRole('link', { name: 'Agenda of the touch-base with Mr. Ortiz' }).click();
    await page.getByRole('heading', { name: 'Grade 2 and Ms. Whitfield', level: 1 }).waitFor();
    await page.getByText(/^No student may be present/).waitFor();
    await page.getByText('Mr. Ortiz: takes the third frame off the window').waitFor();
    await page.getByText(/^was due/).waitFor();
    await page.getByText('Mr. Ortiz has not read the card of Cy').waitFor();
    await page
      .getByText('Mr. Ortiz, Sentence frames: still in use four weeks later, due since', { exact: false })
      .waitFor();
    await page.getByRole('button', { name: 'Answered: Fade the sentence frames?' }).click();
    const form = page.getByRole('form', { name: 'Decide something' });
    await form.getByRole('button', { name: 'Keep the decision' }).click();
    await form.locator('[name="words"][aria-invalid="true"]').waitFor();
    await form.getByLabel('What').fill('leaves two frames up on Mondays');
    await form.getByLabel('By when').fill('2026-03-20');
    await form.getByRole('button', { name: 'Keep the decision' }).click();
    await page.getByText('Mr. Ortiz: leaves two frames up on Mondays').waitFor();
    await page.getByRole('textbox', { name: 'Notes' }).fill('Frames: fade one a week.');
    await page.getByRole('button', { name: 'Keep the notes' }).click();
    await checkScreen(page, 'agenda');
    expect(await page.title()).toBe('Touch-base · Carryover');

    const teacher = await school.open('phone');
    await signInAs(teacher, 'teacher', '/today');
    await teacher.getByRole('link', { name: 'Agenda of the touch-base with Ms. Whitfield' }).click();
    await teacher.getByRole('button', { name: 'Done: leaves two frames up on Mondays' }).click();
    await teacher.getByRole('button', { name: 'Not done after all: leaves two frames up on Mondays' }).waitFor();
    expect(await teacher.getByText('Fade the sentence frames?').count()).toBe(0);
  });

  test('does not open on a device that is recording among students', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/today');
    const session = await sessionAt(page, '12:30');
    await page.getByRole('link', { name: 'Agenda of the touch-base with Mr. Ortiz' }).click();
    const address = page.url();
    await begin(page, session.id);
    await page.goto(address);
    await page.getByText('Not while this device is in the classroom').waitFor();
    expect(await page.getByText('takes the third frame').count()).toBe(0);
  });
});
