import { describe, expect, test } from 'vitest';
import { aideOf, allSent, begin, chip, key, mark, marked, type PlannedToday, sessionAt, strip } from './recorder.ts';
import { checkScreen, demoSchool, picture, signInAs, thereAre } from './story.ts';

// A paraprofessional records beside the therapist, each on a device: one record, live with a network, and after one without it.

describe('two devices in one session', () => {
  const school = demoSchool();

  test('who recorded how much is seen on both; each may take back a mark of the other; a gap in the network changes nothing', async () => {
    const therapist = await school.open('tablet');
    await signInAs(therapist, 'therapist', '/today');
    const session = (await sessionAt(therapist, '09:40')) as PlannedToday & { classId: string };
    const [first, second] = session.members.map((member) => member.label);
    const aide = await school.open('phone');
    await aideOf(therapist, session.classId, aide);
    await begin(therapist, session.id);
    await mark(therapist, 'on their own', 'not yet');

    // A strategy tried: one press for the one agreed for the visit, a second for another; taken back like any mark.
    const { strategies } = (await (await therapist.request.get(`/api/sessions/${session.id}/pack`)).json()) as {
      strategies: readonly { name: string }[];
    };
    const [agreed, other] = strategies.map((strategy) => strategy.name);
    await therapist.getByRole('button', { name: `tried: ${agreed}, ${first}` }).click();
    await marked(therapist, `tried: ${agreed}`);
    await therapist.getByRole('button', { name: 'other strategy tried' }).click();
    await picture(therapist, 'strategies');
    await therapist
      .getByRole('group', { name: 'Which strategy was tried?' })
      .getByRole('button', { name: other!, exact: true })
      .click();
    await marked(therapist, `tried: ${other}`);
    await therapist.getByRole('button', { name: /^undo: / }).click();
    await marked(therapist, `tried: ${agreed}`);
    await allSent(therapist);

    // The aide finds the visit on the day of the class, and the session begun.
    await aide.goto('/today');
    await aide
      .getByRole('link', { name: /^Record Writing/ })
      .first()
      .click();
    await strip(aide).waitFor();
    await chip(aide, second!).click();
    await mark(aide, 'on their own');
    await marked(aide, 'on their own');
    await therapist.getByText('Recording together: me 2').waitFor();
    await therapist
      .getByText(/Odile 1/)
      .first()
      .waitFor();
    await aide.getByText(/me 1/).first().waitFor();
    await checkScreen(therapist, 'together');

    // What the aide marked wrongly is taken back by the therapist, and gone on both.
    await therapist.getByRole('button', { name: 'last five' }).click();
    await therapist.getByRole('button', { name: `take back: ${second} on their own` }).click();
    await therapist.getByRole('button', { name: 'Close' }).click();
    await allSent(therapist);
    await aide.getByRole('button', { name: new RegExp(`^${second},.*nothing yet`) }).waitFor();

    // Both without a network: the therapist on one student, the aide on another.
    for (const page of [therapist, aide]) await page.route('**/api/**', (route) => route.abort());
    await mark(therapist, 'on their own');
    await marked(therapist, 'on their own');
    await mark(aide, 'not yet', 'on their own');
    await marked(aide, 'on their own');
    for (const page of [therapist, aide]) {
      await page.unroute('**/api/**');
      await page.evaluate(() => window.dispatchEvent(new Event('online')));
    }
    await allSent(therapist);
    await allSent(aide);
    for (const page of [therapist, aide]) {
      await page.getByRole('button', { name: new RegExp(`^${first},.*3 marks`) }).waitFor();
      await page.getByRole('button', { name: new RegExp(`^${second},.*2 marks`) }).waitFor();
    }
    const { events } = (await (await therapist.request.get(`/api/sessions/${session.id}/events`)).json()) as {
      events: { kind: string; recorderId: string }[];
    };
    expect(events.filter(({ kind }) => kind === 'trial')).toHaveLength(6);
    expect(new Set(events.map(({ recorderId }) => recorderId)).size).toBe(2);

    // An aide records, and says nothing of what the service was.
    await key(aide, 'on their own').waitFor();
    // The rest of it by video: the aide sits with the students.
    await therapist.getByRole('button', { name: 'change', exact: true }).click();
    await therapist.getByLabel('By video').selectOption({ label: 'by video, with Odile' });
    await picture(therapist, 'by-video');
    await therapist.getByRole('button', { name: 'From now on' }).click();
    await therapist.getByText('by video, with Odile').waitFor();
    await therapist.getByRole('button', { name: 'end', exact: true }).click();
    await therapist.getByRole('button', { name: 'Save and end' }).click();
    const notes = therapist.getByRole('region', { name: 'Service notes' });
    const note = notes.getByLabel(`Service note of ${first}`);
    expect(await note.inputValue()).toMatch(/^Push-in, by video, with Odile, .*on their own: 2, not yet: 1/);
    expect(await note.inputValue()).toContain(`Tried: ${agreed}.`);
    await note.fill('push-in. Gave three reasons, two by themself.');
    await notes.getByRole('button', { name: `Keep the note of ${first}` }).click();
    await notes.getByText('kept', { exact: true }).waitFor();
    // The other three as they were drafted, in one press.
    await notes.getByRole('button', { name: 'Keep all 3 notes' }).click();
    await thereAre(4, notes.getByText('kept', { exact: true }));
    await checkScreen(therapist, 'service-notes');
    await allSent(therapist);
    await aide.getByRole('heading', { name: 'This session has ended' }).waitFor();
    expect(await aide.getByRole('region', { name: 'Service notes' }).count()).toBe(0);
    await therapist.goto(`/students/${session.members[0]!.studentId}`);
    await therapist.getByText('Gave three reasons, two by themself.').waitFor();

    // What was tried for the first time is a line in the goal's chart.
    const { phases } = (await (
      await therapist.request.get(`/api/goals/${session.members[0]!.goalIds[0]}/evidence`)
    ).json()) as { phases: { kind: string; values: { name?: string } }[] };
    expect(phases.filter(({ kind }) => kind === 'strategy').map(({ values }) => values.name)).toEqual([agreed]);
  });
});
