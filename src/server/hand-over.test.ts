import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSchoolTimes } from '#store/calendar.ts';
import { rebuildReach } from '#store/reach.ts';
import { insertSeries, writeSeriesAhead, writeSessionsAhead } from '#store/session.ts';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import {
  type Actor,
  buildFixtureSchool,
  canaries,
  type FixtureSchool,
  fixtureNow,
  fixtureToday,
} from '../../tests/fixtures/school.ts';
import { handOverHandlers } from './hand-over.ts';
import { newId } from './new-id.ts';
import { noticeHandlers } from './notice.ts';
import { serviceHandlers } from './service.ts';
import { studentHandlers } from './student.ts';

const on = '2026-11-02';

onBothStores('students who pass to another therapist', (store) => {
  let school: FixtureSchool;
  let test: TestApp;
  const ids = { alone: '', shared: '', taken: '' };
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'hand-over');
    test = await testApp(store(), {
      handlers: [...handOverHandlers, ...studentHandlers, ...serviceHandlers, ...noticeHandlers],
    });
    const { districtId, schoolId, studentId, goalId } = school.target;
    const [from, to] = [school.adults['therapist.own'].adultId, school.adults['therapist.none'].adultId];
    await store().asOwner(async (db) => {
      // Somebody who stays, in the same sessions.
      await db
        .insertInto('caseload_place')
        .values({
          district_id: districtId,
          id: newId(new Date(fixtureNow)),
          adult_id: from,
          student_id: school.otherClass.studentId,
          kind: 'therapy',
          from_date: '2026-08-01',
          to_date: null,
        })
        .execute();
      await rebuildReach(db, districtId);
      const schools = await readSchoolTimes(db, districtId);
      const ana = { studentId, label: 'AN', goalIds: [goalId] };
      const ben = { studentId: school.otherClass.studentId, label: 'BE', goalIds: [] };
      const weekly = async (adultId: string, weekday: number, starts: string, members: readonly (typeof ana)[]) => {
        const id = newId(new Date(fixtureNow));
        const ends = `${starts.slice(0, 3)}30`;
        const template = {
          ...{ schoolId, starts, ends, delivery: 'pull_out' as const, classId: null, routineId: null, roomId: null },
          ...{ setting: 'therapy_room', coTeachingFormat: null, activity: '', materials: '', lookFor: '' },
          ...{ myPart: '', theirPart: '', members },
        };
        const series = { id, adultId, weekday, rotationDay: null, from: fixtureToday, to: null, template };
        await insertSeries(db, districtId, series);
        const made = { today: fixtureToday, now: fixtureNow, newId: () => newId(new Date(fixtureNow)) };
        await writeSeriesAhead(db, districtId, { ...series, writtenTo: null }, schools.get(schoolId)!, made);
        return id;
      };
      ids.alone = await weekly(from, 1, '09:00', [ana]);
      ids.shared = await weekly(from, 2, '09:00', [ana, ben]);
      ids.taken = await weekly(from, 3, '13:00', [ana]);
      await weekly(to, 3, '13:00', []);
    });
  });
  afterAll(() => test.close());

  const ask = (actor: Actor, method: 'GET' | 'POST', url: string, payload?: object) =>
    test.ask(school.adults[actor], method, url, payload);
  const passing = () => ({
    fromAdultId: school.adults['therapist.own'].adultId,
    toAdultId: school.adults['therapist.none'].adultId,
    on,
    studentIds: [school.target.studentId],
  });
  /** Everything that a hand-over may touch, without what it is told by. */
  const facts = () =>
    store().asOwner(async (db) => {
      const of = school.target.districtId;
      const sessions = await db
        .selectFrom('session')
        .select(['id', 'adult_id', 'series_id', 'status', 'cancelled_reason'])
        .where('district_id', '=', of)
        .orderBy('id')
        .execute();
      const members = await db
        .selectFrom('session_member')
        .selectAll()
        .where('district_id', '=', of)
        .orderBy('session_id')
        .orderBy('student_id')
        .execute();
      const series = await db
        .selectFrom('session_series')
        .select(['id', 'adult_id', 'to_date', 'written_to'])
        .where('district_id', '=', of)
        .orderBy('id')
        .execute();
      const dated = ['id', 'adult_id', 'student_id', 'from_date', 'to_date'] as const;
      const places = await db
        .selectFrom('caseload_place')
        .select(dated)
        .where('district_id', '=', of)
        .orderBy('id')
        .execute();
      const periods = await db
        .selectFrom('service_period')
        .select(dated)
        .where('district_id', '=', of)
        .orderBy('id')
        .execute();
      const reach = await db
        .selectFrom('reach')
        .selectAll()
        .where('district_id', '=', of)
        .orderBy('adult_id')
        .orderBy('student_id')
        .orderBy('reach')
        .orderBy('from_date')
        .execute();
      return { sessions, members, series, places, periods, reach };
    });

  it('is seen before it is done, and changes nothing by that', async () => {
    const before = await facts();
    const seen = await ask('therapist.own', 'POST', '/api/hand-overs/preview', passing());
    expect(seen.status).toBe(200);
    // From the second of November eight weeks ahead of today are written: six Mondays, Tuesdays and Wednesdays.
    const sessionsOf = (seriesId: string) => before.sessions.filter(({ series_id }) => series_id === seriesId).length;
    const [ana] = seen.body.students;
    expect(ana).toMatchObject({ goals: 1, services: 1, against: null, reviewDue: '2027-03-01' });
    expect(ana.sessionsPass).toBeGreaterThan(3);
    expect(ana.sessionsPass).toBeLessThan(sessionsOf(ids.alone));
    expect(ana.sessionsToPlan).toBeGreaterThan(ana.sessionsPass);
    expect(ana).toMatchObject({ weeklyPass: 1, weeklyToPlan: 2 });
    // Beyond the weeks that are written there are the weekly sessions all the same.
    const far = await ask('therapist.own', 'POST', '/api/hand-overs/preview', { ...passing(), on: '2027-04-05' });
    expect(far.body.students[0]).toMatchObject({ sessionsPass: 0, sessionsToPlan: 0, weeklyPass: 0, weeklyToPlan: 3 });
    expect((await ask('therapist.own', 'GET', '/api/hand-overs')).body.of.firstDay).toBe('2026-10-15');
    expect(await facts()).toEqual(before);
  });

  it('passes access, services and sessions on the day; both are told; taken back, all is as before', async () => {
    const before = await facts();
    const at = `/api/students/${school.target.studentId}`;
    const made = await ask('therapist.own', 'POST', '/api/hand-overs', passing());
    expect(made.status).toBe(200);
    const after = await facts();
    const later = (seriesOf: string) => {
      const was = before.sessions.filter(({ series_id }) => series_id === seriesOf).map(({ id }) => id);
      return after.sessions.filter(({ id, series_id }) => was.includes(id) && series_id !== seriesOf);
    };
    // Alone and free: the successor gives it. With another: the other stays. Taken: planned anew.
    expect(new Set(later(ids.alone).map(({ adult_id }) => adult_id))).toEqual(new Set([passing().toAdultId]));
    expect(new Set(later(ids.shared).map(({ adult_id }) => adult_id))).toEqual(new Set([passing().fromAdultId]));
    const stay = new Set(later(ids.shared).map(({ id }) => id));
    expect(stay.size).toBeGreaterThan(3);
    expect(
      after.members.filter(({ session_id }) => stay.has(session_id)).map(({ student_id }) => student_id),
    ).not.toContain(school.target.studentId);
    const ended = after.sessions.filter(({ series_id, status }) => series_id === ids.taken && status === 'cancelled');
    expect(ended.length).toBeGreaterThan(3);
    expect(ended[0]!.cancelled_reason).toBe('plan_changed');
    // Access: until the day the one, from the day on the other.
    expect((await ask('therapist.own', 'GET', at)).status).toBe(200);
    expect((await ask('therapist.none', 'GET', at)).status).toBe(403);
    expect((await ask('therapist.none', 'GET', '/api/notices')).body.items).toContainEqual(
      expect.objectContaining({ kind: 'students_come', count: 1 }),
    );
    // Whoever did it need not be told.
    expect(JSON.stringify((await ask('therapist.own', 'GET', '/api/notices')).body)).not.toContain('students_go');
    const was = test.clock.at;
    test.clock.at = '2026-11-02T15:00:00.000Z';
    expect((await ask('therapist.own', 'GET', at)).status).toBe(403);
    expect((await ask('therapist.none', 'GET', at)).body.goals).toHaveLength(1);
    const services = await ask('therapist.none', 'GET', `${at}/services`);
    expect(services.body.items[0].periods[0]).toMatchObject({ adultName: 'therapist.none', from: on, to: null });
    expect((await ask('therapist.none', 'GET', '/api/notices')).body.items).toContainEqual(
      expect.objectContaining({ kind: 'students_come' }),
    );
    const undo = `/api/hand-overs/${made.body.id}/undo`;
    const { fromAdultId } = passing();
    expect((await ask('therapist.own', 'POST', undo, { fromAdultId })).body.fields ?? []).toEqual([]);
    expect((await ask('therapist.own', 'POST', undo, { fromAdultId })).status).toBe(400);
    test.clock.at = was;
    // The due job in between writes on, for whoever it is by then.
    await store().asOwner((db) =>
      writeSessionsAhead(db, school.target.districtId, fixtureNow, () => newId(new Date(fixtureNow))),
    );
    expect((await ask('therapist.own', 'POST', undo, { fromAdultId })).status).toBe(200);
    // What was written in between is of the old series, with everybody in it; all else is as it was.
    const known = new Set(before.sessions.map(({ id }) => id));
    const again = await facts();
    const since = again.sessions.filter(
      ({ id, series_id }) => !known.has(id) && [ids.alone, ids.shared].includes(series_id ?? ''),
    );
    expect(since.length).toBeGreaterThan(0);
    for (const { id, adult_id } of since) {
      expect(adult_id).toBe(fromAdultId);
      const inIt = again.members.filter(({ session_id }) => session_id === id).map(({ student_id }) => student_id);
      expect(inIt).toContain(school.target.studentId);
    }
    const ofBefore = (found: typeof again) => ({
      ...found,
      sessions: found.sessions.filter(({ id }) => known.has(id)),
      members: found.members.filter(({ session_id }) => known.has(session_id)),
      series: found.series.map(({ written_to: _, ...series }) => series),
    });
    expect(ofBefore(again)).toEqual(ofBefore(before));
    expect((await ask('therapist.own', 'POST', undo, { fromAdultId })).status).toBe(400);
  });

  it('a coordinator does it for the therapists of their schools, by number and name only', async () => {
    const { fromAdultId } = passing();
    const page = await ask('coordinator.own', 'GET', `/api/hand-overs?adultId=${fromAdultId}`);
    expect(page.body.of.students.map(({ studentId }: { studentId: string }) => studentId)).toContain(
      school.target.studentId,
    );
    const seen = await ask('coordinator.own', 'POST', '/api/hand-overs/preview', passing());
    for (const kept of canaries.record) expect(JSON.stringify([page.body, seen.body])).not.toContain(kept);
    const made = await ask('coordinator.own', 'POST', '/api/hand-overs', passing());
    expect(made.status).toBe(200);
    expect((await ask('therapist.own', 'GET', '/api/notices')).body.items).toContainEqual(
      expect.objectContaining({ kind: 'students_go', count: 1 }),
    );
    const log = await store().asOwner((db) =>
      db.selectFrom('access_log').selectAll().where('operation', '=', 'hand_over.make').execute(),
    );
    expect(log).toContainEqual(expect.objectContaining({ student_id: school.target.studentId, purpose: 'transfer' }));
    const undo = `/api/hand-overs/${made.body.id}/undo`;
    expect((await ask('therapist.none', 'POST', undo, { fromAdultId })).body.code).toBe('not_found');
    expect((await ask('coordinator.other_school', 'POST', undo, { fromAdultId })).body.code).toBe('not_found');
    expect((await ask('coordinator.own', 'POST', undo, { fromAdultId })).status).toBe(200);
  });

  it('says why not, and then does nothing', async () => {
    const before = await facts();
    const said = async (actor: Actor, change: object) => {
      const { status, body } = await ask(actor, 'POST', '/api/hand-overs', { ...passing(), ...change });
      return [status, body.code, body.field];
    };
    expect(await said('therapist.own', { on: fixtureToday })).toEqual([400, 'bad_input', 'on']);
    expect(await said('therapist.own', { toAdultId: passing().fromAdultId })).toEqual([404, 'not_found', 'toAdultId']);
    const elsewhere = school.adults['therapist.other_school'].adultId;
    expect(await said('therapist.own', { toAdultId: elsewhere })).toEqual([400, 'bad_input', 'studentIds.0']);
    expect(await said('therapist.own', { studentIds: [school.otherSchool.studentId] })).toEqual([
      404,
      'not_found',
      'studentIds.0',
    ]);
    // Another therapist's students are not one's own to hand over.
    expect(await said('therapist.none', {})).toEqual([404, 'not_found', 'fromAdultId']);
    expect(await facts()).toEqual(before);
  });
});
