import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What the stories of the recording screen have in common. */

export interface PlannedToday {
  readonly id: string;
  readonly starts: string;
  readonly delivery: string;
  readonly routineName: string | null;
  readonly members: readonly {
    readonly studentId: string;
    readonly label: string;
    readonly goalIds: readonly string[];
  }[];
}

export async function sessionsOfToday(page: Page): Promise<readonly PlannedToday[]> {
  const response = await page.request.get('/api/today');
  return ((await response.json()) as { sessions: PlannedToday[] }).sessions;
}

export async function sessionAt(page: Page, starts: string): Promise<PlannedToday> {
  const session = (await sessionsOfToday(page)).find((one) => one.starts === starts);
  expect(session, `a session at ${starts}`).toBeDefined();
  return session!;
}

/** Opens a session and confirms its context. */
export async function begin(page: Page, sessionId: string): Promise<void> {
  await page.goto(`/classroom/${sessionId}`);
  await page.getByRole('button', { name: /^Start/ }).click();
  await strip(page).waitFor();
}

export const strip = (page: Page): Locator => page.getByRole('list', { name: 'Students' });
export const chip = (page: Page, label: string): Locator =>
  strip(page).getByRole('button', { name: new RegExp(`^${label},`) });
/** A key of the pad: its name begins with whom it is for. */
export const key = (page: Page, mark: string): Locator => page.getByRole('button', { name: new RegExp(`: ${mark}$`) });

/** Two marks of one kind in a row are apart by more than a bouncing finger's. */
export async function mark(page: Page, ...marks: readonly string[]): Promise<void> {
  for (const one of marks) {
    await key(page, one).click();
    await page.waitForTimeout(350);
  }
}

/** The last thing marked, as the line of the undo names it: there once it is on the disk, and no sooner. */
export async function marked(page: Page, what: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^undo: .*${what}$`) }).waitFor();
}

/** Everything that is stored has been taken in. Only says something of a mark that has left its own trace on the pad before. */
export async function allSent(page: Page): Promise<void> {
  await page.getByText('all sent').waitFor({ timeout: 30_000 });
}

/** Trials of a goal that stand, as the goal page has them. */
export async function trialsOf(page: Page, goalId: string): Promise<readonly { id: string; outcome: string }[]> {
  const response = await page.request.get(`/api/goals/${goalId}/evidence`);
  const { events } = (await response.json()) as {
    events: { id: string; kind: string; outcome: string; voids?: string }[];
  };
  const voided = new Set(events.flatMap((event) => (event.kind === 'void' ? [event.voids] : [])));
  return events.filter((event) => event.kind === 'trial' && !voided.has(event.id));
}

/** "12 of 20" of the row whose heading begins so, from the table beside the goal's picture. */
export async function countsOnGoalPage(page: Page, goalId: string, row: RegExp): Promise<{ x: number; n: number }> {
  await page.goto(`/goals/${goalId}`);
  const cell = page.getByRole('row', { name: row }).first();
  await cell.waitFor({ state: 'attached' });
  const counted = /(\d+) of (\d+)/.exec((await cell.textContent()) ?? '');
  expect(counted, 'x of n in the table of the goal page').not.toBeNull();
  return { x: Number(counted![1]), n: Number(counted![2]) };
}

/** Invited by the therapist, as an aide of the class, and come in by the link. */
export async function aideOf(therapist: Page, classId: string, aide: Page): Promise<void> {
  await aide.goto('/sign-in');
  const headers = { origin: new URL(aide.url()).origin };
  const invited = await therapist.request.post('/api/invitations', {
    headers,
    data: {
      name: 'Odile Brandt',
      email: 'odile@example.org',
      role: 'paraprofessional',
      classId,
      roleFrom: '2026-03-01',
      roleTo: null,
    },
  });
  expect(invited.status(), await invited.text()).toBe(200);
  const token = ((await invited.json()) as { link: string }).link.split('#')[1];
  const accepted = await aide.request.post('/api/invitation-link/accept', {
    headers,
    data: { token, name: 'Odile Brandt', email: 'odile@example.org', password: 'nine otters under the pier' },
  });
  expect(accepted.status(), await accepted.text()).toBe(200);
}
