import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { type Actor, buildFixtureSchool, type FixtureSchool, fixtureNow } from '../../tests/fixtures/school.ts';
import type { EventResult } from '../contract/event.ts';
import { eventHandlers } from './event.ts';
import { judgeWaiting } from './event-intake.ts';
import { isRescueFile, takeInRescue } from './rescue.ts';

type Json = Record<string, unknown>;
type Sent = Json & { readonly id: string };
const minute = 60_000;
const at = (shift: number) => new Date(Date.parse(fixtureNow) + shift).toISOString();
const deviceId = '0190a000-0000-7000-8000-00000000000d';

interface SealingKey {
  readonly id: string;
  readonly publicKey: string;
}

/** As a device does it (src/web/outbox/sealing.ts), written once more by the contract's description. */
async function sealTo({ id: to, publicKey }: SealingKey) {
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const b64 = (buffer: ArrayBuffer) => Buffer.from(buffer).toString('base64url');
  const theirs = await crypto.subtle.importKey('raw', Buffer.from(publicKey, 'base64url'), curve, false, []);
  const mine = (await crypto.subtle.generateKey(curve, false, ['deriveBits'])) as CryptoKeyPair;
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, mine.privateKey, 256);
  const base = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode('carryover outbox');
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const from = b64(await crypto.subtle.exportKey('raw', mine.publicKey));
  return async (event: Json) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const id = String(event.id);
    const data = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(id) },
      key,
      new TextEncoder().encode(JSON.stringify(event)),
    );
    return { id, sealed: { to, from, iv: b64(iv.buffer), data: b64(data) } };
  };
}

