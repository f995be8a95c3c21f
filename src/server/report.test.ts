import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReportPage } from '#contract/report.ts';
import { chancesIn } from '#domain/trials/tally.ts';
import { isObservation, type SessionEvent } from '#domain/trials/event.ts';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import {
  type Actor,
  buildFixtureSchool,
  canaries,
  type FixtureSchool,
  fixtureToday,
} from '../../tests/fixtures/school.ts';
import { reportHandlers } from './report.ts';

onBothStores('progress reports', (store) => {
  let school: FixtureSchool;
  let test: TestApp;
  beforeAll(async () => {
    school = await buildFixtureSchool(store(), 'reports');
    test = await testApp(store(), { handlers: [...reportHandlers] });
  });
  afterAll(() => test.close());

  const address = (from = '2026-09-01', to = fixtureToday) =>
    `/api/students/${school.target.studentId}/reports/speech/${from}/${to}`;
  const ask = (actor: Actor, method: 'GET' | 'PUT', url: string, payload?: object) =>
    test.ask(school.adults[actor], method, url, payload);
  const read = async (from?: string): Promise<ReportPage> => (await ask('therapist.own', 'GET', address(from))).body;
  const said = (part: object = {}) => ({ basedOn: 0, comments: [], toFamily: '', finish: false, ...part });
  const file = async (actor: Actor, url: string) => {
    const cookie = await test.signInAs(school.adults[actor]);
    return test.app.inject({ method: 'GET', url, headers: { cookie } });
  };

  it('follows every number to the events it was counted from', async () => {
    const { figures, goals } = await read();
    expect(figures.length).toBeGreaterThan(0);
    const events = new Map(goals.flatMap(({ events }) => (events as SessionEvent[]).map((event) => [event.id, event])));
    for (const { n, eventIds, setting, part } of figures) {
      const behind = eventIds.map((id) => events.get(id)!).filter(isObservation);
      expect(behind).toHaveLength(eventIds.length);
      expect(behind.reduce((sum, event) => sum + chancesIn(event), 0)).toBe(n);
      for (const { context } of behind) expect(context).toMatchObject({ setting, therapistPart: part });
    }
  });

  it('keeps a draft, finishes it, and begins the next version after that', async () => {
    const { goalId } = school.target;
    const comments = [{ goalId, text: 'Frames on the desk helped.' }];
    expect(await ask('therapist.own', 'PUT', address(), said({ comments }))).toMatchObject({ status: 200 });
    expect(await read()).toMatchObject({ version: 1, state: 'draft', comments });
    // Somebody else has written meanwhile.
    expect(await ask('case_manager.own', 'PUT', address(), said())).toMatchObject({ status: 409 });
    const finish = said({ basedOn: 1, comments, toFamily: 'It goes well.', finish: true });
    expect((await ask('therapist.own', 'PUT', address(), finish)).status).toBe(200);
    expect(await read()).toMatchObject({ version: 1, state: 'finished', toFamily: 'It goes well.' });
    expect((await ask('therapist.own', 'PUT', address(), said({ basedOn: 1 }))).status).toBe(200);
    expect(await read()).toMatchObject({ version: 2, state: 'draft', comments: [] });
    const kept = await store().asOwner((db) =>
      db
        .selectFrom('progress_report')
        .select(['to_family', 'version'])
        .where('to_family', '=', 'It goes well.')
        .execute(),
    );
    expect(kept).toEqual([{ to_family: 'It goes well.', version: 1 }]);
  });

  it('says of a finished report what was known then, whatever arrives later', async () => {
    const from = '2026-09-02';
    expect((await ask('therapist.own', 'PUT', address(from), said({ finish: true }))).status).toBe(200);
    const before = await read(from);
    await store().asOwner((db) =>
      db
        .updateTable('event')
        .set({ received_at: '2999-01-01T00:00:00.000Z' })
        .where('id', '=', school.target.trialId)
        .execute(),
    );
    expect((await read(from)).figures).toEqual([]);
    await store().asOwner((db) =>
      db
        .updateTable('event')
        .set({ received_at: '2026-10-14T13:00:00.000Z' })
        .where('id', '=', school.target.trialId)
        .execute(),
    );
    expect((await read(from)).figures).toEqual(before.figures);
  });

  it('refuses a time that ends before it begins, and goals of others', async () => {
    expect(await ask('therapist.own', 'GET', address('2026-11-01'))).toMatchObject({
      status: 400,
      body: { field: 'to' },
    });
    const comments = [{ goalId: school.otherClass.goalId, text: 'x' }];
    expect(await ask('therapist.own', 'PUT', address('2026-09-03'), said({ comments }))).toMatchObject({
      status: 400,
      body: { field: 'comments' },
    });
  });

  it('is asked for, quarter by quarter, of the students one has', async () => {
    const { items } = (await ask('therapist.own', 'GET', '/api/reports')).body;
    expect(items).toContainEqual(
      expect.objectContaining({ studentId: school.target.studentId, discipline: 'speech', state: 'not_begun' }),
    );
    expect(items.some(({ studentId }: { studentId: string }) => studentId === school.otherSchool.studentId)).toBe(
      false,
    );
  });

  it('prints papers whose title and name tell nobody, in both languages', async () => {
    for (const [paper, language, title] of [
      ['report', 'en', 'Progress report'],
      ['family', 'es', 'Cómo va'],
      ['student', 'en', 'What I worked on'],
    ] as const) {
      const answer = await file('therapist.own', `${address()}/paper?paper=${paper}&language=${language}`);
      expect(answer.headers['content-type']).toBe('application/pdf');
      expect(answer.headers['content-disposition']).toBe('attachment; filename="progress-report.pdf"');
      const document = await getDocument({ data: new Uint8Array(answer.rawPayload), verbosity: 0 }).promise;
      const { info } = await document.getMetadata();
      expect(info).toMatchObject({ Title: title });
      expect(JSON.stringify(info)).not.toMatch(new RegExp(canaries.name.join('|')));
      if (paper === 'student') expect(document.numPages).toBe(1);
    }
    expect((await file('teacher.own', `${address()}/paper`)).statusCode).toBe(403);
  });

  it('gives its numbers as a table that a spreadsheet cannot take for formulas', async () => {
    const from = '2026-09-05';
    const comments = [{ goalId: school.target.goalId, text: '=HYPERLINK("x")' }];
    await ask('therapist.own', 'PUT', address(from), said({ comments }));
    const { body } = await file('therapist.own', `${address(from)}/table`);
    expect(body).toContain(`"'=HYPERLINK(""x"")"`);
    expect(body).toContain(school.target.trialId);
  });
});
