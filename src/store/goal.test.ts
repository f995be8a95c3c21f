import { sql } from 'kysely';
import { v7 } from 'uuid';
import { beforeAll, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { addStudentTo, type SmallSchool, smallSchool } from '../../tests/fixtures/small-school.ts';
import { usualCriterion } from '#domain/goals/goal.ts';
import type { GoalVersion } from '#domain/goals/version.ts';
import {
  cueSetNameTaken,
  insertCueSet,
  insertGoal,
  insertVersion,
  readCueSets,
  readGoal,
  readGoalEvents,
  readGoalRoutines,
  readGoalsEvents,
  readGoalsOf,
  readTargets,
  readVersions,
  replaceGoalRoutines,
  saveTargets,
  tagTaken,
  updateCueSet,
  updateGoalStatus,
} from './goal.ts';

const days = { today: '2026-03-12', yesterday: '2026-03-11' };
const now = '2026-03-12T15:00:00.000Z';
const version: GoalVersion = {
  version: 1,
  from: '2026-01-12',
  officialWording: 'During writing, states a reason using "because" in 4 of 5 opportunities.',
  plainWords: 'Uses "because".',
  criterion: usualCriterion,
  baseline: { date: '2026-01-12', text: '1 of 5', value: 0.2 },
  waitSeconds: 5,
  responseMode: 'speech',
  selfCorrectionOffered: true,
  supports: ['word wall'],
};
const fields = {
  discipline: 'speech',
  area: 'language',
  tag: 'bec',
  shownAsCode: false,
  measure: 'trials',
  unit: 'trial',
  cueSetId: null,
  startsOn: '2026-01-12',
  endsOn: '2027-01-11',
} as const;

onBothStores('goals', (store) => {
  let school: SmallSchool;
  let goal: { id: string; studentId: string };
  beforeAll(async () => {
    school = await smallSchool(store());
    const studentId = await store().asOwner((db) => addStudentTo(db, school, { givenName: 'Ana', familyName: 'Ruiz' }));
    goal = { id: v7(), studentId };
    await store().asAdult(school.therapist, async (db) => {
      await insertGoal(db, school.districtId, { ...fields, ...goal, ownerId: school.therapist.adultId, now });
      await insertVersion(db, school.districtId, goal, version, { by: school.therapist.adultId, at: now });
    });
  });
  const mine = <T>(work: Parameters<ReturnType<typeof store>['asAdult']>[1]) =>
    store().asAdult(school.therapist, work) as Promise<T>;

  it('are read by who has the student on a caseload, and by nobody else', async () => {
    const read = (scope: typeof school.therapist) =>
      store().asAdult(scope, (db) => readGoal(db, school.districtId, goal.id));
    expect(await read(school.therapist)).toMatchObject({
      ...fields,
      ...goal,
      status: 'active',
      ownerName: 'therapist',
    });
    expect(await read(school.otherTherapist)).toBeNull();
    expect(await read(school.teacher)).toBeNull();
  });

  it('keep every version as it was written', async () => {
    await mine((db) =>
      insertVersion(
        db,
        school.districtId,
        goal,
        { ...version, version: 2, from: '2026-03-02', baseline: null },
        { by: school.therapist.adultId, at: now },
      ),
    );
    const versions = await mine<Awaited<ReturnType<typeof readVersions>>>((db) =>
      readVersions(db, school.districtId, [goal.id]),
    );
    expect(versions).toEqual([
      { ...version, goalId: goal.id, writtenBy: 'therapist' },
      { ...version, version: 2, from: '2026-03-02', baseline: null, goalId: goal.id, writtenBy: 'therapist' },
    ]);
  });

  it('do not take the same version twice', async () => {
    await expect(
      mine((db) => insertVersion(db, school.districtId, goal, version, { by: school.therapist.adultId, at: now })),
    ).rejects.toMatchObject({ code: '23505' });
  });

  it('keep the order of targets; one that goes ends and stays readable, one that comes back is open again', async () => {
    const target = (text: string, isNew = true, id: string = v7()) =>
      ({ id, kind: 'word', text, level: 'sentence', status: 'acquisition', isNew }) as const;
    const [red, ran] = [target('red'), target('ran')];
    const save = (wanted: readonly ReturnType<typeof target>[]) =>
      mine((db) => saveTargets(db, school.districtId, goal, wanted, days));
    const texts = async () =>
      (await mine<Awaited<ReturnType<typeof readTargets>>>((db) => readTargets(db, school.districtId, [goal.id]))).map(
        ({ text, to }) => [text, to],
      );
    await save([red, ran]);
    await save([target('ran', false, ran.id)]);
    expect((await texts()).toSorted()).toEqual([
      ['ran', null],
      ['red', days.yesterday],
    ]);
    await save([target('ran!', false, ran.id), target('red', false, red.id)]);
    expect(await texts()).toEqual([
      ['ran!', null],
      ['red', null],
    ]);
  });

  it('name the routines in which they get chances', async () => {
    const routines = () =>
      mine<Awaited<ReturnType<typeof readGoalRoutines>>>((db) => readGoalRoutines(db, school.districtId, [goal.id]));
    await mine((db) => replaceGoalRoutines(db, school.districtId, goal, [school.routineId]));
    expect(await routines()).toMatchObject([{ name: 'Writing', className: 'Room 7', setting: 'classroom' }]);
    await mine((db) => replaceGoalRoutines(db, school.districtId, goal, []));
    expect(await routines()).toEqual([]);
  });

  it('have a tag that no other open goal of the student has', async () => {
    const taken = (tag: string, except?: string) =>
      mine<boolean>((db) => tagTaken(db, school.districtId, goal.studentId, tag, except));
    expect(await taken('BEC')).toBe(true);
    expect(await taken('bec', goal.id)).toBe(false);
    await mine((db) => updateGoalStatus(db, school.districtId, goal.id, 'closed'));
    expect(await taken('bec')).toBe(false);
    await mine((db) => updateGoalStatus(db, school.districtId, goal.id, 'active'));
  });

  it('are listed open ones first', async () => {
    const closed = { id: v7(), studentId: goal.studentId };
    const listed = await mine<{ id: string }[]>(async (db) => {
      await insertGoal(db, school.districtId, {
        ...fields,
        ...closed,
        tag: 'old',
        ownerId: school.therapist.adultId,
        now,
      });
      await updateGoalStatus(db, school.districtId, closed.id, 'closed');
      return readGoalsOf(db, school.districtId, [goal.studentId]);
    });
    expect(listed.map(({ id }) => id)).toEqual([goal.id, closed.id]);
  });

  it('read their own events by index, in the order they happened, and only since a day where asked', async () => {
    const sessionId = v7();
    const event = (occurredAt: string, goalId: string | null) => {
      const id = v7();
      return {
        district_id: school.districtId,
        id,
        session_id: sessionId,
        kind: 'trial',
        student_id: goal.studentId,
        goal_id: goalId,
        occurred_at: occurredAt,
        entered_at: occurredAt,
        received_at: occurredAt,
        recorder_id: school.therapist.adultId,
        device_id: v7(),
        // The device's clock was a year slow; the columns are what the server corrected.
        body: JSON.stringify({ id, kind: 'trial', occurredAt: occurredAt.replace('2026', '2025') }),
      };
    };
    await store().asOwner(async (db) => {
      await db
        .insertInto('session')
        .values({
          district_id: school.districtId,
          id: sessionId,
          series_id: null,
          adult_id: school.therapist.adultId,
          school_id: school.schoolId,
          date: '2026-03-10',
          starts: '09:40',
          ends: '10:10',
          delivery: 'push_in',
          class_id: school.classId,
          routine_id: school.routineId,
          room_id: null,
          setting: 'classroom',
          co_teaching_format: null,
          origin: 'by_hand',
          cancelled_reason: null,
          created_by: school.therapist.adultId,
          created_at: now,
        })
        .execute();
      await db
        .insertInto('event')
        .values([
          event('2026-03-10T15:45:00.000Z', goal.id),
          event('2026-01-20T15:45:00.000Z', goal.id),
          event('2026-03-10T15:46:00.000Z', null),
        ])
        .execute();
    });
    const all = await mine<{ occurredAt: string }[]>((db) => readGoalEvents(db, school.districtId, goal.id));
    expect(all.map(({ occurredAt }) => occurredAt)).toEqual(['2026-01-20T15:45:00.000Z', '2026-03-10T15:45:00.000Z']);
    const recent = await mine<Map<string, { occurredAt: string }[]>>((db) =>
      readGoalsEvents(db, school.districtId, [goal.id], '2026-02-01T00:00:00Z'),
    );
    expect(recent.get(goal.id)?.map(({ occurredAt }) => occurredAt)).toEqual(['2026-03-10T15:45:00.000Z']);
    expect(await store().asAdult(school.teacher, (db) => readGoalEvents(db, school.districtId, goal.id))).toEqual([]);
    const plan = await store().asOwner(async (db) => {
      await sql`set local enable_seqscan = off`.execute(db);
      return sql<Record<string, string>>`explain select body from event where district_id = ${school.districtId}
        and goal_id = ${goal.id} order by occurred_at, id`.execute(db);
    });
    expect(plan.rows.map((row) => Object.values(row)[0]).join('\n')).toContain('event_by_goal');
  });

  it('are cued by sets of the district, each with a name of its own', async () => {
    const set = { id: v7(), name: 'Our levels', asks: 'kind', kinds: [{ code: 'V1', label: 'first look' }] } as const;
    await mine((db) => insertCueSet(db, school.districtId, set));
    expect(await mine((db) => cueSetNameTaken(db, school.districtId, 'our levels'))).toBe(true);
    expect(await mine((db) => cueSetNameTaken(db, school.districtId, 'our levels', set.id))).toBe(false);
    await mine((db) => updateCueSet(db, school.districtId, { ...set, asks: 'both' }));
    expect(await mine((db) => readCueSets(db, school.districtId))).toEqual([{ ...set, asks: 'both' }]);
    expect(await mine((db) => updateCueSet(db, school.districtId, { ...set, id: v7() }))).toBe(false);
  });
});
