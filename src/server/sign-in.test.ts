import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { fixtureNow } from '../../tests/fixtures/school.ts';
import { addAdult } from '#store/adult.ts';
import { accessLogHandlers } from './access-log.ts';
import { adultHandlers } from './adult.ts';
import { firstAccountLink, invitationHandlers } from './invitation.ts';
import { signInHandlers } from './sign-in.ts';

const handlers = [...accessLogHandlers, ...adultHandlers, ...invitationHandlers, ...signInHandlers];
const password = 'three quiet otters';
const dana = { email: 'dana@example.org', password };

onBothStores('signing in', (store) => {
  let server: TestApp;
  let records = '';
  const post = (url: string, body: unknown, cookie = '') =>
    server.app.inject({ method: 'POST', url, headers: { cookie }, payload: body as object });
  const get = (url: string, cookie = '') => server.app.inject({ url, headers: { cookie } });
  const cookieOf = (response: Awaited<ReturnType<typeof get>>) =>
    `carryover=${response.cookies.find(({ name }) => name === 'carryover')?.value}`;
  const tokenOf = (link: string) => link.split('#')[1]!;

  beforeAll(async () => {
    server = await testApp(store(), { handlers });
  });
  afterAll(() => server.close());

  describe('the first account', () => {
    const asked = {
      name: 'Dana Whitfield',
      email: dana.email,
      password,
      discipline: 'speech',
      districtName: 'Cedar County',
      schoolName: 'Cedar Hill',
      timeZone: 'America/New_York',
    };
    it('is made once, from the newest one-time link', async () => {
      expect((await get('/api/entrance')).json()).toEqual({ demo: false, hasAccounts: false, lookAroundAs: [] });
      const old = (await firstAccountLink(store(), new Date(fixtureNow)))!;
      const link = (await firstAccountLink(store(), new Date(fixtureNow)))!;
      expect((await post('/api/first-account', { ...asked, token: old })).statusCode).toBe(410);
      const weak = await post('/api/first-account', { ...asked, token: link, password: 'whitfield is my name' });
      expect(weak.json()).toMatchObject({ code: 'bad_input', field: 'password' });
      expect((await post('/api/invitation-link', { token: link })).json()).toMatchObject({ kind: 'first_account' });

      const made = await post('/api/first-account', { ...asked, token: link });
      expect(made.statusCode).toBe(200);
      expect(made.json()).toMatchObject({ name: 'Dana Whitfield', shortName: 'Dana', today: '2026-10-14' });
      expect(
        made
          .json()
          .roles.map((held: { role: string }) => held.role)
          .toSorted(),
      ).toEqual(['records', 'therapist']);
      records = cookieOf(made);
      expect((await get('/api/me', records)).statusCode).toBe(200);

      expect((await post('/api/first-account', { ...asked, token: link })).json().code).toBe('link_used');
      expect(await firstAccountLink(store(), new Date(fixtureNow))).toBeNull();
      expect((await get('/api/entrance')).json().hasAccounts).toBe(true);
    });
  });

  describe('a password', () => {
    it('opens a cookie that is HttpOnly, of this host and site only', async () => {
      const response = await post('/api/sign-in', { ...dana, email: 'DANA@example.org' });
      expect(response.statusCode).toBe(200);
      const [cookie] = response.cookies;
      expect(cookie).toMatchObject({
        name: 'carryover',
        path: '/',
        httpOnly: true,
        sameSite: 'Strict',
        // Twelve hours, and thirty days in which a tablet may still deliver with it.
        maxAge: 43_200 + 30 * 86_400,
      });
      expect(cookie).not.toHaveProperty('domain');
      expect(response.body).not.toContain(cookie!.value);
    });

    it('is answered alike for a wrong one and an unknown address', async () => {
      const wrong = await post('/api/sign-in', { ...dana, password: 'not this one, no' });
      const unknown = await post('/api/sign-in', { email: 'nobody@example.org', password });
      expect([wrong.statusCode, wrong.json()]).toEqual([unknown.statusCode, unknown.json()]);
      expect(wrong.json().code).toBe('wrong_password');
      expect(wrong.cookies).toEqual([]);
      await post('/api/sign-in', dana);
    });

    it.each([dana.email, 'someone@example.org'])(
      'is locked after five wrong tries, and says for how long: %s',
      async (email) => {
        for (let tries = 0; tries < 5; tries += 1) {
          expect((await post('/api/sign-in', { email, password: 'wrong' })).json().code).toBe('wrong_password');
        }
        const locked = await post('/api/sign-in', { email, password });
        expect(locked.statusCode).toBe(429);
        expect(locked.json()).toEqual({
          code: 'sign_in_locked',
          message: 'Too many wrong tries. Wait 1 minute, then try again.',
        });
        server.clock.at = '2026-10-14T14:01:01.000Z';
        const later = await post('/api/sign-in', { email, password });
        expect(later.statusCode).toBe(email === dana.email ? 200 : 401);
        server.clock.at = fixtureNow;
      },
    );

    it('is stored as argon2id with 19 MiB and two passes', async () => {
      const hashes = await store().asOwner((db) => db.selectFrom('password').select('hash').execute());
      expect(hashes[0]!.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    });

    it('can be changed, which signs out elsewhere', async () => {
      const here = cookieOf(await post('/api/sign-in', dana));
      const there = cookieOf(await post('/api/sign-in', dana));
      const next = 'four louder otters';
      expect((await post('/api/me/password', { current: 'wrong', next }, here)).json()).toMatchObject({
        code: 'wrong_password',
        field: 'current',
      });
      expect((await post('/api/me/password', { current: password, next: 'short' }, here)).json()).toMatchObject({
        code: 'bad_input',
        field: 'next',
        message: 'Use at least 12 characters.',
      });
      expect((await post('/api/me/password', { current: password, next: 'passwordpassword' }, here)).statusCode).toBe(
        400,
      );
      expect((await post('/api/me/password', { current: password, next }, here)).statusCode).toBe(200);
      expect((await get('/api/me', here)).statusCode).toBe(200);
      expect((await get('/api/me', there)).statusCode).toBe(401);
      await post('/api/me/password', { current: next, next: password }, here);
    });
  });

  describe('a sign-in', () => {
    it('ends after half an hour without use, and after twelve hours in any case', async () => {
      const cookie = cookieOf(await post('/api/sign-in', dana));
      server.clock.at = '2026-10-14T14:29:00.000Z';
      expect((await get('/api/me', cookie)).statusCode).toBe(200);
      server.clock.at = '2026-10-14T14:58:00.000Z';
      expect((await get('/api/me', cookie)).statusCode).toBe(200);
      server.clock.at = '2026-10-14T15:29:00.000Z';
      expect((await get('/api/me', cookie)).json().code).toBe('not_signed_in');
      server.clock.at = '2026-10-14T15:00:00.000Z';
      expect((await get('/api/me', cookie)).statusCode).toBe(401);

      server.clock.at = fixtureNow;
      const long = cookieOf(await post('/api/sign-in', dana));
      for (let minutes = 25; minutes < 12 * 60; minutes += 25) {
        server.clock.at = new Date(Date.parse(fixtureNow) + minutes * 60_000).toISOString();
        expect((await get('/api/me', long)).statusCode).toBe(200);
      }
      server.clock.at = new Date(Date.parse(fixtureNow) + 12 * 3_600_000).toISOString();
      expect((await get('/api/me', long)).statusCode).toBe(401);
      server.clock.at = fixtureNow;
    });

    it('ends on this device, or on every one', async () => {
      const here = cookieOf(await post('/api/sign-in', dana));
      const there = cookieOf(await post('/api/sign-in', dana));
      const out = await post('/api/sign-out', undefined, here);
      expect(out.statusCode).toBe(200);
      expect(out.cookies[0]).toMatchObject({ name: 'carryover', value: '' });
      expect((await get('/api/me', here)).statusCode).toBe(401);
      expect((await get('/api/me', there)).statusCode).toBe(200);
      await post('/api/sign-out-everywhere', undefined, there);
      expect((await get('/api/me', there)).statusCode).toBe(401);
    });

    it('keeps only a hash of the token', async () => {
      const cookie = cookieOf(await post('/api/sign-in', dana)).split('=')[1]!;
      const rows = await store().asOwner((db) => db.selectFrom('sign_in').selectAll().execute());
      expect(JSON.stringify(rows)).not.toContain(cookie);
      expect(rows.every((row) => /^[0-9a-f]{64}$/.test(row.token_hash))).toBe(true);
    });

    it.each(['', 'carryover=', 'carryover=abc', `carryover=${'A'.repeat(64)}`])(
      'is not opened by %j',
      async (cookie) => {
        expect((await get('/api/me', cookie)).json().code).toBe('not_signed_in');
      },
    );
  });

  describe('an invitation', () => {
    const invited = {
      name: 'Mr. Shah',
      email: null,
      role: 'case_manager',
      roleFrom: '2026-10-14',
      roleTo: null,
    };
    const account = { name: 'Mr. Shah', email: 'shah@example.org', password: 'five patient herons' };
    let manager = '';

    beforeAll(async () => {
      records = cookieOf(await post('/api/sign-in', dana));
    });

    it('makes an account with its role, once', async () => {
      const made = (await post('/api/invitations', invited, records)).json();
      expect(made.link).toMatch(/^http:\/\/localhost:?\d*\/welcome#/);
      const token = tokenOf(made.link);
      expect((await post('/api/invitation-link', { token })).json()).toMatchObject({
        kind: 'invitation',
        role: 'case_manager',
        districtName: 'Cedar County',
      });
      const taken = await post('/api/invitation-link/accept', { ...account, token, email: dana.email });
      expect(taken.json()).toMatchObject({ code: 'already_exists', field: 'email' });
      const accepted = await post('/api/invitation-link/accept', { ...account, token });
      expect(accepted.json()).toMatchObject({ name: 'Mr. Shah', shortName: 'Mr. Shah' });
      manager = cookieOf(accepted);
      const again = await post('/api/invitation-link/accept', { ...account, token, email: 'other@example.org' });
      expect(again.json().code).toBe('link_used');
    });

    it('runs out after a week, and can be taken back', async () => {
      const first = (await post('/api/invitations', invited, records)).json();
      const second = (await post('/api/invitations', invited, records)).json();
      const withdrawn = await server.app.inject({
        method: 'DELETE',
        url: `/api/invitations/${second.id}`,
        headers: { cookie: records },
      });
      expect(withdrawn.statusCode).toBe(200);
      expect((await post('/api/invitation-link', { token: tokenOf(second.link) })).json().code).toBe('link_expired');
      server.clock.at = '2026-10-21T14:00:01.000Z';
      expect((await post('/api/invitation-link', { token: tokenOf(first.link) })).json().code).toBe('link_expired');
      server.clock.at = fixtureNow;
      expect((await post('/api/invitation-link', { token: 'x'.repeat(64) })).statusCode).toBe(404);
      const listed = (await get('/api/invitations', records)).json().items;
      expect(listed).toHaveLength(3);
      expect(JSON.stringify(listed)).not.toContain('token');
    });

    it('is judged by what the role needs', async () => {
      const bad = await post('/api/invitations', { ...invited, role: 'guest_teacher' }, records);
      expect(bad.json()).toMatchObject({ code: 'bad_input', field: 'roleTo' });
      expect(bad.json().fields.map((entry: { field: string }) => entry.field)).toEqual(['roleTo', 'classId']);
    });

    it('cannot be made by someone whose role does not include it', async () => {
      expect((await post('/api/invitations', invited, manager)).json().code).toBe('not_your_role');
    });

    it('does not open the account of somebody who has one', async () => {
      const people = (await get('/api/adults', records)).json().items;
      const shah = people.find((person: { name: string }) => person.name === 'Mr. Shah');
      expect(shah.hasAccount).toBe(true);
      const made = await post('/api/invitations', { ...invited, adultId: shah.id }, records);
      expect(made.json()).toMatchObject({ code: 'already_exists', field: 'adultId' });
    });

    it('opens the account of whoever has its address and none yet, not a namesake’s', async () => {
      const imported = await store().asOwner(async (db) => {
        const { id: districtId } = await db
          .selectFrom('district')
          .select('id')
          .where('name', '=', 'Cedar County')
          .executeTakeFirstOrThrow();
        const id = crypto.randomUUID();
        await addAdult(db, {
          district_id: districtId,
          id,
          name: 'Ruth Adler',
          short_name: 'Ms. Adler',
          email: 'ruth@example.org',
          created_at: fixtureNow,
        });
        return id;
      });
      const offered = { ...invited, name: 'Ruth Adler', email: 'Ruth@example.org' };
      const token = tokenOf((await post('/api/invitations', offered, records)).json().link);
      await post('/api/invitation-link/accept', { ...account, name: 'Ruth Adler', email: 'ruth@example.org', token });
      const people = (await get('/api/adults', records)).json().items;
      const ruths = people.filter((person: { name: string }) => person.name === 'Ruth Adler');
      expect(ruths).toMatchObject([{ id: imported, hasAccount: true, roles: [{ role: 'case_manager' }] }]);
    });

    it('is followed by an end: the role ends, and what it opened with it', async () => {
      const people = (await get('/api/adults', manager)).json().items;
      expect(people.every((person: { email: unknown }) => person.email === null)).toBe(true);
      const shah = people.find((person: { name: string }) => person.name === 'Mr. Shah');
      const ended = await post(`/api/roles/${shah.roles[0].id}/end`, { on: '2026-10-13' }, records);
      expect(ended.statusCode).toBe(200);
      expect((await get('/api/adults', manager)).json().code).toBe('not_signed_in');
      const again = await post('/api/sign-in', { email: account.email, password: account.password });
      expect(again.json()).toMatchObject({ code: 'not_your_role', message: expect.stringContaining('no role') });
    });

    it('leaves somebody to keep the accounts', async () => {
      const people = (await get('/api/adults', records)).json().items;
      const me = people.find((person: { name: string }) => person.name === 'Dana Whitfield');
      const role = me.roles.find((held: { role: string }) => held.role === 'records');
      const ended = await post(`/api/roles/${role.id}/end`, { on: '2026-10-14' }, records);
      expect(ended.json()).toMatchObject({ code: 'changed_meanwhile', field: 'roleId' });
    });
  });
});
