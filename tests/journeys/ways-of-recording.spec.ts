import { describe, expect, test } from 'vitest';
import { aideOf, allSent, begin, key, mark, marked, type PlannedToday, sessionAt, strip } from './recorder.ts';
import { checkScreen, demoSchool, picture, signInAs, thereAre } from './story.ts';

// How one records: round the table, by keyboard, while teaching, as second observer. Each is one press under "more".

describe('ways of recording', () => {
  const school = demoSchool();

  test('round the table; by keys; while teaching two are watched and the others said at the end', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/today');
    const { id, members } = await sessionAt(page, '09:40');
    const labels = members.map((member) => member.label);
    await begin(page, id);
    const way = async (name: string) => {
      await page.getByRole('button', { name: 'more', exact: true }).click();
      await page.getByRole('button', { name: `${name}: off` }).click();
      await page.getByRole('button', { name: `${name}: on` }).waitFor();
    };
    const close = () => page.getByRole('button', { name: 'Close' }).click();

    await way('Round the table');
    await close();
    await mark(page, 'on their own', 'on their own', 'on their own');
    for (const label of labels.slice(0, 3))
      await strip(page)
        .getByRole('button', { name: new RegExp(`^${label},.*1 mark`) })
        .waitFor();
    await page.getByRole('button', { name: 'more', exact: true }).click();
    await page.getByRole('button', { name: 'Round the table: on' }).click();
    await close();

    // On unless somebody has turned them off.
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('4');
    await marked(page, 'not yet');
    await page.keyboard.press('u');
    await page
      .getByText(/^taken back: .*not yet/)
      .first()
      .waitFor();
    await page.keyboard.press('b');
    await page.getByRole('button', { name: 'Show again' }).click();

    await way('I’m teaching');
    await checkScreen(page, 'teaching');
    await close();
    await thereAre(2, strip(page).getByRole('button'));
    await mark(page, 'on their own');
    await page.getByRole('button', { name: 'end', exact: true }).click();
    // Of one who was not watched.
    await page.getByRole('button', { name: 'x of n' }).first().click();
    await page.getByRole('button', { name: 'On their own: one more' }).first().click();
    await page.getByRole('button', { name: 'Save and end' }).click();
    await page.getByRole('heading', { name: 'This session has ended' }).waitFor();
    await allSent(page);
    const { events } = (await (await page.request.get(`/api/sessions/${id}/events`)).json()) as {
      events: { kind: string; x?: number; n?: number; captureMode: string }[];
    };
    expect(events.filter((event) => event.kind === 'batch')).toMatchObject([{ x: 1, n: 1 }]);
  });

  test('a second observer sees none of the first one’s marks; agreement is shown afterwards, and nothing counts twice', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'therapist', '/today');
    const session = (await sessionAt(page, '13:15')) as PlannedToday & { classId: string };
    const second = await school.open('phone');
    await aideOf(page, session.classId, second);
    await begin(page, session.id);
    const first = session.members[0]!.label;
    await mark(page, 'on their own');
    await allSent(page);

    await second.goto(`/classroom/${session.id}`);
    await strip(second).waitFor();
    await second.getByRole('button', { name: 'more', exact: true }).click();
    await second.getByRole('button', { name: 'Second observer: off' }).click();
    await second.getByRole('button', { name: 'Close' }).click();
    await second.getByRole('button', { name: new RegExp(`^${first},.*nothing yet`) }).waitFor();
    await key(second, 'on their own').click();
    await second.getByRole('button', { name: new RegExp(`^${first},.*1 mark`) }).waitFor();
    await allSent(second);
    await second.getByRole('button', { name: 'more', exact: true }).click();
    await second.getByRole('button', { name: 'Agreement', exact: true }).click();
    await second.getByText(/^\d of 1 marks of the same moment are alike|^No two marks/).waitFor();
    await picture(second, 'agreement');
    // Of the one who records, still one.
    await page.reload();
    await page.getByRole('button', { name: new RegExp(`^${first},.*1 mark`) }).waitFor();
  });
});
