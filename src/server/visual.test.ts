import { PNG } from 'pngjs';
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
import { strategyHandlers } from './strategy.ts';
import { visualHandlers } from './visual.ts';

onBothStores('pictures', (store) => {
  let school: FixtureSchool;
  let test: TestApp;
  let visualId: string;
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'visuals');
    test = await testApp(store(), { handlers: [...visualHandlers, ...strategyHandlers] });
  });
  afterAll(() => test.close());

  const ask = (actor: Actor, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    test.ask(school.adults[actor], method, url, payload);
  const picture = () => {
    const png = new PNG({ width: 4, height: 2 });
    png.data.fill(200);
    return PNG.sync.write(png).toString('base64');
  };
  const inClass = () => `/api/classes/${school.target.classId}/visuals`;

  it('are added by therapists and teachers, known by their bytes', async () => {
    const wrong = { name: 'Board', image: Buffer.from('<svg/>').toString('base64') };
    expect((await ask('teacher.own', 'POST', '/api/visuals', wrong)).body).toMatchObject({
      field: 'image',
      code: 'bad_input',
    });
    const board = { name: 'Board', image: picture() };
    expect((await ask('paraprofessional.own', 'POST', '/api/visuals', board)).body.code).toBe('not_your_role');
    visualId = (await ask('teacher.own', 'POST', '/api/visuals', board)).body.id;
    expect((await ask('paraprofessional.own', 'GET', '/api/visuals')).body.items).toMatchObject([
      { id: visualId, name: 'Board', width: 4, height: 2, mine: false, retired: false },
    ]);
  });

  it('are sent as bytes that can be nothing else, and to nobody of another district', async () => {
    const url = `/api/visuals/${visualId}/image`;
    const of = async (actor: Actor) =>
      test.app.inject({ url, headers: { cookie: await test.signInAs(school.adults[actor]) } });
    const served = await of('guest_teacher.own');
    expect(served.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=86400, immutable',
    });
    expect(PNG.sync.read(served.rawPayload)).toMatchObject({ width: 4, height: 2 });
    expect((await of('teacher.other_district')).statusCode).toBe(404);
    expect((await test.app.inject({ url })).statusCode).toBe(401);
  });

  it('hang in a room until they do not, by whoever works or visits there', async () => {
    const up = { name: 'Day plan', symbol: 'order', place: 'beside the door' };
    expect((await ask('teacher.former', 'POST', inClass(), up)).status).toBe(403);
    expect((await ask('teacher.own', 'POST', inClass(), { ...up, visualId })).body.field).toBe('symbol');
    const { body } = await ask('teacher.own', 'POST', inClass(), up);
    await ask('therapist.own', 'POST', inClass(), { name: 'First, then', visualId });
    expect((await ask('paraprofessional.own', 'GET', inClass())).body.items).toMatchObject([
      { ...up, from: fixtureToday },
      { name: 'First, then', visualId, symbol: null },
    ]);
    expect((await ask('therapist.own', 'POST', `${inClass()}/${body.id}/end`)).status).toBe(200);
    expect((await ask('paraprofessional.own', 'GET', inClass())).body.items).toHaveLength(1);
  });

  it('are taken out of the choice by whoever made them or a therapist; where one hangs it stays', async () => {
    expect((await ask('teacher.other_class', 'POST', `/api/visuals/${visualId}/retire`)).status).toBe(404);
    expect((await ask('therapist.own', 'POST', `/api/visuals/${visualId}/retire`)).status).toBe(200);
    expect((await ask('teacher.own', 'GET', '/api/visuals')).body.items).toMatchObject([{ retired: true }]);
    expect((await ask('teacher.own', 'GET', inClass())).body.items).toMatchObject([{ visualId }]);
  });

  it('are part of the record where a goal is worked on with a strategy', async () => {
    const steps = [{ words: 'Count to five', symbol: 'wait' }];
    const strategy = await ask('therapist.own', 'POST', '/api/strategies', { name: 'Wait', steps });
    const ofGoal = `/api/goals/${school.target.goalId}/strategies`;
    const strategyIds = [strategy.body.id];
    expect((await ask('therapist.own', 'PUT', ofGoal, { strategyIds: [school.unknownId] })).body.field).toBe(
      'strategyIds.0',
    );
    expect((await ask('therapist.own', 'PUT', ofGoal, { strategyIds })).status).toBe(200);
    for (const actor of ['therapist.own', 'assistant.own', 'case_manager.own'] as const)
      expect((await ask(actor, 'GET', ofGoal)).body).toEqual({ strategyIds });
    for (const actor of ['teacher.own', 'therapist.other_class', 'therapist.former'] as const)
      expect((await ask(actor, 'GET', ofGoal)).status, actor).toBe(403);
    // Row-level security by itself.
    const seen: Actor[] = [];
    for (const actor of actors) {
      const scope = { ...school.adults[actor], role: actor.split('.')[0]!, today: fixtureToday };
      const rows = await store().asAdult(scope, (db) => db.selectFrom('goal_strategy').selectAll().execute());
      if (rows.length > 0) seen.push(actor);
    }
    expect(seen.toSorted()).toEqual(['assistant.own', 'case_manager.own', 'therapist.own']);
    await ask('therapist.own', 'PUT', ofGoal, { strategyIds: [] });
    expect((await ask('therapist.own', 'GET', ofGoal)).body).toEqual({ strategyIds: [] });
  });
});
