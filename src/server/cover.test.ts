import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { type Actor, buildFixtureSchool, type FixtureSchool, fixtureNow } from '../../tests/fixtures/school.ts';
import type { TherapistOut } from '../contract/cover.ts';
import type { SessionLine, Today } from '../contract/session.ts';
import { coverHandlers } from './cover.ts';
import { goalHandlers } from './goal.ts';
import { sessionHandlers } from './session.ts';

/** The day after the fixture's: a Thursday. */
const date = '2026-10-15';

onBothStores('a therapist is out', (store) => {
  let server: TestApp;
  let salt = 0;
  beforeAll(async () => {
    server = await testApp(store(), { handlers: [...coverHandlers, ...goalHandlers, ...sessionHandlers] });
  });
  afterAll(() => server.close());

  async function ask<T = Record<string, unknown>>(
    school: FixtureSchool,
    actor: Actor,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    payload?: object,
  ) {
    const cookie = await server.signInAs(school.adults[actor]);
    const answer = await server.app.inject({
      method,
      url,
      headers: { cookie },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: answer.statusCode, body: answer.json() as T };
  }
  const id = (school: FixtureSchool, actor: Actor) => school.adults[actor].adultId;

  /** Two sessions of the therapist on that Thursday, in the class of the target. */
  async function newDay() {
    salt += 1;
    server.clock.at = fixtureNow;
    const school = await buildFixtureSchool(store(), `cover ${salt}`);
    const plan = async (starts: string, ends: string) => {
      const { body } = await ask<{ id: string }>(school, 'therapist.own', 'POST', '/api/sessions', {
        schoolId: school.target.schoolId,
        date,
        starts,
        ends,
        delivery: 'push_in',
        classId: school.target.classId,
        routineId: school.target.routineId,
        setting: 'classroom',
        members: [{ studentId: school.target.studentId, goalIds: [school.target.goalId] }],
      });
      return body.id;
    };
    return { school, early: await plan('09:00', '09:30'), late: await plan('10:00', '10:40') };
  }
  const out = async (school: FixtureSchool, reader: Actor = 'therapist.own') =>
    (
      await ask<TherapistOut>(
        school,
        reader,
        'GET',
        `/api/therapist-out?date=${date}&adultId=${id(school, 'therapist.own')}`,
      )
    ).body;
  const arrange = (school: FixtureSchool, sessions: object[], more: object = {}, reader: Actor = 'therapist.own') =>
    ask(school, reader, 'POST', '/api/therapist-out', {
      date,
      adultId: id(school, 'therapist.own'),
      out: true,
      sessions,
      ...more,
    });
  const cover: Actor = 'therapist.other_class';

  it('shows what falls away and who could take it over, the free ones first', async () => {
    const { school, early, late } = await newDay();
    await ask(school, cover, 'POST', '/api/sessions', {
      schoolId: school.otherClass.schoolId,
      date,
      starts: '09:15',
      ends: '09:45',
      delivery: 'pull_out',
      setting: 'therapy_room',
      members: [{ studentId: school.otherClass.studentId, goalIds: [] }],
    });
    const found = await out(school);
    expect(found).toMatchObject({ absenceId: null, minutes: 70 });
    expect(found.sessions.map(({ sessionId, students, teacherName }) => [sessionId, students, teacherName])).toEqual([
      [early, 1, 'teacher.own'],
      [late, 1, 'teacher.own'],
    ]);
    const against = (sessionId: string) =>
      found.sessions
        .find((session) => session.sessionId === sessionId)
        ?.choices.find(({ adultId }) => adultId === id(school, cover))?.against;
    expect([against(early), against(late)]).toEqual(['in_session', null]);
    expect(found.sessions[0]!.choices.at(-1)).toMatchObject({ adultId: id(school, cover), against: 'in_session' });
    expect(JSON.stringify(found)).not.toContain(school.target.studentId);
  });

  it('cancels one and has the other covered; the teacher reads it, and the cover has the students that day only', async () => {
    const { school, early, late } = await newDay();
    const done = await arrange(school, [
      { sessionId: early, arrange: 'cancel' },
      { sessionId: late, arrange: 'cover', coverId: id(school, cover) },
    ]);
    expect(done).toEqual({ status: 200, body: { cancelled: 1, covered: 1 } });

    server.clock.at = '2026-10-15T12:00:00.000Z';
    const { body: teacher } = await ask<Today>(school, 'teacher.own', 'GET', '/api/today');
    expect(teacher.visits.map(({ id: visit, status, coveredBy }) => [visit, status, coveredBy?.name ?? null])).toEqual([
      [early, 'cancelled', null],
      [late, 'planned', cover],
    ]);
    expect(teacher.absences.map(({ adultId, kind }) => [adultId, kind])).toEqual([
      [id(school, 'therapist.own'), 'absent'],
    ]);

    const { body: covers } = await ask<Today>(school, cover, 'GET', '/api/today');
    const line = covers.sessions.find((session) => session.id === late);
    expect(line?.members).toMatchObject([{ studentId: school.target.studentId, label: 'AN' }]);
    expect((await ask(school, cover, 'GET', `/api/sessions/${late}/pack`)).status).toBe(200);
    // The goal of the student that day, and neither the day before nor the day after.
    const goal = `/api/goals/${school.target.goalId}`;
    const seen: number[] = [];
    for (const day of ['14', '15', '16']) {
      server.clock.at = `2026-10-${day}T14:00:00.000Z`;
      seen.push((await ask(school, cover, 'GET', goal)).status);
    }
    expect(seen).toEqual([403, 200, 403]);
  });

  it('a covered session is changed only after the cover has been taken back', async () => {
    const { school, late } = await newDay();
    await arrange(school, [{ sessionId: late, arrange: 'cover', coverId: id(school, cover) }]);
    const cancel = () =>
      ask(school, 'therapist.own', 'POST', `/api/sessions/${late}/cancel`, { scope: 'this', reason: 'testing' });
    expect(await cancel()).toMatchObject({
      status: 409,
      body: { code: 'changed_meanwhile', message: expect.stringContaining('Take the cover back first') },
    });
    // The cover may record it, and not change the plan.
    const theirs = await ask(school, cover, 'POST', `/api/sessions/${late}/cancel`, { scope: 'this', reason: 'other' });
    expect(theirs.status).toBeGreaterThanOrEqual(400);

    await arrange(school, [{ sessionId: late, arrange: 'keep' }], { out: false });
    server.clock.at = '2026-10-15T12:00:00.000Z';
    expect((await ask(school, cover, 'GET', `/api/goals/${school.target.goalId}`)).status).toBe(403);
    expect((await out(school)).absenceId).toBeNull();
    expect((await cancel()).status).toBe(200);
  });

  it('whoever is here after all has what fell away back, and what was cancelled for another reason stays so', async () => {
    const { school, early, late } = await newDay();
    await ask(school, 'therapist.own', 'POST', `/api/sessions/${early}/cancel`, { scope: 'this', reason: 'testing' });
    await arrange(school, [{ sessionId: late, arrange: 'cancel' }]);
    await arrange(
      school,
      [early, late].map((sessionId) => ({ sessionId, arrange: 'keep' })),
      { out: false },
    );
    const { body } = await ask<{ items: SessionLine[] }>(
      school,
      'therapist.own',
      'GET',
      `/api/sessions?from=${date}&to=${date}`,
    );
    expect(body.items.map(({ id: session, status, cancelledReason }) => [session, status, cancelledReason])).toEqual([
      [early, 'cancelled', 'testing'],
      [late, 'planned', null],
    ]);
  });

  it('a coordinator arranges it at their school, without any student; another therapist does not', async () => {
    const { school, early } = await newDay();
    const sessions = [{ sessionId: early, arrange: 'cancel' }];
    expect((await arrange(school, sessions, {}, 'therapist.none')).body).toMatchObject({ code: 'not_yours' });
    expect((await out(school, 'coordinator.other_school')).sessions).toEqual([]);
    expect((await arrange(school, sessions, {}, 'coordinator.other_school')).body).toMatchObject({ code: 'not_found' });
    const found = await out(school, 'coordinator.own');
    expect(found.sessions).toHaveLength(2);
    expect(JSON.stringify(found)).not.toContain(school.target.studentId);
    expect((await arrange(school, sessions, {}, 'coordinator.own')).status).toBe(200);
  });

  it('says what cannot be', async () => {
    const { school, early } = await newDay();
    const nobody = [{ sessionId: early, arrange: 'cover', coverId: id(school, 'teacher.own') }];
    expect((await arrange(school, nobody)).body).toMatchObject({ code: 'not_found', field: 'sessions.0.coverId' });
    const other = [{ sessionId: school.otherClass.sessionId, arrange: 'cancel' }];
    expect((await arrange(school, other)).body).toMatchObject({ code: 'not_found', field: 'sessions.0.sessionId' });
    expect((await arrange(school, [], { date: '2026-10-13' })).body).toMatchObject({
      field: 'date',
      message: expect.stringContaining('This day is over'),
    });
  });
});
