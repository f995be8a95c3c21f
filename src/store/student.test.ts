import { v7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { addStudentTo, type SmallSchool, smallSchool } from '../../tests/fixtures/small-school.ts';
import type { Scope } from './open-store.ts';
import { rebuildReach } from './reach.ts';
import {
  insertStudent,
  leftOut,
  readBlocks,
  readEnrollments,
  readIeps,
  readKeptApart,
  readStudent,
  readStudents,
  replaceKeptApart,
  saveBlocks,
  saveEnrollments,
  saveIep,
} from './student.ts';

const today = '2026-03-12';
const yesterday = '2026-03-11';

onBothStores('students', (store) => {
  let school: SmallSchool;
  let ana: string;
  let bela: string;
  beforeAll(async () => {
    school = await smallSchool(store(), today);
    await store().asOwner(async (db) => {
      ana = await addStudentTo(db, school, { givenName: 'Ana', familyName: 'ruiz', localCode: 'C-1' });
      bela = await addStudentTo(db, school, { givenName: 'Bela', familyName: 'Novak' });
    });
  });
  const listFor = (scope: Scope, query: { search?: string; after?: string; limit?: number; classId?: string } = {}) =>
    store().asAdult(scope, (db) =>
      readStudents(db, school.districtId, { adultId: scope.adultId, today, limit: 50, ...query }),
    );

  it('are listed by family name for whoever reaches them, with how far', async () => {
    const mine = await listFor(school.therapist);
    expect(mine.map(({ id, record }) => [id, record])).toEqual([
      [bela, true],
      [ana, true],
    ]);
    expect((await listFor(school.teacher)).map(({ record }) => record)).toEqual([false, false]);
    expect(await listFor(school.otherTherapist)).toEqual([]);
  });

  it('are found in names, label and local code, whatever the case; signs are taken as they are', async () => {
    expect((await listFor(school.therapist, { search: 'RUI' })).map(({ id }) => id)).toEqual([ana]);
    expect((await listFor(school.therapist, { search: 'c-1' })).map(({ id }) => id)).toEqual([ana]);
    expect(await listFor(school.therapist, { search: '%' })).toEqual([]);
  });

  it('come in pages that neither repeat nor skip', async () => {
    const first = await listFor(school.therapist, { limit: 1 });
    const second = await listFor(school.therapist, { limit: 1, after: first[0]!.id });
    expect([...first, ...second].map(({ id }) => id)).toEqual([bela, ana]);
    expect(await listFor(school.therapist, { limit: 1, after: second[0]!.id })).toEqual([]);
  });

  it('are listed by class of that day', async () => {
    expect(await listFor(school.therapist, { classId: school.classId })).toHaveLength(2);
    expect(await listFor(school.therapist, { classId: v7() })).toEqual([]);
  });

  it('are added to a caseload and seen from that day on', async () => {
    const id = v7();
    await store().asOwner(async (db) => {
      await insertStudent(
        db,
        school.districtId,
        {
          id,
          schoolId: school.schoolId,
          givenName: 'Cy',
          familyName: 'Arden',
          preferredName: null,
          label: 'Cy',
          grade: 2,
          localCode: null,
          responseMode: 'speech_device',
          leftOn: null,
          ofAgeOn: null,
          now: `${today}T15:00:00Z`,
        },
        { id: v7(), adultId: school.otherTherapist.adultId, kind: 'therapy', from: today },
      );
      await rebuildReach(db, school.districtId, [id]);
    });
    const read = (scope: Scope) => store().asAdult(scope, (db) => readStudent(db, school.districtId, id));
    expect(await read(school.otherTherapist)).toMatchObject({ givenName: 'Cy', responseMode: 'speech_device' });
    expect(await read(school.therapist)).toBeNull();
    expect(await read({ ...school.otherTherapist, today: yesterday })).toBeNull();
  });

  it('leave a class: the enrollment ends, the past stays, the teacher sees them no more', async () => {
    const id = await store().asOwner((db) => addStudentTo(db, school, { givenName: 'Da', familyName: 'Webb' }));
    const ofStudent = () => store().asOwner((db) => readEnrollments(db, school.districtId, [id]));
    const [old] = await ofStudent();
    const planned = { id: v7(), classId: school.classId, from: '2026-03-30', to: null };
    const save = (wanted: Parameters<typeof saveEnrollments>[3]) =>
      store().asOwner(async (db) => {
        await saveEnrollments(db, school.districtId, id, wanted, yesterday);
        await rebuildReach(db, school.districtId, [id]);
      });
    await save([planned]);
    expect(await ofStudent()).toMatchObject([{ id: planned.id }, { id: old!.id, to: yesterday }]);
    await save([]);
    expect(await ofStudent()).toMatchObject([{ id: old!.id, to: yesterday }]);
    const seen = await store().asAdult(school.teacher, (db) => readStudent(db, school.districtId, id));
    expect(seen).toBeNull();
  });

  it('have IEP dates by IEP: the same date changes, another adds', async () => {
    const iep = { studentId: ana, iepDate: '2026-01-12', annualReviewDue: '2027-01-11', reevaluationDue: null };
    await store().asOwner(async (db) => {
      await saveIep(db, school.districtId, { ...iep, newId: v7(), now: `${today}T15:00:00Z` });
      await saveIep(db, school.districtId, {
        ...iep,
        reevaluationDue: '2028-01-10',
        newId: v7(),
        now: `${today}T15:00:00Z`,
      });
      await saveIep(db, school.districtId, { ...iep, iepDate: '2025-01-13', newId: v7(), now: `${today}T15:00:00Z` });
    });
    const ieps = await store().asAdult(school.therapist, (db) => readIeps(db, school.districtId, [ana]));
    expect(ieps).toMatchObject([{ iepDate: '2026-01-12', reevaluationDue: '2028-01-10' }, { iepDate: '2025-01-13' }]);
    expect(await store().asAdult(school.teacher, (db) => readIeps(db, school.districtId, [ana]))).toEqual([]);
  });

  it('are kept apart both ways round', async () => {
    await store().asOwner((db) => replaceKeptApart(db, school.districtId, ana, [bela]));
    const apart = (id: string) => store().asAdult(school.therapist, (db) => readKeptApart(db, school.districtId, id));
    expect(await apart(ana)).toEqual([{ id: bela, label: 'Be', name: 'Bela Novak' }]);
    expect(await apart(bela)).toMatchObject([{ id: ana }]);
    await store().asOwner((db) => replaceKeptApart(db, school.districtId, bela, []));
    expect(await apart(ana)).toEqual([]);
  });

  it('have blocks of their own, on wall time', async () => {
    const block = {
      id: v7(),
      weekday: 2,
      rotationDay: null,
      starts: '10:25',
      ends: '10:55',
      kind: 'other_service',
      pullOut: 'never',
      from: '2026-02-02',
      to: null,
    } as const;
    await store().asOwner((db) => saveBlocks(db, school.districtId, ana, [block], yesterday));
    const blocks = () => store().asAdult(school.therapist, (db) => readBlocks(db, school.districtId, ana));
    expect(await blocks()).toEqual([block]);
    await store().asOwner((db) => saveBlocks(db, school.districtId, ana, [], yesterday));
    expect(await blocks()).toEqual([{ ...block, to: yesterday }]);
  });
});

describe('rows that an edited list no longer has', () => {
  const row = (id: string, from: string, to: string | null) => ({ id, from, to });
  it('end when they have begun, go when they have not, and rest when they have ended', () => {
    const known = [
      row('running', '2026-01-05', null),
      row('today', today, null),
      row('over', '2025-09-01', '2026-01-04'),
    ];
    expect(leftOut(known, new Set(), yesterday)).toEqual({ end: [known[0]], drop: [known[1]] });
    expect(leftOut(known, new Set(['running', 'today']), yesterday)).toEqual({ end: [], drop: [] });
  });
});
