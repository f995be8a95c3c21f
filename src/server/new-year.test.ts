import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSchoolTimes } from '#store/calendar.ts';
import { rebuildReach } from '#store/reach.ts';
import { insertSeries, writeSeriesAhead } from '#store/session.ts';
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
import { goalHandlers } from './goal.ts';
import { housekeeping } from './housekeeping.ts';
import { newId } from './new-id.ts';
import { newYearHandlers } from './new-year.ts';
import { noticeHandlers } from './notice.ts';
import { samplingHandlers } from './sampling.ts';
import { schoolHandlers } from './school.ts';
import { studentHandlers } from './student.ts';

/** The fixture's year ends on 2027-06-15. */
const year = { yearFrom: '2027-08-16', yearTo: '2028-06-09', rotation: 'none' as const, rotationFrom: null };

onBothStores('a new school year', (store) => {
  let school: FixtureSchool;
  let test: TestApp;
  const series = { id: '' };
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'new-year');
    test = await testApp(store(), {
      handlers: [
        ...newYearHandlers,
        ...studentHandlers,
        ...samplingHandlers,
        ...goalHandlers,
        ...noticeHandlers,
        ...schoolHandlers,
      ],
    });
    await store().asOwner(async (db) => {
      series.id = await weekly(db, fixtureToday);
    });
  });
  afterAll(() => test.close());

  /** A weekly session of the target's therapist from a day on. */
  async function weekly(db: Parameters<typeof insertSeries>[0], from: string): Promise<string> {
    const { districtId, schoolId, studentId, goalId } = school.target;
    const id = newId(new Date(fixtureNow));
    const template = {
      ...{ schoolId, starts: '09:00', ends: '09:30', delivery: 'pull_out' as const, classId: null, routineId: null },
      ...{ roomId: null, setting: 'therapy_room', coTeachingFormat: null, activity: '', materials: '', lookFor: '' },
      ...{ myPart: '', theirPart: '', members: [{ studentId, label: 'AN', goalIds: [goalId] }] },
    };
    const adultId = school.adults['therapist.own'].adultId;
    const made = { id, adultId, weekday: 1, rotationDay: null, from, to: null, template };
    await insertSeries(db, districtId, made);
    const times = (await readSchoolTimes(db, districtId)).get(schoolId)!;
    const ahead = { today: fixtureToday, now: fixtureNow, newId: () => newId(new Date(fixtureNow)) };
    await writeSeriesAhead(db, districtId, { ...made, writtenTo: null }, times, ahead);
    return id;
  }

  const ask = (actor: Actor, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    test.ask(school.adults[actor], method, url, payload);
  const read = async () =>
    (await ask('coordinator.own', 'GET', `/api/new-years?schoolId=${school.target.schoolId}`)).body.of;
  /** Ana into class 3 with its teacher; Ben repeats and stays there. The class without students closes. */
  async function plan() {
    const of = await read();
    return {
      schoolId: school.target.schoolId,
      ...year,
      classes: of.classes.map(({ classId }: { classId: string }) => ({
        classId,
        fate: classId === school.classWithoutStudents ? 'closes' : 'goes_on',
        teacherId: null,
      })),
      students: of.students.map(({ studentId, proposed }: { studentId: string; proposed: object }) => ({
        ...proposed,
        studentId,
        grade: studentId === school.target.studentId ? 3 : 2,
        classIds: [school.otherClass.classId],
      })),
    };
  }
  /** Every dated row that preparing a year may touch. */
  const facts = () =>
    store().asOwner(async (db) => {
      const found: Record<string, unknown[]> = {};
      const tables = [
        'class',
        'role_held',
        'enrollment',
        'caseload_place',
        'session_series',
        'session',
        'student',
        'school',
        'service_period',
        'goal',
        'goal_version',
      ] as const;
      for (const table of tables)
        found[table] = (
          await db.selectFrom(table).selectAll().where('district_id', '=', school.target.districtId).execute()
        ).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
      found.reach = (
        await db.selectFrom('reach').selectAll().where('district_id', '=', school.target.districtId).execute()
      ).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
      return found;
    });

  it('is proposed and seen before it is done, and changes nothing by that', async () => {
    const before = await facts();
    const of = await read();
    const ana = of.students.find(({ studentId }: { studentId: string }) => studentId === school.target.studentId);
    // No class of grade 3 at the school: the coordinator chooses.
    expect(ana).toMatchObject({
      grade: 2,
      classNames: ['Class 2'],
      proposed: { fate: 'goes_on', grade: 3, classIds: [] },
    });
    const seen = await ask('coordinator.own', 'POST', '/api/new-years/preview', await plan());
    expect(seen.status).toBe(200);
    expect(seen.body.counts).toMatchObject({ goOn: 2, leave: 0, changeClass: 1, classesClose: 1, seriesEnd: 1 });
    expect(seen.body.counts.goalsToProbe).toBe(1);
    expect(seen.body.problems).toContainEqual(expect.objectContaining({ kind: 'other_grade', stops: false }));
    for (const kept of canaries.record) expect(JSON.stringify([of, seen.body])).not.toContain(kept);
    expect(await facts()).toEqual(before);
  });

  it('is not applied where it would put somebody into a class that closes, nor in part', async () => {
    const before = await facts();
    const good = await plan();
    const make = async (change: object, actor: Actor = 'coordinator.own') => {
      const { status, body } = await ask(actor, 'POST', '/api/new-years', { ...good, ...change });
      return [status, body.code, body.field];
    };
    const closing = good.classes.map((one: object) => ({ ...one, fate: 'closes' }));
    const [status, code, field] = await make({ classes: closing });
    expect([status, code]).toEqual([400, 'bad_input']);
    expect(field).toMatch(/^students\.\d\.classIds$/);
    expect(await make({ yearFrom: '2027-06-15' })).toEqual([400, 'bad_input', 'yearFrom']);
    expect(await make({ yearTo: '2027-08-01' })).toEqual([400, 'bad_input', 'yearTo']);
    expect((await make({ students: good.students.slice(1) }))[2]).toBe('students');
    expect((await make({ classes: good.classes.slice(1) }))[2]).toBe('classes');
    expect(await make({}, 'coordinator.other_school')).toEqual([404, 'not_found', 'schoolId']);
    expect(await facts()).toEqual(before);
  });

  it('a class that had an end goes on without; a teacher whose role ends is missed; both as before afterwards', async () => {
    const { districtId, schoolId } = school.target;
    const { classId } = school.otherClass;
    const endBoth = (to: string | null) =>
      store().asOwner(async (db) => {
        await db
          .updateTable('class')
          .set({ to_date: to })
          .where('district_id', '=', districtId)
          .where('id', '=', classId)
          .execute();
        await db
          .updateTable('role_held')
          .set({ to_date: to })
          .where('district_id', '=', districtId)
          .where('class_id', '=', classId)
          .where('adult_id', '=', school.adults['teacher.other_class'].adultId)
          .execute();
        await rebuildReach(db, districtId);
      });
    await endBoth('2027-06-15');
    const before = await facts();
    const teacherId = school.adults['teacher.own'].adultId;
    const good = await plan();
    const seen = await ask('coordinator.own', 'POST', '/api/new-years/preview', good);
    expect(seen.body.problems).toContainEqual(expect.objectContaining({ id: classId, kind: 'no_teacher' }));
    const classes = good.classes.map((one: { classId: string }) =>
      one.classId === classId ? { classId, fate: 'new_teacher', teacherId } : one,
    );
    const made = await ask('coordinator.own', 'POST', '/api/new-years', { ...good, classes });
    expect(made.status).toBe(200);
    const after = await facts();
    expect(after.class).toContainEqual(expect.objectContaining({ id: classId, to_date: null }));
    expect(after.role_held).toContainEqual(
      expect.objectContaining({ class_id: classId, adult_id: teacherId, from_date: year.yearFrom, to_date: null }),
    );
    const undo = await ask('coordinator.own', 'POST', `/api/new-years/${made.body.id}/undo`, { schoolId });
    expect(undo.status).toBe(200);
    expect(await facts()).toEqual(before);
    await endBoth(null);
  });

  it('changes access on its days, is told, and taken back everything is as before', async () => {
    const before = await facts();
    const made = await ask('coordinator.own', 'POST', '/api/new-years', await plan());
    expect(made.status).toBe(200);
    const at = `/api/students/${school.target.studentId}`;
    const on = async (day: string, actor: Actor) => {
      test.clock.at = `${day}T15:00:00.000Z`;
      const { status } = await ask(actor, 'GET', at);
      test.clock.at = fixtureNow;
      return status;
    };
    // The class of this year until its last day; that of the next from its first.
    expect([await on('2027-06-15', 'teacher.own'), await on('2027-06-16', 'teacher.own')]).toEqual([200, 403]);
    expect([await on('2027-08-15', 'teacher.other_class'), await on('2027-08-16', 'teacher.other_class')]).toEqual([
      403, 200,
    ]);
    expect([await on('2027-07-10', 'therapist.own'), await on('2027-08-16', 'therapist.own')]).toEqual([200, 200]);
    expect((await ask('therapist.own', 'GET', '/api/notices')).body.items).toContainEqual(
      expect.objectContaining({ kind: 'new_year', count: 1 }),
    );
    const after = await facts();
    expect(after.session_series).toContainEqual(expect.objectContaining({ id: series.id, to_date: '2027-06-15' }));
    for (const untouched of ['service_period', 'goal', 'goal_version', 'school'])
      expect(after[untouched]).toEqual(before[untouched]);
    const log = await store().asOwner((db) =>
      db.selectFrom('access_log').selectAll().where('operation', '=', 'new_year.make').execute(),
    );
    expect(log).toContainEqual(expect.objectContaining({ student_id: school.target.studentId, purpose: 'new_year' }));
    // A second one is refused while this one lies ahead.
    const again = await ask('coordinator.own', 'POST', '/api/new-years', await plan());
    expect([again.status, again.body.field]).toEqual([400, 'yearFrom']);

    const undo = `/api/new-years/${made.body.id}/undo`;
    const { schoolId } = school.target;
    expect((await ask('coordinator.other_school', 'POST', undo, { schoolId })).status).toBe(404);
    // A week that is planned for the new year stands on it.
    const planned = await store().asOwner((db) => weekly(db, year.yearFrom));
    expect((await ask('coordinator.own', 'POST', undo, { schoolId })).body.code).toBe('changed_meanwhile');
    await store().asOwner(async (db) => {
      const of = school.target.districtId;
      const own = db.selectFrom('session').select('id').where('district_id', '=', of).where('series_id', '=', planned);
      await db.deleteFrom('session_member').where('district_id', '=', of).where('session_id', 'in', own).execute();
      await db.deleteFrom('session').where('district_id', '=', of).where('series_id', '=', planned).execute();
      await db.deleteFrom('session_series').where('district_id', '=', of).where('id', '=', planned).execute();
    });
    expect((await ask('coordinator.own', 'POST', undo, { schoolId })).status).toBe(200);
    expect(await facts()).toEqual(before);
    expect((await ask('coordinator.own', 'POST', undo, { schoolId })).status).toBe(400);
    expect((await read()).made[0]).toMatchObject({ madeBy: 'coordinator.own', undoneBy: 'coordinator.own' });
  });

  it('begins by itself on its day: days, grades, a line in the chart, and what is to be looked for there', async () => {
    const made = await ask('coordinator.own', 'POST', '/api/new-years', await plan());
    expect(made.status).toBe(200);
    const { districtId, schoolId, goalId } = school.target;
    // As it is done every night, a few minutes into the school's own day.
    const job = housekeeping.find(({ name }) => name === 'new_years')!;
    const night = (instant: string) => job.run({ store: store(), now: new Date(instant), districtId });
    expect(await night('2027-08-16T03:55:00.000Z')).toBe('0 begun');
    test.clock.at = '2027-08-16T15:00:00.000Z';
    expect(await night('2027-08-16T04:05:00.000Z')).toBe('1 begun');
    expect(await night('2027-08-17T04:05:00.000Z')).toBe('0 begun');
    const schools = (await ask('coordinator.own', 'GET', '/api/schools')).body.items;
    expect(schools.find(({ id }: { id: string }) => id === schoolId)).toMatchObject({
      yearFrom: year.yearFrom,
      yearTo: year.yearTo,
      nextYear: null,
    });
    const ana = await ask('therapist.own', 'GET', `/api/students/${school.target.studentId}`);
    expect(ana.body.grade).toBe(3);
    expect(ana.body.goals).toHaveLength(1);
    const sampling = await ask('therapist.own', 'GET', `/api/goals/${goalId}/sampling`);
    expect(sampling.body.goal.needs[0]).toMatchObject({ place: 'natural', reason: 'new_room' });
    const goal = await ask('therapist.own', 'GET', `/api/goals/${goalId}/evidence`);
    expect(goal.body.phases).toContainEqual(expect.objectContaining({ kind: 'class', on: year.yearFrom }));
    const undo = await ask('coordinator.own', 'POST', `/api/new-years/${made.body.id}/undo`, { schoolId });
    expect([undo.status, undo.body.code]).toEqual([400, 'bad_input']);
    test.clock.at = fixtureNow;
  });
});
