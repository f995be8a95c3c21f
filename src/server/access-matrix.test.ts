import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operations } from '#contract/index.ts';
import type { Operation } from '#contract/operation.ts';
import { relationships, roles } from '#domain/caseload/roles.ts';
import type { Database } from '#store/schema.ts';
import { expectations, fieldsFor } from '../../tests/access-expectations.ts';
import { type FreshStore, freshPglite, onBothStores } from '../../tests/both-stores.ts';
import { type TestApp, testApp } from '../../tests/fixtures/app.ts';
import {
  type Actor,
  actors,
  buildFixtureSchool,
  canaries,
  type FixturePlace,
  type FixtureSchool,
  fixtureNow,
  fixtureToday,
} from '../../tests/fixtures/school.ts';
import { Challenges } from './challenges.ts';
import type { Handler, Signed } from './handle.ts';
import { handlers } from './handlers.ts';
import { newId } from './new-id.ts';

/** Values for the address of an operation that is about the target; others are ids of nothing. */
function addressOf(operation: Operation, place: FixturePlace, unknownId: string): string {
  const known: Record<string, string> = {
    studentId: place.studentId,
    goalId: place.goalId,
    sessionId: place.sessionId,
    therapistId: place.therapistId,
    classId: place.classId,
    schoolId: place.schoolId,
    routineId: place.routineId,
    lineId: place.serviceLineId,
    date: fixtureToday,
    weekday: '1',
    schedule: 'regular',
    table: 'events',
    language: 'en',
    discipline: 'speech',
    from: fixtureToday,
    to: fixtureToday,
  };
  return operation.path.replaceAll(/:(\w+)/g, (_, name: string) => known[name] ?? unknownId);
}

const queries: Readonly<Record<string, string>> = {
  'session.list': `?from=${fixtureToday}&to=${fixtureToday}`,
  'session.planning_choices': `?date=${fixtureToday}`,
  'cover.read': `?date=${fixtureToday}`,
  'sampling.of_class': `?date=${fixtureToday}`,
  'plan.read': `?from=${fixtureToday}`,
  'touch_base.list': `?from=${fixtureToday}&to=${fixtureToday}`,
};

/** Asked for an id of nothing: whoever may ask hears that it is not there. */
const ofNothing: ReadonlySet<string> = new Set(['visual.image']);

/** The same policy, but the work only tells which fields it was granted: so every operation can be asked without its body. */
function probing(all: readonly Handler[]): Handler[] {
  return all.map((handler) => {
    const { body: _body, query: _query, file: _file, ...operation } = handler.operation;
    const probe = { ...operation, output: z.object({ fields: z.string() }) } as Operation;
    return handler.kind === 'open'
      ? { ...handler, operation: probe, work: async () => ({ fields: 'open' }) }
      : { ...handler, operation: probe, work: async ({ fields }: Signed) => ({ fields }) };
  });
}

const signedOperations = operations.filter(({ act }) => act !== 'public' && act !== 'demo');

