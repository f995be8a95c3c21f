import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { type Actor, buildFixtureSchool, type FixtureSchool, fixtureNow } from '../../tests/fixtures/school.ts';
import type { EventResult } from '../contract/event.ts';
import type { ServiceNotesOfStudent } from '../contract/service-note.ts';
import { eventHandlers } from './event.ts';
import { serviceNoteHandlers } from './service-note.ts';

onBothStores('service notes', (store) => {
  let server: TestApp;
  let school: FixtureSchool;
  beforeAll(async () => {
    server = await testApp(store(), { handlers: [...eventHandlers, ...serviceNoteHandlers] });
    school = await buildFixtureSchool(store(), 'service notes');
  });
  afterAll(() => server.close());

  let seconds = 0;
  async function keep(actor: Actor, what: object): Promise<EventResult & { id: string }> {
    seconds += 1;
    const at = new Date(Date.parse(fixtureNow) - 60_000 + seconds * 1_000).toISOString();
    const event = {
      id: v7(),
      schemaVersion: 1,
      sessionId: school.target.sessionId,
      recorderId: school.adults[actor].adultId,
      deviceId: '0190a000-0000-7000-8000-00000000000d',
      occurredAt: at,
      enteredAt: at,
      captureMode: 'live',
      studentId: school.target.studentId,
      ...what,
    };
    const cookie = await server.signInAs(school.adults[actor]);
    const payload = { deviceId: event.deviceId, sentAt: fixtureNow, events: [event] };
    const answer = await server.app.inject({ method: 'POST', url: '/api/events', headers: { cookie }, payload });
    return answer.json().results[0];
  }
  const note = (text: string) => ({ kind: 'service_note', text });
  async function read(actor: Actor = 'therapist.own') {
    const cookie = await server.signInAs(school.adults[actor]);
    const url = `/api/students/${school.target.studentId}/service-notes`;
    const answer = await server.app.inject({ method: 'GET', url, headers: { cookie } });
    return { status: answer.statusCode, items: (answer.json() as ServiceNotesOfStudent).items };
  }

  it('are kept by whose session it is, the latest one stands, and one that is taken back is gone', async () => {
    const first = await keep('therapist.own', note('30 minutes, as drafted.'));
    expect(first.result).toBe('accepted');
    const second = await keep('therapist.own', note('30 minutes, read aloud twice.'));
    expect((await read()).items.map(({ text }) => text)).toEqual(['30 minutes, read aloud twice.']);
    expect((await read()).items[0]).toMatchObject({ sessionId: school.target.sessionId, delivery: 'push_in' });
    await keep('therapist.own', { kind: 'void', voids: second.id });
    expect((await read()).items.map(({ text }) => text)).toEqual(['30 minutes, as drafted.']);
  });

  it('are not for an adult of the class, who records beside the therapist', async () => {
    expect(await keep('paraprofessional.own', note('A note.'))).toMatchObject({ code: 'not_your_session' });
    expect((await read('teacher.own')).status).toBe(403);
    expect((await read('therapist.none')).status).toBe(403);
  });
});
