import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanPage } from '#contract/plan.ts';
import { usualChoices, type WeekToPlan } from '#domain/services/week-to-plan.ts';
import { problemOf } from '#planner/from-week.ts';
import { changesBetween } from '#planner/plan-changes.ts';
import { readProblem } from '#planner/problem.ts';
import { planInNode } from '#planner/solver/node.ts';
import type { Store } from '#store/open-store.ts';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { addStudentTo, type SmallSchool, smallSchool } from '../../tests/fixtures/small-school.ts';
import { handlers } from './handlers.ts';

// Thursday 12 March 2026 in Denver; the week to plan begins on Monday 16 March.
const now = '2026-03-12T15:00:00.000Z';
const from = '2026-03-16';
const since = '2025-09-01';

interface Told {
  readonly school: SmallSchool;
  readonly ana: string;
  readonly ben: string;
  readonly mathId: string;
}

/** Two students of one class: Ana is visited twice a week in writing, both go to the therapy room once a week. */
async function tell(store: Store, rotation: 'none' | 'ab' = 'none'): Promise<Told> {
  const school = await smallSchool(store);
  const { districtId } = school;
  return store.asOwner(async (db) => {
    const ana = await addStudentTo(db, school, { givenName: 'Ana', familyName: 'Ruiz' });
    const ben = await addStudentTo(db, school, { givenName: 'Ben', familyName: 'Hale' });
    if (rotation === 'ab')
      await db
        .updateTable('school')
        .set({ rotation: 'ab', rotation_from: '2026-03-02' })
        .where('district_id', '=', districtId)
        .execute();
    const mathId = v7();
    await db
      .insertInto('routine')
      .values({
        district_id: districtId,
        id: mathId,
        class_id: school.classId,
        kind: 'math',
        name: 'Math',
        place_id: null,
      })
      .execute();
    for (const weekday of [1, 2, 3, 4, 5]) {
      const time = (routine_id: string, starts: string, ends: string, rest: object) => ({
        district_id: districtId,
        id: v7(),
        class_id: school.classId,
        routine_id,
        weekday,
        rotation_day: null,
        starts,
        ends,
        from_date: since,
        to_date: null,
        ...rest,
      });
      await db
        .insertInto('routine_time')
        .values([
          time(school.routineId, '09:00', '09:40', { pull_out: 'allowed', pull_out_cost: 5, push_in: 'liked' }),
          time(mathId, '09:40', '11:00', { pull_out: 'never', push_in: 'not_offered' }),
        ])
        .execute();
      await db
        .insertInto('work_time')
        .values({
          district_id: districtId,
          id: v7(),
          adult_id: school.therapist.adultId,
          school_id: school.schoolId,
          weekday,
          rotation_day: null,
          starts: '08:30',
          ends: '14:30',
          kind: 'at_school',
          from_date: since,
          to_date: null,
        })
        .execute();
    }
    await db
      .insertInto('teacher_free')
      .values({
        district_id: districtId,
        id: v7(),
        class_id: school.classId,
        weekday: 2,
        rotation_day: null,
        starts: '13:00',
        ends: '13:30',
        from_date: since,
        to_date: null,
      })
      .execute();
    const goalId = v7();
    await db
      .insertInto('goal')
      .values({
        district_id: districtId,
        id: goalId,
        student_id: ana,
        owner_id: school.therapist.adultId,
        discipline: 'speech',
        area: 'language',
        tag: 'bec',
        measure: 'trials',
        unit: 'trial',
        starts_on: since,
        ends_on: '2026-09-01',
        created_at: `${since}T12:00:00Z`,
      })
      .execute();
    await db
      .insertInto('goal_routine')
      .values({ district_id: districtId, goal_id: goalId, student_id: ana, routine_id: school.routineId, position: 0 })
      .execute();
    const serve = async (studentId: string, delivery: 'push_in' | 'pull_out', times: number, groupMax: number) => {
      const line = v7();
      await db
        .insertInto('service_line')
        .values({ district_id: districtId, id: line, student_id: studentId, discipline: 'speech', created_at: now })
        .execute();
      await db
        .insertInto('service_period')
        .values({
          district_id: districtId,
          id: v7(),
          line_id: line,
          student_id: studentId,
          adult_id: school.therapist.adultId,
          delivery,
          minutes: 30,
          times,
          per: 'week',
          group_max: groupMax,
          from_date: since,
          to_date: null,
        })
        .execute();
    };
    await serve(ana, 'push_in', 2, 1);
    await serve(ana, 'pull_out', 1, 3);
    await serve(ben, 'pull_out', 1, 3);
    return { school, ana, ben, mathId };
  });
}

