import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { faultStatus } from '#contract/fault.ts';
import { operations } from '#contract/index.ts';
import { operation } from '#contract/operation.ts';
import { en } from '#words/en.ts';
import { es } from '#words/es.ts';
import { wordsFor } from '#words/words-for.ts';
import { type FreshStore, freshPglite } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import { buildFixtureSchool, type FixtureSchool } from '../../tests/fixtures/school.ts';
import { buildApp, type DefectReport } from './app.ts';
import { handle, handleOpen, isDone } from './handle.ts';
import { refuse, refuseFields } from './refusal.ts';

const answerShape = z.object({ done: z.literal(true) });
const shout = operation({
  name: 'test.shout',
  method: 'POST',
  path: '/api/test/:times/shout',
  summary: 'Refuses everything that can be refused.',
  act: 'public',
  logged: false,
  params: z.object({ times: z.coerce.number().int().min(1).max(3) }),
  body: z
    .strictObject({
      name: z.string().trim().min(1).max(5).optional(),
      password: z.string().min(12).optional(),
      on: z.iso.date().optional(),
      email: z.email().optional(),
      kind: z.enum(['a', 'b']).optional(),
      members: z
        .array(z.strictObject({ label: z.string().min(1) }))
        .max(2)
        .optional(),
      x: z.int().min(0).optional(),
      n: z.int().optional(),
    })
    .refine(({ x, n }) => x === undefined || n === undefined || x <= n, {
      path: ['x'],
      params: { code: 'more_than_all' },
    }),
  output: answerShape,
});
const fail = operation({
  name: 'test.fail',
  method: 'POST',
  path: '/api/test/fail',
  summary: 'Does not do what was asked.',
  act: 'public',
  logged: false,
  body: z.strictObject({ how: z.string() }),
  output: answerShape,
});
const change = operation({
  name: 'test.change',
  method: 'POST',
  path: '/api/test/change',
  summary: 'Changes something and then refuses.',
  act: 'self.change',
  logged: true,
  body: z.strictObject({ refuse: z.boolean() }),
  output: answerShape,
});
const strip = operation({
  name: 'test.strip',
  method: 'GET',
  path: '/api/test/strip',
  summary: 'Answers more than it may.',
  act: 'public',
  logged: false,
  output: z.object({ inner: z.object({ shown: z.string() }) }),
});

const handlers = [
  handleOpen(shout, async () => isDone),
  handleOpen(fail, async ({ body, store }) => {
    if (body.how === 'defect') throw new Error('CANARY in a message');
    if (body.how === 'sql')
      await store.asOwner((db) =>
        db
          .selectFrom('no_such_table' as never)
          .selectAll()
          .execute(),
      );
    if (body.how === 'fields') {
      return refuseFields([
        { field: 'from', because: 'missing' },
        { field: 'to', because: 'ends_before_it_starts' },
      ]);
    }
    return refuse(body.how as keyof typeof faultStatus);
  }),
  handle(change, {}, async ({ db, adult, body, saw, newId }) => {
    await db
      .updateTable('adult')
      .set({ short_name: newId() })
      .where('district_id', '=', adult.districtId)
      .where('id', '=', adult.adultId)
      .execute();
    saw([newId()]);
    return body.refuse ? refuse('changed_meanwhile') : isDone;
  }),
  handleOpen(strip, async () => ({ inner: { shown: 'yes', hidden: 'CANARY' }, hidden: 'CANARY' })),
];

let fresh: FreshStore;
let school: FixtureSchool;
let server: TestApp;
let webRoot: string;
const defects: DefectReport[] = [];

beforeAll(async () => {
  webRoot = mkdtempSync(join(tmpdir(), 'carryover-web-'));
  mkdirSync(join(webRoot, 'assets'));
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Carryover</title>');
  writeFileSync(join(webRoot, 'classroom.html'), '<!doctype html><title>Carryover</title><main>classroom</main>');
  writeFileSync(join(webRoot, 'assets', 'main-abc123.js'), 'export {};');
  writeFileSync(join(webRoot, 'icon.svg'), '<svg/>');
  fresh = await freshPglite();
  school = await buildFixtureSchool(fresh.store);
  server = await testApp(fresh.store, { handlers, webRoot, report: (defect) => defects.push(defect) });
});
afterAll(async () => {
  await server?.close();
  await fresh?.close();
  rmSync(webRoot, { recursive: true, force: true });
});

