import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { addStudentTo, smallSchool } from '../../tests/fixtures/small-school.ts';
import { changeService, type ServiceChange } from '#domain/services/service-period.ts';
import {
  applyServiceChange,
  insertServiceLine,
  readServiceChanges,
  readServices,
  undoServiceChange,
} from './service.ts';

onBothStores('services', (store) => {
  it('change from a day on: one period closes, the next opens, the past stays', async () => {
    const school = await smallSchool(store());
    const studentId = await store().asOwner((db) => addStudentTo(db, school, { givenName: 'Ana', familyName: 'Ruiz' }));
    const line = { id: v7(), studentId };
    const terms = {
      delivery: 'pull_out',
      minutes: 30,
      times: 2,
      per: 'week',
      groupMax: 3,
      place: 'speech room',
      adultId: school.therapist.adultId,
    } as const;
    const push = { ...terms, delivery: 'push_in', place: 'classroom' } as const;
    const made = { by: school.therapist.adultId, now: '2026-01-12T15:00:00Z', newId: v7 };
    const services = await store().asAdult(school.therapist, async (db) => {
      await insertServiceLine(db, school.districtId, { ...line, discipline: 'speech', now: '2026-01-12T15:00:00Z' });
      const first = changeService([], { on: '2026-01-12', reason: '', terms: [terms] }) as ServiceChange;
      await applyServiceChange(db, school.districtId, line, { ...first, on: '2026-01-12', reason: '' }, made);
      const [known] = await readServices(db, school.districtId, [studentId]);
      const half = { on: '2026-03-02', reason: 'half in class' };
      const split = changeService(known!.periods, { ...half, terms: [terms, push] }) as ServiceChange;
      await applyServiceChange(db, school.districtId, line, { ...split, ...half }, made);
      return readServices(db, school.districtId, [studentId]);
    });
    expect(services).toHaveLength(1);
    expect(services[0]!.periods).toHaveLength(3);
    expect(services[0]!.periods.at(-1)).toMatchObject({
      ...terms,
      from: '2026-01-12',
      to: '2026-03-01',
      adultName: 'therapist',
    });
    expect(services[0]!.periods.slice(0, 2).map(({ delivery, from, to }) => ({ delivery, from, to }))).toEqual(
      expect.arrayContaining([
        { delivery: 'pull_out', from: '2026-03-02', to: null },
        { delivery: 'push_in', from: '2026-03-02', to: null },
      ]),
    );
    expect(await store().asAdult(school.teacher, (db) => readServices(db, school.districtId, [studentId]))).toEqual([]);
  });

  it('a change that has not begun is undone and stays readable; what has begun is not taken away', async () => {
    const school = await smallSchool(store());
    const studentId = await store().asOwner((db) => addStudentTo(db, school, { givenName: 'Ana', familyName: 'Ruiz' }));
    const line = { id: v7(), studentId };
    const terms = {
      delivery: 'pull_out',
      minutes: 30,
      times: 2,
      per: 'week',
      groupMax: 3,
      place: '',
      adultId: school.therapist.adultId,
    } as const;
    const by = school.therapist.adultId;
    const now = `${school.therapist.today}T15:00:00Z`;
    const change = (on: string, periods: Parameters<typeof changeService>[0], minutes: number) => ({
      ...(changeService(periods, { on, reason: 'tried', terms: [{ ...terms, minutes }] }) as ServiceChange),
      on,
      reason: 'tried',
    });
    await store().asAdult(school.therapist, async (db) => {
      await insertServiceLine(db, school.districtId, { ...line, discipline: 'speech', now });
      const made = { by, now, newId: v7 };
      await applyServiceChange(db, school.districtId, line, change('2020-01-13', [], 30), made);
      const [known] = await readServices(db, school.districtId, [studentId]);
      await applyServiceChange(db, school.districtId, line, change('2099-03-02', known!.periods, 20), made);
    });
    const read = () =>
      store().asAdult(school.therapist, async (db) => ({
        periods: (await readServices(db, school.districtId, [studentId]))[0]!.periods,
        changes: await readServiceChanges(db, school.districtId, [studentId]),
      }));
    const before = await read();
    expect(before.periods.map(({ minutes, to }) => ({ minutes, to }))).toEqual([
      { minutes: 20, to: null },
      { minutes: 30, to: '2099-03-01' },
    ]);
    const coming = before.changes.find(({ on }) => on === '2099-03-02')!;
    await store().asAdult(school.therapist, (db) =>
      undoServiceChange(db, school.districtId, line.id, coming, { by, now }),
    );
    const after = await read();
    expect(after.periods.map(({ minutes, to }) => ({ minutes, to }))).toEqual([{ minutes: 30, to: null }]);
    expect(after.changes.find(({ id }) => id === coming.id)).toMatchObject({
      reason: 'tried',
      begun: [{ minutes: 20 }],
      undoneAt: expect.any(String),
    });
    // The second wall: what has begun is no request's to take away.
    await store().asAdult(school.therapist, (db) =>
      db.deleteFrom('service_period').where('student_id', '=', studentId).execute(),
    );
    expect((await read()).periods).toHaveLength(1);
  });
});
