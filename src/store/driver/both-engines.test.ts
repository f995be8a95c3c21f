// What must be the same from either engine: values, errors, transactions, and that nothing of one request is left for the next.
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { onBothStores } from '../../../tests/both-stores.ts';
import type { Scope, Store } from '../open-store.ts';
import { SqlError } from './store-error.ts';

const migrations = fileURLToPath(new URL('../../../tests/fixtures/migrations', import.meta.url));

type Db = Kysely<never>;

async function newDistrict(store: Store): Promise<Scope> {
  const districtId = randomUUID();
  await store.asOwner((db) => sql`insert into district values (${districtId}, 'Test district')`.execute(db));
  return { districtId, adultId: randomUUID(), role: 'therapist', today: '2026-03-02' };
}

function addNote(db: unknown, { districtId, adultId }: Scope, body: string): Promise<unknown> {
  return sql`insert into note (district_id, id, adult_id, body) values (${districtId}, ${randomUUID()}, ${adultId}, ${body})`.execute(
    db as Db,
  );
}

async function first(db: unknown, query: ReturnType<typeof sql>): Promise<Record<string, unknown>> {
  return (await query.execute(db as Db)).rows[0] as Record<string, unknown>;
}

const identity = sql`select current_user as "user", session_user as "session",
  coalesce(current_setting('carryover.district', true), '') as district, coalesce(current_setting('carryover.adult', true), '') as adult,
  coalesce(current_setting('carryover.role', true), '') as role, coalesce(current_setting('carryover.today', true), '') as today`;