onBothStores('events', (store) => {
  let server: TestApp;
  let schools = 0;
  beforeAll(async () => {
    server = await testApp(store(), { handlers: eventHandlers });
  });
  afterAll(() => server.close());

  const newSchool = () => {
    schools += 1;
    return buildFixtureSchool(store(), `events ${schools}`);
  };

  async function send(school: FixtureSchool, actor: Actor, events: readonly unknown[], sentAt = fixtureNow) {
    const cookie = await server.signInAs(school.adults[actor]);
    const payload = { deviceId, sentAt, events };
    return server.app.inject({ method: 'POST', url: '/api/events', headers: { cookie }, payload });
  }
  async function results(
    school: FixtureSchool,
    events: readonly unknown[],
    actor: Actor = 'therapist.own',
  ): Promise<EventResult[]> {
    const response = await send(school, actor, events);
    expect(response.statusCode).toBe(200);
    return response.json().results;
  }

  const contextOf = (school: FixtureSchool): Json => ({
    setting: 'classroom',
    routineId: school.target.routineId,
    delivery: 'push_in',
    present: [school.adults['therapist.own'].adultId],
    therapistPart: 'helping',
    purpose: 'incidental',
    groupSize: 1,
  });
  const base = (school: FixtureSchool, actor: Actor = 'therapist.own'): Sent => ({
    id: v7(),
    schemaVersion: 1,
    sessionId: school.target.sessionId,
    occurredAt: at(-minute),
    enteredAt: at(-minute),
    recorderId: school.adults[actor].adultId,
    deviceId,
    captureMode: 'live',
  });
  const trial = (school: FixtureSchool, more: Json = {}, actor: Actor = 'therapist.own'): Sent => ({
    ...base(school, actor),
    kind: 'trial',
    studentId: school.target.studentId,
    goalId: school.target.goalId,
    outcome: 'independent',
    cues: [],
    context: contextOf(school),
    ...more,
  });
  const opened = (school: FixtureSchool, sessionId: string, more: Json = {}): Sent => ({
    ...base(school),
    kind: 'opened',
    sessionId,
    date: '2026-10-14',
    startsAt: '09:50',
    zone: 'America/New_York',
    schoolId: school.target.schoolId,
    classId: school.target.classId,
    members: [{ studentId: school.target.studentId, goalIds: [school.target.goalId] }],
    context: contextOf(school),
    ...more,
  });
  /** What was put on record: ids of the events, of those waiting, and of those refused after waiting. */
  async function kept(school: FixtureSchool) {
    const there = [school.target, school.otherClass, school.otherSchool].map(({ trialId }) => trialId);
    return store().asOwner(async (db) => {
      const idsOf = async (table: 'event' | 'event_waiting' | 'event_refused') =>
        (
          await db
            .selectFrom(table)
            .select('id')
            .where('district_id', '=', school.target.districtId)
            .where('id', 'not in', there)
            .orderBy('id')
            .execute()
        ).map((row) => row.id);
      return {
        events: await idsOf('event'),
        waiting: await idsOf('event_waiting'),
        refused: await idsOf('event_refused'),
      };
    });
  }

  describe('sealed on the device', () => {
    const keyOf = async (school: FixtureSchool) => {
      const cookie = await server.signInAs(school.adults['therapist.own']);
      return (await server.app.inject({ url: '/api/outbox-key', headers: { cookie } })).json() as SealingKey;
    };

    it('are opened and judged like any other, among plain ones', async () => {
      const school = await newSchool();
      const seal = await sealTo(await keyOf(school));
      const [one, two, plain] = [trial(school), trial(school, { goalId: v7() }), trial(school)];
      const answer = await results(school, [await seal(one), await seal(two), plain]);
      expect(answer).toEqual([
        { id: one.id, result: 'accepted' },
        { id: two.id, result: 'refused', code: 'unknown_goal', field: 'goalId' },
        { id: plain.id, result: 'accepted' },
      ]);
      expect(await results(school, [one, await seal(plain)])).toEqual([
        { id: one.id, result: 'duplicate' },
        { id: plain.id, result: 'duplicate' },
      ]);
    });

    it('come back from a file that a device saved, each judged alone, once', async () => {
      const school = await newSchool();
      const seal = await sealTo(await keyOf(school));
      const recorderId = school.adults['therapist.own'].adultId;
      const [good, strange] = [trial(school), trial(school, { goalId: v7() })];
      const head = { carryover: 'carryover rescue 1', deviceId, skewMs: 0, madeAt: fixtureNow, events: 3 };
      const file = [
        head,
        { recorderId, ...(await seal(good)) },
        { recorderId, ...(await seal(strange)) },
        { recorderId: v7(), ...(await seal(trial(school))) },
      ].map((part) => JSON.stringify(part));
      const take = (text: string) => takeInRescue(store(), server.clock, text);
      expect(isRescueFile(file.join('\n'))).toBe(true);
      expect(isRescueFile('Student ID,Goal\n1,x')).toBe(false);
      expect(await take(`${file.join('\n')}\n`)).toEqual({ accepted: 1, known: 0, refused: 2 });
      expect(await take(file.join('\n'))).toEqual({ accepted: 0, known: 1, refused: 2 });
      expect((await kept(school)).events).toEqual([good.id]);
      // Cut off in the middle: the line is named, and nothing is half taken in.
      expect(await take(file.join('\n').slice(0, -20))).toEqual({ unreadable: 4 });
    });

    it('are refused one by one where they were sealed for somebody else, changed, or put under another id', async () => {
      const school = await newSchool();
      const other = await newSchool();
      const event = trial(school);
      const seal = await sealTo(await keyOf(school));
      const good = await seal(event);
      const foreign = await (await sealTo(await keyOf(other)))(event);
      const changed = { ...good, sealed: { ...good.sealed, iv: 'AAAAAAAAAAAAAAAA' } };
      const answer = await results(school, [foreign, changed, { ...good, id: v7() }, good]);
      expect(answer.map(({ result, code }) => code ?? result)).toEqual([
        'cannot_unseal',
        'cannot_unseal',
        'cannot_unseal',
        'accepted',
      ]);
    });
  });

  describe('from a device whose sign-in is over', () => {
    const sendWith = (cookie: string, events: readonly unknown[]) =>
      server.app.inject({
        method: 'POST',
        url: '/api/events',
        headers: { cookie },
        payload: { deviceId, sentAt: server.clock.at, events },
      });
    const endedOne = async (school: FixtureSchool, how: 'left' | 'unused' | 'elsewhere', endedAt: string) => {
      const who = school.adults['therapist.own'];
      const cookie = await server.signInAs(who);
      await store().asOwner((db) =>
        db
          .updateTable('sign_in')
          .set({ ended_at: endedAt, ended_how: how })
          .where('district_id', '=', who.districtId)
          .where('adult_id', '=', who.adultId)
          .execute(),
      );
      return cookie;
    };

    it('are taken for thirty days, and nothing else is answered', async () => {
      const school = await newSchool();
      const cookie = await endedOne(school, 'unused', at(-minute));
      const event = trial(school);
      const answer = await sendWith(cookie, [event]);
      expect(answer.json()).toMatchObject({ results: [{ result: 'accepted' }], signIn: 'over' });
      const reading = await server.app.inject({ url: '/api/events/refused', headers: { cookie } });
      expect(reading.statusCode).toBe(401);
      expect(reading.cookies).toEqual([]);
      const late = await endedOne(school, 'unused', at(-31 * 24 * 60 * minute));
      expect((await sendWith(late, [trial(school)])).statusCode).toBe(401);
    });

    it('are not taken after signing out on the device itself', async () => {
      const school = await newSchool();
      const cookie = await endedOne(school, 'left', at(-minute));
      expect((await sendWith(cookie, [trial(school)])).statusCode).toBe(401);
    });

    it('are taken up to a sign-out from elsewhere; what came later or is refused is kept for its recorder', async () => {
      const school = await newSchool();
      const cookie = await endedOne(school, 'elsewhere', at(-2 * minute));
      const [before, after, wrong] = [
        trial(school, { occurredAt: at(-3 * minute), enteredAt: at(-3 * minute) }),
        trial(school),
        trial(school, { occurredAt: at(-3 * minute), enteredAt: at(-3 * minute), goalId: v7() }),
      ];
      const answer = await sendWith(cookie, [before, after, wrong]);
      expect(answer.json()).toMatchObject({
        signIn: 'ended_elsewhere',
        results: [
          { id: before.id, result: 'accepted' },
          { id: after.id, result: 'refused', code: 'after_sign_out', kept: true },
          { id: wrong.id, result: 'refused', code: 'unknown_goal', kept: true },
        ],
      });
      const found = await kept(school);
      expect(found.events).toEqual([before.id]);
      expect(found.refused).toEqual([after.id, wrong.id].toSorted());
    });
  });

  it('accepts a trial once, and answers the second sending as a duplicate', async () => {
    const school = await newSchool();
    const event = trial(school);
    expect(await results(school, [event])).toEqual([{ id: event.id, result: 'accepted' }]);
    expect(await results(school, [event, event])).toEqual([
      { id: event.id, result: 'duplicate' },
      { id: event.id, result: 'duplicate' },
    ]);
    expect((await kept(school)).events).toEqual([event.id]);
  });

  it('takes the same id with another body for another event, and keeps the first', async () => {
    const school = await newSchool();
    const event = trial(school);
    await results(school, [event]);
    const [again] = await results(school, [{ ...event, outcome: 'not_yet' }]);
    expect(again).toEqual({ id: event.id, result: 'refused', code: 'id_taken', field: 'id' });
    const read = await server.app.inject({
      url: `/api/sessions/${school.target.sessionId}/events`,
      headers: { cookie: await server.signInAs(school.adults['therapist.own']) },
    });
    expect(read.json().events).toMatchObject([{ id: school.target.trialId }, { id: event.id, outcome: 'independent' }]);
  });

  it('knows an id again that is written in capitals', async () => {
    const school = await newSchool();
    const event = trial(school);
    const capitals = { ...event, id: event.id.toUpperCase(), studentId: school.target.studentId.toUpperCase() };
    expect(await results(school, [event, capitals])).toEqual([
      { id: event.id, result: 'accepted' },
      { id: capitals.id, result: 'duplicate' },
    ]);
  });

  it('judges each item alone and in order', async () => {
    const school = await newSchool();
    const { adults, otherClass, unknownId } = school;
    const cases: [Json, string, string?][] = [
      [trial(school, { outcome: 'telepathic' }), 'bad_event', 'outcome'],
      [trial(school, { kind: 'tantrum' }), 'unknown_kind', 'kind'],
      [trial(school, { schemaVersion: 2 }), 'unknown_version', 'schemaVersion'],
      [trial(school, { latencyMs: -1 }), 'bad_event', 'latencyMs'],
      [trial(school, { extra: 1 }), 'bad_event'],
      [trial(school, { outcome: 'correct_with_cue' }), 'cue_missing', 'cues'],
      [
        trial(school, { cues: [{ by: 'teacher', personId: unknownId }], outcome: 'not_yet' }),
        'unknown_reference',
        'cues.0.personId',
      ],
      [trial(school, { outcome: 'no_opportunity' }), 'reason_for_no_opportunity', 'noOpportunityReason'],
      [trial(school, { targetId: unknownId }), 'unknown_reference', 'targetId'],
      [trial(school, { goalId: unknownId }), 'unknown_goal', 'goalId'],
      [trial(school, { goalId: otherClass.goalId }), 'unknown_goal', 'goalId'],
      [trial(school, { studentId: unknownId }), 'unknown_student', 'studentId'],
      [trial(school, { studentId: otherClass.studentId, goalId: otherClass.goalId }), 'not_your_student', 'studentId'],
      [trial(school, { sessionId: otherClass.sessionId }), 'not_your_session', 'sessionId'],
      [trial(school, { recorderId: adults['assistant.own'].adultId }), 'not_the_recorder', 'recorderId'],
      [trial(school, { occurredAt: at(11 * minute), enteredAt: at(11 * minute) }), 'in_the_future', 'occurredAt'],
      [trial(school, { enteredAt: at(11 * minute) }), 'in_the_future', 'enteredAt'],
      [trial(school, { occurredAt: '2025-08-01T10:00:00Z' }), 'too_old', 'occurredAt'],
      [trial(school, { enteredAt: at(-60 * minute) }), 'impossible_order', 'enteredAt'],
      [{ ...base(school), kind: 'note', text: 'x'.repeat(20_000) }, 'too_large'],
      [{ ...base(school), kind: 'note', text: 'a\0b' }, 'bad_event', 'text'],
      [{ ...base(school), kind: 'note', text: 'half \ud83d' }, 'bad_event', 'text'],
      [opened(school, v7(), { zone: 'Mars/Olympus' }), 'bad_event', 'zone'],
      [opened(school, v7(), { date: '2026-10-01' }), 'impossible_order', 'date'],
      [opened(school, v7(), { roomId: unknownId }), 'unknown_reference', 'roomId'],
      [
        {
          ...base(school),
          kind: 'strategy',
          strategyId: unknownId,
          use: 'modelled',
          adultId: adults['therapist.own'].adultId,
        },
        'unknown_reference',
        'strategyId',
      ],
    ];
    const good = Array.from({ length: cases.length + 1 }, () => trial(school));
    const mixed = good.flatMap((event, index) => [event, ...(cases[index] === undefined ? [] : [cases[index][0]])]);
    const answered = await results(school, mixed);
    expect(answered.map((result) => result.id)).toEqual(mixed.map((event) => event.id));
    expect(answered.filter((_, index) => index % 2 === 0).every((result) => result.result === 'accepted')).toBe(true);
    expect(answered.filter((_, index) => index % 2 === 1)).toEqual(
      cases.map(([event, code, field]) => ({
        id: event.id,
        result: 'refused',
        code,
        ...(field === undefined ? {} : { field }),
      })),
    );
    expect((await kept(school)).events).toEqual(good.map((event) => event.id).toSorted());
  });

  it('judges rights by the day on which it happened', async () => {
    const school = await newSchool();
    const former = (occurredAt: string) =>
      trial(school, { occurredAt, enteredAt: occurredAt, sessionId: sessionOf.yesterday }, 'therapist.former');
    const sessionOf = { yesterday: v7() };
    const leader = school.adults['therapist.former'].adultId;
    await store().asOwner((db) =>
      db
        .insertInto('session')
        .values({
          district_id: school.target.districtId,
          id: sessionOf.yesterday,
          adult_id: leader,
          school_id: school.target.schoolId,
          date: '2026-10-13',
          starts: '10:00',
          ends: '10:30',
          delivery: 'pull_out',
          setting: 'therapy_room',
          origin: 'by_hand',
          created_by: leader,
          created_at: fixtureNow,
        })
        .execute(),
    );
    const answered = await results(school, [former(at(-24 * 60 * minute)), former(at(-minute))], 'therapist.former');
    expect(answered).toMatchObject([{ result: 'accepted' }, { result: 'refused', code: 'not_your_student' }]);
  });

  it('lets the assistant and the paraprofessional of the class record, and nobody else', async () => {
    const school = await newSchool();
    const tried: Actor[] = [
      'assistant.own',
      'paraprofessional.own',
      'paraprofessional.other_class',
      'therapist.other_class',
      'therapist.none',
    ];
    const outcomes = await Promise.all(
      tried.map(async (actor) => (await results(school, [trial(school, {}, actor)], actor))[0]),
    );
    expect(outcomes).toMatchObject([
      { result: 'accepted' },
      { result: 'accepted' },
      { code: 'not_your_session' },
      { code: 'not_your_session' },
      { code: 'not_your_session' },
    ]);
    expect((await send(school, 'teacher.own', [trial(school, {}, 'teacher.own')])).statusCode).toBe(403);
  });

  it('keeps events of an unknown session until its opening arrives, and judges them then', async () => {
    const school = await newSchool();
    const sessionId = v7();
    const early = [trial(school, { sessionId }), trial(school, { sessionId, goalId: school.unknownId })];
    expect(await results(school, early)).toMatchObject([{ result: 'accepted' }, { result: 'accepted' }]);
    expect((await kept(school)).waiting).toHaveLength(2);
    expect(await results(school, [early[0]])).toMatchObject([{ result: 'duplicate' }]);

    const opening = opened(school, sessionId);
    expect(await results(school, [opening])).toMatchObject([{ result: 'accepted' }]);
    const after = await kept(school);
    expect(after.events.toSorted()).toEqual([early[0]!.id, opening.id].toSorted());
    expect(after).toMatchObject({ waiting: [], refused: [early[1]!.id] });

    const refused = await server.app.inject({
      url: '/api/events/refused',
      headers: { cookie: await server.signInAs(school.adults['therapist.own']) },
    });
    expect(refused.json().items).toMatchObject([
      { id: early[1]!.id, sessionId, code: 'unknown_goal', field: 'goalId' },
    ]);
    const session = await store().asOwner((db) =>
      db.selectFrom('session').selectAll().where('id', '=', sessionId).executeTakeFirstOrThrow(),
    );
    expect(session).toMatchObject({ origin: 'unplanned', date: '2026-10-14', delivery: 'push_in', starts: '09:50:00' });
  });

  it('makes the session of an assistant, and takes what another recorder had sent before', async () => {
    const school = await newSchool();
    const sessionId = v7();
    const early = trial(school, { sessionId }, 'paraprofessional.own');
    await results(school, [early], 'paraprofessional.own');
    const opening = { ...opened(school, sessionId), recorderId: school.adults['assistant.own'].adultId };
    expect(await results(school, [opening], 'assistant.own')).toMatchObject([{ result: 'accepted' }]);
    expect(await kept(school)).toMatchObject({ events: [early.id, opening.id].toSorted(), waiting: [] });
  });

  it('refuses what has waited for 30 days, and shows it', async () => {
    const school = await newSchool();
    const lost = trial(school, { sessionId: v7() });
    const nothing = { ...base(school), kind: 'void', voids: v7() };
    await results(school, [lost, nothing]);
    const later = (days: number) => new Date(Date.parse(fixtureNow) + days * 24 * 60 * minute).toISOString();
    await store().asOwner((db) => judgeWaiting(db, school.target.districtId, later(29)));
    expect((await kept(school)).waiting).toHaveLength(2);
    await store().asOwner((db) => judgeWaiting(db, school.target.districtId, later(31)));
    expect(await kept(school)).toMatchObject({ waiting: [], refused: [lost.id, nothing.id].toSorted() });
  });

  it('gives a void the student and goal of what it takes back, whichever arrives first', async () => {
    const school = await newSchool();
    const event = trial(school);
    const first = { ...base(school), kind: 'void', voids: event.id };
    const second = { ...base(school), kind: 'void', voids: first.id };
    expect(await results(school, [second, first])).toMatchObject([{ result: 'accepted' }, { result: 'accepted' }]);
    expect((await kept(school)).waiting).toHaveLength(2);
    await results(school, [event]);
    const rows = await store().asOwner((db) =>
      db
        .selectFrom('event')
        .select(['id', 'student_id', 'goal_id'])
        .where('district_id', '=', school.target.districtId)
        .where('kind', '=', 'void')
        .execute(),
    );
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      expect(row).toMatchObject({ student_id: school.target.studentId, goal_id: school.target.goalId });
    }
  });

  it('corrects for a wrong clock, and notes how wrong it was', async () => {
    const school = await newSchool();
    const behind = -3 * 60 * minute;
    const event = trial(school, { occurredAt: at(behind - minute), enteredAt: at(behind - minute) });
    const response = await send(school, 'therapist.own', [event], at(behind));
    expect(response.json().results).toMatchObject([{ result: 'accepted' }]);
    const row = await store().asOwner((db) =>
      db.selectFrom('event').selectAll().where('id', '=', event.id).executeTakeFirstOrThrow(),
    );
    expect(row).toMatchObject({ occurred_at: at(-minute), clock_skew_ms: -behind });
    expect(row.body.occurredAt).toBe(event.occurredAt);
    const device = await store().asOwner((db) =>
      db.selectFrom('device').selectAll().where('district_id', '=', school.target.districtId).executeTakeFirstOrThrow(),
    );
    expect(device).toMatchObject({ id: deviceId, last_skew_ms: -behind });
  });

  it('takes in a thousand events in one request', async () => {
    const school = await newSchool();
    const events = Array.from({ length: 1_000 }, (_, index) =>
      trial(school, { outcome: index % 3 === 0 ? 'not_yet' : 'independent', occurredAt: at(-minute - index * 1_000) }),
    );
    const answered = await results(school, events);
    expect(answered.every((result) => result.result === 'accepted')).toBe(true);
    expect((await kept(school)).events).toHaveLength(1_000);
    expect((await results(school, events)).every((result) => result.result === 'duplicate')).toBe(true);
  });

  describe('whatever is sent', () => {
    let school: FixtureSchool;
    beforeAll(async () => {
      school = await newSchool();
    });

    it('never answers 500 and never loses the good ones among the bad', async () => {
      const almost = fc
        .tuple(
          fc.constantFrom('id', 'kind', 'occurredAt', 'studentId', 'cues', 'context', 'sessionId', 'captureMode'),
          fc.jsonValue(),
        )
        .map(([key, value]) => ({ ...trial(school), [key]: value }));
      const nest = (depth: number) => {
        let nested: unknown = 1;
        for (let level = 0; level < depth; level += 1) nested = [nested];
        return { ...trial(school), cues: nested };
      };
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.oneof(fc.jsonValue(), almost, fc.record({ ...text }, { requiredKeys: [] })), { maxLength: 12 }),
          fc.option(fc.integer({ min: 1, max: 3_000 }), { freq: 5 }),
          async (odd, depth) => {
            const good = [trial(school), trial(school)];
            const events = [good[0], ...odd, ...(depth === null ? [] : [nest(depth)]), good[1]];
            const response = await send(school, 'therapist.own', events);
            expect(response.statusCode).toBe(200);
            const answered: EventResult[] = response.json().results;
            expect(answered).toHaveLength(events.length);
            expect(answered[0]!.result).toBe('accepted');
            expect(answered.at(-1)!.result).toBe('accepted');
          },
        ),
        { numRuns: 60 },
      );
    });

    it('keeps the good ones beside a prototype and 60,000 brackets', async () => {
      const cookie = await server.signInAs(school.adults['therapist.own']);
      const good = trial(school);
      const brackets = `{"id":"deep","kind":"note","text":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
      const proto = `{"__proto__":{"kind":"note"},"constructor":{"prototype":{}},"id":"proto"}`;
      const response = await server.app.inject({
        method: 'POST',
        url: '/api/events',
        headers: { cookie, 'content-type': 'application/json' },
        payload: `{"deviceId":"${deviceId}","sentAt":"${fixtureNow}","events":[${brackets},${proto},${JSON.stringify(good)}]}`,
      });
      expect(response.statusCode).toBe(200);
      expect(response.json().results).toMatchObject([
        { id: 'deep', code: 'too_large' },
        { id: 'proto', code: 'unknown_kind' },
        { id: good.id, result: 'accepted' },
      ]);
    });

    it('ends in the same record, however it is cut, ordered and repeated', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.nat(), { minLength: 24, maxLength: 24 }),
          fc.integer({ min: 1, max: 5 }),
          async (keys, cut) => {
            const fresh = await newSchool();
            const sessionId = v7();
            const within = { sessionId };
            const story: Sent[] = [
              opened(fresh, sessionId),
              ...Array.from({ length: 4 }, () => trial(fresh, within)),
              trial(fresh, { ...within, goalId: fresh.unknownId }),
              { ...base(fresh), ...within, kind: 'closed' },
            ];
            const voided = story[1]!;
            const first = { ...base(fresh), ...within, kind: 'void', voids: voided.id };
            story.push(first, { ...base(fresh), ...within, kind: 'void', voids: first.id });
            const twice = [...story, ...story].map((event, index) => ({
              event,
              key: keys[index % keys.length]! + index,
            }));
            const shuffled = twice.toSorted((a, b) => a.key - b.key).map(({ event }) => event);
            for (let start = 0; start < shuffled.length; start += cut)
              await results(fresh, shuffled.slice(start, start + cut));
            const { events, waiting } = await kept(fresh);
            expect(waiting).toEqual([]);
            expect(events).toEqual(
              story
                .filter((event) => event.goalId !== fresh.unknownId)
                .map((event) => event.id)
                .toSorted(),
            );
          },
        ),
        { numRuns: 12 },
      );
    });
  });
});

const anyText = fc.string({ unit: 'binary' });
const text = { id: anyText, kind: fc.constantFrom('note', 'trial', '__proto__'), text: anyText, sessionId: fc.uuid() };