describe('the access matrix', () => {
  let fresh: FreshStore;
  let school: FixtureSchool;
  let server: TestApp;
  const cookies = new Map<Actor, string>();
  const ask = (operation: Operation, address: string, cookie = '') =>
    server.app.inject({ method: operation.method, url: address, headers: { cookie } });

  beforeAll(async () => {
    fresh = await freshPglite();
    school = await buildFixtureSchool(fresh.store);
    server = await testApp(fresh.store, { handlers: probing(handlers) });
    for (const actor of actors) cookies.set(actor, await server.signInAs(school.adults[actor]));
  });
  afterAll(async () => {
    await server?.close();
    await fresh?.close();
  });

  it('has a row for every operation, and none besides', () => {
    expect(Object.keys(expectations).toSorted()).toEqual(operations.map((operation) => operation.name).toSorted());
  });

  it('counts what it covers', () => {
    const cells = signedOperations.length * roles.length * relationships.length;
    console.info(
      `Access matrix: ${signedOperations.length} operations x ${roles.length} roles x ${relationships.length} relationships = ${cells} cells, and ${operations.length - signedOperations.length} open operations.`,
    );
    expect(cells).toBe(signedOperations.length * actors.length);
  });

  it.each(operations.map((operation) => [operation.name, operation] as const))('%s', async (name, operation) => {
    const expected = expectations[name]!;
    const address = addressOf(operation, school.target, school.unknownId);
    const nobody = await ask(operation, address);
    if (expected === 'open') return expect(nobody.statusCode).toBe(200);
    if (expected === 'demo') return expect(nobody.statusCode).toBe(404);
    expect([nobody.statusCode, nobody.json().code]).toEqual([401, 'not_signed_in']);

    const granted: Partial<Record<Actor, string>> = {};
    const wanted: Partial<Record<Actor, string>> = {};
    for (const actor of actors) {
      const answer = await ask(operation, address, cookies.get(actor));
      if (answer.statusCode === 200) granted[actor] = answer.json().fields;
      else expect(['not_your_role', 'not_yours', 'not_found']).toContain(answer.json().code);
      const fields = fieldsFor(expected, actor);
      if (fields !== null) wanted[actor] = fields;
      // Of what is in another district not even that it is there.
      if (actor.endsWith('.other_district') && address !== operation.path) {
        expect(answer.json().code).not.toBe('not_yours');
      }
    }
    expect(granted).toEqual(wanted);
  });
});

/** Whom the target's record, or the name of the student at least, may reach at all. */
const seesRecord: readonly Actor[] = ['therapist.own', 'assistant.own', 'case_manager.own'];
const seesName: readonly Actor[] = [...seesRecord, 'teacher.own', 'paraprofessional.own', 'guest_teacher.own'];
const seesAccount = actors.filter(
  (actor) => /^(coordinator|records)\./.test(actor) && !actor.endsWith('.other_district'),
);
const reads = operations.filter((operation) => operation.method === 'GET' && signedOperations.includes(operation));

function leaks(actor: Actor, text: string): string[] {
  const kept = [
    ...(seesRecord.includes(actor) ? [] : canaries.record),
    ...(seesName.includes(actor) ? [] : canaries.name),
    ...(seesAccount.includes(actor) ? [] : canaries.account),
  ];
  return kept.filter((canary) => text.includes(canary));
}

describe('what the answers show', () => {
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

  // Thousands of answers, papers among them: longer than a test's usual time where much else runs.
  it('is nobody’s record to whom it does not belong, in any operation that reads', { timeout: 240_000 }, async () => {
    const shown = new Set<string>();
    const leaked: string[] = [];
    let answers = 0;
    for (const actor of actors) {
      const cookie = await server.signInAs(school.adults[actor]);
      for (const operation of reads) {
        const url = addressOf(operation, school.target, school.unknownId) + (queries[operation.name] ?? '');
        const answer = await server.app.inject({ url, headers: { cookie } });
        answers += 1;
        const granted = fieldsFor(expectations[operation.name] as never, actor) !== null;
        expect([operation.name, actor, answer.statusCode], answer.body).toEqual([
          operation.name,
          actor,
          granted
            ? ofNothing.has(operation.name)
              ? 404
              : 200
            : answer.statusCode >= 400 && answer.statusCode < 500
              ? answer.statusCode
              : 'refused',
        ]);
        for (const canary of leaks(actor, answer.body)) leaked.push(`${actor} ${operation.name} ${canary}`);
        for (const canary of Object.values(canaries).flat()) if (answer.body.includes(canary)) shown.add(canary);
      }
    }
    console.info(`Canaries looked for in ${answers} answers of ${reads.length} reading operations.`);
    expect(leaked).toEqual([]);
    // Each canary was there to be found.
    expect([...shown].toSorted()).toEqual(Object.values(canaries).flat().toSorted());
  });

  it('is logged: allowed and refused, with the student, without content', async () => {
    const cookie = await server.signInAs(school.adults['therapist.other_class']);
    const own = await server.signInAs(school.adults['therapist.own']);
    const url = `/api/goals/${school.target.goalId}`;
    server.clock.at = '2026-10-14T14:00:01.000Z';
    expect((await server.app.inject({ url, headers: { cookie } })).json().code).toBe('not_yours');
    server.clock.at = '2026-10-14T14:00:02.000Z';
    expect((await server.app.inject({ url, headers: { cookie: own } })).statusCode).toBe(200);
    const rows = await fresh.store.asOwner((db) =>
      db.selectFrom('access_log').selectAll().orderBy('id', 'desc').limit(2).execute(),
    );
    expect(rows.map((row) => [row.operation, row.result, row.fields, row.student_id])).toEqual([
      ['goal.read', 'allowed', 'record', school.target.studentId],
      ['goal.read', 'refused', '', school.target.studentId],
    ]);
    expect(JSON.stringify(rows)).not.toContain('CANARY');
  });
});

