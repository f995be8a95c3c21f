import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import {
  type Actor,
  actors,
  buildFixtureSchool,
  type FixtureSchool,
  fixtureToday,
} from '../../tests/fixtures/school.ts';
import { touchBaseHandlers } from './touch-base.ts';

onBothStores('a touch-base', (store) => {
  let school: FixtureSchool;
  let test: TestApp;
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'touch-bases');
    test = await testApp(store(), { handlers: touchBaseHandlers });
  });
  afterAll(() => test.close());

  const ask = (actor: Actor, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    test.ask(school.adults[actor], method, url, payload);
  const address = () => `/api/classes/${school.target.classId}/touch-bases/${school.adults['therapist.own'].adultId}`;
  const agenda = async (actor: Actor) => (await ask(actor, 'GET', address())).body;

  it('has an agenda made from the week: the card the teacher has not read, for the therapist', async () => {
    expect(await agenda('therapist.own')).toMatchObject({
      cardsUnread: [{ label: 'AN', name: 'teacher.own' }],
      decisions: [],
      questions: [],
    });
    // The paraprofessional is told of their own cards alone.
    expect((await agenda('paraprofessional.own')).cardsUnread).toMatchObject([
      { label: 'AN', adultId: school.adults['paraprofessional.own'].adultId },
    ]);
  });

  it('keeps notes of the day; a decision comes back until it is done', async () => {
    const notes = { date: fixtureToday, notes: 'Step back at arrival?' };
    expect((await ask('therapist.own', 'PUT', `${address()}/notes`, notes)).status).toBe(200);
    const whoId = school.adults['paraprofessional.own'].adultId;
    const decision = { words: 'Waits ten seconds before prompting', whoId, by: '2026-10-28' };
    const { body } = await ask('teacher.own', 'POST', `${address()}/decisions`, decision);
    expect(await agenda('teacher.own')).toMatchObject({
      notes: notes.notes,
      decisions: [{ words: decision.words, who: 'paraprofessional.own', overdue: false, doneOn: null }],
    });
    await ask('paraprofessional.own', 'POST', `${address()}/points/${body.id}`, { settled: true });
    expect((await agenda('therapist.own')).decisions).toMatchObject([{ doneOn: fixtureToday }]);
    const stranger = { ...decision, whoId: school.adults['teacher.other_class'].adultId };
    expect((await ask('teacher.own', 'POST', `${address()}/decisions`, stranger)).body.field).toBe('whoId');
  });

  it('takes questions from either side until they are answered', async () => {
    const { body } = await ask('teacher.own', 'POST', `${address()}/questions`, { words: 'Fade the frames?' });
    expect((await agenda('therapist.own')).questions).toMatchObject([
      { words: 'Fade the frames?', saidBy: 'teacher.own' },
    ]);
    await ask('therapist.own', 'POST', `${address()}/points/${body.id}`, { settled: true });
    expect((await agenda('teacher.own')).questions).toEqual([]);
  });

  it('is nobody else’s, in the answers and in the tables', async () => {
    for (const actor of ['teacher.former', 'teacher.other_class', 'coordinator.own'] as const)
      expect((await ask(actor, 'GET', address())).status, actor).toBeGreaterThan(400);
    // Who works at the school may look at the class, and finds nothing of what these two keep.
    expect(await agenda('therapist.other_class')).toMatchObject({
      decisions: [],
      questions: [],
      cardsUnread: [],
      strategiesDue: [],
      notes: '',
    });
    const decision = { words: 'x', whoId: school.adults['teacher.own'].adultId };
    expect((await ask('therapist.other_class', 'POST', `${address()}/decisions`, decision)).body.code).toBe(
      'not_yours',
    );
    const seen: Actor[] = [];
    for (const actor of actors) {
      const scope = { ...school.adults[actor], role: actor.split('.')[0]!, today: fixtureToday };
      const rows = await store().asAdult(scope, (db) => db.selectFrom('touch_base_point').selectAll().execute());
      if (rows.length > 0) seen.push(actor);
    }
    expect(seen.toSorted()).toEqual(['paraprofessional.own', 'teacher.own', 'therapist.own']);
  });
});