const post = (url: string, payload: unknown, headers: Record<string, string> = {}) =>
  server.app.inject({
    method: 'POST',
    url,
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('what was asked wrongly', () => {
  it.each<[unknown, string, string]>([
    [{ name: ' ' }, 'name', 'Fill this in.'],
    [{ name: 'abcdef' }, 'name', 'Use at most 5 characters.'],
    [{ password: 'short' }, 'password', 'Use at least 12 characters.'],
    [{ on: '2026-02-30' }, 'on', 'Enter a date, for example 2026-09-01.'],
    [{ email: 'x' }, 'email', 'Enter an e-mail address, for example name@school.org.'],
    [{ kind: 'c' }, 'kind', 'Choose one of the values offered.'],
    [{ members: [{ label: 'a' }, { label: '' }] }, 'members.1.label', 'Fill this in.'],
    [{ members: [{}, { label: '1' }] }, 'members.0.label', 'Fill this in.'],
    [{ members: [{ label: 'a' }, { label: 'b' }, { label: 'c' }] }, 'members', 'Name at most 2.'],
    [{ x: -1 }, 'x', 'Enter 0 or more.'],
    [{ x: 'many' }, 'x', 'This value has the wrong form.'],
    [{ other: 1 }, 'other', 'This field is not known here. Reload the page and try again.'],
  ])('%j is about %s: %s', async (body, field, message) => {
    const answer = await post('/api/test/1/shout', body);
    expect([answer.statusCode, answer.json()]).toEqual([400, { code: 'bad_input', field, message }]);
  });

  it('names every field of a form, the first one first', async () => {
    const answer = await post('/api/test/1/shout', { name: '', on: 'x', kind: 'c' });
    expect(answer.json()).toMatchObject({
      field: 'name',
      fields: [
        { field: 'name', code: 'missing' },
        { field: 'on', code: 'not_a_date' },
        { field: 'kind', code: 'not_a_choice' },
      ],
    });
  });

  it('is told in the language of the browser, by the code of a rule of its own, and for the address, too', async () => {
    const spanish = await post('/api/test/1/shout', { name: '' }, { 'accept-language': 'es-MX,es;q=0.9,en;q=0.5' });
    expect(spanish.json().message).toBe('Completa este campo.');
    expect((await post('/api/test/1/shout', { x: 2, n: 1 })).json()).toMatchObject({ code: 'bad_input', field: 'x' });
    expect((await post('/api/test/9/shout', {})).json()).toMatchObject({ code: 'bad_input', field: 'times' });
  });

  it.each<[string, string, Record<string, string>]>([
    ['not_json', '{"a":', {}],
    ['not_json', '', {}],
    ['wrong_content_type', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['wrong_content_type', '{}', { 'content-type': 'text/plain' }],
    ['too_large', JSON.stringify({ name: 'x'.repeat(5 * 1024 * 1024) }), {}],
  ])('%s', async (code, payload, headers) => {
    const answer = await post('/api/test/1/shout', payload, headers);
    expect([answer.statusCode, answer.json().code]).toEqual([faultStatus[code as keyof typeof faultStatus], code]);
  });
});

describe('a fault', () => {
  it.each(Object.keys(faultStatus))('%s has its status and a sentence in every language', async (code) => {
    expect(en).toHaveProperty([`fault.${code}`]);
    expect(es).toHaveProperty([`fault.${code}`]);
    const answer = await post('/api/test/fail', { how: code });
    expect(answer.statusCode).toBe(faultStatus[code as keyof typeof faultStatus]);
    expect(answer.json()).toEqual({ code, message: en[`fault.${code}` as keyof typeof en] });
  });

  it('may name several fields', async () => {
    expect((await post('/api/test/fail', { how: 'fields' })).json()).toEqual({
      code: 'bad_input',
      message: 'Fill this in.',
      field: 'from',
      fields: [
        { field: 'from', code: 'missing', message: 'Fill this in.' },
        {
          field: 'to',
          code: 'ends_before_it_starts',
          message: 'The last day is before the first. Change one of them.',
        },
      ],
    });
  });

  it.each(['defect', 'sql'])(
    'that is a %s tells a number and nothing else, and is reported without content',
    async (how) => {
      defects.length = 0;
      const answer = await post('/api/test/fail', { how });
      expect(answer.statusCode).toBe(500);
      expect(answer.json()).toEqual({ code: 'unexpected', message: expect.stringContaining(defects[0]!.requestId) });
      expect(answer.body).not.toMatch(/CANARY|no_such_table|\bat /);
      expect(defects[0]).toMatchObject({ operation: 'test.fail' });
      expect(defects[0]!.where.length).toBeGreaterThan(0);
      expect(JSON.stringify(defects)).not.toContain('CANARY');
    },
  );

  it('keeps nothing of what was begun, and leaves its line in the access log', async () => {
    const cookie = await server.signInAs(school.adults['therapist.own']);
    const shortName = () =>
      fresh.store.asOwner((db) =>
        db
          .selectFrom('adult')
          .select('short_name')
          .where('id', '=', school.adults['therapist.own'].adultId)
          .executeTakeFirstOrThrow(),
      );
    const before = await shortName();
    expect((await post('/api/test/change', { refuse: true }, { cookie })).statusCode).toBe(409);
    expect(await shortName()).toEqual(before);
    expect((await post('/api/test/change', { refuse: false }, { cookie })).statusCode).toBe(200);
    expect(await shortName()).not.toEqual(before);
    const log = await fresh.store.asOwner((db) =>
      db.selectFrom('access_log').select('result').where('operation', '=', 'test.change').execute(),
    );
    expect(log.map((row) => row.result).toSorted()).toEqual(['allowed', 'refused']);
  });

  it('is not_found for an address of the interface that does not exist', async () => {
    const answer = await server.app.inject({ url: '/api/nothing' });
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'not_found']);
  });
});

describe('an answer', () => {
  it('is stripped of what the contract does not declare', async () => {
    expect((await server.app.inject({ url: '/api/test/strip' })).json()).toEqual({ inner: { shown: 'yes' } });
  });

  it('says what a browser may do with it', async () => {
    const { headers } = await server.app.inject({ url: '/api/test/strip' });
    expect(headers['cache-control']).toBe('no-store');
    const page = await server.app.inject({ url: '/' });
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).not.toMatch(/unsafe|http:|\*/);
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(page.headers).not.toHaveProperty('x-powered-by');
    expect(page.headers).not.toHaveProperty('strict-transport-security');
  });
});