onBothStores(
  'a store',
  (store) => {
    describe('values', () => {
      it('come out in one form', async () => {
        const row = await store().asOwner((db) =>
          first(
            db,
            sql`select 9007199254740991::bigint as "safe", 9007199254740993::bigint as beyond, count(*) as count, 7::int2 as small, 1.50::numeric as exact,
              0.1::float8 as inexact, true as yes, null::text as nothing, '2026-03-08'::date as day, '14:05'::time as "time",
              '2026-03-02 09:05:06-05'::timestamptz as instant, '2026-03-02 14:05:06.7Z'::timestamptz as tenth,
              '2026-03-02 14:05:06.123456Z'::timestamptz as micro, '{"b":[1,"two",null]}'::jsonb as facts, '\\xdead'::bytea as bytes,
              array[1,2]::bigint[] as numbers, array['a"b\\c', null, 'x,y {z}'] as texts, array['2026-03-02'::date] as days,
              '11111111-1111-7111-8111-111111111111'::uuid as id`,
          ),
        );
        expect(row).toEqual({
          safe: 9007199254740991,
          beyond: '9007199254740993',
          count: 1,
          small: 7,
          exact: '1.50',
          inexact: 0.1,
          yes: true,
          nothing: null,
          day: '2026-03-08',
          time: '14:05:00',
          instant: '2026-03-02T14:05:06.000Z',
          tenth: '2026-03-02T14:05:06.700Z',
          micro: '2026-03-02T14:05:06.123456Z',
          facts: { b: [1, 'two', null] },
          bytes: Uint8Array.of(0xde, 0xad),
          numbers: [1, 2],
          texts: ['a"b\\c', null, 'x,y {z}'],
          days: ['2026-03-02'],
          id: '11111111-1111-7111-8111-111111111111',
        });
        expect((row.bytes as object).constructor).toBe(Uint8Array);
      });

      it('go in as they came out', async () => {
        const given = {
          text: `it's "quoted" \\ and ☂`,
          list: ['a,b', 'c"d', 'e\\f', '', null],
          facts: { deep: [1, { two: '☂' }] },
          bytes: Uint8Array.of(0, 255, 7),
          instant: '2026-03-02T14:05:06.789Z',
          yes: false,
          number: -12.5,
          whole: 42n,
        };
        const row = await store().asOwner((db) =>
          first(
            db,
            sql`select ${given.text}::text as text, ${given.list}::text[] as list, ${given.facts}::jsonb as facts, ${given.bytes}::bytea as bytes,
              ${new Date(given.instant)}::timestamptz as instant, ${given.yes}::boolean as yes, ${given.number}::float8 as number,
              ${given.whole}::bigint as whole, ${undefined}::text as nothing, ${JSON.stringify([1, 2])}::jsonb as items`,
          ),
        );
        expect(row).toEqual({ ...given, whole: 42, nothing: null, items: [1, 2] });
      });

      it('tell how many rows changed', async () => {
        const scope = await newDistrict(store());
        const counts = await store().asAdult(scope, async (db) => {
          const added = (await addNote(db, scope, 'one')) as { numAffectedRows: bigint };
          await addNote(db, scope, 'two');
          const changed = await sql`update note set done = true`.execute(db);
          const read = await sql`select 1 from note`.execute(db);
          return [added.numAffectedRows, changed.numAffectedRows, read.numAffectedRows];
        });
        expect(counts).toEqual([1n, 2n, undefined]);
      });
    });

    describe('statements that are kept planned', () => {
      it('show each caller their own rows, and the owner all', async () => {
        const [one, other] = [await newDistrict(store()), await newDistrict(store())];
        for (const scope of [one, other]) await store().asAdult(scope, (db) => addNote(db, scope, 'a note'));
        const ofBoth = sql`select count(*) as notes from note where district_id in (${one.districtId}, ${other.districtId})`;
        for (let round = 0; round < 8; round++) {
          expect(await store().asAdult(one, (db) => first(db, ofBoth))).toEqual({ notes: 1 });
          expect(await store().asOwner((db) => first(db, ofBoth))).toEqual({ notes: 2 });
          expect(await store().asAdult({ ...other, districtId: randomUUID() }, (db) => first(db, ofBoth))).toEqual({
            notes: 0,
          });
        }
      });

      it('answer also where they are more than are kept, the first ones again', async () => {
        const numbers = Array.from({ length: 700 }, (_, at) => at);
        const ask = (at: number) =>
          store().asOwner((db) => first(db, sql`select ${sql.lit(at)}::int as at, ${at}::int as asked`));
        for (const at of [...numbers, 0, 1, 2]) expect(await ask(at)).toEqual({ at, asked: at });
      });

      it('are planned anew after the tables have changed, in the transaction that changed them too', async () => {
        const all = sql`select * from changing`;
        await store().asOwner(async (db) => {
          await sql`create temporary table changing on commit drop as select 1 as one`.execute(db);
          for (let round = 0; round < 7; round++) expect(await first(db, all)).toEqual({ one: 1 });
        });
        await store().asOwner(async (db) => {
          await sql`create temporary table changing on commit drop as select 2 as two, 'b' as more`.execute(db);
          expect(await first(db, all)).toEqual({ two: 2, more: 'b' });
        });
      });

      it('are refused without harm to what is asked next', async () => {
        const wrong = sql`select ${'x'}::int / 0 as never`;
        for (let round = 0; round < 2; round++) {
          await expect(store().asOwner((db) => first(db, wrong))).rejects.toThrow(SqlError);
          await expect(store().asOwner((db) => first(db, sql`select nothing from nowhere`))).rejects.toThrow(SqlError);
          expect(await store().asOwner((db) => first(db, sql`select 1 as one`))).toEqual({ one: 1 });
        }
      });
    });

    describe('errors', () => {
      it('carry the SQLSTATE, the table and the constraint, and no row', async () => {
        const scope = await newDistrict(store());
        const insert = () =>
          store().asOwner((db) => sql`insert into district values (${scope.districtId}, 'Ada Okafor')`.execute(db));
        const error = await insert().catch((caught: unknown) => caught);
        expect(error).toBeInstanceOf(SqlError);
        expect(error).toMatchObject({ code: '23505', table: 'district', constraint: 'district_pkey' });
        expect(JSON.stringify(error) + String(error)).not.toContain('Okafor');
        expect(JSON.stringify(error) + String(error)).not.toContain(scope.districtId);
      });

      it('say of a full disk what the store says of one that is nearly full', async () => {
        const full = sql`do $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$`;
        await expect(store().asOwner((db) => full.execute(db))).rejects.toMatchObject({ code: 'disk_low' });
      });

      it('that were swallowed still undo the transaction, and it says so', async () => {
        const scope = await newDistrict(store());
        const outcome = store().asAdult(scope, async (db) => {
          await addNote(db, scope, 'lost');
          await sql`select 1 / 0`.execute(db).catch(() => {});
        });
        await expect(outcome).rejects.toMatchObject({ code: 'transaction_aborted' });
        const { rows } = await store().asAdult(scope, (db) => sql`select 1 from note`.execute(db));
        expect(rows).toEqual([]);
      });

      it('inside work refuse a second transaction, which would wait for itself', async () => {
        const scope = await newDistrict(store());
        const nested = store().asAdult(scope, () => store().asOwner(async () => 'never'));
        await expect(nested).rejects.toMatchObject({ code: 'nested_transaction' });
      });
    });

    describe('an adult', () => {
      it('acts as carryover_app with the settings of the scope', async () => {
        const scope = await newDistrict(store());
        const seen = await store().asAdult(scope, (db) => first(db, identity));
        expect(seen).toMatchObject({
          user: 'carryover_app',
          district: scope.districtId,
          adult: scope.adultId,
          role: 'therapist',
          today: scope.today,
        });
      });

      it('sees the rows of the own district only, and may not write another', async () => {
        const [mine, theirs] = [await newDistrict(store()), await newDistrict(store())];
        await store().asAdult(mine, (db) => addNote(db, mine, 'mine'));
        const { rows } = await store().asAdult(theirs, (db) => sql`select body from note`.execute(db));
        expect(rows).toEqual([]);
        const trespass = store().asAdult(theirs, (db) => addNote(db, mine, 'not mine'));
        await expect(trespass).rejects.toMatchObject({ code: '42501' });
      });

      it('sees nothing without a district', async () => {
        const scope = await newDistrict(store());
        await store().asAdult(scope, (db) => addNote(db, scope, 'mine'));
        const { rows } = await store().asAdult({ ...scope, districtId: '' }, (db) =>
          sql`select body from note`.execute(db),
        );
        expect(rows).toEqual([]);
      });

      const endings: [string, (db: unknown, scope: Scope) => Promise<unknown>][] = [
        ['a commit', (db, scope) => addNote(db, scope, 'kept')],
        ['an error', (db) => sql`select 1 / 0`.execute(db as Db)],
        ['an exception of the program', () => Promise.reject(new Error('on purpose'))],
        [
          'a savepoint rolled back',
          async (db) => {
            await sql`savepoint before`.execute(db as Db);
            await sql`select set_config('carryover.adult', 'somebody', true)`.execute(db as Db);
            await sql`select 1 / 0`.execute(db as Db).catch(() => {});
            await sql`rollback to savepoint before`.execute(db as Db);
          },
        ],
        ['a swallowed error', (db) => sql`select 1 / 0`.execute(db as Db).catch(() => {})],
        ['a role changed within', (db) => sql`set local role carryover_app`.execute(db as Db)],
      ];
      it.each(endings)('leaves no role and no setting behind after %s', async (_, work) => {
        const scope = await newDistrict(store());
        const before = await store().asOwner((db) => first(db, identity));
        await store()
          .asAdult(scope, (db) => work(db, scope))
          .catch(() => {});
        // Every connection of a pool is looked at, not only the first that comes.
        const after = await Promise.all(Array.from({ length: 12 }, () => store().asOwner((db) => first(db, identity))));
        for (const seen of after) expect(seen).toEqual({ ...before, district: '', adult: '', role: '', today: '' });
      });

      it('does work again that could not be serialized, and gives up after five', async () => {
        const scope = await newDistrict(store());
        const refuse = sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`;
        let runs = 0;
        const kept = await store().asAdult(scope, async (db) => {
          runs += 1;
          await addNote(db, scope, `run ${runs}`);
          if (runs < 3) await refuse.execute(db);
          return (await sql`select body from note`.execute(db)).rows;
        });
        expect(kept).toEqual([{ body: 'run 3' }]);
        runs = 0;
        const hopeless = store().asAdult(scope, async (db) => {
          runs += 1;
          await refuse.execute(db);
        });
        await expect(hopeless).rejects.toMatchObject({ code: '40001' });
        expect(runs).toBe(5);
      });

      it('counts without losing one when many count at once', async () => {
        const scope = await newDistrict(store());
        await store().asAdult(scope, (db) =>
          sql`insert into counter values (${scope.districtId}, 'taps', 0)`.execute(db),
        );
        const tap = () =>
          store().asAdult(scope, (db) => sql`update counter set value = value + 1 where name = 'taps'`.execute(db));
        const outcomes = await Promise.allSettled(Array.from({ length: 6 }, tap));
        const kept = outcomes.filter(({ status }) => status === 'fulfilled').length;
        const { value } = await store().asAdult(scope, (db) => first(db, sql`select value from counter`));
        expect(value).toBe(kept);
        expect(kept).toBeGreaterThan(0);
      });

      it('reads one snapshot from beginning to end', async () => {
        const { level } = await store().asAdult(await newDistrict(store()), (db) =>
          first(db, sql`select current_setting('transaction_isolation') as level`),
        );
        expect(level).toBe('repeatable read');
      });
    });

    it('vacuums and analyzes every table', async () => {
      const scope = await newDistrict(store());
      await store().asOwner((db) =>
        sql`insert into note (district_id, id, adult_id, body) select ${scope.districtId}::uuid, gen_random_uuid(), ${scope.adultId}::uuid, 'n' from generate_series(1, 500)`.execute(
          db,
        ),
      );
      await store().vacuum();
      const { known } = await store().asOwner((db) =>
        first(db, sql`select reltuples as known from pg_class where relname = 'note'`),
      );
      expect(known).toBeGreaterThanOrEqual(500);
    });

    it('says how it is', async () => {
      expect(await store().health()).toMatchObject({ engine: store().kind, schemaVersion: 1, writable: true });
    });
  },
  migrations,
);
