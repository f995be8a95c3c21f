import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { type Actor, buildFixtureSchool, type FixtureSchool } from '../../tests/fixtures/school.ts';
import { visitHandlers } from './visit.ts';

onBothStores('the plan of a visit', (store) => {
  let school: FixtureSchool;
  let test: TestApp;
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'visits');
    test = await testApp(store(), { handlers: visitHandlers });
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
});
