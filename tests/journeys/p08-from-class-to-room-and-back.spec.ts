import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { begin, chip, sessionAt } from './recorder.ts';
import { checkScreen, demoSchool, signInAs } from './story.ts';

// P8: what was seen in class stands on top of the next session in the room, is ticked off there, and goes back to the lesson.

describe('from class to the room and back', () => {
  const school = demoSchool();
  const plan = async (page: Page, session: object) => {
    const origin = new URL(page.url()).origin;
    const response = await page.request.post('/api/sessions', { data: session, headers: { origin } });
    expect(response.status(), await response.text()).toBe(200);
    return ((await response.json()) as { id: string }).id;
  };

  test('a mark with its words in the lesson, taken up in the room, looked for in the next lesson', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/today');
    const lesson = await sessionAt(page, '12:30');
    const [hana] = lesson.members;
    await begin(page, lesson.id);
    await chip(page, hana!.label).click();
    await page.getByRole('button', { name: `take back to room: ${hana!.label}` }).click();
    await page.getByRole('button', { name: 'add words' }).click();
    await page.getByLabel(/^Words, skill or lesson/).fill('the ending of “The Lost Kite”');
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.getByText('all sent').waitFor();

    const { sessions } = (await (await page.request.get('/api/today')).json()) as {
      sessions: { id: string; schoolId: string; classId: string | null; routineId: string | null }[];
    };
    const { schoolId, classId, routineId } = sessions.find((one) => one.id === lesson.id)!;
    const members = [{ studentId: hana!.studentId, goalIds: hana!.goalIds }];
    const room = { schoolId, setting: 'therapy_room', delivery: 'pull_out', members };
    const roomId = await plan(page, { ...room, date: '2026-03-12', starts: '14:55', ends: '15:10' });
    const next = { schoolId, setting: 'classroom', delivery: 'push_in', classId, routineId, members };
    await plan(page, { ...next, date: '2026-03-13', starts: '12:50', ends: '13:10' });

    await page.goto('/today');
    await page.getByText(/from class: the ending of “The Lost Kite”/).waitFor();
    await page.goto(`/classroom/${roomId}`);
    const carried = page.getByRole('region', { name: /from class/i });
    await carried.getByText('the ending of “The Lost Kite”').waitFor();
    await begin(page, roomId);
    await carried.getByRole('button', { name: `taken up: ${hana!.label}` }).click();
    const sheet = page.getByRole('dialog', { name: 'Taken up in the room' });
    await sheet.getByLabel('What was done').fill('retold the ending twice');
    await sheet.getByLabel(/^What to look for/).fill('an ending of her own');
    await sheet.getByRole('button', { name: 'Done' }).click();
    await carried.getByText('✓ retold the ending twice').waitFor();
    await checkScreen(page, 'room');
    await page.getByText('all sent').waitFor();

    await page.goto('/today?date=2026-03-13');
    await page.getByText(/look for, from the room: an ending of her own/).waitFor();
    expect(await page.getByText(/from class: the ending of/).count()).toBe(0);
  });
});
