import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { type Actor, buildFixtureSchool, type FixtureSchool, fixtureNow } from '../../tests/fixtures/school.ts';
import type { LedgerPage } from '../contract/ledger.ts';
import type { MissedAndMadeUp } from '../contract/make-up.ts';
import { insertMakeUp } from '../store/make-up.ts';
import { eventHandlers } from './event.ts';
import { ledgerHandlers } from './ledger.ts';
import { makeUpHandlers } from './make-up.ts';
import { sessionHandlers } from './session.ts';

onBothStores('the ledger of a student', (store) => {
  let server: TestApp;
  let school: FixtureSchool;
  beforeAll(async () => {
    server = await testApp(store(), {
      handlers: [...ledgerHandlers, ...sessionHandlers, ...makeUpHandlers, ...eventHandlers],
    });
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

  it('says made up once the make-up is recorded, and lists what was missed again while it is called off', async () => {
    const missedId = await plan('2026-10-19', '13:00', '13:45');
    const makeUpId = await plan('2026-10-20', '13:00', '13:45');
    server.clock.at = '2026-10-20T20:00:00.000Z';
    const callOff = (id: string) =>
      ask('therapist.own', 'POST', `/api/sessions/${id}/cancel`, { scope: 'this', reason: 'testing' });
    const open = async () => {
      const { body } = await ask<MissedAndMadeUp>('therapist.own', 'GET', '/api/make-ups');
      const mine = body.items.find(({ studentId }) => studentId === school.target.studentId);
      return (mine?.missed ?? []).map(({ sessionId }) => sessionId).filter((id) => [missedId, makeUpId].includes(id));
    };
    await callOff(missedId);
    expect(await open()).toEqual([missedId]);
    await store().asOwner((db) =>
      insertMakeUp(db, school.target.districtId, {
        sessionId: makeUpId,
        studentId: school.target.studentId,
        missedSessionId: missedId,
        by: school.adults['therapist.own'].adultId,
        now: server.clock.at,
      }),
    );
    expect(await open()).toEqual([]);
    await callOff(makeUpId);
    expect(await open()).toEqual([missedId]);
    await ask('therapist.own', 'POST', `/api/sessions/${makeUpId}/reinstate`);

    const before = directOf((await read()).body);
    const deviceId = '0190a000-0000-7000-8000-00000000000d';
    const event = (occurredAt: string) => ({
      id: v7(),
      schemaVersion: 1,
      sessionId: makeUpId,
      occurredAt,
      enteredAt: occurredAt,
      recorderId: school.adults['therapist.own'].adultId,
      deviceId,
      captureMode: 'live',
    });
    const { body } = await ask<{ results: object[] }>('therapist.own', 'POST', '/api/events', {
      deviceId,
      sentAt: server.clock.at,
      events: [
        {
          ...event('2026-10-20T17:00:00.000Z'),
          kind: 'opened',
          date: '2026-10-20',
          startsAt: '13:00',
          zone: 'America/New_York',
          schoolId: school.target.schoolId,
          members: [{ studentId: school.target.studentId, goalIds: [] }],
          context: {
            setting: 'therapy_room',
            delivery: 'pull_out',
            present: [],
            therapistPart: 'helping',
            purpose: 'treatment',
            groupSize: 1,
          },
        },
        { ...event('2026-10-20T17:45:00.000Z'), kind: 'closed' },
      ],
    });
    expect(body.results).toMatchObject([{ result: 'accepted' }, { result: 'accepted' }]);
    const after = directOf((await read()).body);
    expect(after.madeUp.whole - before.madeUp.whole).toBe(45);
    expect(after.given.whole - before.given.whole).toBe(45);
    expect(await open()).toEqual([]);
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
