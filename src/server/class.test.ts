import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { buildFixtureSchool, type FixtureSchool } from '../../tests/fixtures/school.ts';
import { classHandlers } from './class.ts';
import { schoolHandlers } from './school.ts';

onBothStores('the class and its day', (store) => {
  let school: FixtureSchool;
  let test: TestApp;
  let therapist: string;
  let teacher: string;
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'class day');
    test = await testApp(store(), { handlers: [...classHandlers, ...schoolHandlers] });
    therapist = await test.signInAs(school.adults['therapist.own']);
    teacher = await test.signInAs(school.adults['teacher.own']);
  });
  afterAll(() => test.close());

  const ask = async (cookie: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) => {
    const answer = await test.app.inject({
      method,
      url,
      headers: { cookie },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  const page = async (cookie = therapist) => (await ask(cookie, 'GET', `/api/classes/${school.target.classId}`)).body;
  const block = (starts: string, ends: string, name: string) => ({
    routine: { kind: 'other', name },
    starts,
    ends,
    pullOut: 'allowed',
    pushIn: 'open',
  });
  const setDay = (cookie: string, from: string, blocks: object[], weekday = 1) =>
    ask(cookie, 'PUT', `/api/classes/${school.target.classId}/days/${weekday}`, { from, blocks });

  it('sets a weekday from a date on; the day before keeps what it had', async () => {
    expect(
      (await setDay(therapist, '2026-10-01', [block('08:15', '08:35', 'First'), block('08:35', '09:00', 'Second')]))
        .status,
    ).toBe(200);
    expect((await setDay(teacher, '2026-10-19', [block('09:00', '09:30', 'Third')])).status).toBe(200);
    const { times, routines } = await page();
    const named = (routineId: string) => routines.find((routine: { id: string }) => routine.id === routineId).name;
    const monday = times
      .filter((time: { weekday: number }) => time.weekday === 1)
      .map((time: { routineId: string; from: string; to: string | null }) => [
        named(time.routineId),
        time.from,
        time.to,
      ]);
    expect(monday).toEqual(
      expect.arrayContaining([
        ['First', '2026-10-01', '2026-10-18'],
        ['Second', '2026-10-01', '2026-10-18'],
        ['Third', '2026-10-19', null],
      ]),
    );
  });

  it('names the block and what to do, and changes nothing, when a day does not fit together', async () => {
    const before = await page();
    const { status, body } = await setDay(therapist, '2026-10-14', [
      block('08:15', '09:00', 'A'),
      block('08:50', '09:30', 'B'),
      block('10:03', '10:00', 'C'),
    ]);
    expect(status).toBe(400);
    expect(body.fields.map((field: { field: string }) => field.field)).toEqual(
      expect.arrayContaining(['blocks.1.starts', 'blocks.2.starts', 'blocks.2.ends']),
    );
    for (const { message } of body.fields) expect(message).toMatch(/[A-Z].*\./);
    expect(await page()).toEqual(before);
  });

  it('copies a day by using the routines it has', async () => {
    const { routines, times } = await page();
    const blocks = times
      .filter((time: { weekday: number; to: string | null }) => time.weekday === 1 && time.to === null)
      .map((time: { routineId: string; starts: string; ends: string }) => ({
        ...block(time.starts, time.ends, ''),
        routine: { id: time.routineId },
      }));
    expect((await setDay(therapist, '2026-10-19', blocks, 4)).status).toBe(200);
    expect((await page()).routines).toHaveLength(routines.length);
  });

  it('refuses a routine of another class', async () => {
    const { status, body } = await setDay(therapist, '2026-10-14', [
      { ...block('08:15', '08:35', ''), routine: { id: school.otherClass.routineId } },
    ]);
    expect([status, body.field]).toEqual([404, 'blocks.0.routine']);
  });

  it('keeps when the teacher is free, what was agreed and what is different on a date', async () => {
    const at = `/api/classes/${school.target.classId}`;
    expect(
      (
        await ask(teacher, 'PUT', `${at}/teacher-free`, {
          from: '2026-10-14',
          times: [{ weekday: 2, starts: '13:05', ends: '13:45' }],
        })
      ).status,
    ).toBe(200);
    expect(
      (
        await ask(therapist, 'PUT', `${at}/co-teaching`, {
          from: '2026-10-14',
          agreements: [{ format: 'station', minutes: 40, options: [{ weekday: 2, starts: '09:40' }] }],
        })
      ).status,
    ).toBe(200);
    const made = await ask(teacher, 'POST', `${at}/exceptions`, { date: '2026-10-20', kind: 'trip', note: 'Museum' });
    expect(made.status).toBe(200);
    const now = await page();
    expect(now.teacherFree).toMatchObject([{ weekday: 2, starts: '13:05', ends: '13:45' }]);
    expect(now.coTeaching).toMatchObject([{ format: 'station', options: [{ weekday: 2, starts: '09:40' }] }]);
    expect(now.exceptions).toMatchObject([{ date: '2026-10-20', kind: 'trip' }]);
    expect((await ask(teacher, 'DELETE', `${at}/exceptions/${made.body.id}`)).status).toBe(200);
    expect((await page()).exceptions).toEqual([]);
  });

  it('shows teachers their own classes, and no caseloads', async () => {
    const { body } = await ask(teacher, 'GET', '/api/classes');
    expect(body.items.map((one: { id: string }) => one.id)).toEqual([school.target.classId]);
    for (const student of (await page(teacher)).students) expect(student.onMyCaseload).toBe(false);
    expect((await page(therapist)).students.some((student: { onMyCaseload: boolean }) => student.onMyCaseload)).toBe(
      true,
    );
    expect((await ask(teacher, 'GET', `/api/classes/${school.otherClass.classId}`)).status).toBe(403);
  });

  it('keeps schools: dates, rooms and places, with a sentence for what is wrong', async () => {
    const at = `/api/schools/${school.target.schoolId}`;
    expect((await ask(therapist, 'PUT', `${at}/dates/2026-11-11`, { kind: 'holiday', label: 'Holiday' })).status).toBe(
      200,
    );
    expect((await ask(therapist, 'PUT', `${at}/dates/2031-11-11`, { kind: 'holiday' })).body.field).toBe('date');
    // A break over a weekend, in one go: Thursday, Friday, Monday.
    const aBreak = { kind: 'holiday', label: 'Break', through: '2026-12-07' };
    expect((await ask(therapist, 'PUT', `${at}/dates/2026-12-03`, aBreak)).status).toBe(200);
    expect((await ask(therapist, 'PUT', `${at}/dates/2026-12-08`, aBreak)).body.field).toBe('through');
    expect(
      (await ask(therapist, 'PUT', `${at}/dates/2026-12-03`, { ...aBreak, through: '2031-01-01' })).body.field,
    ).toBe('through');
    const room = await ask(therapist, 'POST', `${at}/rooms`, { name: 'Speech room', kind: 'therapy' });
    expect(room.status).toBe(200);
    expect((await ask(therapist, 'POST', `${at}/rooms`, { name: 'Speech room', kind: 'other' })).status).toBe(409);
    expect(
      (await ask(therapist, 'POST', `${at}/rooms`, { id: room.body.id, name: 'Quiet room', kind: 'therapy' })).status,
    ).toBe(200);
    expect((await ask(therapist, 'POST', `${at}/places`, { name: 'Bus line', setting: 'bus_line' })).status).toBe(200);
    expect(
      (
        await ask(therapist, 'PUT', `${at}/bell-periods/regular`, {
          periods: [
            { name: '1', starts: '08:00', ends: '08:47' },
            { name: '2', starts: '08:51', ends: '09:38' },
          ],
        })
      ).status,
    ).toBe(200);
    const { body } = await ask(therapist, 'GET', '/api/schools');
    const mine = body.items.find((one: { id: string }) => one.id === school.target.schoolId);
    expect(mine.dates).toMatchObject([
      { date: '2026-11-11', kind: 'holiday' },
      { date: '2026-12-03', label: 'Break' },
      { date: '2026-12-04', label: 'Break' },
      { date: '2026-12-07', label: 'Break' },
    ]);
    expect(mine.rooms.map((one: { name: string }) => one.name)).toContain('Quiet room');
    expect(mine.bellPeriods).toHaveLength(2);
    expect((await ask(teacher, 'POST', `${at}/rooms`, { name: 'Mine', kind: 'other' })).status).toBe(403);
  });
});
