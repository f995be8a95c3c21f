import type { Kysely } from 'kysely';
import type { Database } from '#store/schema.ts';

/** The field that names a school, class or adult the district does not have; null when all are there. */
export async function unknownPlace(
  db: Kysely<Database>,
  districtId: string,
  named: { readonly schoolId: string | null; readonly classId: string | null; readonly forAdultId: string | null },
): Promise<'schoolId' | 'classId' | 'forAdultId' | null> {
  const places = [
    ['schoolId', 'school'],
    ['classId', 'class'],
    ['forAdultId', 'adult'],
  ] as const;
  for (const [field, table] of places) {
    const id = named[field];
    if (id === null) continue;
    const found = await db
      .selectFrom(table)
      .select('id')
      .where('district_id', '=', districtId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (found === undefined) return field;
  }
  return null;
}
