import type { Kysely } from 'kysely';
import type { SymbolCode } from '#domain/partnership/strategy.ts';
import type { PictureKind } from '#domain/partnership/visual.ts';
import type { Database } from './schema.ts';

/** The district's own pictures, and what hangs in rooms. */

type Db = Kysely<Database>;

export async function readVisuals(db: Db, districtId: string) {
  return db
    .selectFrom('visual')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'visual.district_id').onRef('adult.id', '=', 'visual.made_by'),
    )
    .select([
      'visual.id',
      'visual.name',
      'visual.width',
      'visual.height',
      'visual.made_by as makerId',
      'adult.short_name as madeBy',
      'visual.made_at as madeAt',
      'visual.retired_at as retiredAt',
    ])
    .where('visual.district_id', '=', districtId)
    .orderBy('visual.name')
    .orderBy('visual.id')
    .execute();
}

export async function insertVisual(
  db: Db,
  districtId: string,
  visual: {
    readonly id: string;
    readonly name: string;
    readonly image: string;
    readonly kind: PictureKind;
    readonly width: number;
    readonly height: number;
    readonly by: string;
    readonly at: string;
  },
): Promise<void> {
  const { by, at, ...picture } = visual;
  await db
    .insertInto('visual')
    .values({ district_id: districtId, ...picture, made_by: by, made_at: at, retired_at: null })
    .execute();
}

/** False where there is none, or it is not the reader's to take out. */
export async function markVisualRetired(db: Db, districtId: string, visualId: string, at: string): Promise<boolean> {
  const changed = await db
    .updateTable('visual')
    .set({ retired_at: at })
    .where('district_id', '=', districtId)
    .where('id', '=', visualId)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}

/** Base64, or undefined where there is no such picture. */
export async function readVisualPicture(db: Db, districtId: string, visualId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('visual')
    .select('image')
    .where('district_id', '=', districtId)
    .where('id', '=', visualId)
    .executeTakeFirst();
  return row?.image;
}

export async function readVisualsInClass(db: Db, districtId: string, classId: string) {
  return db
    .selectFrom('visual_in_class')
    .select(['id', 'name', 'symbol', 'visual_id as visualId', 'place', 'from_date as from'])
    .where('district_id', '=', districtId)
    .where('class_id', '=', classId)
    .where('to_date', 'is', null)
    .orderBy('from_date')
    .orderBy('name')
    .orderBy('id')
    .execute();
}

export async function insertVisualInClass(
  db: Db,
  districtId: string,
  used: {
    readonly id: string;
    readonly classId: string;
    readonly name: string;
    readonly symbol: SymbolCode | null;
    readonly visualId: string | null;
    readonly place: string;
    readonly from: string;
    readonly by: string;
    readonly at: string;
  },
): Promise<void> {
  await db
    .insertInto('visual_in_class')
    .values({
      district_id: districtId,
      id: used.id,
      class_id: used.classId,
      name: used.name,
      symbol: used.symbol,
      visual_id: used.visualId,
      place: used.place,
      from_date: used.from,
      to_date: null,
      changed_by: used.by,
      changed_at: used.at,
    })
    .execute();
}

export async function endVisualInClass(
  db: Db,
  districtId: string,
  of: { readonly classId: string; readonly useId: string },
  ended: { readonly on: string; readonly by: string; readonly at: string },
): Promise<boolean> {
  const changed = await db
    .updateTable('visual_in_class')
    .set({ to_date: ended.on, changed_by: ended.by, changed_at: ended.at })
    .where('district_id', '=', districtId)
    .where('class_id', '=', of.classId)
    .where('id', '=', of.useId)
    .where('to_date', 'is', null)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}
