import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { allSent, begin } from './recorder.ts';
import { checkScreen, demoSchool, signInAs } from './story.ts';

// P16: functional goals inside a routine: steps with the help they took, prompts counted, the finish time kept.

interface Planned {
  readonly id: string;
  readonly date: string;
  readonly schoolId: string;
  readonly classId: string | null;
  readonly routineId: string | null;
  readonly setting: string;
  readonly members: readonly {
    readonly studentId: string;
    readonly label: string;
    readonly goalIds: readonly string[];
  }[];
}

/** Arrivals with a goal in steps are on other days of the week: one of them is planned for this morning too. */
async function planArrivalToday(page: Page): Promise<{ id: string; label: string }> {
  const read = async <Answer>(address: string) => (await (await page.request.get(address)).json()) as Answer;
  const { items } = await read<{ items: Planned[] }>('/api/sessions?from=2026-03-09&to=2026-03-13');
  for (const session of items) {
    const pack = await read<{
      members?: { studentId: string; label: string; goals: { goalId: string; measure: string }[] }[];
    }>(`/api/sessions/${session.id}/pack`);
    const member = pack.members?.find((one) => one.goals.some((goal) => goal.measure === 'steps'));
    const goal = member?.goals.find((one) => one.measure === 'steps');
    if (member === undefined || goal === undefined) continue;
    const planned = await page.request.post('/api/sessions', {
      headers: { origin: new URL(page.url()).origin },
      data: {
        schoolId: session.schoolId,
        date: '2026-03-12',
        starts: '07:20',
        ends: '07:50',
        delivery: 'push_in',
        classId: session.classId,
        routineId: session.routineId,
        setting: session.setting,
        members: [{ studentId: member.studentId, goalIds: [goal.goalId] }],
      },
    });
    expect(planned.status(), await planned.text()).toBe(200);
    return { id: ((await planned.json()) as { id: string }).id, label: member.label };
  }
  throw new Error('No session of the week has a goal in steps.');
}

describe('steps in a routine', () => {
  const school = demoSchool();

  test('steps down, students across: one press on their own, a second says the help; prompts and the finish', async () => {
    const page = await school.open('tablet');
    await signInAs(page, 'ot', '/today');
    const { id, label } = await planArrivalToday(page);
    await begin(page, id);
    await page
      .getByRole('button', { name: new RegExp(`^${label},`) })
      .first()
      .click();
    const cells = page
      .getByRole('table', { name: 'Steps' })
      .getByRole('button', { name: new RegExp(`^${label}, .*: nothing yet$`) });
    await cells.first().waitFor();
    const all = await cells.count();
    await cells.first().click();
    await page.getByRole('button', { name: new RegExp(`^${label}, .*: on their own$`) }).waitFor();
    await cells.first().click();
    await page
      .getByRole('button', { name: new RegExp(`^${label}, .*: on their own$`) })
      .nth(1)
      .click();
    await page.getByRole('button', { name: 'para', exact: true }).click();
    await checkScreen(page, 'help');
    await page.getByRole('button', { name: /verbal$/ }).click();
    await page.getByRole('button', { name: new RegExp(`^${label}, .*: verbal, Vb$`) }).waitFor();
    const more = page.getByRole('button', { name: `${label}: one prompt more` });
    await more.click();
    await page.waitForTimeout(350);
    await more.click();
    await page.waitForTimeout(350);
    await page.getByRole('button', { name: `${label}: finished now` }).click();
    await checkScreen(page, 'steps');
    await allSent(page);
    const { events } = (await (await page.request.get(`/api/sessions/${id}/events`)).json()) as {
      events: { kind: string; assistance?: string; by?: string }[];
    };
    expect(await cells.count()).toBe(all - 2);
    expect(events.filter(({ kind }) => kind === 'step').map(({ assistance, by }) => [assistance, by])).toEqual([
      ['independent', undefined],
      ['independent', undefined],
      ['verbal', 'para'],
    ]);
    expect(events.filter(({ kind }) => kind === 'count')).toHaveLength(2);
    expect(events.filter(({ kind }) => kind === 'start' || kind === 'stop')).toHaveLength(2);
  });
});
