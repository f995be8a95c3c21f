import { Buffer } from 'node:buffer';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { allSent, begin, sessionAt } from './recorder.ts';
import { checkScreen, choose, demoSchool, openGoal, picture, signInAs } from './story.ts';

// P13: an extra support in the lesson, for everybody: noted in the lesson, seen on the class's page, shared as a sheet, with pictures.

describe('a support for the whole class', () => {
  const school = demoSchool();

  test('is noted in the lesson in two presses, without a student, and stands on the class’s page', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'ot', '/today');
    const { id } = await sessionAt(page, '09:40');
    await begin(page, id);
    await page.getByRole('button', { name: 'other strategy tried' }).click();
    await page.getByRole('button', { name: 'Movement break: for the class' }).click();
    await page.getByRole('button', { name: /^undo: strategy/ }).waitFor();
    await allSent(page);

    const teacher = await school.open('phone');
    await signInAs(teacher, 'teacher', '/classes');
    const room = teacher.getByRole('region', { name: 'What works in this room' });
    const held = room.getByRole('listitem').filter({ has: teacher.getByRole('heading', { name: 'Movement break' }) });
    await held.getByText('given to the whole class in one lesson of the last four weeks').waitFor();
  });

  test('a picture of the school’s own is encoded anew, becomes part of a strategy, and hangs in the room', async () => {
    const page = await school.open('desktop');
    await signInAs(page, 'therapist', '/strategies');
    const own = page.getByRole('region', { name: 'Own pictures' });
    await own.getByRole('button', { name: 'Add a picture' }).click();
    const adding = page.getByRole('dialog', { name: 'Add a picture' });
    await adding.getByLabel('What it shows').fill('First-then board');
    await adding.locator('input[type="file"]').setInputFiles({
      name: 'not-what-it-says.png',
      mimeType: 'image/png',
      buffer: Buffer.from('<svg onload="alert(1)"/>'),
    });
    await adding.getByText('This is no PNG or JPEG that can be read.').waitFor();
    const board = new PNG({ width: 60, height: 40 });
    board.data.fill(160);
    const file = { name: 'board.png', mimeType: 'image/png', buffer: PNG.sync.write(board) };
    await adding.locator('input[type="file"]').setInputFiles(file);
    await adding.getByRole('img', { name: 'The chosen picture' }).waitFor();
    await adding.getByRole('button', { name: 'Save' }).click();
    await own.getByText('First-then board').waitFor();
    const address = (await own.locator('img').getAttribute('src')) ?? '';
    const served = await page.request.get(address);
    expect(served.headers()).toMatchObject({
      'content-type': 'image/png',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });

    await page.getByRole('button', { name: 'Change Movement break' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change' });
    await choose(dialog, /Picture for step 1/, 'own picture: First-then board');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await checkScreen(page, 'library');

    await page.goto('/classes');
    await page.getByRole('link', { name: 'Grade 2' }).first().click();
    const visuals = page.getByRole('region', { name: 'Visuals in use' });
    await visuals.getByText('Day plan').waitFor();
    await visuals.getByRole('button', { name: 'Add a visual' }).click();
    const up = page.getByRole('dialog', { name: 'Add a visual' });
    await choose(up, /Picture/, 'First-then board');
    await up.getByLabel('What it is called here').fill('First, then: writing');
    await up.getByLabel('Where it is').fill('on each desk');
    await up.getByRole('button', { name: 'Save' }).click();
    await visuals.getByText('on each desk').waitFor();
    await picture(page, 'class');
    await visuals.getByRole('button', { name: 'Day plan: not any more' }).click();
    await visuals.getByText('Day plan').waitFor({ state: 'detached' });
  });

  test('a strategy belongs to a goal, and to the routines of the room', async () => {
    const page = await school.open('desktop');
    await openGoal(page, 'therapist', 'Ana Ruiz', 'bec');
    const part = page.getByRole('region', { name: 'Strategies for this goal' });
    await part.getByText('Sentence frames').waitFor();
    await part.getByRole('button', { name: 'Choose strategies' }).click();
    const dialog = page.getByRole('dialog', { name: 'Strategies for this goal' });
    await dialog.getByText('Recast', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await part.getByText('Recast').waitFor();

    await page.goto('/classes');
    await page.getByRole('link', { name: 'Grade 2' }).first().click();
    await page.getByRole('button', { name: 'Say how Sentence frames is done in this room' }).click();
    const how = page.getByRole('dialog', { name: 'Sentence frames' });
    await how.getByText('Writing', { exact: true }).click();
    await how.getByRole('button', { name: 'Save' }).click();
    await page.getByText('in Writing', { exact: true }).waitFor();
  });
});
