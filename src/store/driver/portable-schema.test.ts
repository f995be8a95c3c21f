// The product's schema keeps to what a cluster distributed by district_id can hold too, and leaves no table without its rules of rows.
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { onBothStores } from '../../../tests/both-stores.ts';

onBothStores("the product's schema", (store) => {
  const names = async (query: ReturnType<typeof sql>): Promise<string[]> => {
    const { rows } = await store().asOwner((db) => query.execute(db));
    return rows.map((row) => Object.values(row as object).join(' '));
  };

  it('begins every key with the district', async () => {
    const others = sql`
      select c.conrelid::regclass::text, c.conname from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype in ('p', 'u') and c.connamespace = 'public'::regnamespace
        and a.attname <> 'district_id' and c.conrelid::regclass::text not in ('district', 'schema_migration')`;
    expect(await names(others)).toEqual([]);
  });

  it('has the district in every reference', async () => {
    const others = sql`
      select c.conrelid::regclass::text, c.conname from pg_constraint c
      where c.contype = 'f' and c.connamespace = 'public'::regnamespace
        and not exists (select from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname = 'district_id')`;
    expect(await names(others)).toEqual([]);
  });

  it('has a primary key in every table', async () => {
    const others = sql`
      select relname from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace
        and not exists (select from pg_constraint p where p.conrelid = c.oid and p.contype = 'p')`;
    expect(await names(others)).toEqual([]);
  });

  it('has no exclusion constraint and no sequence', async () => {
    const found = sql`
      select conname from pg_constraint where contype = 'x' and connamespace = 'public'::regnamespace
      union all select relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`;
    expect(await names(found)).toEqual([]);
  });

  it('forces row-level security on every table', async () => {
    const others = sql`
      select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
        and relname <> 'schema_migration' and not (relrowsecurity and relforcerowsecurity)`;
    expect(await names(others)).toEqual([]);
  });

  it('says of every table what a personal link sees of it', async () => {
    const unsaid = sql`
      select c.relname from pg_class c
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        and has_table_privilege('carryover_app', c.oid, 'select, insert, update, delete')
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'by_link' and not p.polpermissive)`;
    expect(await names(unsaid), `add to the migration: SELECT shut_to_links('TABLE')`).toEqual([]);
  });

  it('lets requests into no table past its policies, and not at all into the migrations', async () => {
    const open = sql`
      select c.relname from pg_class c
      where c.relkind in ('r', 'v', 'm') and c.relnamespace = 'public'::regnamespace
        and has_table_privilege('carryover_app', c.oid, 'select, insert, update, delete')
        and not exists (select from pg_policy p where p.polrelid = c.oid and 'carryover_app'::regrole = any (p.polroles))`;
    expect(await names(open)).toEqual([]);
  });
});
