import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { type Actor, buildFixtureSchool, type FixtureSchool } from '../../tests/fixtures/school.ts';
import { eventHandlers } from './event.ts';
import { sessionHandlers } from './session.ts';
import { visitHandlers } from './visit.ts';

onBothStores('the plan of a visit', (store) => {
  let school: FixtureSchool;
  let test: TestApp;
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'visits');
    test = await testApp(store(), { handlers: [...visitHandlers, ...sessionHandlers, ...eventHandlers] });
  });
  afterAll(() => test.close());

  const ask = (actor: Actor, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    test.ask(school.adults[actor], method, url, payload);
  const address = () => `/api/classes/${school.target.classId}/visits/${school.target.sessionId}`;
  const seen = async (actor: Actor) => (await ask(actor, 'GET', '/api/visits')).body.visits;
  const text = (said: object) => ({
    activity: 'Opinion writing',
    coTeachingFormat: 'station',
    therapistPart: 'Sentence frames',
    classPart: 'Mini-lesson',
    ...said,
  });

  it('is what the week says before anything is agreed', async () => {
    const [visit] = await seen('teacher.own');
    expect(visit).toMatchObject({ comes: 'therapist.own', plan: { planId: null }, differs: ['new'] });
    // The words of the published card, which the class may read anyway.
    expect(visit.serves).toEqual([{ label: 'AN', words: 'uses because' }]);
  });

  it('is written by the therapist, agreed by the class, changed by the teacher, agreed again', async () => {
    expect((await ask('therapist.own', 'PUT', `${address()}/plan`, text({}))).status).toBe(200);
    expect((await seen('teacher.own'))[0].plan).toMatchObject({
      therapistPart: 'Sentence frames',
      agreed: { therapist: true, class: false },
    });
    expect((await ask('teacher.own', 'POST', `${address()}/replies`, { kind: 'got_it' })).status).toBe(200);
    expect((await seen('therapist.own'))[0].plan.agreed).toEqual({ therapist: true, class: true });
    test.clock.at = '2026-10-14T14:05:00.000Z';
    const line = { classLine: 'Chapter 3: magma, crater' };
    expect((await ask('teacher.own', 'PUT', `${address()}/plan`, text(line))).status).toBe(200);
    expect((await seen('therapist.own'))[0].plan).toMatchObject({
      classLine: 'Chapter 3: magma, crater',
      changedBy: 'teacher.own',
      agreed: { therapist: false, class: true },
    });
    await ask('therapist.own', 'POST', `${address()}/replies`, { kind: 'got_it' });
    expect((await seen('therapist.own'))[0].plan.agreed).toEqual({ therapist: true, class: true });
  });

  it('takes “not today” in one tap, shows it to the therapist until it is settled', async () => {
    const { body } = await ask('paraprofessional.own', 'POST', `${address()}/replies`, { kind: 'not_today' });
    await ask('paraprofessional.own', 'POST', `${address()}/replies`, { kind: 'not_today', why: 'fire_drill' });
    const said = async () =>
      (await seen('therapist.own'))[0].replies.filter((reply: { kind: string }) => reply.kind === 'not_today');
    expect(await said()).toMatchObject([{ name: 'paraprofessional.own', why: 'fire_drill' }]);
    // The first was replaced, so it can be settled no more; the one that stands can, by the therapist.
    expect((await ask('therapist.own', 'POST', `${address()}/replies/${body.id}/settle`)).body.code).toBe('not_found');
    const [reply] = await said();
    expect((await ask('therapist.own', 'POST', `${address()}/replies/${reply.id}/settle`)).status).toBe(200);
    expect(await said()).toEqual([]);
  });

  it('refuses a question without words', async () => {
    const { body } = await ask('teacher.own', 'POST', `${address()}/replies`, { kind: 'asks' });
    expect(body).toMatchObject({ code: 'bad_input', field: 'words' });
  });

  it.each(['teacher.former', 'teacher.other_class', 'guest_teacher.former', 'teacher.other_district'] as const)(
    'is nothing to %s',
    async (actor) => {
      expect((await seen(actor)).filter((one: { classId: string }) => one.classId === school.target.classId)).toEqual(
        [],
      );
      expect((await ask(actor, 'PUT', `${address()}/plan`, text({}))).status).toBeGreaterThan(400);
      expect((await ask(actor, 'POST', `${address()}/replies`, { kind: 'got_it' })).status).toBeGreaterThan(400);
    },
  );

  it('is not another therapist’s to change, though they see the class', async () => {
    expect((await ask('therapist.other_class', 'PUT', `${address()}/plan`, text({}))).body.code).toBe('not_yours');
  });

  describe('when it is over', () => {
    const told = async (actor: Actor) =>
      (await ask(actor, 'GET', `/api/classes/${school.target.classId}/visits`)).body.visits;
    const planned = async (said: object) => {
      const { body } = await ask('therapist.own', 'POST', '/api/sessions', {
        schoolId: school.target.schoolId,
        date: '2026-10-13',
        starts: '09:40',
        ends: '10:10',
        delivery: 'push_in',
        classId: school.target.classId,
        routineId: school.target.routineId,
        setting: 'classroom',
        coTeachingFormat: 'station',
        members: [{ studentId: school.target.studentId, goalIds: [school.target.goalId] }],
        ...said,
      });
      expect(body).toEqual({ id: expect.any(String), seriesId: null });
      return body.id as string;
    };
    const opened = (sessionId: string, format: string) => ({
      id: v7(),
      schemaVersion: 1,
      kind: 'opened',
      sessionId,
      occurredAt: '2026-10-13T13:40:00.000Z',
      enteredAt: '2026-10-13T13:40:00.000Z',
      recorderId: school.adults['therapist.own'].adultId,
      deviceId: '0190a000-0000-7000-8000-00000000000d',
      captureMode: 'live',
      date: '2026-10-13',
      startsAt: '09:40',
      zone: 'America/New_York',
      schoolId: school.target.schoolId,
      classId: school.target.classId,
      members: [],
      context: {
        setting: 'classroom',
        delivery: 'push_in',
        coTeachingFormat: format,
        present: [],
        therapistPart: 'helping',
        purpose: 'incidental',
        groupSize: 1,
      },
    });

    it('is told to class and therapist from the record: held and how, called off and why, or without a record', async () => {
      const held = await planned({ myPart: 'Sentence frames' });
      const calledOff = await planned({ starts: '10:20', ends: '10:50' });
      const silent = await planned({ starts: '11:00', ends: '11:30' });
      await planned({ delivery: 'pull_out', starts: '12:00', ends: '12:30' });
      await planned({ date: '2026-10-14', starts: '15:00', ends: '15:30' });
      await ask('therapist.own', 'POST', `/api/sessions/${calledOff}/cancel`, { scope: 'this', reason: 'testing' });
      const { body } = await ask('therapist.own', 'POST', '/api/events', {
        deviceId: '0190a000-0000-7000-8000-00000000000d',
        sentAt: test.clock.at,
        // Agreed was a station; the lesson was taught as a team.
        events: [opened(held, 'team')],
      });
      expect(body.results).toEqual([{ id: expect.any(String), result: 'accepted' }]);
      const visits = await told('teacher.own');
      const yesterday = visits.filter(({ date }: { date: string }) => date === '2026-10-13');
      expect(yesterday).toMatchObject([
        { sessionId: silent, outcome: 'no_record', cancelledReason: null },
        { sessionId: calledOff, outcome: 'cancelled', cancelledReason: 'testing' },
        { sessionId: held, outcome: 'held', comes: 'therapist.own', coTeachingFormat: 'team', cancelledReason: null },
      ]);
      expect(visits.filter(({ starts }: { starts: string }) => starts === '15:00')).toEqual([]);
      expect(await told('therapist.own')).toEqual(visits);
      expect(JSON.stringify(visits)).not.toContain(school.target.studentId);
    });
  });
});