onBothStores('the plan of the week', (store) => {
  let server: TestApp;
  beforeAll(async () => {
    server = await testApp(store(), { handlers });
    server.clock.at = now;
  });
  afterAll(() => server?.close());

  /** A minute later, so that one plan is newer than the other. */
  const later = () => {
    server.clock.at = new Date(Date.parse(server.clock.at) + 60_000).toISOString();
  };
  const asking = async (told: Told, who = told.school.therapist) => {
    const cookie = await server.signInAs(who);
    return {
      read: async (date = from): Promise<PlanPage> => {
        const answer = await server.app.inject({ url: `/api/plan?from=${date}`, headers: { cookie } });
        expect(answer.statusCode, answer.body).toBe(200);
        return answer.json();
      },
      get: async (url: string) => (await server.app.inject({ url, headers: { cookie } })).json(),
      post: async (url: string, payload: object, method: 'POST' | 'PUT' = 'POST') =>
        server.app.inject({ method, url, payload, headers: { cookie } }),
    };
  };

  /** The plan as the browser would send it. */
  const accepted = async (page: PlanPage) => {
    const outcome = await planInNode(problemOf(page.week, usualChoices), { seconds: 2 });
    if ('faults' in outcome) throw new Error(JSON.stringify(outcome.faults));
    const { plan } = outcome;
    const weekday = (day: string) => ['mon', 'tue', 'wed', 'thu', 'fri'].indexOf(day) + 1;
    const sessions = changesBetween(page.week, plan.sessions).flatMap(({ before, after }) =>
      after === null
        ? []
        : [
            {
              seriesId: before?.seriesId ?? null,
              weekday: weekday(after.day),
              week: after.week ?? null,
              starts: after.from,
              ends: after.to,
              delivery: after.delivery === 'push-in' ? 'push_in' : 'pull_out',
              schoolId: after.school,
              classId: after.class ?? null,
              routineId: after.routine ?? null,
              coTeaching: after.coTeaching,
              serviceIds: [...after.services],
            },
          ],
    );
    const touchBases = plan.touchBases.map(({ class: classId, day, week, from: starts, to: ends }) => ({
      classId,
      weekday: weekday(day),
      week: week ?? null,
      starts,
      ends,
    }));
    return { plan, body: { from, choices: usualChoices, sessions, keep: [], touchBases } };
  };

  it('makes a problem without faults of the store, the same each time', async () => {
    const told = await tell(store());
    const me = await asking(told);
    const page = await me.read();
    expect(await me.read()).toEqual(page);
    const problem = problemOf(page.week as WeekToPlan, usualChoices);
    expect(readProblem(JSON.parse(JSON.stringify(problem)))).toHaveProperty('problem');
    expect(page.leftOut).toEqual([]);
    expect(
      problem.services.map(({ delivery, minutes, timesPerWeek }) => [delivery, minutes, timesPerWeek]).sort(),
    ).toEqual([
      ['pull-out', 30, 1],
      ['pull-out', 30, 1],
      ['push-in', 30, 2],
    ]);
    expect(problem.services.find(({ delivery }) => delivery === 'push-in')?.routines).toEqual([told.school.routineId]);
    expect(problem.therapists[0]).toMatchObject({ lunch: { minutes: 30 } });
    expect(problem.classes[0]?.blocks.find(({ pullOut }) => pullOut === 'never')).toMatchObject({ from: '09:40' });
  });

  it('becomes sessions from its date on, none on a holiday; going back restores the week before', async () => {
    const told = await tell(store());
    const me = await asking(told);
    await store().asOwner((db) =>
      db
        .insertInto('school_date')
        .values({
          district_id: told.school.districtId,
          school_id: told.school.schoolId,
          date: '2026-03-23',
          kind: 'holiday',
          label: '',
          starts: null,
          ends: null,
          rotation_day: null,
        })
        .execute(),
    );
    const { plan, body } = await accepted(await me.read());
    expect([plan.metMinutes, plan.requiredMinutes, plan.unmet]).toEqual([120, 120, []]);
    expect(plan.touchBases).toHaveLength(1);
    const answer = await me.post('/api/plans', body);
    expect(answer.statusCode, answer.body).toBe(200);
    // Both go to the therapy room together: a group is one session.
    expect(answer.json()).toMatchObject({ made: 3, stayed: 0, ended: 0 });

    const listed = (await me.get('/api/sessions?from=2026-03-16&to=2026-03-27')).items;
    expect(
      listed.every(
        ({ origin, status }: { origin: string; status: string }) => origin === 'plan' && status === 'planned',
      ),
    ).toBe(true);
    expect(listed.some(({ date }: { date: string }) => date === '2026-03-23')).toBe(false);
    expect(listed.filter(({ date }: { date: string }) => date < '2026-03-21')).toHaveLength(3);
    const meetings = (await me.get('/api/touch-bases?from=2026-03-16&to=2026-04-10')).items;
    expect(meetings).toMatchObject([
      { date: '2026-03-17', starts: '13:00', className: 'Room 7', adultNames: ['teacher'] },
      { date: '2026-03-31' },
    ]);
    expect(JSON.stringify(meetings)).not.toContain(told.ana);

    // Planned again, nothing differs: everything stays and nothing is made.
    later();
    const second = await accepted(await me.read());
    expect(second.plan.moved).toBe(0);
    const again = await me.post('/api/plans', second.body);
    expect(again.json()).toMatchObject({ made: 0, stayed: 3, ended: 0 });

    const page = await me.read();
    expect(page.plans).toHaveLength(2);
    const refused = await me.post(`/api/plans/${page.plans[1]!.planId}/withdraw`, {});
    expect(refused.json().code).toBe('bad_input');
    for (const { planId } of page.plans) {
      const back = await me.post(`/api/plans/${planId}/withdraw`, {});
      expect(back.statusCode, back.body).toBe(200);
    }
    expect((await me.get('/api/sessions?from=2026-03-16&to=2026-03-27')).items).toEqual([]);
    expect((await me.get('/api/touch-bases?from=2026-03-16&to=2026-04-10')).items).toEqual([]);
  });

  it('takes what is new in place of what it moves, keeps what is kept, and gives it back', async () => {
    const told = await tell(store());
    const me = await asking(told);
    const plain = { activity: 'Volcanoes', members: [{ studentId: told.ana, goalIds: [] }] };
    const made = await me.post('/api/sessions', {
      schoolId: told.school.schoolId,
      date: '2026-03-13',
      starts: '09:00',
      ends: '09:30',
      delivery: 'push_in',
      classId: told.school.classId,
      routineId: told.school.routineId,
      setting: 'classroom',
      weekly: { until: null, rotationDay: null },
      ...plain,
    });
    expect(made.statusCode, made.body).toBe(200);
    const { id, seriesId } = made.json();
    expect((await me.post(`/api/sessions/${id}/keep`, { kept: true })).statusCode).toBe(200);
    const page = await me.read();
    expect(page.week.inForce).toMatchObject([{ seriesId, weekday: 5, kept: true, studentIds: [told.ana] }]);
    const { plan, body } = await accepted(page);
    expect(plan.sessions.some(({ day, from: starts }) => day === 'fri' && starts === '09:00')).toBe(true);
    expect((await me.post('/api/plans', body)).json()).toMatchObject({ stayed: 1, ended: 0 });

    // Not kept any more and left out of the next plan: it ends, and the words go on with whoever follows it.
    later();
    const next = await me.read();
    const friday = next.week.inForce.find((series) => series.seriesId === seriesId)!;
    const rest = next.week.inForce.filter((series) => series.seriesId !== seriesId);
    const moved = {
      ...body,
      keep: rest.map((series) => series.seriesId),
      touchBases: body.touchBases,
      sessions: [
        {
          seriesId,
          weekday: 4,
          week: null,
          starts: '09:10',
          ends: '09:40',
          delivery: 'push_in',
          schoolId: told.school.schoolId,
          classId: told.school.classId,
          routineId: told.school.routineId,
          coTeaching: false,
          serviceIds: next.week.services
            .filter(({ delivery }) => delivery === 'push_in')
            .map(({ serviceId }) => serviceId),
        },
      ],
    };
    const sameDay = rest.some(({ weekday, delivery }) => weekday === 4 && delivery === 'push_in');
    if (sameDay) moved.sessions[0]!.weekday = 3;
    expect(friday.kept).toBe(true);
    const answer = await me.post('/api/plans', moved);
    expect(answer.json(), answer.body).toMatchObject({ made: 1, ended: 1 });
    const week = (await me.get('/api/sessions?from=2026-03-16&to=2026-03-20')).items;
    expect(
      week.some(
        ({ starts, activity }: { starts: string; activity: string }) => starts === '09:10' && activity === 'Volcanoes',
      ),
    ).toBe(true);
    expect(week.some(({ date }: { date: string }) => date === '2026-03-20')).toBe(false);
    const [newest] = (await me.read()).plans;
    await me.post(`/api/plans/${newest!.planId}/withdraw`, {});
    const restored = (await me.get('/api/sessions?from=2026-03-16&to=2026-03-20')).items;
    expect(
      restored.some(
        ({ date, starts }: { date: string; starts: string }) => date === '2026-03-20' && starts === '09:00',
      ),
    ).toBe(true);
  });

  it('refuses a plan that breaks a rule, begins today, or names what is not there', async () => {
    const told = await tell(store());
    const me = await asking(told);
    const { body } = await accepted(await me.read());
    const inMath = body.sessions.map((session) =>
      session.delivery === 'pull_out' ? { ...session, starts: '10:00', ends: '10:30' } : session,
    );
    expect((await me.post('/api/plans', { ...body, sessions: inMath })).json()).toMatchObject({
      code: 'changed_meanwhile',
    });
    expect((await me.post('/api/plans', { ...body, from: '2026-03-12' })).json()).toMatchObject({ field: 'from' });
    expect((await me.post('/api/plans', { ...body, keep: [v7()] })).json()).toMatchObject({ code: 'not_found' });
    expect((await me.get('/api/sessions?from=2026-03-16&to=2026-03-27')).items).toEqual([]);
  });

  it('plans A and B weeks apart, as explicit dates', async () => {
    const told = await tell(store(), 'ab');
    // In B weeks there is no writing; A weeks begin on 2, 16 and 30 March.
    await store().asOwner((db) =>
      db
        .updateTable('routine_time')
        .set({ rotation_day: 'A' })
        .where('district_id', '=', told.school.districtId)
        .where('routine_id', '=', told.school.routineId)
        .execute(),
    );
    const me = await asking(told);
    const page = await me.read();
    expect(page.week.weeks).toBe(2);
    expect(page.week.classes[0]?.blocks.filter(({ pushIn }) => pushIn === 'liked').map(({ week }) => week)).toEqual([
      1, 1, 1, 1, 1,
    ]);
    const { plan, body } = await accepted(page);
    const visits = plan.sessions.filter(({ delivery }) => delivery === 'push-in');
    expect(visits.map(({ week }) => week)).toEqual([1, 1]);
    expect((await me.post('/api/plans', body)).statusCode).toBe(200);
    const visited = (await me.get('/api/sessions?from=2026-03-16&to=2026-04-03')).items
      .filter(({ delivery }: { delivery: string }) => delivery === 'push_in')
      .map(({ date }: { date: string }) => date);
    expect(visited).toHaveLength(4);
    expect(visited.every((date: string) => date < '2026-03-21' || date > '2026-03-29')).toBe(true);

    // Wanted every other week, the meeting stands in one of the two weeks, and comes round with them.
    const [meeting] = plan.touchBases;
    expect(plan.touchBases).toHaveLength(1);
    expect([1, 2]).toContain(meeting?.week);
    const met = (await me.get('/api/touch-bases?from=2026-03-16&to=2026-04-24')).items.map(
      ({ date }: { date: string }) => date,
    );
    const tuesdays = ['2026-03-17', '2026-03-24', '2026-03-31', '2026-04-07', '2026-04-14', '2026-04-21'];
    expect(met).toEqual(tuesdays.filter((_, week) => week % 2 === meeting!.week! - 1));
  });

  it('asks a class and makes a routine of the answer; the teacher chooses how often they meet', async () => {
    const told = await tell(store());
    const me = await asking(told);
    const teacher = await asking(told, told.school.teacher);
    const { classId } = told.school;
    const asked = await me.post(`/api/classes/${classId}/questions`, { kind: 'read_aloud' });
    expect(asked.statusCode, asked.body).toBe(200);
    const same = await me.post(`/api/classes/${classId}/questions`, { kind: 'read_aloud' });
    expect(same.json().id).toBe(asked.json().id);
    const { items } = await teacher.get(`/api/classes/${classId}/questions`);
    expect(items).toMatchObject([{ kind: 'read_aloud', askedBy: 'therapist' }]);
    const url = `/api/classes/${classId}/questions/${items[0].questionId}/answer`;
    const overlap = { from, pushIn: 'open', times: [{ weekday: 1, starts: '09:30', ends: '10:00' }] };
    expect((await teacher.post(url, overlap)).json()).toMatchObject({ code: 'bad_input' });
    const times = [1, 3].map((weekday) => ({ weekday, starts: '11:00', ends: '11:20' }));
    expect((await teacher.post(url, { ...overlap, times })).statusCode).toBe(200);
    expect((await teacher.get(`/api/classes/${classId}/questions`)).items).toEqual([]);
    expect((await teacher.post(url, { ...overlap, times })).json().code).toBe('changed_meanwhile');
    const page = await me.get(`/api/students/${told.ana}/routine-match`);
    expect(page.goals[0].routines[0]).toMatchObject({ name: 'Writing', marked: true });
    const { week } = await me.read();
    expect(week.classes[0]?.routines.map(({ name }) => name)).toContain('Read-aloud');

    const choice = { minutes: 15, everyWeeks: 1, allAdults: true };
    expect((await teacher.post(`/api/classes/${classId}/touch-base`, choice, 'PUT')).statusCode).toBe(200);
    expect((await me.read()).week.classes[0]?.touchBase).toEqual(choice);
  });
});

