import { describe, expect, test } from 'vitest';
import { allSent, mark, strip, trialsOf } from './recorder.ts';
import { checkScreen, demoSchool, signInAs } from './story.ts';

// P3: it can be only an observation of one skill: nobody planned it, nobody is treated.

describe('an observation of one skill', () => {
  const school = demoSchool();

  test('one student is watched in class, without a network: marks, a note, and the end; later it is all there', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/today');
    await page.getByRole('link', { name: 'Record unplanned' }).click();
    await page.getByRole('heading', { name: 'Record something unplanned' }).waitFor();
    await page.getByRole('group', { name: 'Where' }).getByText('Room 6').first().click();
    await page.getByRole('radio', { name: 'observation' }).check();
    const who = page.getByRole('group', { name: 'Students' }).getByRole('checkbox').first();
    await who.check();
    await checkScreen(page, 'unplanned');

    await page.route('**/api/**', (route) => route.abort());
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('observation', { exact: true }).waitFor();
    await page.getByText('watching', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await strip(page).waitFor();
    await mark(page, 'on their own', 'not yet');
    await page.getByRole('button', { name: 'note', exact: true }).click();
    await page.getByLabel(/^What was seen/).fill('asked a partner first');
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.getByRole('button', { name: 'end', exact: true }).click();
    await page.getByRole('button', { name: 'Save and end' }).click();
    await page.getByRole('heading', { name: 'This session has ended' }).waitFor();
    await page.getByText('5 waiting').waitFor();

    await page.unroute('**/api/**');
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await allSent(page);
    const sessionId = page.url().split('/').at(-1)!;
    const { events } = (await (await page.request.get(`/api/sessions/${sessionId}/events`)).json()) as {
      events: {
        kind: string;
        goalId?: string;
        context?: { delivery: string; therapistPart: string; purpose: string };
      }[];
    };
    expect(events.map(({ kind }) => kind)).toEqual(['opened', 'trial', 'trial', 'note', 'closed']);
    expect(events[1]!.context).toMatchObject({
      delivery: 'observation',
      therapistPart: 'watching',
      purpose: 'incidental',
    });
    const goalId = events[1]!.goalId!;
    expect(
      (await trialsOf(page, goalId)).filter((trial) =>
        events.some((event) => (event as { id?: string }).id === trial.id),
      ),
    ).toHaveLength(2);
    await page.goto('/today');
    await page
      .getByRole('link', { name: /^Look (again )?at/ })
      .first()
      .waitFor();
  });
});
