import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceLogWeek } from '#contract/service-log.ts';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { type Actor, buildFixtureSchool, type FixtureSchool, fixtureNow } from '../../tests/fixtures/school.ts';
import { billingConsentHandlers } from './billing-consent.ts';
import { eventHandlers } from './event.ts';
import { serviceCodeHandlers } from './service-code.ts';
import { serviceLogHandlers } from './service-log.ts';
import { supervisionHandlers } from './supervision.ts';

const table = [
  'code,discipline,size,modifiers,assistant_modifiers,rule,minimum_minutes,from,to',
  'T1001,speech,individual,GN,,encounter,,2026-08-01,',
  'T1002,occupational,individual,GO,CO,eight_minute,,2026-08-01,',
].join('\n');

onBothStores('the service log', (store) => {
  let school: FixtureSchool;
  let test: TestApp;
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'service log');
    test = await testApp(store(), {
      handlers: [
        ...serviceLogHandlers,
        ...billingConsentHandlers,
        ...serviceCodeHandlers,
        ...supervisionHandlers,
        ...eventHandlers,
      ],
    });
    for (const actor of ['therapist.own', 'assistant.own'] as const)
      await store().asOwner((db) =>
        db
          .updateTable('adult')
          .set({ discipline: 'speech' })
          .where('district_id', '=', school.adults[actor].districtId)
          .where('id', '=', school.adults[actor].adultId)
          .execute(),
      );
  });
  afterAll(() => test.close());

  const ask = (actor: Actor, method: 'GET' | 'POST', url: string, payload?: object) =>
    test.ask(school.adults[actor], method, url, payload);
  const week = async (actor: Actor, date: string): Promise<ServiceLogWeek> =>
    (await ask(actor, 'GET', `/api/service-log/${date}`)).body;
  const idOf = (actor: Actor) => school.adults[actor].adultId;
  const rowsOf = async (actor: Actor, from = '2026-09-01', to = '2026-10-14') => {
    const cookie = await test.signInAs(school.adults[actor]);
    const url = `/api/service-log/${from}/${to}/table`;
    const answer = await test.app.inject({ method: 'GET', url, headers: { cookie } });
    const [heading = '', ...lines] = answer.body.replace('\ufeff', '').trim().split('\r\n');
    const names = heading.split(',');
    return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [names[at], cell])));
  };

  /** A session with the student that somebody recorded: `minutes` from 11:00 at the school, with a note or without. */
  async function given(actor: Actor, date: string, minutes: number, note: string | null = 'As drafted.') {
    const { schoolId, studentId, goalId } = school.target;
    const [sessionId, deviceId] = [v7(), '0190a000-0000-7000-8000-00000000000d'];
    const event = (minute: number, what: object) => {
      const at = new Date(Date.parse(`${date}T15:00:00.000Z`) + minute * 60_000).toISOString();
      const when = { occurredAt: at, enteredAt: at, captureMode: 'live', schemaVersion: 1 };
      return { id: v7(), sessionId, recorderId: idOf(actor), deviceId, ...when, ...what };
    };
    const opened = {
      kind: 'opened',
      date,
      startsAt: '11:00',
      zone: 'America/New_York',
      schoolId,
      members: [{ studentId, goalIds: [goalId] }],
      context: {
        setting: 'classroom',
        delivery: 'push_in',
        present: [idOf(actor)],
        therapistPart: 'helping',
        purpose: 'treatment',
        groupSize: 1,
      },
    };
    const events = [
      event(0, opened),
      event(minutes, { kind: 'closed' }),
      ...(note === null ? [] : [event(minutes, { kind: 'service_note', studentId, text: note })]),
    ];
    const { body } = await ask(actor, 'POST', '/api/events', { deviceId, sentAt: fixtureNow, events });
    expect(body.results.map(({ result }: { result: string }) => result)).toEqual(events.map(() => 'accepted'));
    return sessionId;
  }
  const sign = (actor: Actor, sessionId: string, said: object) =>
    ask(actor, 'POST', '/api/service-log', {
      contacts: [{ sessionId, studentId: school.target.studentId, note: 'As drafted.', ...said }],
    });

  describe('signing', () => {
    it('locks what was signed; a correction is a record of its own, and the old one stays', async () => {
      const sessionId = await given('therapist.own', '2026-09-28', 30);
      const before = await week('therapist.own', '2026-10-01');
      expect(before.toSign).toMatchObject([
        { sessionId, date: '2026-09-28', starts: '11:00', ends: '11:30', minutes: 30, note: 'As drafted.' },
      ]);
      expect(before.withoutConsent).toBe(1);
      expect((await sign('therapist.own', sessionId, { minutes: 29 })).body).toMatchObject({
        code: 'changed_meanwhile',
      });
      expect((await sign('therapist.own', sessionId, { minutes: 30, note: '' })).body).toMatchObject({
        field: 'contacts.0.note',
      });
      const areas = [{ area: 'language', minutes: 29 }];
      expect((await sign('therapist.own', sessionId, { minutes: 30, minutesByArea: areas })).body).toMatchObject({
        field: 'contacts.0.minutesByArea',
      });
      // Nobody signs for somebody else.
      expect((await sign('therapist.former', sessionId, { minutes: 30 })).status).not.toBe(200);
      expect((await sign('therapist.own', sessionId, { minutes: 30 })).status).toBe(200);
      expect((await sign('therapist.own', sessionId, { minutes: 30 })).body).toMatchObject({
        code: 'changed_meanwhile',
      });

      const [entry] = (await week('therapist.own', '2026-09-28')).signed;
      test.clock.at = new Date(Date.parse(fixtureNow) + 60_000).toISOString();
      const correct = (said: object) =>
        ask('therapist.own', 'POST', `/api/service-log/${entry!.id}/correct`, {
          note: 'Until a quarter past.',
          reason: 'The bell rang early.',
          ...said,
        });
      expect((await correct({ starts: '11:00', ends: '10:00' })).body).toMatchObject({ field: 'ends' });
      expect((await correct({ starts: '11:00', ends: '11:15' })).status).toBe(200);
      expect((await correct({})).body).toMatchObject({ code: 'changed_meanwhile' });
      const { signed, toSign } = await week('therapist.own', '2026-09-28');
      expect(toSign).toEqual([]);
      expect(signed).toMatchObject([
        { id: entry!.id, minutes: 30, note: 'As drafted.', corrects: null, corrected: true },
        { minutes: 15, corrects: entry!.id, reason: 'The bell rang early.', corrected: false },
      ]);
    });

    it('is beyond what even the owner of the tables can change', async () => {
      const { districtId } = school.target;
      const notes = () =>
        store().asOwner((db) =>
          db.selectFrom('service_log_entry').select('note').where('district_id', '=', districtId).execute(),
        );
      const before = await notes();
      expect(before).toHaveLength(2);
      const change = store().asOwner((db) =>
        db.updateTable('service_log_entry').set({ note: 'Another.' }).where('district_id', '=', districtId).execute(),
      );
      await expect(change).rejects.toThrow();
      expect(await notes()).toEqual(before);
    });

    it('says that the note was changed after the signature, and changes nothing by itself', async () => {
      const before = test.clock.at;
      const date = '2026-09-21';
      const sessionId = await given('therapist.own', date, 30);
      expect((await sign('therapist.own', sessionId, { minutes: 30 })).status).toBe(200);
      const entry = async () => (await week('therapist.own', date)).signed.find(({ corrected }) => !corrected)!;
      expect(await entry()).toMatchObject({ note: 'As drafted.', noteSince: null });

      const later = (minutes: number) => {
        test.clock.at = new Date(Date.parse(test.clock.at) + minutes * 60_000).toISOString();
      };
      const keep = async (what: object) => {
        later(1);
        const by = { recorderId: idOf('therapist.own'), deviceId: '0190a000-0000-7000-8000-00000000000d' };
        const when = { occurredAt: test.clock.at, enteredAt: test.clock.at, captureMode: 'later', schemaVersion: 1 };
        const event = { id: v7(), sessionId, ...by, ...when, ...what };
        const sent = { deviceId: by.deviceId, sentAt: test.clock.at, events: [event] };
        const { body } = await ask('therapist.own', 'POST', '/api/events', sent);
        expect(body.results).toMatchObject([{ result: 'accepted' }]);
        return event.id;
      };
      const { studentId } = school.target;
      const noteId = await keep({ kind: 'service_note', studentId, text: 'Also asked twice by herself.' });
      const signed = await entry();
      expect(signed).toMatchObject({ note: 'As drafted.', noteSince: 'Also asked twice by herself.' });

      later(1);
      const correct = await ask('therapist.own', 'POST', `/api/service-log/${signed.id}/correct`, {
        note: 'Also asked twice by herself.',
        reason: 'The note was changed.',
      });
      expect(correct.status).toBe(200);
      expect(await entry()).toMatchObject({ note: 'Also asked twice by herself.', noteSince: null });
      // Only a record in force can be behind its note.
      const { signed: all } = await week('therapist.own', date);
      expect(all.map((one) => one.noteSince)).toEqual([null, null]);
      await keep({ kind: 'void', voids: noteId, studentId });
      expect((await entry()).noteSince).toBe('As drafted.');
      test.clock.at = before;
    });
  });

  it('takes out only those students of whom a parent has agreed, from that day on', async () => {
    for (const date of ['2026-10-05', '2026-10-06']) {
      const sessionId = await given('therapist.own', date, 20, '=SUM(A1)');
      expect((await sign('therapist.own', sessionId, { minutes: 20, note: '=SUM(A1)' })).status).toBe(200);
    }
    expect(await rowsOf('therapist.own')).toEqual([]);
    const consent = (from: string, yes: boolean, actor: Actor = 'therapist.own') =>
      ask(actor, 'POST', `/api/students/${school.target.studentId}/billing-consent`, { given: yes, from });
    expect((await consent('2026-10-06', true, 'assistant.own')).status).toBe(403);
    expect((await consent('2027-01-01', true)).body).toMatchObject({ field: 'from' });
    expect((await consent('2026-10-06', true)).status).toBe(200);
    const { body } = await ask('case_manager.own', 'GET', `/api/students/${school.target.studentId}/billing-consent`);
    expect(body).toMatchObject({ given: true, history: [{ from: '2026-10-06', notedBy: 'therapist.own' }] });

    // No code is loaded: the service is there, and why it is not billed.
    expect(await rowsOf('therapist.own')).toMatchObject([
      { service_date: '2026-10-06', note: "'=SUM(A1)", units: '0', not_billable_reason: 'no_code', billable: 'no' },
    ]);
    const load = (text: string, actor: Actor = 'coordinator.own') =>
      ask(actor, 'POST', '/api/service-codes', { basedOn: 0, table: text, reason: 'Year' });
    expect((await load(table, 'therapist.own')).status).toBe(403);
    expect((await load(`${table}\nT1,speech,group,,,encounter,,2026-08-01,`)).body).toEqual({
      loaded: 0,
      problems: [{ row: 4, column: 'code', code: 'not_a_code', values: { said: 'T1' } }],
    });
    expect((await ask('teacher.own', 'GET', '/api/service-codes')).body.codes).toEqual([]);
    expect((await load(table)).body).toEqual({ loaded: 2, problems: [] });
    expect((await load(table)).body).toMatchObject({ code: 'changed_meanwhile' });
    const [row] = await rowsOf('therapist.own');
    expect(row).toMatchObject({ procedure_code: 'T1001', modifiers: 'GN', units: '1', billable: 'yes', minutes: '20' });

    // The same service for whoever makes claims, without what was said of it.
    for (const actor of ['coordinator.own', 'records.own'] as const)
      expect(await rowsOf(actor)).toMatchObject([{ ...row, note: '', exported_at: row!.exported_at }]);
    expect(await rowsOf('coordinator.other_school')).toEqual([]);
    expect(await rowsOf('therapist.none')).toEqual([]);
    expect((await ask('teacher.own', 'GET', '/api/service-log/2026-09-01/2026-10-14/table')).status).toBe(403);
    expect((await consent('2026-10-07', false)).status).toBe(200);
    expect(await rowsOf('therapist.own')).toHaveLength(1);
  });

  describe('an assistant', () => {
    const supervise = (from: string, actor: Actor = 'coordinator.own') =>
      ask(actor, 'POST', '/api/supervision', {
        assistantId: idOf('assistant.own'),
        supervisorId: idOf('therapist.own'),
        from,
        to: null,
      });

    it('signs, and the record waits for whoever supervised on that day', async () => {
      const sessionId = await given('assistant.own', '2026-10-12', 25);
      const ofTherapist = (await week('therapist.own', '2026-10-12')).toSign.map((contact) => contact.sessionId);
      expect(ofTherapist).not.toContain(sessionId);
      expect((await sign('assistant.own', sessionId, { minutes: 25 })).status).toBe(200);
      expect((await supervise('2026-10-13', 'therapist.own')).status).toBe(403);
      expect((await supervise('2026-10-13')).status).toBe(200);
      expect((await week('therapist.own', '2026-10-12')).waiting).toEqual([]);
      expect((await supervise('2026-10-01')).body).toMatchObject({ code: 'already_exists', field: 'supervisorId' });
      const [pair] = (await ask('coordinator.own', 'GET', '/api/supervision/2026-10-01/2026-10-31')).body.pairs;
      expect(
        (await ask('coordinator.own', 'POST', `/api/supervision/${pair.id}/end`, { to: '2026-10-13' })).status,
      ).toBe(200);
      const before = { assistantId: idOf('assistant.own'), supervisorId: idOf('therapist.own') };
      expect(
        (await ask('coordinator.own', 'POST', '/api/supervision', { ...before, from: '2026-10-01', to: '2026-10-12' }))
          .status,
      ).toBe(200);
      const [waiting] = (await week('therapist.own', '2026-10-12')).waiting;
      expect(waiting).toMatchObject({ givenBy: 'assistant.own', byAssistant: true, supervisor: null, minutes: 25 });
      const under = (actor: Actor) => ask(actor, 'POST', '/api/service-log/countersign', { entryIds: [waiting!.id] });
      expect((await under('therapist.none')).body).toMatchObject({ code: 'not_found' });
      expect((await under('assistant.own')).status).toBe(403);
      expect((await under('therapist.own')).status).toBe(200);
      const after = await week('assistant.own', '2026-10-12');
      expect(after.signed).toMatchObject([{ supervisor: { name: 'therapist.own' } }]);
      expect((await week('therapist.own', '2026-10-12')).waiting).toEqual([]);
    });

    it('is given time, direct and indirect, that is summed up beside what they gave', async () => {
      const note = (on: string, minutes: number, kind: string, actor: Actor = 'therapist.own') =>
        ask(actor, 'POST', '/api/me/supervision-times', { assistantId: idOf('assistant.own'), on, minutes, kind });
      expect((await note('2026-10-12', 30, 'direct')).status).toBe(200);
      expect((await note('2026-10-13', 15, 'indirect')).status).toBe(200);
      const mistaken = await note('2026-10-12', 45, 'direct');
      expect((await note('2026-09-30', 15, 'direct')).body).toMatchObject({ field: 'assistantId' });
      expect((await note('2026-10-12', 15, 'direct', 'therapist.none')).body).toMatchObject({ field: 'assistantId' });
      const back = (actor: Actor) => ask(actor, 'POST', `/api/me/supervision-times/${mistaken.body.id}/take-back`);
      expect((await back('therapist.none')).body).toMatchObject({ code: 'not_found' });
      expect((await back('therapist.own')).status).toBe(200);
      const span = '/api/supervision/2026-10-01/2026-10-31';
      for (const actor of ['therapist.own', 'assistant.own', 'coordinator.own'] as const) {
        const { pairs, times } = (await ask(actor, 'GET', span)).body;
        expect(pairs).toMatchObject([
          { from: '2026-10-01', direct: 30, indirect: 0, given: 25 },
          { from: '2026-10-13', direct: 0, indirect: 15, given: 0 },
        ]);
        expect(times).toHaveLength(2);
      }
      expect((await ask('therapist.none', 'GET', span)).body).toEqual({ pairs: [], times: [] });
    });
  });
});
