import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { type Actor, buildFixtureSchool, type FixtureSchool, fixtureNow } from '../../tests/fixtures/school.ts';
import type { LedgerPage } from '../contract/ledger.ts';
import { ledgerHandlers } from './ledger.ts';
import { sessionHandlers } from './session.ts';

onBothStores('the ledger of a student', (store) => {
  let server: TestApp;
  let school: FixtureSchool;
  beforeAll(async () => {
    server = await testApp(store(), { handlers: [...ledgerHandlers, ...sessionHandlers] });
    school = await buildFixtureSchool(store(), 'ledger');
    await store().asOwner((db) =>
      db
        .updateTable('adult')
        .set({ discipline: 'speech' })
        .where('district_id', '=', school.target.districtId)
        .where('id', '=', school.adults['therapist.own'].adultId)
        .execute(),
    );
  });
  afterAll(() => server.close());

  async function ask<T>(actor: Actor, method: 'GET' | 'POST', url: string, payload?: object) {
    const cookie = await server.signInAs(school.adults[actor]);
    const answer = await server.app.inject({ method, url, headers: { cookie }, ...(payload && { payload }) });
    return { status: answer.statusCode, body: answer.json() as T, text: answer.body };
  }
  const read = (actor: Actor = 'therapist.own') =>
    ask<LedgerPage>(actor, 'GET', `/api/students/${school.target.studentId}/ledger`);
  const plan = async (date: string, starts: string, ends: string) => {
    const { body } = await ask<{ id: string }>('therapist.own', 'POST', '/api/sessions', {
      schoolId: school.target.schoolId,
      date,
      starts,
      ends,
      delivery: 'pull_out',
      setting: 'therapy_room',
      members: [{ studentId: school.target.studentId, goalIds: [] }],
    });
    return body.id;
  };
  const directOf = (page: LedgerPage) =>
    page.lines.find(({ discipline }) => discipline === 'speech')!.accounts.find(({ account }) => account === 'direct')!;

  it('moves a minute from planned to missed, and says why', async () => {
    const before = (await read()).body;
    const id = await plan('2026-10-15', '13:00', '13:45');
    const planned = directOf((await read()).body);
    expect(planned.planned - directOf(before).planned).toBe(45);

    server.clock.at = '2026-10-16T14:00:00.000Z';
    const unrecorded = directOf((await read()).body);
    expect(unrecorded.unrecorded).toBe(45);
    await ask('therapist.own', 'POST', `/api/sessions/${id}/cancel`, { scope: 'this', reason: 'testing' });
    const missed = directOf((await read()).body);
    expect(missed.unrecorded).toBe(0);
    // Beside the day of the fixture on which the student is noted as absent.
    expect(missed.missed).toContainEqual({ reason: 'testing', minutes: 45 });
    server.clock.at = fixtureNow;
  });

  it('reconciles: given and open are what is asked for', async () => {
    const { body } = await read();
    for (const { required, given, open } of body.lines.flatMap((line) => line.accounts)) {
      const exact = ({ whole, top, bottom }: typeof open) => whole + top / bottom;
      expect(exact(given) + exact(open)).toBeCloseTo(exact(required), 9);
    }
  });

  it('is the record’s: nobody else reads it, and it names no other student', async () => {
    for (const actor of ['therapist.other_class', 'teacher.own', 'coordinator.own'] as const) {
      expect((await read(actor)).status).toBeGreaterThanOrEqual(400);
    }
    expect((await read()).text).not.toContain(school.otherClass.studentId);
  });
});
