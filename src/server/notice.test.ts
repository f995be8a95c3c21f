import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { type Actor, buildFixtureSchool, type FixtureSchool, fixtureToday } from '../../tests/fixtures/school.ts';
import { cardHandlers } from './card.ts';
import { noticeHandlers } from './notice.ts';
import { strategyHandlers } from './strategy.ts';
import { visitHandlers } from './visit.ts';

onBothStores('what awaits an adult', (store) => {
  let school: FixtureSchool;
  let test: TestApp;
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'notices');
    const handlers = [...noticeHandlers, ...cardHandlers, ...strategyHandlers, ...visitHandlers];
    test = await testApp(store(), { handlers });
  });
  afterAll(() => test.close());

  const ask = (actor: Actor, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    test.ask(school.adults[actor], method, url, payload);
  const awaits = async (actor: Actor): Promise<string[]> =>
    (await ask(actor, 'GET', '/api/notices')).body.items.map(
      (one: { kind: string; count: number }) => `${one.kind} ${one.count}`,
    );
  const visit = () => `/api/classes/${school.target.classId}/visits/${school.target.sessionId}`;

  it('is a card to read, and for the therapist that it is not read, until it is', async () => {
    expect(await awaits('teacher.own')).toEqual(['cards_to_read 1']);
    expect(await awaits('therapist.own')).toEqual(['cards_unread 1']);
    for (const actor of ['therapist.none', 'coordinator.own', 'records.own'] as const)
      expect([actor, await awaits(actor)]).toEqual([actor, []]);
    const { body } = await ask('teacher.own', 'GET', `/api/classes/${school.target.classId}/cards`);
    await ask('teacher.own', 'POST', `/api/cards/${body.cards[0].id}/read`);
    expect(await awaits('teacher.own')).toEqual([]);
    expect(await awaits('therapist.own')).toEqual([]);
  });

  it('is what the class says of a visit, until the therapist has dealt with it', async () => {
    const { body } = await ask('teacher.own', 'POST', `${visit()}/replies`, { kind: 'not_today' });
    await ask('teacher.own', 'POST', `${visit()}/replies`, { kind: 'asks', words: 'Could we begin later?' });
    expect(await awaits('therapist.own')).toEqual(['not_today 1', 'asks 1']);
    await ask('therapist.own', 'POST', `${visit()}/replies/${body.id}/settle`);
    expect(await awaits('therapist.own')).toEqual(['asks 1']);
  });

  it('is a plan that the other side has changed, until it is agreed to', async () => {
    const text = { activity: 'Writing', coTeachingFormat: 'station', therapistPart: 'Frames', classPart: 'Lesson' };
    await ask('therapist.own', 'PUT', `${visit()}/plan`, text);
    expect(await awaits('teacher.own')).toEqual(['plan_changed 1']);
    await ask('teacher.own', 'POST', `${visit()}/replies`, { kind: 'got_it' });
    expect(await awaits('teacher.own')).toEqual([]);
    test.clock.at = '2026-10-14T14:05:00.000Z';
    await ask('teacher.own', 'PUT', `${visit()}/plan`, { ...text, classLine: 'Chapter 3' });
    expect(await awaits('therapist.own')).toEqual(['asks 1', 'plan_changed 1']);
  });

  it('is a thank-you, and a step with a strategy whose day has come, for those two alone', async () => {
    const { adultId } = school.adults['teacher.own'];
    const inClass = `/api/classes/${school.target.classId}`;
    await ask('therapist.own', 'POST', `${inClass}/thanks`, { adultId, words: 'The wait gave time.' });
    expect(await awaits('teacher.own')).toEqual(['thanks 1']);
    const steps = [{ words: 'Count to five', symbol: 'wait' }];
    const strategy = await ask('therapist.own', 'POST', '/api/strategies', { name: 'Wait', steps });
    const uses = `${inClass}/strategies/${strategy.body.id}/uses`;
    // Alone four weeks ago: to be looked for today.
    await ask('therapist.own', 'POST', uses, { adultId, stage: 'alone', doneOn: '2026-09-16' });
    expect(await awaits('teacher.own')).toEqual(['strategy_due 1', 'thanks 1']);
    await ask('therapist.own', 'POST', uses, { adultId, stage: 'still_in_use', doneOn: fixtureToday });
    expect(await awaits('teacher.own')).toEqual(['thanks 1']);
    expect(await awaits('therapist.none')).toEqual([]);
  });
});
