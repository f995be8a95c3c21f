import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import {
  type Actor,
  buildFixtureSchool,
  canaries,
  type FixtureSchool,
  fixtureToday,
} from '../../tests/fixtures/school.ts';
import { goalHandlers } from './goal.ts';
import { serviceHandlers } from './service.ts';
import { studentHandlers } from './student.ts';
import { teamHandlers } from './team.ts';

onBothStores('the team', (store) => {
  let school: FixtureSchool;
  let test: TestApp;
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'team');
    // Only who has a discipline gives minutes of one.
    await store().asOwner((db) =>
      db.updateTable('adult').set({ discipline: 'speech' }).where('id', '=', school.target.therapistId).execute(),
    );
    test = await testApp(store(), {
      handlers: [...teamHandlers, ...studentHandlers, ...goalHandlers, ...serviceHandlers],
    });
  });
  afterAll(() => test.close());

  const ask = (actor: Actor, method: 'GET' | 'POST', url: string, payload?: object) =>
    test.ask(school.adults[actor], method, url, payload);
  const log = () => store().asOwner((db) => db.selectFrom('access_log').selectAll().orderBy('operation').execute());

  it('is counts: no id and no name of any student', async () => {
    const { status, body } = await ask('coordinator.own', 'GET', '/api/team');
    expect(status).toBe(200);
    const said = JSON.stringify(body);
    expect(body.therapists.length).toBeGreaterThan(0);
    expect(body.therapists.find(({ name }: { name: string }) => name === 'therapist.own')).toMatchObject({
      students: 1,
      outToday: false,
    });
    for (const kept of [...canaries.name, ...canaries.record, school.target.studentId])
      expect(said).not.toContain(kept);
  });

  it('answers one student’s minutes and attendance for a purpose that stands in the log, and nothing of goals', async () => {
    const found = await ask('coordinator.own', 'POST', '/api/team/students', {
      search: canaries.name[1].slice(0, 9),
      purpose: 'family_asks',
    });
    const [student] = found.body.items;
    expect(student.studentId).toBe(school.target.studentId);
    const look = { studentId: student.studentId, purpose: 'family_asks' };
    const { status, body } = await ask('coordinator.own', 'POST', '/api/team/looks', look);
    expect(status).toBe(200);
    expect(body.attendance.length).toBeGreaterThan(0);
    for (const kept of canaries.record) expect(JSON.stringify(body)).not.toContain(kept);
    expect((await log()).filter(({ operation }) => operation.startsWith('team.'))).toEqual([
      expect.objectContaining({ operation: 'team.find_student', purpose: 'family_asks', student_id: look.studentId }),
      expect.objectContaining({ operation: 'team.look', purpose: 'family_asks', student_id: look.studentId }),
    ]);
    expect((await ask('coordinator.own', 'POST', '/api/team/looks', { ...look, purpose: 'curious' })).status).toBe(400);
    // Another school's student is nobody to them.
    const elsewhere = { ...look, studentId: school.otherSchool.studentId };
    expect((await ask('coordinator.own', 'POST', '/api/team/looks', elsewhere)).body.code).toBe('not_found');
  });

  it('opens the record with a reason, to read only, and not beyond its last day', async () => {
    const { studentId, serviceLineId } = school.target;
    const at = `/api/students/${studentId}`;
    expect((await ask('coordinator.own', 'GET', at)).status).toBe(403);
    const short = { studentId, reason: 'because', days: 1 };
    expect((await ask('coordinator.own', 'POST', '/api/break-glass', short)).body).toMatchObject({ field: 'reason' });
    const reason = 'The family filed a complaint; the hearing is tomorrow.';
    const opened = await ask('coordinator.own', 'POST', '/api/break-glass', { studentId, reason, days: 1 });
    expect(opened.status).toBe(200);
    expect((await ask('coordinator.own', 'GET', at)).body.goals).toHaveLength(1);
    const change = { on: '2999-01-01', reason: '', parts: [] };
    expect((await ask('coordinator.own', 'POST', `${at}/services/${serviceLineId}/changes`, change)).status).toBe(403);
    // Another coordinator sees nothing by it.
    expect((await ask('coordinator.other_class', 'GET', at)).status).toBe(403);
    expect((await log()).find(({ operation }) => operation === 'break_glass.open')).toMatchObject({ purpose: reason });
    expect((await ask('records.own', 'GET', '/api/break-glass')).body.items).toEqual([
      expect.objectContaining({
        adultName: 'coordinator.own',
        studentId,
        reason,
        from: fixtureToday,
        to: fixtureToday,
      }),
    ]);
    const was = test.clock.at;
    test.clock.at = '2026-10-15T14:00:00.000Z';
    expect((await ask('coordinator.own', 'GET', at)).status).toBe(403);
    test.clock.at = was;
  });
});
