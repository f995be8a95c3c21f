import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { buildFixtureSchool, type FixtureSchool, fixtureToday } from '../../tests/fixtures/school.ts';
import { retentionHandlers } from './retention.ts';

onBothStores('keeping and destroying', (store) => {
  let school: FixtureSchool;
  let test: TestApp;
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'retention');
    test = await testApp(store(), { handlers: [...retentionHandlers] });
  });
  afterAll(() => test.close());

  const ask = (method: 'GET' | 'POST', url: string, payload?: object) =>
    test.ask(school.adults['records.own'], method, url, payload);
  const at = (part: string) => `/api/retention/records/${school.target.studentId}/${part}`;
  const destroy = (part: object = {}) =>
    ask('POST', at('destroy'), { why: 'no_longer_needed', confirm: school.target.studentId.slice(-6), ...part });
  const left = (on: string | null) =>
    store().asOwner((db) =>
      db.updateTable('student').set({ left_on: on }).where('id', '=', school.target.studentId).execute(),
    );

  it('refuses what is in use, what is still needed, and what the family was not told of', async () => {
    expect((await destroy({ why: 'family_asks' })).body).toMatchObject({ code: 'bad_input', field: 'studentId' });
    await left('2024-06-12');
    expect((await destroy()).status).toBe(400);
    const rule = { from: fixtureToday, yearsAfterLeaving: 2, waitDays: 0, reason: 'State rule' };
    expect((await ask('POST', '/api/retention/rules', rule)).status).toBe(200);
    const page = (await ask('GET', '/api/retention')).body;
    expect(page.rule).toMatchObject({ version: 1, yearsAfterLeaving: 2 });
    expect(page.items).toEqual([expect.objectContaining({ state: 'due', dueOn: '2026-06-12' })]);
    expect((await destroy()).status).toBe(400);
  });

  it('destroys what is ready, once, with a certificate of numbers only', async () => {
    const told = { what: 'told', on: fixtureToday, reason: 'Letter' };
    expect((await ask('POST', at('marks'), told)).status).toBe(200);
    test.clock.at = '2026-10-14T14:01:00.000Z';
    expect((await ask('POST', at('marks'), { ...told, what: 'held', reason: 'A hearing' })).status).toBe(200);
    expect((await destroy()).status).toBe(400);
    test.clock.at = '2026-10-14T14:02:00.000Z';
    expect((await ask('POST', at('marks'), { ...told, what: 'released', reason: 'Over' })).status).toBe(200);
    expect((await destroy({ confirm: '000000' })).body).toMatchObject({ field: 'confirm' });
    const { status, body } = await destroy();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      studentId: school.target.studentId,
      toldOn: fixtureToday,
      ruleVersion: 1,
      destroyedBy: 'records.own',
      goneFromBackupsOn: '2027-11-18',
    });
    expect((await ask('GET', '/api/retention')).body).toMatchObject({ items: [], certificates: [{ hash: body.hash }] });
    expect((await destroy()).body.code).toBe('not_found');
    const log = await store().asOwner((db) =>
      db
        .selectFrom('access_log')
        .select('result')
        .where('operation', '=', 'retention.destroy')
        .where('student_id', '=', school.target.studentId)
        .execute(),
    );
    expect(log.some(({ result }) => result === 'allowed')).toBe(true);
  });
});