describe('a request from elsewhere', () => {
  it.each<[string, Record<string, string>, number]>([
    ['from this page', { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:80' }, 200],
    ['from a program', {}, 200],
    ['from another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    ['from another host of the site', { 'sec-fetch-site': 'same-site', origin: 'https://x.localhost' }, 403],
    ['from an older browser at another site', { origin: 'https://evil.example' }, 403],
    ['from a page without an origin', { origin: 'null' }, 403],
    ['for a name that was pointed here', { host: 'evil.example' }, 403],
  ])('%s', async (_what, headers, status) => {
    expect((await post('/api/test/1/shout', {}, headers)).statusCode).toBe(status);
  });

  it('may be for the public name, over TLS, with a cookie that browsers keep to this host', async () => {
    const behind = await testApp(fresh.store, { handlers, publicUrl: 'https://carryover.example.org' });
    const ask = (host: string) => behind.app.inject({ url: '/api/test/strip', headers: { host } });
    const answer = await ask('carryover.example.org');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['strict-transport-security']).toContain('max-age=31536000');
    expect((await ask('other.example.org')).statusCode).toBe(403);
    await behind.close();
  });
});

describe('limits', () => {
  it('count the requests of an address, and those that guess more strictly', async () => {
    const strict = await testApp(fresh.store, { limits: { perMinute: 5, guessesPerMinute: 2 } });
    const get = () => strict.app.inject({ url: '/api/entrance' });
    const guess = () =>
      strict.app.inject({ method: 'POST', url: '/api/sign-in', payload: { email: 'a@example.org', password: 'b' } });
    expect((await guess()).statusCode).toBe(401);
    expect((await guess()).statusCode).toBe(401);
    const third = await guess();
    expect([third.statusCode, third.json().code]).toEqual([429, 'too_many_requests']);
    expect(third.headers['retry-after']).toBeDefined();
    const statuses = [];
    for (let times = 0; times < 6; times += 1) statuses.push((await get()).statusCode);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    await strict.close();
  });
});

describe('limits of an address', () => {
  it('hold whatever cookies are invented, and the sign-ins of a school have each their own', async () => {
    const strict = await testApp(fresh.store, { limits: { perMinute: 5, perAddressPerMinute: 12 } });
    const get = (cookie: string) => strict.app.inject({ url: '/api/entrance', headers: { cookie } });
    const statuses = [];
    for (let times = 0; times < 6; times += 1) statuses.push((await get('carryover=one')).statusCode);
    for (let times = 0; times < 6; times += 1) statuses.push((await get(`carryover=other${times}`)).statusCode);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, ...Array<number>(6).fill(200)]);
    const beyond = await get('carryover=yet-another');
    expect([beyond.statusCode, beyond.json().code]).toEqual([429, 'too_many_requests']);
    expect(beyond.headers['retry-after']).toBeDefined();
    await strict.close();
  });
});