describe('what goes back and forth', () => {
  it('is every planned session once', () => {
    const at = { weekday: 1, week: null, starts: '09:00', ends: '09:30' };
    const series = {
      ...at,
      delivery: 'push_in',
      schoolId: 's',
      classId: 'c',
      routineId: 'r',
      coTeaching: false,
      kept: false,
    } as const;
    const week = {
      therapist: { adultId: 't' },
      services: ['a', 'b', 'c'].map((id) => ({ serviceId: `v${id}`, studentId: id, delivery: 'push_in', minutes: 30 })),
      inForce: [
        { ...series, seriesId: 'one', studentIds: ['a'] },
        { ...series, seriesId: 'two', weekday: 2, studentIds: ['b'] },
        { ...series, seriesId: 'three', weekday: 3, studentIds: ['c'] },
      ],
    } as unknown as WeekToPlan;
    const planned = (id: string, day: 'mon' | 'tue' | 'thu', services: string[]) => ({
      id,
      therapist: 't',
      school: 's',
      day,
      from: '09:00',
      to: '09:30',
      delivery: 'push-in' as const,
      class: 'c',
      routine: 'r',
      coTeaching: false,
      services,
    });
    const changes = changesBetween(week, [
      planned('p1', 'mon', ['va']),
      planned('p2', 'thu', ['vb']),
      planned('p3', 'tue', ['va']),
    ]);
    expect(changes.map(({ kind, before, after }) => [kind, before?.seriesId, after?.id])).toEqual([
      ['stays', 'one', 'p1'],
      ['moves', 'two', 'p2'],
      ['ends', 'three', undefined],
      ['new', undefined, 'p3'],
    ]);
  });
});
