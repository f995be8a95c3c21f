import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '#contract/index.ts';
import { byLink } from '../../tests/access-expectations.ts';
import { type FreshStore, freshPglite } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import {
  type Actor,
  buildFixtureSchool,
  canaries,
  type FixtureSchool,
  fixtureNow,
  fixtureToday,
} from '../../tests/fixtures/school.ts';
import { handlers } from './handlers.ts';

// A link opens one class and nothing else; ended, taken back, or in the hands of a former teacher it opens nothing.

describe('a personal link', () => {
  let fresh: FreshStore;
  let school: FixtureSchool;
  let server: TestApp;
  beforeAll(async () => {
    fresh = await freshPglite();
    school = await buildFixtureSchool(fresh.store);
    server = await testApp(fresh.store, { handlers });
  });
  afterAll(async () => {
    await server?.close();
    await fresh?.close();
  });

  const links = (classId: string) => `/api/classes/${classId}/links`;
  const made = async (body: object, by: Actor = 'therapist.own') =>
    server.ask(school.adults[by], 'POST', links(school.target.classId), {
      from: fixtureToday,
      to: '2026-10-16',
      ...body,
    });
  const open = async (link: string) => {
    const token = new URL(link).hash.slice(1);
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/links/open',
      payload: { token, language: 'es' },
    });
    const [cookie] = answer.cookies.filter(({ name }) => name === 'carryover');
    return { status: answer.statusCode, body: answer.json(), cookie: `carryover=${cookie?.value ?? ''}` };
  };
  const get = async (cookie: string, url: string) => {
    const answer = await server.app.inject({ url, headers: { cookie } });
    return { status: answer.statusCode, body: answer.json(), text: answer.body };
  };

  it('is for an adult of the class, or for a substitute named with it', async () => {
    expect((await made({ adultId: school.adults['teacher.other_class'].adultId })).body.field).toBe('adultId');
    expect((await made({ adultId: null })).body.fields).toMatchObject([{ field: 'name', code: 'missing' }]);
    expect((await made({ adultId: null, name: 'Sub', to: '2027-10-14' })).body.field).toBe('to');
    expect((await made({ adultId: null, name: 'Sub' }, 'teacher.own')).body.code).toBe('not_your_role');

    const { body } = await made({ adultId: null, name: 'Ms. Sub' });
    expect(body.lastDay).toBe('2026-10-16');
    const opened = await open(body.link);
    expect(opened.body).toMatchObject({
      shortName: 'Ms. Sub',
      language: 'es',
      roles: [{ role: 'guest_teacher', classId: school.target.classId, to: '2026-10-16' }],
      link: { classId: school.target.classId, lastDay: '2026-10-16' },
    });
    const listed = await server.ask(school.adults['therapist.own'], 'GET', links(school.target.classId));
    expect(listed.body.items).toMatchObject([{ name: 'Ms. Sub', openedCount: 1, lastOpened: fixtureNow }]);
    expect(JSON.stringify(listed.body)).not.toContain(new URL(body.link).hash.slice(1));
  });

  it('opens what the class reads, and no other operation', async () => {
    const { body } = await made({ adultId: school.adults['teacher.own'].adultId });
    const { cookie } = await open(body.link);
    expect(
      operations
        .filter((one) => one.byLink === true)
        .map((one) => one.name)
        .toSorted(),
    ).toEqual(byLink.toSorted());
    for (const operation of operations.filter(({ act }) => act !== 'public' && act !== 'demo')) {
      if (byLink.includes(operation.name)) continue;
      const url = operation.path.replaceAll(/:(\w+)/g, school.unknownId);
      const answer = await server.app.inject({ method: operation.method, url, headers: { cookie } });
      expect([operation.name, answer.statusCode, answer.json().code]).toEqual([operation.name, 403, 'not_by_link']);
    }
    const { classId } = school.target;
    for (const url of [
      '/api/me',
      '/api/today',
      '/api/classes',
      `/api/classes/${classId}/cards`,
      `/api/classes/${classId}/notes`,
    ]) {
      expect([url, (await get(cookie, url)).status]).toEqual([url, 200]);
    }
    expect((await get(cookie, '/api/classes')).body.items).toMatchObject([{ id: classId }]);
    const cards = await get(cookie, `/api/classes/${classId}/cards`);
    expect(cards.text).toContain('CANARY-CARD-PUBLISHED');
    for (const canary of canaries.record) expect(cards.text).not.toContain(canary);
  });

  it('shows nothing of another class, also where its adult works there as well', async () => {
    const { adultId, districtId } = school.adults['teacher.own'];
    const { otherClass } = school;
    const role = { district_id: districtId, adult_id: adultId, role: 'teacher' as const, school_id: null };
    await fresh.store.asOwner((db) =>
      db
        .insertInto('role_held')
        .values({
          ...role,
          id: crypto.randomUUID(),
          class_id: otherClass.classId,
          from_date: '2026-08-01',
          to_date: null,
        })
        .execute(),
    );
    const own = await server.ask({ adultId, districtId }, 'GET', `/api/classes/${otherClass.classId}/cards`);
    expect(own.status).toBe(200);
    const { cookie } = await open((await made({ adultId })).body.link);
    expect((await get(cookie, '/api/me')).body.roles).toHaveLength(1);
    expect((await get(cookie, '/api/classes')).body.items).toHaveLength(1);
    for (const what of ['cards', 'notes']) {
      const answer = await get(cookie, `/api/classes/${otherClass.classId}/${what}`);
      expect([answer.status, answer.body.code]).toEqual([403, 'not_yours']);
    }
  });

  it('opens nothing once it is taken back, nor what it had opened', async () => {
    const { body } = await made({ adultId: school.adults['paraprofessional.own'].adultId });
    const { cookie } = await open(body.link);
    expect((await get(cookie, '/api/me')).status).toBe(200);
    const withdraw = `${links(school.target.classId)}/${body.id}/withdraw`;
    expect((await server.ask(school.adults['therapist.own'], 'POST', withdraw)).status).toBe(200);
    expect((await get(cookie, '/api/me')).status).toBe(401);
    expect((await open(body.link)).body.code).toBe('link_expired');
    expect((await server.ask(school.adults['therapist.own'], 'POST', withdraw)).status).toBe(404);
  });

  it('opens nothing after its last day, nor what was open then', async () => {
    const { body } = await made({ adultId: school.adults['paraprofessional.own'].adultId, to: fixtureToday });
    server.clock.at = '2026-10-15T03:50:00.000Z';
    const { cookie } = await open(body.link);
    expect((await get(cookie, '/api/me')).status).toBe(200);
    server.clock.at = '2026-10-15T04:00:00.000Z';
    expect((await get(cookie, '/api/me')).status).toBe(401);
    expect((await open(body.link)).body.code).toBe('link_expired');
    server.clock.at = fixtureNow;
  });

  it('opens nothing for a former teacher', async () => {
    const { adultId, districtId } = school.adults['paraprofessional.own'];
    const { body } = await made({ adultId });
    const { cookie } = await open(body.link);
    await fresh.store.asOwner((db) =>
      db
        .updateTable('role_held')
        .set({ to_date: '2026-10-13' })
        .where('district_id', '=', districtId)
        .where('adult_id', '=', adultId)
        .execute(),
    );
    expect((await get(cookie, '/api/me')).status).toBe(401);
    const again = await open(body.link);
    expect([again.status, again.body.code]).toEqual([403, 'not_your_role']);
  });

  it('is in the log: who made it, when it was used, what was refused; its secret nowhere', async () => {
    const { body } = await made({ adultId: null, name: 'Ms. Log' });
    await open(body.link);
    const token = new URL(body.link).hash.slice(1);
    const { logged, kept } = await fresh.store.asOwner(async (db) => ({
      logged: await db.selectFrom('access_log').selectAll().where('operation', 'like', 'link.%').execute(),
      kept: await db.selectFrom('personal_link').selectAll().execute(),
    }));
    const lines = logged.map((line) => `${line.operation} ${line.result}`);
    expect(lines).toEqual(
      expect.arrayContaining(['link.make allowed', 'link.open allowed', 'link.open refused', 'link.withdraw allowed']),
    );
    expect(kept.every((link) => link.made_by === school.adults['therapist.own'].adultId)).toBe(true);
    expect(JSON.stringify({ logged, kept })).not.toContain(token);
  });
});
