import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { type Actor, buildFixtureSchool, type FixtureSchool, fixtureToday } from '../../tests/fixtures/school.ts';
import { noteHandlers } from './note.ts';
import { sessionHandlers } from './session.ts';

onBothStores('quick notes of a class', (store) => {
  let school: FixtureSchool;
  let test: TestApp;
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'notes');
    test = await testApp(store(), { handlers: [...noteHandlers, ...sessionHandlers] });
  });
  afterAll(() => test.close());

  const ask = (actor: Actor, method: 'GET' | 'POST', url: string, payload?: object) =>
    test.ask(school.adults[actor], method, url, payload);
  const address = () => `/api/classes/${school.target.classId}/notes`;
  const note = (noted: object, part: object = {}) => ({
    id: v7(),
    studentId: school.target.studentId,
    goalId: school.target.goalId,
    noted,
    ...part,
  });
  const save = (notes: object[], part: object = {}, actor: Actor = 'teacher.own') =>
    ask(actor, 'POST', address(), {
      date: fixtureToday,
      how: 'live',
      routineId: school.target.routineId,
      notes,
      ...part,
    });
  const own = async (actor: Actor = 'teacher.own') => (await ask(actor, 'GET', address())).body;
  const events = () =>
    store().asOwner((db) =>
      db
        .selectFrom('event')
        .select('body')
        .where('district_id', '=', school.target.districtId)
        .where('recorder_id', '=', school.adults['teacher.own'].adultId)
        .orderBy('occurred_at')
        .execute(),
    );

  it('asks for what the card in force asks for', async () => {
    expect(await own()).toMatchObject({
      asks: [{ studentId: school.target.studentId, goalId: school.target.goalId, words: 'uses because' }],
      notes: [],
    });
  });

  it('becomes evidence of the class without the therapist, once', async () => {
    const once = note({ kind: 'once', outcome: 'cued_not_yet' });
    expect((await save([once])).status).toBe(200);
    expect((await save([once])).status).toBe(200);
    const [opened, trial, ...more] = (await events()).map(({ body }) => body);
    expect(more).toEqual([]);
    expect(opened).toMatchObject({ kind: 'opened', classId: school.target.classId });
    expect(trial).toMatchObject({
      id: once.id,
      kind: 'trial',
      outcome: 'not_yet',
      targetId: expect.any(String),
      captureMode: 'live',
      cues: [{ by: 'teacher', personId: school.adults['teacher.own'].adultId }],
      context: {
        delivery: 'teacher_note',
        therapistPart: 'away',
        setting: 'classroom',
        routineId: school.target.routineId,
      },
    });
    expect((await own()).notes).toMatchObject([{ id: once.id, noted: { kind: 'once', outcome: 'cued_not_yet' } }]);
  });

  it('is no visit on anybody’s day', async () => {
    for (const actor of ['paraprofessional.own', 'teacher.own', 'therapist.own'] as const) {
      const { body } = await ask(actor, 'GET', '/api/today');
      const shown = [...body.visits, ...body.sessions].map((session: { delivery: string }) => session.delivery);
      expect(shown, actor).not.toContain('teacher_note');
    }
  });

  it('counts x of n at the end of the lesson, and refuses what cannot be', async () => {
    const impossible = await save([note({ kind: 'of', x: 6, n: 5 })], { how: 'end_of_activity' });
    expect(impossible.body).toMatchObject({ code: 'bad_input', field: 'notes.0.noted.x' });
    const good = note({ kind: 'of', x: 4, n: 5 });
    expect((await save([good], { how: 'end_of_activity' })).status).toBe(200);
    expect((await own()).notes[0]).toMatchObject({ id: good.id, noted: { kind: 'of', x: 4, n: 5 } });
  });

  it('takes a paper strip of last week, not of next week or last month', async () => {
    const strip = [note({ kind: 'of', x: 2, n: 3 })];
    expect((await save(strip, { how: 'paper', date: '2026-10-08' })).status).toBe(200);
    for (const date of ['2026-10-15', '2026-09-01']) {
      expect((await save([note({ kind: 'not_observed' })], { date })).body).toMatchObject({ field: 'date' });
    }
    expect((await ask('teacher.own', 'GET', `${address()}?date=2026-10-08`)).body.notes).toHaveLength(1);
  });

  it('is taken back by who left it, and stays in the record as taken back', async () => {
    const wrong = note({ kind: 'once', outcome: 'on_their_own' });
    await save([wrong]);
    expect((await ask('paraprofessional.own', 'POST', `${address()}/${wrong.id}/take-back`)).body.code).toBe(
      'not_found',
    );
    expect((await ask('teacher.own', 'POST', `${address()}/${wrong.id}/take-back`)).status).toBe(200);
    expect((await own()).notes.map((one: { id: string }) => one.id)).not.toContain(wrong.id);
    const kept = (await events()).map(({ body }) => body);
    expect(kept.some((event) => event.id === wrong.id)).toBe(true);
    expect(kept.some((event) => event.kind === 'void' && event.voids === wrong.id)).toBe(true);
  });

  it('is about nobody who was not asked about', async () => {
    const stranger = note({ kind: 'not_observed' }, { studentId: school.otherClass.studentId });
    expect((await save([stranger])).body).toMatchObject({ code: 'not_found', field: 'notes.0.goalId' });
    for (const actor of ['teacher.former', 'teacher.other_class', 'therapist.own', 'coordinator.own'] as const)
      expect((await save([note({ kind: 'not_observed' })], {}, actor)).status, actor).toBe(403);
  });
});
