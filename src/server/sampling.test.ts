import { afterAll, beforeAll, expect, it } from 'vitest';
import type { z } from 'zod';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { buildFixtureSchool, type FixtureSchool } from '../../tests/fixtures/school.ts';
import type { readSampling } from '../contract/sampling.ts';
import { samplingHandlers } from './sampling.ts';
import { sessionHandlers } from './session.ts';

onBothStores('what is still to be seen', (store) => {
  let server: TestApp;
  let school: FixtureSchool;
  beforeAll(async () => {
    server = await testApp(store(), { handlers: [...sessionHandlers, ...samplingHandlers] });
    school = await buildFixtureSchool(store(), 'sampling');
  });
  afterAll(() => server.close());

  it('is looked for in visits, not at a consult, where no student is', async () => {
    const { target, adults } = school;
    const own = adults['therapist.own'];
    const planned = async (delivery: string, starts: string, ends: string) => {
      const saved = await server.ask(own, 'POST', '/api/sessions', {
        schoolId: target.schoolId,
        date: '2026-10-15',
        starts,
        ends,
        delivery,
        classId: target.classId,
        routineId: null,
        setting: 'classroom',
        members: [{ studentId: target.studentId, goalIds: [target.goalId] }],
      });
      expect(saved.status).toBe(200);
      return saved.body.id as string;
    };
    const visit = await planned('observation', '09:40', '10:10');
    const consult = await planned('consult', '14:00', '14:15');
    const read = await server.ask(own, 'GET', '/api/sampling');
    const { items } = read.body as unknown as z.output<typeof readSampling.output>;
    const sessions = items.flatMap((item) => item.tasks.map(({ sessionId }) => sessionId));
    expect(sessions).toContain(visit);
    expect(sessions).not.toContain(consult);
    // Two schools may each have a Grade 2: a class is known by more than its name.
    const seen = items.flatMap((item) => item.tasks).find((task) => task.sessionId === visit);
    expect(seen?.classId).toBe(target.classId);
  });
});
