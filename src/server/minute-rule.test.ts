import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LedgerPage } from '#contract/ledger.ts';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { type Actor, buildFixtureSchool, type FixtureSchool, fixtureNow } from '../../tests/fixtures/school.ts';
import { eventHandlers } from './event.ts';
import { ledgerHandlers } from './ledger.ts';
import { minuteRuleHandlers } from './minute-rule.ts';

onBothStores('rules of minutes', (store) => {
  let school: FixtureSchool;
  let test: TestApp;
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'minute rules');
    const { districtId, adultId } = school.adults['therapist.own'];
    await store().asOwner((db) =>
      db
        .updateTable('adult')
        .set({ discipline: 'speech' })
        .where('district_id', '=', districtId)
        .where('id', '=', adultId)
        .execute(),
    );
    test = await testApp(store(), { handlers: [...minuteRuleHandlers, ...ledgerHandlers, ...eventHandlers] });
  });
  afterAll(() => test.close());

  const ask = (actor: Actor, method: 'GET' | 'POST', url: string, payload?: object) =>
    test.ask(school.adults[actor], method, url, payload);
  const usual = { observation: 'direct', coTreatment: 'each_in_full', holidayWeeks: 'owed_in_full' };
  const set = (basedOn: number, part: object, actor: Actor = 'coordinator.own') =>
    ask(actor, 'POST', '/api/minute-rules', { ...usual, basedOn, from: '2026-09-01', reason: 'Agreed', ...part });

  /** Twenty minutes in which the therapist watched. */
  async function observed(date: string) {
    const { adultId } = school.adults['therapist.own'];
    const { schoolId, studentId } = school.target;
    const deviceId = '0190a000-0000-7000-8000-00000000000d';
    const event = (minute: string, what: object) => {
      const at = `${date}T15:${minute}:00.000Z`;
      const when = { occurredAt: at, enteredAt: at, captureMode: 'live', schemaVersion: 1 };
      return { id: v7(), sessionId, recorderId: adultId, deviceId, ...when, ...what };
    };
    const sessionId = v7();
    const opened = {
      kind: 'opened',
      date,
      startsAt: '11:00',
      zone: 'America/New_York',
      schoolId,
      members: [{ studentId, goalIds: [] }],
      context: {
        setting: 'classroom',
        delivery: 'observation',
        present: [adultId],
        therapistPart: 'watching',
        purpose: 'incidental',
        groupSize: 1,
      },
    };
    const events = [event('00', opened), event('20', { kind: 'closed' })];
    const { body } = await ask('therapist.own', 'POST', '/api/events', { deviceId, sentAt: fixtureNow, events });
    expect(body.results).toMatchObject([{ result: 'accepted' }, { result: 'accepted' }]);
  }

  it('keeps every version with its day and its reason, set by a coordinator', async () => {
    expect((await ask('therapist.own', 'GET', '/api/minute-rules')).body).toEqual({
      inForce: usual,
      version: 0,
      history: [],
    });
    expect((await set(0, {}, 'therapist.own')).status).toBe(403);
    expect((await set(0, { reason: ' ' })).body).toMatchObject({ field: 'reason' });
    expect((await set(0, { coTreatment: 'shared' })).status).toBe(200);
    expect((await set(0, {})).body).toMatchObject({ code: 'changed_meanwhile' });
    expect((await set(1, { from: '2099-09-01' })).status).toBe(200);
    const { inForce, version, history } = (await ask('teacher.own', 'GET', '/api/minute-rules')).body;
    expect(inForce).toEqual({ ...usual, coTreatment: 'shared' });
    expect(version).toBe(2);
    expect(history).toMatchObject([
      { version: 2, from: '2099-09-01' },
      { version: 1, from: '2026-09-01', reason: 'Agreed', setBy: 'coordinator.own' },
    ]);
  });

  it('counts the days before a change by what held then, and those after by what holds since', async () => {
    const speech = async () => {
      const { body } = await ask('therapist.own', 'GET', `/api/students/${school.target.studentId}/ledger`);
      const { accounts, notCounted } = (body as LedgerPage).lines.find((line) => line.discipline === 'speech')!;
      const direct = accounts.find(({ account }) => account === 'direct');
      return { given: direct?.given.whole ?? 0, notCounted };
    };
    const none = await speech();
    await observed('2026-10-01');
    await observed('2026-10-08');
    const before = await speech();
    expect(before.given - none.given).toBe(40);
    expect((await set(2, { from: '2026-10-05', observation: 'apart' })).status).toBe(200);
    expect(await speech()).toEqual({ given: before.given - 20, notCounted: before.notCounted + 20 });
  });
});
