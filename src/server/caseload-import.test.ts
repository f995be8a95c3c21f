import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportPreview } from '#contract/caseload-import.ts';
import { anyCaseload, csvText } from '#domain/caseload/import/testing/any-caseload.ts';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { fixtureNow } from '../../tests/fixtures/school.ts';
import { type SmallSchool, smallSchool } from '../../tests/fixtures/small-school.ts';
import { caseloadImportHandlers } from './caseload-import.ts';
import { studentHandlers } from './student.ts';

const heading =
  'Student number,Last name,First name,Grade,Class,Teacher,IEP date,Annual review,Goal,Tag,Minutes,Times,Per,How';
const caseload = [
  heading,
  '101,Ruiz,Ana,2,Room 7,Ms. Lee,9/1/2026,8/31/2027,"Says why, with ""because"".",bec,30,2,week,push-in',
  '101,Ruiz,Ana,,,,,,Asks for help.,help,30,2,week,push-in',
  '102,Okafor,Bo,K,Room 9,,2026-09-15,,"Says /r/\nin words.",r,20,1,week,pull out',
].join('\n');

onBothStores('bringing in a caseload', (store) => {
  let server: TestApp;
  let school: SmallSchool;
  let cookie: string;

  beforeAll(async () => {
    server = await testApp(store(), {
      handlers: [...caseloadImportHandlers, ...studentHandlers],
    });
  });
  afterAll(() => server?.close());

  const post = (url: string, payload: object, as = cookie) =>
    server.app.inject({ method: 'POST', url, payload, headers: { cookie: as } });
  const preview = async (table: string, as = cookie): Promise<ImportPreview> => {
    const answer = await post('/api/caseload/import/preview', { table }, as);
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json();
  };
  const bringIn = async (table: string, as = cookie) => {
    const { token, problems } = await preview(table, as);
    expect(problems).toEqual([]);
    const answer = await post('/api/caseload/import', { table, token }, as);
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json();
  };
  const freshSchool = async () => {
    school = await smallSchool(store(), fixtureNow.slice(0, 10));
    cookie = await server.signInAs(school.therapist);
  };
  const count = (
    table: 'student' | 'goal' | 'goal_version' | 'service_period' | 'enrollment' | 'iep' | 'import_batch',
  ) =>
    store().asOwner(async (db) => {
      const rows = await db
        .selectFrom(table)
        .select('district_id')
        .where('district_id', '=', school.districtId)
        .execute();
      return rows.length;
    });

  describe('once and again', () => {
    beforeAll(freshSchool);

    it('previews without changing anything', async () => {
      const seen = await preview(caseload);
      expect(seen.counts).toEqual({
        students: { new: 2, changed: 0, unchanged: 0 },
        goals: { new: 3, changed: 0, unchanged: 0 },
        services: { new: 2, changed: 0, unchanged: 0 },
        classes: 1,
        teachers: 1,
      });
      expect(seen.token).not.toBeNull();
      expect(await count('student')).toBe(0);
    });

    it('brings it in, with who reaches whom and the access log', async () => {
      const { students } = await bringIn(caseload);
      expect(students.map(({ name }: { name: string }) => name).toSorted()).toEqual(['Ana Ruiz', 'Bo Okafor']);
      const list = await server.app.inject({ url: '/api/students', headers: { cookie } });
      expect(list.json().items).toMatchObject([
        { familyName: 'Okafor', grade: 0, label: 'BO', classes: [{ name: 'Room 9' }], goals: { active: 1 } },
        { familyName: 'Ruiz', grade: 2, annualReviewDue: '2027-08-31', minutesPerWeek: [{ minutes: 60 }] },
      ]);
      const ana = list.json().items[1].id;
      const record = await server.app.inject({ url: `/api/students/${ana}`, headers: { cookie } });
      expect(
        record
          .json()
          .goals.map(({ tag }: { tag: string }) => tag)
          .toSorted(),
      ).toEqual(['bec', 'help']);
      const teacher = await server.signInAs(school.teacher);
      expect((await post('/api/caseload/import/preview', { table: caseload }, teacher)).json().code).toBe(
        'not_your_role',
      );
      const log = await store().asOwner((db) =>
        db
          .selectFrom('access_log')
          .select('student_id')
          .where('district_id', '=', school.districtId)
          .where('operation', '=', 'caseload.apply_import')
          .execute(),
      );
      expect(log).toHaveLength(2);
      expect(await count('import_batch')).toBe(1);
    });

    it('has nothing to do the second time', async () => {
      const seen = await preview(caseload);
      expect([seen.problems, seen.lines, seen.token]).toEqual([[], [], null]);
      expect(seen.counts.students.unchanged).toBe(2);
    });

    it('changes what changed and keeps what was', async () => {
      const changed = caseload.replace('Asks for help.', 'Asks an adult for help.').replaceAll(',30,2,', ',45,2,');
      const seen = await preview(changed);
      expect(seen.lines).toMatchObject([
        {
          name: 'Ana Ruiz',
          is: 'changed',
          changes: [
            { field: 'goal_wording', of: 'help', before: 'Asks for help.', after: 'Asks an adult for help.' },
            { field: 'service', before: { minutes: 30 }, after: { minutes: 45 } },
          ],
        },
      ]);
      await bringIn(changed);
      expect([await count('goal_version'), await count('service_period'), await count('student')]).toEqual([4, 3, 2]);
      expect((await preview(changed)).lines).toEqual([]);
    });

    it('is refused when the school or the table is no longer as it was looked at', async () => {
      const more = `${caseload}\n103,Lee,Cy,3,Room 9,,,,,,,,,`.replace('Asks for', 'Now asks for');
      const { token } = await preview(more);
      const other = await post('/api/caseload/import', { table: `${more}\n104,Lee,Di,3,,,,,,,,,,`, token });
      expect(other.json()).toMatchObject({ code: 'changed_meanwhile', field: 'table' });
      await bringIn(`${heading}\n103,Lee,Cy,4,Room 9,,,,,,,,,`);
      expect((await post('/api/caseload/import', { table: more, token })).json().code).toBe('changed_meanwhile');
    });

    it('lets one of two at the same time through', async () => {
      const table = `${heading}\n,Stone,Eve,3,,,,,,,,,,`;
      const { token } = await preview(table);
      const before = await count('student');
      const answers = await Promise.all([1, 2].map(() => post('/api/caseload/import', { table, token })));
      expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
      expect(await count('student')).toBe(before + 1);
    });

    it('keeps nothing of a table with a problem', async () => {
      const seen = await preview(`${heading}\n201,Good,Ann,1,,,,,,,,,,\n202,Bad,Ben,1,,,31/12/2026,,,,,,,`);
      expect(seen.problems).toMatchObject([{ row: 3, column: 'iepDate', code: 'not_a_date', stops: true }]);
      expect(seen.token).toBeNull();
    });

    it('is too large with a sentence', async () => {
      const answer = await post('/api/caseload/import/preview', { table: 'x'.repeat(2_000_001) });
      expect(answer.json()).toMatchObject({ code: 'bad_input', field: 'table' });
      const larger = await post('/api/caseload/import/preview', { table: 'x'.repeat(5_000_000) });
      expect([larger.statusCode, larger.json().code]).toEqual([413, 'too_large']);
    });
  });

  it('by a colleague leaves a student of another caseload to a coordinator, who sees no record', async () => {
    await freshSchool();
    await bringIn(caseload);
    const lou = await server.signInAs(school.otherTherapist);
    const row = `${heading},Therapist\n101,Ruiz,Ana,3,,,,,,,15,1,week,consult,otherTherapist`;
    expect((await preview(row, lou)).problems).toMatchObject([{ row: 2, code: 'student_elsewhere' }]);
    const kim = v7();
    await store().asOwner(async (db) => {
      const adult = { district_id: school.districtId, id: kim, name: 'Kim', short_name: 'Kim', created_at: fixtureNow };
      await db.insertInto('adult').values(adult).execute();
      await db
        .insertInto('role_held')
        .values({
          district_id: school.districtId,
          id: v7(),
          adult_id: kim,
          role: 'coordinator',
          from_date: '2025-09-01',
        })
        .execute();
    });
    const coordinator = await server.signInAs({ districtId: school.districtId, adultId: kim });
    const seen = await preview(row, coordinator);
    expect(seen.lines[0]!.changes.every((change) => !('before' in change))).toBe(true);
    await bringIn(row, coordinator);
    const theirs = await server.app.inject({ url: '/api/students', headers: { cookie: lou } });
    expect(theirs.json().items).toMatchObject([{ familyName: 'Ruiz', grade: 3 }]);
  });

  it('gives a template that is read again', async () => {
    await freshSchool();
    const answer = await server.app.inject({ url: '/api/caseload/import/template', headers: { cookie } });
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const row = answer.body
      .trim()
      .slice(1)
      .split(',')
      .map((name) => ({ 'Family name': 'Lee', 'Given name': 'Cy' })[name] ?? '');
    expect((await preview(`${answer.body.trim()}\n${row.join(',')}`)).counts.students.new).toBe(1);
  });

  it('never doubles anybody, whatever the caseload', async () => {
    await fc.assert(
      fc.asyncProperty(anyCaseload, async (lines) => {
        await freshSchool();
        const table = csvText(lines);
        await bringIn(table);
        const sizes = await Promise.all([
          count('student'),
          count('goal'),
          count('service_period'),
          count('enrollment'),
        ]);
        const again = await preview(csvText(lines.toReversed(), ';'));
        expect([again.problems, again.lines, again.token]).toEqual([[], [], null]);
        expect(sizes[0]).toBe(again.counts.students.unchanged);
      }),
      { numRuns: 6 },
    );
  });

  it('takes no formula in', async () => {
    await freshSchool();
    const refused = await preview(`${heading}\n101,Ruiz,Ana,2,,,,,"=HYPERLINK(""http://x"")",,,,,`);
    expect(refused.problems).toMatchObject([{ row: 2, column: 'goal', code: 'formula' }]);
  });
});
