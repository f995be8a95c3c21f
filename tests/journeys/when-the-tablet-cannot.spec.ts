import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { allSent, begin, key, mark, marked, type PlannedToday, sessionAt } from './recorder.ts';
import { checkScreen, demoSchool, picture, signInAs } from './story.ts';

// When the tablet cannot: its disk is full, or it stayed in the bag and the sheet of paper was filled instead.

describe('when the tablet cannot', () => {
  const school = demoSchool();

  test('a full disk is said, counts nothing, keeps what it has, and lets it leave as a sealed file', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'therapist', '/today');
    const { id, members } = await sessionAt(page, '09:40');
    await begin(page, id);
    await allSent(page);
    await page.route('**/api/events', (route) => route.abort());
    await mark(page, 'on their own', 'not yet');
    await page.getByText('stored here · 2 waiting').waitFor();

    await page.evaluate(() => {
      const full = () => {
        throw new DOMException('The disk is full.', 'QuotaExceededError');
      };
      Object.assign(IDBObjectStore.prototype, { add: full });
    });
    await key(page, 'on their own').click();
    await page.getByText('This device could not store that, so it was not counted.').waitFor();
    await page.getByRole('button', { name: new RegExp(`^${members[0]!.label},.*2 marks`) }).waitFor();
    await page.getByText('stored here · 2 waiting').waitFor();
    await picture(page, 'full');

    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save entries not sent as a file' }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toBe('carryover-rescue.ndjson');
    const [head, ...events] = (await readFile(await file.path(), 'utf8')).trim().split('\n');
    expect(JSON.parse(head!)).toMatchObject({ carryover: 'carryover rescue 1', events: 2 });
    expect(events).toHaveLength(2);
    for (const event of events) expect(event).not.toMatch(/independent|not_yet/);
  });

  test('a filled sheet of four students is entered within a minute, on its own day and marked as paper', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/today');
    const { origin } = new URL(page.url());
    const today = (await sessionAt(page, '09:40')) as PlannedToday & { schoolId: string; classId: string };
    const planned = await page.request.post('/api/sessions', {
      headers: { origin },
      data: {
        schoolId: today.schoolId,
        classId: today.classId,
        date: '2026-03-11',
        starts: '10:40',
        ends: '11:10',
        delivery: 'push_in',
        setting: 'classroom',
        members: today.members.map(({ studentId, goalIds }) => ({ studentId, goalIds })),
      },
    });
    expect(planned.status(), await planned.text()).toBe(200);
    const { id } = (await planned.json()) as { id: string };
    await page.goto(`/classroom/${id}`);
    await page.getByRole('button', { name: 'Enter a sheet of paper' }).click();

    // By keyboard, as from a sheet that lies beside it: a number, Tab, a number.
    const cells = page.getByRole('spinbutton');
    await cells.first().waitFor();
    const rows = await page.getByRole('row').count();
    await checkScreen(page, 'paper');
    const begun = Date.now();
    await cells.first().focus();
    const strokes = [3, 1, 2, 0, 0, 0, 0, 0, 2];
    const enabled = await cells.evaluateAll((all) => all.map((cell) => !(cell as HTMLInputElement).disabled));
    let all = 0;
    for (const [at, isEnabled] of enabled.entries()) {
      if (!isEnabled) continue;
      const count = strokes[at % strokes.length]!;
      if (count > 0) await page.keyboard.type(String(count));
      all += count;
      await page.keyboard.press('Tab');
    }
    await page.getByRole('button', { name: `Keep ${all} marks` }).click();
    await marked(page, '.*');
    const seconds = (Date.now() - begun) / 1000;
    expect(rows).toBeGreaterThan(4);
    expect(seconds, 'the device’s part of the sixty seconds').toBeLessThan(60);
    await allSent(page);
    const { events } = (await (await page.request.get(`/api/sessions/${id}/events`)).json()) as {
      events: { kind: string; captureMode: string; occurredAt: string }[];
    };
    const trials = events.filter((event) => event.kind === 'trial');
    expect(trials).toHaveLength(all);
    expect(new Set(trials.map((event) => event.captureMode))).toEqual(new Set(['paper']));
    expect(trials.every((event) => event.occurredAt.startsWith('2026-03-11T15:4'))).toBe(true);
  });
});
