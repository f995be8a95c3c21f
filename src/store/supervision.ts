import type { Kysely } from 'kysely';
import type { Database, SupervisionTimeTable } from './schema.ts';

/** Who supervises which assistant, and the time given to it. The owner's transaction. */

type Db = Kysely<Database>;

export interface Supervision {
  readonly id: string;
  readonly assistantId: string;
  readonly assistant: string;
  readonly supervisorId: string;
  readonly supervisor: string;
  readonly from: string;
  readonly to: string | null;
}

export async function readSupervisions(db: Db, districtId: string): Promise<Supervision[]> {
  return db
    .selectFrom('supervision as pair')
    .innerJoin('adult as assistant', (join) =>
      join.onRef('assistant.district_id', '=', 'pair.district_id').onRef('assistant.id', '=', 'pair.assistant_id'),
    )
    .innerJoin('adult as supervisor', (join) =>
      join.onRef('supervisor.district_id', '=', 'pair.district_id').onRef('supervisor.id', '=', 'pair.supervisor_id'),
    )
    .select(['pair.id', 'pair.assistant_id as assistantId', 'assistant.name as assistant'])
    .select(['pair.supervisor_id as supervisorId', 'supervisor.name as supervisor'])
    .select(['pair.from_date as from', 'pair.to_date as to'])
    .where('pair.district_id', '=', districtId)
    .orderBy('assistant.name')
    .orderBy('pair.from_date')
    .orderBy('pair.id')
    .execute();
}

export async function insertSupervision(
  db: Db,
  districtId: string,
  pair: Pick<Supervision, 'id' | 'assistantId' | 'supervisorId' | 'from' | 'to'>,
  by: string,
  now: string,
): Promise<void> {
  await db
    .insertInto('supervision')
    .values({
      district_id: districtId,
      id: pair.id,
      assistant_id: pair.assistantId,
      supervisor_id: pair.supervisorId,
      from_date: pair.from,
      to_date: pair.to,
      set_by: by,
      set_at: now,
    })
    .execute();
}

export async function endSupervision(db: Db, districtId: string, id: string, to: string): Promise<void> {
  await db
    .updateTable('supervision')
    .set({ to_date: to })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .execute();
}

/** Time that was not taken back, newest day first. */
export async function readSupervisionTimes(db: Db, districtId: string, from: string, to: string) {
  return db
    .selectFrom('supervision_time as time')
    .innerJoin('adult as assistant', (join) =>
      join.onRef('assistant.district_id', '=', 'time.district_id').onRef('assistant.id', '=', 'time.assistant_id'),
    )
    .innerJoin('adult as supervisor', (join) =>
      join.onRef('supervisor.district_id', '=', 'time.district_id').onRef('supervisor.id', '=', 'time.supervisor_id'),
    )
    .select(['time.id', 'time.assistant_id as assistantId', 'assistant.name as assistant'])
    .select(['time.supervisor_id as supervisorId', 'supervisor.name as supervisor'])
    .select(['time.on_date as on', 'time.minutes', 'time.kind'])
    .where('time.district_id', '=', districtId)
    .where('time.taken_back_at', 'is', null)
    .where('time.on_date', '>=', from)
    .where('time.on_date', '<=', to)
    .orderBy('time.on_date', 'desc')
    .orderBy('time.id', 'desc')
    .execute();
}

export async function insertSupervisionTime(
  db: Db,
  districtId: string,
  time: {
    readonly id: string;
    readonly assistantId: string;
    readonly supervisorId: string;
    readonly on: string;
    readonly minutes: number;
    readonly kind: SupervisionTimeTable['kind'];
    readonly now: string;
  },
): Promise<void> {
  await db
    .insertInto('supervision_time')
    .values({
      district_id: districtId,
      id: time.id,
      assistant_id: time.assistantId,
      supervisor_id: time.supervisorId,
      on_date: time.on,
      minutes: time.minutes,
      kind: time.kind,
      noted_at: time.now,
      taken_back_at: null,
    })
    .execute();
}

/** False: there is none of that supervisor, or it is taken back already. */
export async function takeSupervisionTimeBack(
  db: Db,
  districtId: string,
  time: { readonly id: string; readonly supervisorId: string; readonly now: string },
): Promise<boolean> {
  const changed = await db
    .updateTable('supervision_time')
    .set({ taken_back_at: time.now })
    .where('district_id', '=', districtId)
    .where('supervisor_id', '=', time.supervisorId)
    .where('id', '=', time.id)
    .where('taken_back_at', 'is', null)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}
