import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { addStudentTo, smallSchool } from '../../tests/fixtures/small-school.ts';
import { changeService, type ServiceChange } from '#domain/services/service-period.ts';
import { applyServiceChange, insertServiceLine, readServices } from './service.ts';

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
    const services = await store().asAdult(school.therapist, async (db) => {
      await insertServiceLine(db, school.districtId, { ...line, discipline: 'speech', now: '2026-01-12T15:00:00Z' });
      const first = changeService([], { on: '2026-01-12', reason: '', terms: [terms] }) as ServiceChange;
      await applyServiceChange(db, school.districtId, line, first, v7);
      const [known] = await readServices(db, school.districtId, [studentId]);
      const split = changeService(known!.periods, { on: '2026-03-02', reason: 'half in class', terms: [terms, push] });
      await applyServiceChange(db, school.districtId, line, split as ServiceChange, v7);
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
});
