import { describe, expect, test } from 'vitest';
import { checkScreen, demoSchool, signInAs } from './story.ts';

// P10, P12, P13: modelled, together, alone, still in use; supports for the whole class; thanks between two.

describe('a strategy goes into the room', () => {
  const school = demoSchool();

  test('the therapist notes the next step and says thanks; a need that students share is answered for everybody', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/classes');
    await page.getByRole('link', { name: 'Grade 2' }).first().click();
    const room = page.getByRole('region', { name: 'What works in this room' });
    const frames = room.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Sentence frames' }) });
    await frames.getByText(/^Mr. Ortiz: done alone/).waitFor();
    await frames.getByText(/^next: still in use four weeks later/).waitFor();
    await frames.getByRole('button', { name: 'Note a step of Sentence frames' }).click();
    const note = page.getByRole('dialog', { name: 'Note a step' });
    await note.getByRole('radio', { name: 'still in use four weeks later' }).waitFor();
    await note.getByRole('button', { name: 'Note it' }).click();
    await frames.getByText(/^Mr. Ortiz: still in use four weeks later/).waitFor();
    await frames.getByRole('button', { name: 'Say thanks for Sentence frames' }).click();
    const thanks = page.getByRole('dialog', { name: 'Say thanks' });
    await thanks
      .getByLabel(/^What helped/)
      .fill('The frames on the window: four students gave a reason by themselves.');
    await thanks.getByRole('button', { name: 'Send' }).click();
    await thanks.waitFor({ state: 'detached' });
    await room.getByRole('button', { name: 'Take it into use: Five-second pause' }).click();
    await room.getByRole('heading', { name: 'Five-second pause' }).waitFor();
    await checkScreen(page, 'room');
  });

  test('the teacher has the thanks, their own log, and a page to hang up; nothing on it is about a student', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'teacher', '/today');
    await page.getByText(/thanks you: The frames on the window/).waitFor();
    await page.getByRole('button', { name: 'I have read the thanks of Ms. Whitfield' }).first().click();
    // With one class of their own it is the class's page.
    await page.goto('/classes');
    await page.getByText(/^Mr. Ortiz: still in use four weeks later/).waitFor();
    await page.getByRole('link', { name: 'Page for the class' }).click();
    await page.getByRole('heading', { name: 'What helps everybody in Grade 2' }).waitFor();
    const sheet = await page.getByRole('main').innerText();
    for (const name of ['Ana', 'Bela', 'Cy', 'Finn', 'Mr. Ortiz:']) expect(sheet).not.toContain(name);
    await checkScreen(page, 'supports');
  });

  test('another therapist sees no log; the coordinator how many, never who', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'pt', '/classes');
    await page.getByRole('link', { name: 'Grade 2' }).first().click();
    await page.getByRole('heading', { name: 'Sentence frames' }).waitFor();
    expect(await page.getByText(/done alone/).count()).toBe(0);
    const coordinator = await school.open('desktop');
    await signInAs(coordinator, 'coordinator', '/strategies');
    await coordinator.getByText('fewer than 3').first().waitFor();
    expect(await coordinator.getByText('Mr. Ortiz').count()).toBe(0);
  });
});
