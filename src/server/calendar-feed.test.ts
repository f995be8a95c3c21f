import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import {
  type Actor,
  buildFixtureSchool,
  canaries,
  type FixtureSchool,
  fixtureNow,
} from '../../tests/fixtures/school.ts';
import type { DefectReport } from './app.ts';
import { calendarFeedHandlers } from './calendar-feed.ts';
import { sessionHandlers } from './session.ts';

onBothStores('calendar feeds', (store) => {
  let server: TestApp;
  let salt = 0;
  beforeAll(async () => {
    server = await testApp(store(), { handlers: [...calendarFeedHandlers, ...sessionHandlers] });
  });
  afterAll(() => server.close());

  const newSchool = () => {
    salt += 1;
    server.clock.at = fixtureNow;
    return buildFixtureSchool(store(), `feeds ${salt}`);
  };
  async function ask(
    school: FixtureSchool,
    actor: Actor,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
  ) {
    const cookie = await server.signInAs(school.adults[actor]);
    return server.app.inject({ method, url, headers: { cookie }, ...(payload === undefined ? {} : { payload }) });
  }
  const plan = (school: FixtureSchool, more: object = {}) => ({
    schoolId: school.target.schoolId,
    date: '2026-10-15',
    starts: '09:40',
    ends: '10:10',
    delivery: 'push_in',
    classId: school.target.classId,
    routineId: school.target.routineId,
    setting: 'classroom',
    activity: 'about the volcano',
    lookFor: 'asks for help',
    members: [{ studentId: school.target.studentId, goalIds: [school.target.goalId] }],
    ...more,
  });
  const weekly = { weekly: { until: null, rotationDay: null } };
  const make = async (school: FixtureSchool, actor: Actor = 'therapist.own') =>
    (await ask(school, actor, 'POST', '/api/me/calendar-feeds')).json() as { id: string; address: string };
  const fetched = (address: string) => server.app.inject({ url: new URL(address).pathname });
  const list = async (school: FixtureSchool) =>
    (await ask(school, 'therapist.own', 'GET', '/api/me/calendar-feeds')).json().items;
  const eventsOf = (text: string) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => ({
      uid: String(one.getFirstPropertyValue('uid')),
      of: one.getFirstPropertyValue('recurrence-id')?.toString() ?? null,
      starts: String(one.getFirstPropertyValue('dtstart')),
      status: one.getFirstPropertyValue('status'),
      sequence: one.getFirstPropertyValue('sequence'),
    }));

  it('is fetched without a cookie by whoever has the address, and says when', async () => {
    const school = await newSchool();
    await ask(school, 'therapist.own', 'POST', '/api/sessions', plan(school, weekly));
    const { id, address } = await make(school);
    expect(await list(school)).toEqual([{ id, madeAt: fixtureNow, lastFetched: null }]);
    const answer = await fetched(address);
    expect([answer.statusCode, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      'no-store',
    ]);
    expect(answer.body).toContain('SUMMARY:Push-in · Class 2\r\nLOCATION:Class 2\\, North\r\n');
    expect(await list(school)).toEqual([{ id, madeAt: fixtureNow, lastFetched: fixtureNow }]);
  });

  it('holds nothing of any student, and is stored without its secret', async () => {
    const school = await newSchool();
    await ask(school, 'therapist.own', 'POST', '/api/sessions', plan(school, weekly));
    const { address } = await make(school);
    const { body } = await fetched(address);
    const hidden = [...Object.values(canaries).flat(), 'volcano', 'asks for help', school.target.studentId];
    for (const text of hidden) expect(body).not.toContain(text);
    // The label in the room.
    expect(body).not.toMatch(/\bAN\b/);
    const token = address.split('/').at(-2)!;
    const rows = await store().asOwner(async (db) => [
      await db.selectFrom('calendar_feed').selectAll().execute(),
      await db.selectFrom('calendar_told').selectAll().execute(),
      await db.selectFrom('access_log').selectAll().execute(),
    ]);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('says in its numbers what was changed, and stays the same otherwise', async () => {
    const school = await newSchool();
    const { body: saved } = await ask(school, 'therapist.own', 'POST', '/api/sessions', plan(school, weekly));
    const { id, seriesId } = JSON.parse(saved);
    const { address } = await make(school);
    const uid = `${seriesId}@carryover`;
    const first = (await fetched(address)).body;
    expect(eventsOf(first).filter((event) => event.uid === uid)).toEqual([
      { uid, of: null, starts: '2026-10-15T09:40:00', status: 'CONFIRMED', sequence: 0 },
    ]);
    server.clock.at = '2026-10-14T16:00:00.000Z';
    expect((await fetched(address)).body).toBe(first);

    await ask(school, 'therapist.own', 'POST', `/api/sessions/${id}/cancel`, {
      scope: 'this',
      reason: 'student_absent',
    });
    const cancelled = (await fetched(address)).body;
    const exception = { uid, of: '2026-10-15T09:40:00', starts: '2026-10-15T09:40:00', status: 'CANCELLED' };
    expect(eventsOf(cancelled)).toContainEqual({ ...exception, sequence: 0 });
    expect(cancelled).not.toContain('absent');

    await ask(school, 'therapist.own', 'POST', `/api/sessions/${id}/reinstate`);
    await ask(school, 'therapist.own', 'PUT', `/api/sessions/${id}`, {
      ...plan(school, { date: '2026-10-16', starts: '13:00', ends: '13:30', schoolId: undefined }),
      scope: 'this',
    });
    expect(eventsOf((await fetched(address)).body)).toContainEqual({
      ...exception,
      starts: '2026-10-16T13:00:00',
      status: 'CONFIRMED',
      sequence: 1,
    });
  });

  it('answers nothing once it is taken back, to a wrong token, and when the role has ended', async () => {
    const school = await newSchool();
    const { id, address } = await make(school);
    const other = await make(school);
    const wrong = address.replace(/.(?=\/sessions\.ics$)/, (last) => (last === 'A' ? 'B' : 'A'));
    for (const gone of [wrong, `${address.slice(0, 60)}/sessions.ics`]) {
      expect((await fetched(gone)).statusCode).toBe(404);
    }
    // Another's is not one's own to take back.
    expect((await ask(school, 'therapist.none', 'DELETE', `/api/me/calendar-feeds/${id}`)).statusCode).toBe(404);
    expect((await ask(school, 'therapist.own', 'DELETE', `/api/me/calendar-feeds/${id}`)).statusCode).toBe(200);
    expect((await fetched(address)).statusCode).toBe(404);
    expect((await fetched(other.address)).statusCode).toBe(200);
    await store().asOwner((db) =>
      db
        .updateTable('role_held')
        .set({ to_date: '2026-10-13' })
        .where('adult_id', '=', school.adults['therapist.own'].adultId)
        .execute(),
    );
    expect((await fetched(other.address)).statusCode).toBe(404);
  });

  it('is downloaded by its owner, and ten addresses are enough', async () => {
    const school = await newSchool();
    await ask(school, 'therapist.own', 'POST', '/api/sessions', plan(school, { date: '2026-10-20' }));
    const answer = await ask(school, 'therapist.own', 'GET', '/api/me/calendar.ics');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="sessions.ics"');
    expect(eventsOf(answer.body).map(({ starts }) => starts)).toContain('2026-10-20T09:40:00');
    for (let count = 0; count < 10; count += 1) await make(school);
    const eleventh = await ask(school, 'therapist.own', 'POST', '/api/me/calendar-feeds');
    expect(eleventh.statusCode).toBe(409);
  });
});

describe('a fault while an address is fetched', () => {
  it('is reported without the secret', async () => {
    const reports: DefectReport[] = [];
    const secret = 'x'.repeat(64);
    const broken = { asOwner: () => Promise.reject(new Error(secret)) };
    const server = await testApp(broken as never, {
      handlers: calendarFeedHandlers,
      report: (defect) => reports.push(defect),
    });
    const answer = await server.app.inject({ url: `/api/calendar-feeds/${secret}/sessions.ics` });
    expect(answer.statusCode).toBe(500);
    expect(reports.map((report) => report.operation)).toEqual(['calendar_feed.fetch']);
    expect(JSON.stringify(reports) + answer.body).not.toContain(secret);
    await server.close();
  });
});