describe('the contract', () => {
  it('is served whole, or not at all', async () => {
    const options = { store: fresh.store, clock: server.clock, words: wordsFor, demo: false, version: 'test' };
    await expect(buildApp({ ...options, operations: [shout], handlers: [] })).rejects.toThrow(
      'test.shout has 0 handlers',
    );
    await expect(buildApp({ ...options, operations: [], handlers: [handlers[0]!] })).rejects.toThrow(
      'not in the contract',
    );
    await expect(buildApp({ ...options, operations: [shout], handlers: [handlers[0]!, handlers[0]!] })).rejects.toThrow(
      'has 2 handlers',
    );
    const about = { ...change, act: 'student.read' } as const;
    await expect(
      buildApp({ ...options, operations: [about], handlers: [handle(about, {}, async () => isDone)] }),
    ).rejects.toThrow('does not say what student.read is held to');
  });

  it('can be read as OpenAPI 3.1, every operation of it', async () => {
    const whole = await testApp(fresh.store);
    const document = (await whole.app.inject({ url: '/api/openapi.json' })).json();
    expect(document.openapi).toBe('3.1.0');
    const described = Object.values<Record<string, { operationId: string; responses: object }>>(document.paths).flatMap(
      (path) => Object.values(path),
    );
    expect(described.map((entry) => entry.operationId).toSorted()).toEqual(
      operations.map((each) => each.name).toSorted(),
    );
    for (const entry of described) expect(Object.keys(entry.responses)).toEqual(['200', '4XX', '5XX']);
    await whole.close();
  });
});

describe('the screens', () => {
  it('are files: hashed ones kept, the page asked for anew, every address of a screen answered by it', async () => {
    const asset = await server.app.inject({ url: '/assets/main-abc123.js' });
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await server.app.inject({ url: '/icon.svg' })).headers['cache-control']).toBe('no-cache');
    for (const url of ['/', '/today', '/students/019ecb5e-1080-7576-8a41-92af08de75bf']) {
      const page = await server.app.inject({ url });
      expect([page.statusCode, page.headers['content-type'], page.headers['cache-control']]).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-cache',
      ]);
    }
    // The recording screen is a page of its own.
    for (const url of ['/classroom/new', '/classroom/019ecb5e-1080-7576-8a41-92af08de75bf?from=today'])
      expect((await server.app.inject({ url })).body).toContain('<main>classroom</main>');
    expect((await server.app.inject({ url: '/classroom/' })).body).not.toContain('<main>classroom</main>');
    expect((await server.app.inject({ url: '/assets/gone.js' })).statusCode).toBe(404);
    expect((await server.app.inject({ url: '/../package.json' })).body).toContain('<!doctype html>');
  });

  it('say so when they are not built', async () => {
    const bare = await testApp(fresh.store, { handlers, webRoot: join(webRoot, 'nothing') });
    const page = await bare.app.inject({ url: '/' });
    expect([page.statusCode, page.body]).toEqual([503, en['fault.web_not_built']]);
    await bare.close();
  });
});

describe('health', () => {
  it('tells the state of the store', async () => {
    const { statusCode, body } = await server.app.inject({ url: '/healthz' });
    expect([statusCode, JSON.parse(body)]).toEqual([
      200,
      { ok: true, store: 'pglite', schema: expect.any(Number), demo: false, version: 'test' },
    ]);
  });
});
