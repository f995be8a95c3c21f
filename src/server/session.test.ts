import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import {
  type Actor,
  buildFixtureSchool,
  canaries,
  type FixtureSchool,
  fixtureNow,
} from '../../tests/fixtures/school.ts';
import type { SessionLine, SessionPack, Today } from '../contract/session.ts';
import { writeSessionsAhead } from '../store/session.ts';
import { eventHandlers } from './event.ts';
import { sessionHandlers } from './session.ts';
import { strategyHandlers } from './strategy.ts';

type Json = Record<string, unknown>;

onBothStores('sessions', (store) => {
  let server: TestApp;
  let schools = 0;
  beforeAll(async () => {
    server = await testApp(store(), { handlers: [...sessionHandlers, ...eventHandlers, ...strategyHandlers] });
  });
  afterAll(() => server.close());

  const newSchool = () => {
    schools += 1;
    return buildFixtureSchool(store(), `sessions ${schools}`);
  };
  async function ask<T = Json>(
    school: FixtureSchool,
    actor: Actor,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    payload?: Json,
  ) {
    const cookie = await server.signInAs(school.adults[actor]);
    const response = await server.app.inject({
      method,
      url,
      headers: { cookie },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: response.statusCode, body: response.json() as T, text: response.body };
  }
  const plan = (school: FixtureSchool, more: Json = {}): Json => ({
    schoolId: school.target.schoolId,
    date: '2026-10-15',
    starts: '09:40',
    ends: '10:10',
    delivery: 'push_in',
    classId: school.target.classId,
    routineId: school.target.routineId,
    setting: 'classroom',
    coTeachingFormat: 'station',
    materials: 'sentence frames',
    lookFor: 'asks for help',
    members: [{ studentId: school.target.studentId, goalIds: [school.target.goalId] }],
    ...more,
  });
  const save = async (school: FixtureSchool, more: Json = {}) => {
    const saved = await ask<{ id: string; seriesId: string | null }>(
      school,
      'therapist.own',
      'POST',
      '/api/sessions',
      plan(school, more),
    );
    expect(saved.status).toBe(200);
    return saved.body;
  };
  const list = async (school: FixtureSchool, actor: Actor, query: string) =>
    (await ask<{ items: SessionLine[] }>(school, actor, 'GET', `/api/sessions?${query}`)).body.items;
  const weekly = { weekly: { until: null, rotationDay: null } };
  const addHoliday = (school: FixtureSchool, date: string) =>
    store().asOwner((db) =>
      db
        .insertInto('school_date')
        .values({ district_id: school.target.districtId, school_id: school.target.schoolId, date, kind: 'holiday' })
        .execute(),
    );

  it('plans one session, with a label for each member', async () => {
    const school = await newSchool();
    const { id, seriesId } = await save(school);
    expect(seriesId).toBeNull();
    const read = await ask<SessionLine>(school, 'therapist.own', 'GET', `/api/sessions/${id}`);
    expect(read.body).toMatchObject({
      date: '2026-10-15',
      starts: '09:40',
      routineName: 'Writing',
      className: 'Class 2',
      teacherName: 'teacher.own',
      coTeachingFormat: 'station',
      lookFor: 'asks for help',
      origin: 'by_hand',
      openedAt: null,
      members: [{ studentId: school.target.studentId, label: 'AN', goalIds: [school.target.goalId], absent: false }],
    });
  });

  it('says which field of a plan cannot be', async () => {
    const school = await newSchool();
    const cases: [Json, string, string][] = [
      [{ ends: '09:40' }, 'bad_input', 'ends'],
      [{ date: '2026-10-17' }, 'bad_input', 'date'],
      [{ schoolId: school.otherDistrict.schoolId }, 'not_found', 'schoolId'],
      [{ classId: school.otherSchool.classId, routineId: null }, 'not_found', 'classId'],
      [{ routineId: school.otherClass.routineId }, 'not_found', 'routineId'],
      [{ members: [] }, 'bad_input', 'members'],
      [{ members: [{ studentId: school.otherClass.studentId, goalIds: [] }] }, 'not_yours', 'members.0.studentId'],
      [
        { members: [{ studentId: school.target.studentId, goalIds: [school.otherClass.goalId] }] },
        'not_found',
        'members.0.goalIds.0',
      ],
      [
        { members: [0, 1].map(() => ({ studentId: school.target.studentId, goalIds: [] })) },
        'bad_input',
        'members.1.studentId',
      ],
      [{ weekly: { until: '2026-10-01', rotationDay: null } }, 'bad_input', 'weekly.until'],
    ];
    for (const [more, code, field] of cases) {
      const { status, body } = await ask(school, 'therapist.own', 'POST', '/api/sessions', plan(school, more));
      expect({ refused: status >= 400, ...body }).toMatchObject({ refused: true, code, field });
    }
    expect(await list(school, 'therapist.own', 'from=2026-10-15&to=2026-10-16')).toEqual([]);
  });

  it('writes a weekly session eight weeks ahead, without the holidays', async () => {
    const school = await newSchool();
    await addHoliday(school, '2026-11-26');
    const { seriesId } = await save(school, weekly);
    const dates = (await list(school, 'therapist.own', 'from=2026-11-01&to=2026-12-10')).map((line) => line.date);
    expect(dates).toEqual(['2026-11-05', '2026-11-12', '2026-11-19', '2026-12-03', '2026-12-10']);

    const written = await store().asOwner((db) =>
      writeSessionsAhead(db, school.target.districtId, '2026-10-28T14:00:00Z', () => v7()),
    );
    expect(written).toBe(1);
    const after = await list(school, 'therapist.own', 'from=2026-12-01&to=2026-12-31');
    expect(after.map((line) => [line.date, line.seriesId === seriesId])).toEqual([
      ['2026-12-03', true],
      ['2026-12-10', true],
      ['2026-12-17', true],
    ]);
  });

  it('lets sessions fall away on a new holiday, and brings them back when school is kept', async () => {
    const school = await newSchool();
    await save(school, weekly);
    const run = () => store().asOwner((db) => writeSessionsAhead(db, school.target.districtId, fixtureNow, () => v7()));
    const statusOf = async () =>
      (await list(school, 'therapist.own', 'from=2026-10-22&to=2026-10-22')).map((line) => [
        line.status,
        line.cancelledReason,
      ]);
    await addHoliday(school, '2026-10-22');
    await run();
    expect(await statusOf()).toEqual([['cancelled', 'no_school']]);
    await store().asOwner((db) =>
      db.deleteFrom('school_date').where('district_id', '=', school.target.districtId).execute(),
    );
    await run();
    expect(await statusOf()).toEqual([['planned', null]]);
  });

  it('changes this session only, or this and the later ones', async () => {
    const school = await newSchool();
    await save(school, weekly);
    const before = await list(school, 'therapist.own', 'from=2026-10-15&to=2026-11-12');
    const [, second, third] = before;
    const { schoolId: _, ...fields } = plan(school, { date: second!.date, materials: 'picture cards' });
    const once = await ask(school, 'therapist.own', 'PUT', `/api/sessions/${second!.id}`, { ...fields, scope: 'this' });
    expect(once.body).toEqual({ done: true });
    const later = await ask(school, 'therapist.own', 'PUT', `/api/sessions/${third!.id}`, {
      ...fields,
      scope: 'this_and_later',
      date: '2026-10-30',
      starts: '10:00',
      ends: '10:30',
      materials: 'timer',
    });
    expect(later.body).toEqual({ done: true });
    const after = await list(school, 'therapist.own', 'from=2026-10-15&to=2026-11-14');
    expect(after.map((line) => [line.date, line.starts, line.materials])).toEqual([
      ['2026-10-15', '09:40', 'sentence frames'],
      ['2026-10-22', '09:40', 'picture cards'],
      ['2026-10-30', '10:00', 'timer'],
      ['2026-11-06', '10:00', 'timer'],
      ['2026-11-13', '10:00', 'timer'],
    ]);
    expect(after.map((line) => line.id)).toEqual(before.map((line) => line.id));
    expect(new Set(after.map((line) => line.seriesId)).size).toBe(2);
    const written = await store().asOwner((db) =>
      writeSessionsAhead(db, school.target.districtId, '2026-10-29T14:00:00Z', () => v7()),
    );
    expect(written).toBe(2);
  });

  it('cancels with the reason, takes it back, and ends a series', async () => {
    const school = await newSchool();
    const { id } = await save(school, weekly);
    await ask(school, 'therapist.own', 'POST', `/api/sessions/${id}/cancel`, { scope: 'this', reason: 'testing' });
    const dates = async () =>
      (await list(school, 'therapist.own', 'from=2026-10-15&to=2026-10-29')).map((line) => [
        line.status,
        line.cancelledReason,
      ]);
    expect(await dates()).toEqual([
      ['cancelled', 'testing'],
      ['planned', null],
      ['planned', null],
    ]);
    await ask(school, 'therapist.own', 'POST', `/api/sessions/${id}/reinstate`);
    const [, second] = await list(school, 'therapist.own', 'from=2026-10-15&to=2026-10-29');
    await ask(school, 'therapist.own', 'POST', `/api/sessions/${second!.id}/cancel`, {
      scope: 'this_and_later',
      reason: 'other',
    });
    expect(await dates()).toEqual([
      ['planned', null],
      ['cancelled', 'other'],
      ['cancelled', 'other'],
    ]);
    expect(
      await store().asOwner((db) =>
        writeSessionsAhead(db, school.target.districtId, '2026-11-20T14:00:00Z', () => v7()),
      ),
    ).toBe(0);
  });

  const opening = (school: FixtureSchool, sessionId: string, more: Json = {}): Json => ({
    id: v7(),
    schemaVersion: 1,
    kind: 'opened',
    sessionId,
    occurredAt: fixtureNow,
    enteredAt: fixtureNow,
    recorderId: school.adults['therapist.own'].adultId,
    deviceId: '0190a000-0000-7000-8000-00000000000d',
    captureMode: 'live',
    date: '2026-10-14',
    startsAt: '10:00',
    zone: 'America/New_York',
    schoolId: school.target.schoolId,
    members: [{ studentId: school.target.studentId, goalIds: [school.target.goalId] }],
    context: {
      setting: 'classroom',
      delivery: 'push_in',
      present: [],
      therapistPart: 'helping',
      purpose: 'incidental',
      groupSize: 1,
    },
    ...more,
  });
  const send = (school: FixtureSchool, ...events: Json[]) =>
    ask(school, 'therapist.own', 'POST', '/api/events', {
      deviceId: '0190a000-0000-7000-8000-00000000000d',
      sentAt: server.clock.at,
      events,
    });

  it('leaves a session that was begun as it was', async () => {
    const school = await newSchool();
    const { sessionId } = school.target;
    await send(school, opening(school, sessionId));
    const cancelled = await ask(school, 'therapist.own', 'POST', `/api/sessions/${sessionId}/cancel`, {
      scope: 'this',
      reason: 'other',
    });
    expect(cancelled).toMatchObject({ status: 409, body: { code: 'changed_meanwhile' } });
    const read = await ask<SessionLine>(school, 'therapist.own', 'GET', `/api/sessions/${sessionId}`);
    expect(read.body).toMatchObject({ status: 'planned', openedAt: fixtureNow, closedAt: null });
  });

  describe('today', () => {
    it('shows the therapist the day: sessions, where one works, who is not there', async () => {
      const school = await newSchool();
      const { districtId, schoolId, classId, studentId } = school.target;
      const { adultId } = school.adults['therapist.own'];
      await store().asOwner((db) =>
        db
          .insertInto('work_time')
          .values(
            [
              { starts: '08:00', ends: '11:15', kind: 'at_school', school_id: schoolId },
              { starts: '11:15', ends: '11:45', kind: 'travel', school_id: null },
            ].map((block) => ({
              ...block,
              district_id: districtId,
              id: v7(),
              adult_id: adultId,
              weekday: 3,
              from_date: '2026-08-01',
            })),
          )
          .execute(),
      );
      await ask(school, 'therapist.own', 'POST', '/api/absences', { date: '2026-10-14', kind: 'absent', studentId });
      await ask(school, 'teacher.own', 'POST', '/api/absences', {
        date: '2026-10-14',
        kind: 'substitute',
        adultId: school.adults['teacher.own'].adultId,
        classId,
        substituteName: 'Ms. Vale',
      });
      const { body } = await ask<Today>(school, 'therapist.own', 'GET', '/api/today');
      expect(body).toMatchObject({
        date: '2026-10-14',
        schools: [{ name: 'North', schoolDay: true, different: null }],
        sessions: [{ id: school.target.sessionId, starts: '10:00', members: [{ label: 'AN', absent: true }] }],
        work: [
          { kind: 'at_school', schoolName: 'North', ends: '11:15' },
          { kind: 'travel', starts: '11:15' },
        ],
        absences: [
          { kind: 'absent', studentId, label: 'AN', className: 'Class 2' },
          { kind: 'substitute', label: 'teacher.own', substituteName: 'Ms. Vale', className: 'Class 2' },
        ],
        teachers: expect.arrayContaining([
          { adultId: school.adults['teacher.own'].adultId, shortName: 'teacher.own', classId, schoolId },
        ]),
        visits: [],
      });
      const others = await ask<Today>(school, 'therapist.other_class', 'GET', '/api/today');
      expect(others.body.absences).toMatchObject([{ kind: 'absent', label: 'BE' }, { kind: 'substitute' }]);
    });

    it('notes an absence once, and lets it be withdrawn', async () => {
      const school = await newSchool();
      const note = { date: '2026-10-14', kind: 'absent', studentId: school.target.studentId };
      // Ana is noted absent already: that note goes first, as any other would.
      const { body: noted } = await ask<Today>(school, 'teacher.own', 'GET', '/api/today');
      await ask(school, 'teacher.own', 'POST', `/api/absences/${noted.absences[0]!.id}/withdraw`);
      const first = await ask(school, 'teacher.own', 'POST', '/api/absences', note);
      const second = await ask(school, 'therapist.own', 'POST', '/api/absences', note);
      expect(second.body).toEqual(first.body);
      expect(first.body.id).not.toBe(noted.absences[0]!.id);
      expect(await ask(school, 'therapist.other_class', 'POST', '/api/absences', note)).toMatchObject({ status: 404 });
      const url = `/api/absences/${first.body.id}/withdraw`;
      expect(await ask(school, 'therapist.other_class', 'POST', url)).toMatchObject({ status: 404 });
      expect(await ask(school, 'therapist.own', 'POST', url)).toMatchObject({ status: 200 });
      const { body } = await ask<Today>(school, 'teacher.own', 'GET', '/api/today');
      expect(body.absences).toEqual([]);
    });

    it('shows a teacher the visits to the own class, and nothing of the students’ record', async () => {
      const school = await newSchool();
      await save(school, { date: '2026-10-14', starts: '11:00', ends: '11:30' });
      const { body, text } = await ask<Today>(school, 'teacher.own', 'GET', '/api/today');
      expect(body.visits).toMatchObject([
        { starts: '10:00', adultName: 'therapist.own' },
        { starts: '11:00', coTeachingFormat: 'station' },
      ]);
      for (const hidden of ['members', 'lookFor', 'materials', 'asks for help']) expect(text).not.toContain(hidden);
      const others = await ask<Today>(school, 'teacher.other_class', 'GET', '/api/today');
      expect(others.body.visits).toMatchObject([{ adultName: 'therapist.other_class' }]);
    });

    it('carries back to pull-out what was seen in class until it is ticked off, and back to the next lesson', async () => {
      const school = await newSchool();
      const { studentId, sessionId } = school.target;
      const seen = (text: string) => {
        const {
          date: _d,
          startsAt: _s,
          zone: _z,
          schoolId: _i,
          members: _m,
          context: _c,
          ...base
        } = opening(school, sessionId);
        return { ...base, id: v7(), kind: 'carry_back', studentId, text };
      };
      const [volcano, slip] = [seen('"because" sentences about volcanoes'), seen('slip of the finger')];
      const { text: _t, studentId: _st, ...base } = slip;
      await send(school, opening(school, sessionId), volcano, slip, {
        ...base,
        id: v7(),
        kind: 'void',
        voids: slip.id,
      });
      const pulled = await save(school, {
        date: '2026-10-15',
        delivery: 'pull_out',
        classId: null,
        routineId: null,
        coTeachingFormat: null,
        setting: 'therapy_room',
      });
      const carried = async (date: string) =>
        (await ask<Today>(school, 'therapist.own', 'GET', `/api/today?date=${date}`)).body.carryBack.map(
          (line) => line.text,
        );
      expect(await carried('2026-10-15')).toEqual([volcano.text]);
      const pack = await ask<SessionPack>(school, 'therapist.own', 'GET', `/api/sessions/${pulled.id}/pack`);
      expect(pack.body.carryBack).toMatchObject([{ studentId, text: volcano.text, seenOn: '2026-10-14' }]);

      const next = '2026-10-15T14:00:00.000Z';
      server.clock.at = next;
      await send(school, opening(school, pulled.id, { occurredAt: next, enteredAt: next, date: '2026-10-15' }));
      await save(school, {
        date: '2026-10-16',
        delivery: 'pull_out',
        classId: null,
        routineId: null,
        coTeachingFormat: null,
        setting: 'therapy_room',
      });
      // Begun is not taken up: it stands on top of the session after, too.
      expect(await carried('2026-10-16')).toEqual([volcano.text]);
      const done = {
        carryBackId: volcano.id,
        text: 'six sentences, four alone',
        lookFor: '"because" without the frame',
      };
      const { text: _te, ...said } = volcano;
      const takenUp = { ...said, sessionId: pulled.id, id: v7(), kind: 'taken_up', ...done };
      const times = { occurredAt: '2026-10-15T14:05:00.000Z', enteredAt: '2026-10-15T14:05:00.000Z' };
      server.clock.at = times.occurredAt;
      await send(school, { ...takenUp, ...times });
      expect(await carried('2026-10-15')).toEqual([volcano.text]);
      expect(await carried('2026-10-16')).toEqual([]);
      const lesson = await save(school, { date: '2026-10-16' });
      const { body } = await ask<Today>(school, 'therapist.own', 'GET', '/api/today?date=2026-10-16');
      expect(body.fromRoom).toMatchObject([{ studentId, text: done.lookFor, saidOn: '2026-10-15' }]);
      const lessonPack = await ask<SessionPack>(school, 'therapist.own', 'GET', `/api/sessions/${lesson.id}/pack`);
      expect(lessonPack.body.fromRoom).toMatchObject([{ studentId, text: done.lookFor }]);
      server.clock.at = fixtureNow;
    });
  });

  it('packs what may be marked as tried: what the room does first, then what fits a goal', async () => {
    const school = await newSchool();
    const { classId } = school.target;
    const added = async (name: string, areas: readonly string[]) => {
      const text = { name, steps: [{ words: 'wait', symbol: null }], areas };
      const { body } = await ask<{ id: string }>(school, 'therapist.own', 'POST', '/api/strategies', text);
      return body.id;
    };
    const fitting = await added('A frame', ['language']);
    const inRoom = await added('Zipper', ['self_care']);
    await added('Of another area', ['mobility']);
    await ask(school, 'therapist.own', 'PUT', `/api/classes/${classId}/strategies/${inRoom}`, { how: 'at the door' });
    const packed = async (plan: Json) => {
      const { id } = await save(school, { date: '2026-10-14', ...plan });
      const { body } = await ask<SessionPack>(school, 'therapist.own', 'GET', `/api/sessions/${id}/pack`);
      return body.strategies?.map((one) => one.strategyId);
    };
    expect(await packed({})).toEqual([inRoom, fitting]);
    // In the therapy room it is what the student’s own class does.
    expect(await packed({ delivery: 'pull_out', classId: null, routineId: null })).toEqual([inRoom, fitting]);
  });

  it('packs what a device needs to record, without names and wordings', async () => {
    const school = await newSchool();
    const { id } = await save(school, { date: '2026-10-14' });
    const { body, text } = await ask<SessionPack>(school, 'therapist.own', 'GET', `/api/sessions/${id}/pack`);
    expect(body).toMatchObject({
      sessionId: id,
      zone: 'America/New_York',
      routineName: 'Writing',
      context: {
        setting: 'classroom',
        routineId: school.target.routineId,
        delivery: 'push_in',
        coTeachingFormat: 'station',
        therapistPart: 'helping',
        purpose: 'incidental',
        groupSize: 1,
      },
      members: [
        {
          label: 'AN',
          goals: [
            {
              goalId: school.target.goalId,
              tag: 'bec',
              measure: 'trials',
              unit: 'trial',
              waitSeconds: 5,
              selfCorrectionOffered: true,
            },
          ],
        },
      ],
      mayJoin: [],
    });
    expect(body.adults).toMatchObject([
      { shortName: 'therapist.own', as: 'therapist' },
      { shortName: 'guest_teacher.own', as: 'teacher' },
      { shortName: 'paraprofessional.own', as: 'para' },
      { shortName: 'teacher.own', as: 'teacher' },
    ]);
    for (const hidden of [...canaries.name, canaries.record[0], canaries.record[2]]) expect(text).not.toContain(hidden);
    expect(await ask(school, 'therapist.other_class', 'GET', `/api/sessions/${id}/pack`)).toMatchObject({
      status: 403,
    });
  });

  it('offers for planning the own students with their goals, and the classes with the routines of the day', async () => {
    const school = await newSchool();
    await store().asOwner((db) =>
      db
        .insertInto('routine_time')
        .values({
          district_id: school.target.districtId,
          id: v7(),
          class_id: school.target.classId,
          routine_id: school.target.routineId,
          weekday: 4,
          starts: '09:40',
          ends: '10:20',
          push_in: 'liked',
          from_date: '2026-08-01',
        })
        .execute(),
    );
    const { body } = await ask<Json>(school, 'therapist.own', 'GET', '/api/planning-choices?date=2026-10-15');
    expect(body).toMatchObject({
      students: [
        { studentId: school.target.studentId, goals: [{ tag: 'bec', routineIds: [school.target.routineId] }] },
      ],
    });
    const classes = body.classes as { classId: string; routines: Json[] }[];
    expect(classes.find((one) => one.classId === school.target.classId)?.routines).toMatchObject([
      { name: 'Writing', starts: '09:40', ends: '10:20', pushIn: 'liked' },
    ]);
  });
});
