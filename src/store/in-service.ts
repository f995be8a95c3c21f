import { type Kysely, sql } from 'kysely';
import type { InServiceSection, PlannedVisit } from '#domain/partnership/in-service.ts';
import type { CoTeachingFormat } from '#domain/trials/event.ts';
import type { Database } from './schema.ts';
import { wallTimeOf } from './school.ts';

type Db = Kysely<Database>;
type Sections = Partial<Record<InServiceSection, string>>;

export async function readSections(db: Db, districtId: string, language: 'en' | 'es'): Promise<Sections> {
  const row = await db
    .selectFrom('in_service')
    .select('sections')
    .where('district_id', '=', districtId)
    .where('language', '=', language)
    .executeTakeFirst();
  return row?.sections ?? {};
}

export async function saveSections(
  db: Db,
  districtId: string,
  language: 'en' | 'es',
  said: { readonly sections: Sections; readonly by: string; readonly at: string },
): Promise<void> {
  const changed = { sections: JSON.stringify(said.sections), changed_by: said.by, changed_at: said.at };
  await db
    .insertInto('in_service')
    .values({ district_id: districtId, language, ...changed })
    .onConflict((on) => on.columns(['district_id', 'language']).doUpdateSet(changed))
    .execute();
}

/** Sessions planned from one date to another, as far as row-level security shows them; of their members nothing. */
export async function readPlannedWeek(db: Db, districtId: string, from: string, to: string): Promise<PlannedVisit[]> {
  const rows = await db
    .selectFrom('session')
    .leftJoin('routine', (join) =>
      join.onRef('routine.district_id', '=', 'session.district_id').onRef('routine.id', '=', 'session.routine_id'),
    )
    .select([
      'session.starts',
      'session.ends',
      'session.delivery',
      'session.class_id',
      'session.co_teaching_format',
      'routine.name',
    ])
    .where('session.district_id', '=', districtId)
    .where('session.date', '>=', from)
    .where('session.date', '<=', to)
    .where(sql<boolean>`session.cancelled_reason IS DISTINCT FROM 'plan_changed'`)
    .execute();
  return rows.map((row) => ({
    starts: wallTimeOf(row.starts),
    ends: wallTimeOf(row.ends),
    delivery: row.delivery,
    classId: row.class_id,
    routineName: row.name,
    coTeachingFormat: row.co_teaching_format as CoTeachingFormat | null,
  }));
}
