import { afterAll, beforeAll, expect, it } from 'vitest';
import { usualReviewThresholds } from '#domain/reviews/thresholds.ts';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { type Actor, buildFixtureSchool, type FixtureSchool, fixtureToday } from '../../tests/fixtures/school.ts';
import { reviewHandlers } from './review.ts';
import { serviceHandlers } from './service.ts';

onBothStores('reviews', (store) => {
  let school: FixtureSchool;
  let test: TestApp;
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'reviews');
    test = await testApp(store(), { handlers: [...reviewHandlers, ...serviceHandlers] });
  });
  afterAll(() => test.close());

  const ask = (actor: Actor, method: 'GET' | 'POST', url: string, payload?: object) =>
    test.ask(school.adults[actor], method, url, payload);
  const address = (part = '') => `/api/students/${school.target.studentId}/review${part}`;
  const review = async () => (await ask('case_manager.own', 'GET', address())).body;
  const decision = (part: object = {}) => ({
    heldOn: fixtureToday,
    tookPart: 'Family, teacher, therapist',
    decision: 'Once a week in the room',
    reasons: 'It is there in the room and not yet in class.',
    points: [{ goalId: school.target.goalId, rule: 'R2', heldBackBy: [] }],
    service: null,
    ...part,
  });

  it('keeps what somebody says, in their own words, with who noted it', async () => {
    const said = { who: 'student', words: 'I just ask now.', saidOn: fixtureToday };
    expect((await ask('therapist.own', 'POST', address('/words'), said)).status).toBe(200);
    expect((await review()).words).toContainEqual(expect.objectContaining({ ...said, notedBy: 'therapist.own' }));
    const tomorrow = await ask('therapist.own', 'POST', address('/words'), { ...said, saidOn: '2999-01-01' });
    expect(tomorrow).toMatchObject({ status: 400, body: { field: 'saidOn' } });
  });

  it('keeps a point that is set aside, with the reason', async () => {
    const at = `/api/goals/${school.target.goalId}/review/dismissals`;
    expect((await ask('therapist.own', 'POST', at, { rule: 'R5', reason: '' })).status).toBe(400);
    expect((await ask('therapist.own', 'POST', at, { rule: 'R5', reason: 'Not before the move' })).status).toBe(200);
    expect((await review()).dismissals).toContainEqual(
      expect.objectContaining({ goalId: school.target.goalId, rule: 'R5', reason: 'Not before the move' }),
    );
  });

  it('begins the new period with the decision that changes a service, or keeps neither', async () => {
    const part = {
      delivery: 'push_in',
      minutes: 40,
      times: 3,
      per: 'week',
      groupMax: 3,
      place: '',
      adultId: school.adults['therapist.own'].adultId,
    };
    const service = { lineId: school.target.serviceLineId, on: '1999-01-01', parts: [part] };
    const before = await review();
    const refused = await ask('therapist.own', 'POST', address('/decisions'), decision({ service }));
    expect(refused).toMatchObject({ status: 400, body: { field: 'service.on' } });
    expect(await review()).toEqual(before);

    const on = fixtureToday;
    const kept = await ask('therapist.own', 'POST', address('/decisions'), decision({ service: { ...service, on } }));
    expect(kept.status).toBe(200);
    const { service: _, ...said } = decision();
    expect((await review()).decisions).toContainEqual(
      expect.objectContaining({
        ...said,
        lineId: school.target.serviceLineId,
        changedOn: on,
        thresholdsVersion: 0,
      }),
    );
    const { body } = await ask('therapist.own', 'GET', `/api/students/${school.target.studentId}/services`);
    const line = body.items.find(({ id }: { id: string }) => id === school.target.serviceLineId);
    expect(line.periods[0]).toMatchObject({ from: on, to: null, minutes: 40, reason: 'Once a week in the room' });
    expect(line.periods[1].to).not.toBeNull();
  });

  it('refuses a point about a goal of somebody else', async () => {
    const points = [{ goalId: school.target.studentId, rule: 'R1', heldBackBy: [] }];
    const answer = await ask('therapist.own', 'POST', address('/decisions'), decision({ points }));
    expect(answer).toMatchObject({ status: 400, body: { field: 'points' } });
  });

  it('keeps every version of the thresholds, set by a coordinator and never below what a comparison takes', async () => {
    const at = '/api/review-thresholds';
    const set = (actor: Actor, basedOn: number, part: object = {}) =>
      ask(actor, 'POST', at, { basedOn, thresholds: { ...usualReviewThresholds, ...part }, reason: 'Agreed' });
    expect((await ask('therapist.own', 'GET', at)).body).toEqual({
      inForce: { version: 0, thresholds: usualReviewThresholds },
      history: [],
    });
    expect((await set('therapist.own', 0)).status).toBe(403);
    expect((await set('coordinator.own', 0, { fewestTrials: 5 })).status).toBe(400);
    expect((await set('coordinator.own', 0, { fewestTrials: 15 })).status).toBe(200);
    expect((await set('coordinator.own', 0, { fewestTrials: 20 })).body).toMatchObject({ code: 'changed_meanwhile' });
    expect((await set('coordinator.own', 1, { cueShare: 0.9 })).status).toBe(200);
    const { inForce, history } = (await ask('therapist.own', 'GET', at)).body;
    expect(inForce.version).toBe(2);
    expect(history.map((one: { version: number }) => one.version)).toEqual([2, 1]);
  });
});
