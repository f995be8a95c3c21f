import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { type Actor, buildFixtureSchool, type FixtureSchool, fixtureToday } from '../../tests/fixtures/school.ts';
import { cardHandlers } from './card.ts';

onBothStores('the 60-second card', (store) => {
  let school: FixtureSchool;
  let test: TestApp;
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'cards');
    test = await testApp(store(), { handlers: cardHandlers });
  });
  afterAll(() => test.close());

  const ask = (actor: Actor, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    test.ask(school.adults[actor], method, url, payload);
  const address = () => `/api/students/${school.target.studentId}/cards/${school.target.classId}`;
  const ofStudent = async (actor: Actor = 'therapist.own') =>
    (await ask(actor, 'GET', `/api/students/${school.target.studentId}/cards`)).body.classes[0];
  const ofClass = async (actor: Actor = 'teacher.own') =>
    (await ask(actor, 'GET', `/api/classes/${school.target.classId}/cards`)).body.cards;
  const text = (looksLike: string) => ({
    looksLike,
    cue: 'Wait five seconds, then point to the picture.',
    praise: 'Starting before anybody asks.',
    avoid: '',
    asks: [{ goalId: school.target.goalId, words: 'uses “because”' }],
  });

  it('is seen by the class when it is published, and not before', async () => {
    const saved = await ask('therapist.own', 'PUT', address(), text('Gives a reason when writing.'));
    // The school has version 1 published and version 2 as a draft: the draft is written anew.
    expect(saved.body).toMatchObject({ version: 2 });
    expect((await ofClass())[0]).toMatchObject({ version: 1 });
    expect((await ask('therapist.own', 'POST', `${address()}/publish`, { version: 1 })).body.code).toBe(
      'changed_meanwhile',
    );
    expect((await ask('therapist.own', 'POST', `${address()}/publish`, { version: 2 })).status).toBe(200);
    expect((await ofClass())[0]).toMatchObject({ version: 2, looksLike: 'Gives a reason when writing.', readAt: null });
  });

  it('says who has read the version in force, to the therapist alone', async () => {
    const [card] = await ofClass();
    expect((await ask('teacher.own', 'POST', `/api/cards/${card.id}/read`)).status).toBe(200);
    expect((await ask('teacher.own', 'POST', `/api/cards/${card.id}/read`)).status).toBe(200);
    const { readers } = await ofStudent();
    const readAt = (actor: Actor) =>
      readers.find((one: { adultId: string }) => one.adultId === school.adults[actor].adultId)?.readAt;
    expect(readAt('teacher.own')).toBe('2026-10-14T14:00:00.000Z');
    expect(readAt('paraprofessional.own')).toBeNull();
    expect(readAt('teacher.former')).toBeUndefined();
    expect((await ofStudent('case_manager.own')).readers).toEqual([]);
    expect((await ask('therapist.own', 'GET', '/api/cards/unread')).body).toEqual({ published: 1, items: [] });
  });

  it('asks to be read again when it has changed', async () => {
    const saved = await ask('therapist.own', 'PUT', address(), text('Gives a reason when talking, too.'));
    expect(saved.body).toMatchObject({ version: 3 });
    await ask('therapist.own', 'POST', `${address()}/publish`, { version: 3 });
    expect((await ofClass())[0]).toMatchObject({ version: 3, readAt: null, readBefore: true, reminded: false });
    const unread = await ask('therapist.own', 'GET', '/api/cards/unread');
    expect(unread.body.items).toMatchObject([{ adultId: school.adults['teacher.own'].adultId, reminded: false }]);
    const remind = { adultId: school.adults['teacher.own'].adultId };
    expect((await ask('therapist.own', 'POST', `${address()}/remind`, remind)).status).toBe(200);
    expect((await ask('therapist.own', 'POST', `${address()}/remind`, remind)).status).toBe(200);
    expect((await ofClass())[0]).toMatchObject({ reminded: true });
    expect((await ask('therapist.own', 'GET', '/api/cards/unread')).body.items).toMatchObject([{ reminded: true }]);
    const stranger = { adultId: school.adults['teacher.other_class'].adultId };
    expect((await ask('therapist.own', 'POST', `${address()}/remind`, stranger)).body).toMatchObject({
      code: 'not_found',
      field: 'adultId',
    });
  });

  it.each(['teacher.former', 'teacher.other_class', 'guest_teacher.former', 'teacher.other_district'] as const)(
    'is nothing to %s',
    async (actor) => {
      const [card] = await ofClass();
      expect((await ask(actor, 'GET', `/api/classes/${school.target.classId}/cards`)).status).toBeGreaterThan(400);
      expect((await ask(actor, 'POST', `/api/cards/${card.id}/read`)).body.code).toBe('not_found');
    },
  );

  it('is written by the student’s therapist for a class of the student’s, about the student’s goals', async () => {
    for (const actor of ['case_manager.own', 'assistant.own', 'therapist.other_class', 'teacher.own'] as const)
      expect((await ask(actor, 'PUT', address(), text('x'))).status, actor).toBe(403);
    const elsewhere = `/api/students/${school.target.studentId}/cards/${school.otherClass.classId}`;
    expect((await ask('therapist.own', 'PUT', elsewhere, text('x'))).body).toMatchObject({ field: 'classId' });
    const strange = { ...text('x'), asks: [{ goalId: school.otherClass.goalId, words: 'x' }] };
    expect((await ask('therapist.own', 'PUT', address(), strange)).body).toMatchObject({ field: 'asks.0.goalId' });
  });

  it('cannot be changed past row-level security by anybody but the therapist', async () => {
    for (const actor of ['teacher.own', 'case_manager.own', 'assistant.own', 'therapist.other_class'] as const) {
      const changed = await store().asAdult(
        { ...school.adults[actor], role: actor.split('.')[0]!, today: fixtureToday },
        (db) =>
          db.updateTable('card').set({ cue: 'x' }).where('student_id', '=', school.target.studentId).executeTakeFirst(),
      );
      expect(Number(changed.numUpdatedRows), actor).toBe(0);
    }
  });

  it('is gone for the class once it is withdrawn', async () => {
    expect((await ask('therapist.own', 'POST', `${address()}/withdraw`)).status).toBe(200);
    expect(await ofClass()).toEqual([]);
    expect((await ask('therapist.own', 'POST', `${address()}/withdraw`)).body.code).toBe('not_found');
  });
});
