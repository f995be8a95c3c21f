import type { EngineConnection } from '../driver/engine.ts';
import { StoreError } from '../driver/store-error.ts';

export type Column = { name: string; type: string; serial: boolean };
export type Table = { name: string; columns: Column[]; key: { name: string; text: boolean }[] };
export type Reference = { name: string; table: string };

/** Its rows are a school's (and not, say, a list that a migration brought along). */
export function holdsContent({ name, columns }: Table): boolean {
  return name === 'district' || columns.some((column) => column.name === 'district_id');
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Every table but the migrations' own, with the columns that are stored (not computed) and the primary key. */
export async function readTables(connection: EngineConnection): Promise<Table[]> {
  const { rows } = await connection.query(`
    select c.relname as name,
      (select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'serial', pg_get_serial_sequence(format('%I.%I', 'public', c.relname), a.attname) is not null) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select jsonb_agg(jsonb_build_object('name', a.attname, 'text', a.attcollation <> 0) order by k.position)
        from pg_index i, unnest(i.indkey::int2[]) with ordinality as k(attnum, position), pg_attribute a
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum) as key
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migration'
    order by c.relname collate "C"`);
  return rows.map((row) => ({ ...row, key: row.key ?? [] }) as Table);
}

/** The foreign keys that are checked at each statement, as all of the product's are. */
export async function readReferences(connection: EngineConnection): Promise<Reference[]> {
  const { rows } = await connection.query(`
    select conname as name, conrelid::regclass::text as "table"
    from pg_constraint where contype = 'f' and not condeferrable and connamespace = 'public'::regnamespace order by 1, 2`);
  return rows as Reference[];
}

/**
 * FORCE ROW LEVEL SECURITY binds the owner as well, and a district's owner is no superuser: a table without a policy that shows
 * the owner everything would be saved as if it were empty. Such a one is refused rather than saved.
 */
export async function requireAllRowsVisible(connection: EngineConnection): Promise<void> {
  const { rows } = await connection.query(`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity and c.relforcerowsecurity
      and not (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*' and p.polpermissive
        and pg_get_expr(p.polqual, p.polrelid) = 'true' and exists (select from unnest(p.polroles) r where pg_has_role(current_user, r, 'MEMBER')))
    limit 1`);
  if (rows.length > 0) throw new StoreError('owner_sees_no_rows', { table: String(rows[0]!.name) });
}
