import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { type Actor, buildFixtureSchool, type FixtureSchool } from '../../tests/fixtures/school.ts';
import type { Today } from '../contract/session.ts';
import type { WorkTime } from '../contract/work-time.ts';
import { sessionHandlers } from './session.ts';
import { workTimeHandlers } from './work-time.ts';

onBothStores('other work', (store) => {
  let server: TestApp;
  let school: FixtureSchool;
  beforeAll(async () => {
    server = await testApp(store(), { handlers: [...sessionHandlers, ...workTimeHandlers] });
    school = await buildFixtureSchool(store(), 'other work');
  });
  afterAll(() => server.close());

  async function ask<T = Record<string, unknown>>(
    method: 'GET' | 'POST',
    url: string,
    payload?: object,
    actor: Actor = 'therapist.own',
  ) {
    const cookie = await server.signInAs(school.adults[actor]);
    const answer = await server.app.inject({
      method,
      url,
      headers: { cookie },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: answer.statusCode, body: answer.json() as T };
  }
  const work = (more: object = {}) => ({
    kind: 'meeting',
    weekdays: [3],
    starts: '10:15',
    ends: '11:00',
    from: '2026-10-14',
    to: null,
    ...more,
  });
  const add = (more: object = {}) => ask<{ ids: string[]; sessions: number }>('POST', '/api/me/work-times', work(more));
  const list = async (actor?: Actor) =>
    (await ask<{ items: WorkTime[] }>('GET', '/api/me/work-times', undefined, actor)).body.items;

  it('shows on Today, and says which sessions lie in its time', async () => {
    // The fixture's session of that Wednesday is from 10:00 to 10:30.
    const added = await add({ label: 'Team' });
    expect(added.body).toMatchObject({ ids: [expect.any(String)], sessions: 1 });
    const { body } = await ask<Today>('GET', '/api/today?date=2026-10-21');
    expect(body.work).toMatchObject([{ kind: 'meeting', label: 'Team', starts: '10:15', ends: '11:00' }]);
    expect(await list('therapist.other_class')).toEqual([]);
    // What was until then stays; what is only to come goes.
    await ask('POST', '/api/me/work-times/end', { ids: added.body.ids, on: '2026-10-21' });
    expect((await list()).map(({ from, to }) => [from, to])).toEqual([['2026-10-14', '2026-10-20']]);
    await ask('POST', '/api/me/work-times/end', { ids: added.body.ids, on: '2026-10-14' });
    expect(await list()).toEqual([]);
  });

  it('the indirect week comes every fourth week, on all its days', async () => {
    const added = await add({
      kind: 'indirect',
      weekdays: [1, 2, 3, 4, 5],
      everyWeeks: 4,
      to: '2026-11-13',
      starts: '08:00',
      ends: '15:00',
    });
    expect((await list()).map(({ from }) => from).toSorted()).toEqual([
      ...['2026-10-14', '2026-10-15', '2026-10-16'],
      ...['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13'],
    ]);
    const { status } = await ask('POST', '/api/me/work-times/end', { ids: added.body.ids, on: '2026-10-14' });
    expect([status, await list()]).toEqual([200, []]);
  });

  it('is one’s own', async () => {
    const added = await add();
    const end = { ids: added.body.ids, on: '2026-10-14' };
    for (const actor of ['therapist.other_class', 'coordinator.own'] as const) {
      expect((await ask('POST', '/api/me/work-times/end', end, actor)).status).toBe(404);
    }
    expect(await list()).toHaveLength(1);
    // Row-level security alone: another therapist changes nothing.
    const { adultId, districtId } = school.adults['therapist.other_class'];
    const scope = { districtId, adultId, role: 'therapist', today: '2026-10-14' };
    const changed = await store().asAdult(scope, (db) =>
      db.updateTable('work_time').set({ label: 'x' }).executeTakeFirst(),
    );
    expect(changed.numUpdatedRows).toBe(0n);
    await ask('POST', '/api/me/work-times/end', end);
  });

  it.each([
    [{ ends: '10:15' }, 'ends'],
    [{ to: '2026-10-13' }, 'to'],
    [{ everyWeeks: 2 }, 'to'],
    [{ kind: 'at_school' }, 'schoolId'],
    [{ weekdays: [] }, 'weekdays'],
    [{ everyWeeks: 2, weekdays: [1], to: '2026-10-15' }, 'weekdays'],
  ])('says which field cannot be: %j', async (more, field) => {
    expect((await add(more)).body).toMatchObject({ code: 'bad_input', field });
  });
});
