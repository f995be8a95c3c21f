import { describe, expect, test } from 'vitest';
import { allSent, begin, key, mark, marked, sessionAt, trialsOf } from './recorder.ts';
import { checkScreen, demoSchool, signInAs } from './story.ts';

// P11: cue and model so that the student takes part; who cued and how are two things, and a cue that did not help counts.

describe('a cue and what came of it', () => {
  const school = demoSchool();

  test('the teacher cues twice, once in vain; both count in the response to the teacher', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'therapist', '/today');
    const { id, members } = await sessionAt(page, '09:40');
    const goalId = members[0]!.goalIds[0]!;
    const before = await trialsOf(page, goalId);
    await begin(page, id);

    await key(page, 'with a cue').click();
    await page.getByRole('heading', { name: 'Who cued?' }).waitFor();
    await checkScreen(page, 'who');
    await page.getByRole('button', { name: 'teacher: did it' }).click();
    await marked(page, 'with a cue \\(teacher\\)');
    await page.waitForTimeout(350);
    await key(page, 'with a cue').click();
    await page.getByRole('button', { name: 'teacher: not yet' }).click();
    await marked(page, 'not yet, with a cue \\(teacher\\)');
    await mark(page, 'on their own');
    await page.getByRole('button', { name: 'no opportunity' }).click();
    await page.getByRole('button', { name: 'did not come up' }).click();
    await marked(page, 'no opportunity');
    await allSent(page);

    const after = await trialsOf(page, goalId);
    const known = new Set(before.map((trial) => trial.id));
    const made = after.filter((trial) => !known.has(trial.id)) as unknown as {
      outcome: string;
      cues: { by: string; personId?: string }[];
    }[];
    expect(made.map(({ outcome, cues }) => [outcome, cues.map((cue) => cue.by)])).toEqual([
      ['correct_with_cue', ['teacher']],
      ['not_yet', ['teacher']],
      ['independent', []],
      ['no_opportunity', []],
    ]);
    expect(made[0]!.cues[0]!.personId, 'the one teacher who is here is named').toBeDefined();

    await page.goto(`/goals/${goalId}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await checkScreen(page, 'goal');
  });

  test('a goal whose cue set asks who and how is asked both, the giver kept while one stays', async () => {
    const page = await school.open('phone');
    await signInAs(page, 'therapist', '/today');
    const { id } = await sessionAt(page, '13:15');
    await page.route('**/api/sessions/*/pack', async (route) => {
      const response = await route.fetch();
      const pack = await response.json();
      const set = {
        id: '019c9a64-7200-715b-8c6d-7a17b4826e00',
        asks: 'both',
        kinds: [
          { code: 'g', label: 'gesture' },
          { code: 'm', label: 'model' },
        ],
      };
      for (const member of pack.members) for (const goal of member.goals) goal.cueSetId = set.id;
      await route.fulfill({ response, json: { ...pack, cueSets: [set] } });
    });
    await begin(page, id);
    await key(page, 'with a cue').click();
    await page.getByRole('button', { name: 'me', exact: true }).click();
    await page.getByRole('heading', { name: 'What cue?' }).waitFor();
    await checkScreen(page, 'who-and-how');
    await page.getByRole('button', { name: 'model: did it' }).click();
    await page.getByText('with a cue (me, model)').first().waitFor();
  });
});