/** Tables of students' rows, by who may see the target's: everybody who reaches the student, or the caseload only. */
const reachedTables = ['student', 'student_name', 'enrollment', 'session_member', 'absence', 'card'] as const;
const recordTables = [
  'iep',
  'student_block',
  'kept_apart',
  'goal',
  'goal_version',
  'target',
  'goal_routine',
  'service_line',
  'service_period',
  'caseload_place',
  'event',
  'review_words',
  'review_dismissal',
  'review_decision',
  'progress_report',
  'noted_change',
] as const;
const ownersTables = [
  'retention_rule',
  'retention_mark',
  'destruction',
  'password',
  'sign_in',
  'invitation',
  'personal_link',
  'notice_mail',
  'due_job',
  'calendar_feed',
  'calendar_told',
] as const;
const writers: readonly Actor[] = ['therapist.own', 'case_manager.own'];
/** Requests may not change these at all, only by adding, or only to take back in their own name. */
const notUpdated = [
  'caseload_place',
  'event',
  'absence',
  'card',
  'review_words',
  'review_dismissal',
  'review_decision',
  // A draft, in one's own name.
  'progress_report',
  'noted_change',
];

onBothStores('row-level security alone', (store) => {
  let school: FixtureSchool;
  beforeAll(async () => {
    school = await buildFixtureSchool(store());
  });
  const as = <T>(actor: Actor, work: (db: Kysely<Database>) => Promise<T>): Promise<T> =>
    store().asAdult({ ...school.adults[actor], role: actor.split('.')[0]!, today: fixtureToday }, work);
  const keyOf = (table: string) => (table === 'student' ? 'id' : 'student_id');

  it.each([...reachedTables, ...recordTables])('shows rows of %s to whom they belong only', async (table) => {
    const seen: Actor[] = [];
    for (const actor of actors) {
      const rows = await as(actor, (db) =>
        db
          .selectFrom(table)
          .selectAll()
          .where(keyOf(table) as never, '=', school.target.studentId as never)
          .execute(),
      );
      if (rows.length > 0) seen.push(actor);
    }
    const expected = (reachedTables as readonly string[]).includes(table) ? seesName : seesRecord;
    expect(seen.toSorted()).toEqual(expected.toSorted());
  });

  it.each([...reachedTables, ...recordTables].filter((table) => !notUpdated.includes(table)))(
    'lets rows of %s be changed by therapist and case manager only',
    async (table) => {
      const changed: Actor[] = [];
      for (const actor of actors) {
        const [result] = await as(actor, (db) =>
          db
            .updateTable(table)
            .set({ district_id: school.target.districtId } as never)
            .where(keyOf(table) as never, '=', school.target.studentId as never)
            .execute(),
        );
        if (result!.numUpdatedRows > 0n) changed.push(actor);
      }
      expect(changed.toSorted()).toEqual(writers.toSorted());
    },
  );

  it.each(ownersTables)('shows %s to no request', async (table) => {
    for (const actor of actors) {
      await expect(as(actor, (db) => db.selectFrom(table).selectAll().execute())).rejects.toMatchObject({
        code: '42501',
      });
    }
  });

  it('shows each adult their own reach only', async () => {
    for (const actor of actors) {
      const rows = await as(actor, (db) => db.selectFrom('reach').selectAll().execute());
      expect(rows.every((row) => row.adult_id === school.adults[actor].adultId)).toBe(true);
    }
  });

  it('shows an adult behind a personal link the students of its class and no record, whatever else they are', async () => {
    const { target } = school;
    const seen = async (onlyClass: string | undefined, table: (typeof reachedTables | typeof recordTables)[number]) => {
      const scope = { ...school.adults['therapist.own'], role: 'teacher', today: fixtureToday };
      const rows = await store().asAdult({ ...scope, ...(onlyClass === undefined ? {} : { onlyClass }) }, (db) =>
        db
          .selectFrom(table)
          .selectAll()
          .where(keyOf(table) as never, '=', target.studentId as never)
          .execute(),
      );
      return rows.length > 0;
    };
    const shown = async (onlyClass: string | undefined) => {
      const tables: string[] = [];
      for (const table of [...reachedTables, ...recordTables]) if (await seen(onlyClass, table)) tables.push(table);
      return tables.toSorted();
    };
    // The therapist has the whole record; a link in their name would show no more of it than the class's.
    const record = await shown(undefined);
    expect(record).toEqual(expect.arrayContaining(['student_name', 'goal_version', 'iep']));
    const inClass = await shown(target.classId);
    expect(inClass).toEqual(expect.arrayContaining(['student', 'student_name', 'enrollment', 'session_member']));
    expect(inClass.filter((table) => !['event', ...reachedTables].includes(table))).toEqual([]);
    expect(await shown(school.otherClass.classId)).toEqual([]);
  });

  it('lets nobody change or remove an event or a line of the access log', async () => {
    for (const actor of ['therapist.own', 'records.own'] as const) {
      for (const table of ['event', 'access_log'] as const) {
        await expect(as(actor, (db) => db.deleteFrom(table).execute())).rejects.toMatchObject({ code: '42501' });
        await expect(
          as(actor, (db) => db.updateTable(table).set({ district_id: school.target.districtId }).execute()),
        ).rejects.toMatchObject({ code: '42501' });
      }
    }
  });

  it('keeps the record from every reading operation whose policy is switched off', async () => {
    const leaked: string[] = [];
    let answers = 0;
    for (const handler of handlers) {
      if (handler.kind !== 'signed' || handler.as === 'owner' || handler.operation.method !== 'GET') continue;
      const { operation } = handler;
      const address = addressOf(operation, school.target, school.unknownId);
      const names = [...operation.path.matchAll(/:(\w+)/g)].map((match) => match[1]!);
      const values = new RegExp(operation.path.replaceAll(/:\w+/g, '([^/]+)')).exec(address)!.slice(1);
      const query = Object.fromEntries(new URLSearchParams(queries[operation.name] ?? ''));
      for (const actor of actors) {
        const role = actor.split('.')[0] as (typeof roles)[number];
        const answer = await as(actor, (db) =>
          handler.work({
            params: Object.fromEntries(names.map((name, at) => [name, values[at]])),
            query: operation.query === undefined ? undefined : operation.query.parse(query),
            body: undefined,
            db,
            fields: 'record',
            adult: {
              ...school.adults[actor],
              signInId: school.unknownId,
              link: null,
              over: null,
              language: 'en',
              zone: 'America/New_York',
              roles: [{ ...school.adults[actor], role, schoolId: null, classId: null, from: '2026-08-01', to: null }],
            },
            now: fixtureNow,
            today: fixtureToday,
            requestId: '',
            demo: false,
            mails: false,
            origin: '',
            newId: () => newId(new Date(fixtureNow)),
            cookie: { set: () => {}, clear: () => {} },
            challenges: new Challenges(),
            saw: () => {},
            purpose: () => {},
          }),
        );
        answers += 1;
        // E-mail addresses are columns, not rows: the policy's business.
        const found = leaks(actor, JSON.stringify(answer)).filter(
          (canary) => !canaries.account.includes(canary as never),
        );
        for (const canary of found) leaked.push(`${actor} ${operation.name} ${canary}`);
      }
    }
    console.info(`Row-level security alone: ${answers} answers.`);
    expect(leaked).toEqual([]);
  });
});
