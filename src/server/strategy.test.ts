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

onBothStores('strategies', (store) => {
  let school: FixtureSchool;
  let test: TestApp;
  let strategyId: string;
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'strategies');
    test = await testApp(store(), { handlers: strategyHandlers });
  });
  afterAll(() => test.close());

  const ask = (actor: Actor, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    test.ask(school.adults[actor], method, url, payload);
  const inClass = () => `/api/classes/${school.target.classId}/strategies`;
  const ofTeacher = () => ({ adultId: school.adults['teacher.own'].adultId });

  it('are written by therapists, read by all, and done in a room in its own way', async () => {
    const text = {
      name: 'Wait and point',
      steps: [{ words: 'Count to five', symbol: 'wait' }],
      areas: ['language'],
      wholeClass: true,
    };
    expect((await ask('teacher.own', 'POST', '/api/strategies', text)).body.code).toBe('not_your_role');
    strategyId = (await ask('therapist.own', 'POST', '/api/strategies', text)).body.id;
    expect((await ask('guest_teacher.own', 'GET', '/api/strategies')).body.items).toMatchObject([
      { name: 'Wait and point', steps: [{ symbol: 'wait' }] },
    ]);
    const how = { how: 'The picture strip hangs at the door.' };
    expect((await ask('teacher.own', 'PUT', `${inClass()}/${strategyId}`, how)).status).toBe(200);
    expect((await ask('teacher.former', 'PUT', `${inClass()}/${strategyId}`, how)).status).toBe(403);
    expect((await ask('paraprofessional.own', 'GET', inClass())).body.items).toMatchObject([{ ...how, to: null }]);
  });

  it('keep an adult’s log between that adult and who noted it', async () => {
    const note = { ...ofTeacher(), stage: 'modelled', doneOn: fixtureToday };
    expect((await ask('therapist.own', 'POST', `${inClass()}/${strategyId}/uses`, note)).status).toBe(200);
    const seen = async (actor: Actor) => (await ask(actor, 'GET', inClass())).body.items?.[0].uses.length;
    expect(await seen('therapist.own')).toBe(1);
    expect(await seen('teacher.own')).toBe(1);
    for (const actor of ['paraprofessional.own', 'therapist.other_class', 'coordinator.own'] as const)
      expect(await seen(actor), actor).toBe(0);
    // A colleague in the room may note their own, and of nobody else.
    expect((await ask('paraprofessional.own', 'POST', `${inClass()}/${strategyId}/uses`, note)).body.code).toBe(
      'not_yours',
    );
    const ahead = { ...note, doneOn: '2026-10-15' };
    expect((await ask('therapist.own', 'POST', `${inClass()}/${strategyId}/uses`, ahead)).body.field).toBe('doneOn');
    const rows = await Promise.all(
      actors.map((actor) =>
        store().asAdult({ ...school.adults[actor], role: actor.split('.')[0]!, today: fixtureToday }, (db) =>
          db.selectFrom('strategy_use').selectAll().execute(),
        ),
      ),
    );
    expect(actors.filter((_, at) => rows[at]!.length > 0)).toEqual(['therapist.own', 'teacher.own']);
  });

  it('are counted for the coordinator without names, and not where a number would tell who', async () => {
    expect((await ask('teacher.own', 'GET', '/api/strategy-counts')).body.code).toBe('not_your_role');
    const { body } = await ask('coordinator.own', 'GET', '/api/strategy-counts');
    expect(body.items).toEqual([
      { strategyId, name: 'Wait and point', classes: 1, modelled: null, together: 0, alone: 0, stillInUse: 0 },
    ]);
  });

  it('plans, does and takes back', async () => {
    const plan = { ...ofTeacher(), stage: 'together', plannedFor: '2026-10-20' };
    const { body } = await ask('therapist.own', 'POST', `${inClass()}/${strategyId}/uses`, plan);
    const address = `${inClass()}/${strategyId}/uses/${body.id}`;
    expect((await ask('paraprofessional.own', 'POST', address, { doneOn: fixtureToday })).body.code).toBe('not_found');
    expect((await ask('teacher.own', 'POST', address, { doneOn: fixtureToday })).status).toBe(200);
    expect((await ask('therapist.own', 'POST', address, { doneOn: null })).status).toBe(200);
    expect((await ask('therapist.own', 'GET', inClass())).body.items[0].uses).toHaveLength(1);
  });

  it('are thanked for between two, and nobody else hears of it', async () => {
    const thanks = { ...ofTeacher(), strategyId, words: 'Your wait after the question gave time for three comments.' };
    const address = `/api/classes/${school.target.classId}/thanks`;
    expect((await ask('therapist.own', 'POST', address, thanks)).status).toBe(200);
    const { body } = await ask('teacher.own', 'GET', '/api/thanks');
    expect(body.items).toMatchObject([{ mine: true, strategyName: 'Wait and point', readAt: null }]);
    expect((await ask('coordinator.own', 'GET', '/api/thanks')).body.items).toEqual([]);
    expect((await ask('therapist.own', 'POST', `/api/thanks/${body.items[0].id}/read`)).body.code).toBe('not_found');
    expect((await ask('teacher.own', 'POST', `/api/thanks/${body.items[0].id}/read`)).status).toBe(200);
  });
});
