import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { buildFixtureSchool, canaries, type FixtureSchool, fixtureNow } from '../../tests/fixtures/school.ts';
import { appendAccess } from './access-log.ts';
import { checkAccessLog, sealAccessLog } from './access-seal.ts';
import { destroyedTables, destroyStudent, skeletonTables } from './destruction.ts';

onBothStores('the end of a record', (store) => {
  let school: FixtureSchool;
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'destruction');
  });

  it('knows every table that has rows of a student', async () => {
    const { rows } = await store().asOwner((db) =>
      sql<{ name: string }>`
        select distinct c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'student_id' and not a.attisdropped`.execute(
        db,
      ),
    );
    expect(rows.map(({ name }) => name).toSorted()).toEqual([...destroyedTables, ...skeletonTables].toSorted());
  });

  it('deletes what was the student’s and nothing of others; the log keeps its lines and its chain', async () => {
    const { districtId, studentId } = school.target;
    const day = fixtureNow.slice(0, 10);
    await store().asOwner(async (db) => {
      await appendAccess(db, [
        {
          district_id: districtId,
          id: '01990000-0000-7000-8000-000000000001',
          at: fixtureNow,
          adult_id: school.target.therapistId,
          sign_in_id: null,
          operation: 'student.read',
          student_id: studentId,
          fields: 'record',
          purpose: null,
          result: 'allowed',
          request_id: null,
        },
      ]);
      await sealAccessLog(db, districtId, '2026-10-15', fixtureNow);
    });
    const rowsOf = (id: string) =>
      store().asOwner(async (db) => {
        const rows: unknown[] = [];
        for (const table of destroyedTables)
          rows.push(...(await db.selectFrom(table).selectAll().where('student_id', '=', id).execute()));
        return rows;
      });
    const before = await rowsOf(school.otherClass.studentId);
    expect((await rowsOf(studentId)).length).toBeGreaterThan(10);
    const counts = await store().asOwner((db) => destroyStudent(db, districtId, studentId));
    expect(counts).toMatchObject({ student: 1, student_name: 1, goal: 1 });
    expect(await rowsOf(studentId)).toEqual([]);
    expect(await rowsOf(school.otherClass.studentId)).toEqual(before);
    // No word of the record is left in any table of the store.
    const left = await store().asOwner(async (db) => {
      const { rows: tables } = await sql<{ name: string }>`
        select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(db);
      const found: string[] = [];
      for (const { name } of tables) {
        const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.table(name)} t`.execute(db);
        const said = rows.map(({ text }) => text).join('\n');
        found.push(...[...canaries.name, ...canaries.record].filter((canary) => said.includes(canary)));
      }
      return found;
    });
    expect(left).toEqual([]);
    const check = await store().asOwner((db) => checkAccessLog(db, districtId));
    expect(check).toMatchObject({ days: 1, faults: [], newest: { day } });
  });
});
