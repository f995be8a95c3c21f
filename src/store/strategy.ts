import { type Kysely, sql } from 'kysely';
import type { StrategyStep, StrategyText, UseNoted } from '#domain/partnership/strategy.ts';
import type { Area } from '#domain/goals/goal.ts';
import type { PraiseEvent, StrategyUse } from '#domain/trials/event.ts';
import { notVoided } from './event.ts';
import type { Database } from './schema.ts';

/** Strategies, how rooms do them, adults' own ways with them, thanks. */

type Db = Kysely<Database>;

export interface StrategyRow extends StrategyText {
  readonly id: string;
  readonly steps: readonly (StrategyStep & { readonly visualId: string | null })[];
  readonly writtenBy: string;
  readonly retired: boolean;
}

/** By name; the retired ones too, because a room may still do them. */
export async function readStrategies(db: Db, districtId: string): Promise<StrategyRow[]> {
  const rows = await db
    .selectFrom('strategy')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'strategy.district_id').onRef('adult.id', '=', 'strategy.written_by'),
    )
    .selectAll('strategy')
    .select('adult.short_name')
    .where('strategy.district_id', '=', districtId)
    .orderBy('strategy.name')
    .orderBy('strategy.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    steps: row.steps.map((step) => ({ ...step, visualId: step.visualId ?? null })),
    areas: row.areas,
    routineKinds: row.routine_kinds,
    wholeClass: row.whole_class,
    writtenBy: row.short_name,
    retired: row.retired_at !== null,
  }));
}

const columnsOf = (text: StrategyText) => ({
  name: text.name,
  steps: JSON.stringify(text.steps),
  areas: JSON.stringify(text.areas),
  routine_kinds: JSON.stringify(text.routineKinds),
  whole_class: text.wholeClass,
});

export async function insertStrategy(
  db: Db,
  districtId: string,
  made: { readonly id: string; readonly by: string; readonly at: string },
  text: StrategyText,
): Promise<void> {
  await db
    .insertInto('strategy')
    .values({
      district_id: districtId,
      id: made.id,
      ...columnsOf(text),
      written_by: made.by,
      written_at: made.at,
      retired_at: null,
    })
    .execute();
}

export async function updateStrategy(
  db: Db,
  districtId: string,
  strategyId: string,
  text: StrategyText,
  retiredAt: string | null,
): Promise<boolean> {
  const changed = await db
    .updateTable('strategy')
    .set({ ...columnsOf(text), retired_at: retiredAt })
    .where('district_id', '=', districtId)
    .where('id', '=', strategyId)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}

export interface StrategyInClass {
  readonly strategyId: string;
  readonly how: string;
  readonly routineIds: readonly string[];
  readonly from: string;
  readonly to: string | null;
}

/** What the room does or did, the ones in use first. */
export async function readStrategiesInClass(db: Db, districtId: string, classId: string): Promise<StrategyInClass[]> {
  return db
    .selectFrom('strategy_in_class')
    .select(['strategy_id as strategyId', 'how', 'routine_ids as routineIds', 'from_date as from', 'to_date as to'])
    .where('district_id', '=', districtId)
    .where('class_id', '=', classId)
    .orderBy(sql`to_date is not null`)
    .orderBy('from_date')
    .orderBy('strategy_id')
    .execute();
}

export async function saveStrategyInClass(
  db: Db,
  districtId: string,
  said: {
    readonly classId: string;
    readonly strategyId: string;
    readonly how: string;
    readonly routineIds: readonly string[];
    readonly inUse: boolean;
    readonly by: string;
    readonly at: string;
    readonly today: string;
  },
): Promise<void> {
  const changed = {
    how: said.how,
    routine_ids: JSON.stringify(said.routineIds),
    to_date: said.inUse ? null : said.today,
    changed_by: said.by,
    changed_at: said.at,
  };
  await db
    .insertInto('strategy_in_class')
    .values({
      district_id: districtId,
      class_id: said.classId,
      strategy_id: said.strategyId,
      from_date: said.today,
      ...changed,
    })
    .onConflict((on) => on.columns(['district_id', 'class_id', 'strategy_id']).doUpdateSet(changed))
    .execute();
}

export interface UseRow extends UseNoted {
  readonly id: string;
  readonly strategyId: string;
  readonly classId: string;
  readonly adultId: string;
  readonly shortName: string;
}

/** As far as row-level security shows them: what one noted oneself, and what is one's own. Oldest first. */
export async function readUses(db: Db, districtId: string, classId?: string): Promise<UseRow[]> {
  const rows = await db
    .selectFrom('strategy_use')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'strategy_use.district_id').onRef('adult.id', '=', 'strategy_use.adult_id'),
    )
    .selectAll('strategy_use')
    .select('adult.short_name')
    .where('strategy_use.district_id', '=', districtId)
    .where('strategy_use.withdrawn_at', 'is', null)
    .$if(classId !== undefined, (query) => query.where('strategy_use.class_id', '=', classId!))
    .orderBy(sql`coalesce(strategy_use.done_on, strategy_use.planned_for)`)
    .orderBy('strategy_use.noted_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    strategyId: row.strategy_id,
    classId: row.class_id,
    adultId: row.adult_id,
    shortName: row.short_name,
    stage: row.stage,
    plannedFor: row.planned_for,
    doneOn: row.done_on,
  }));
}

export async function insertUse(
  db: Db,
  districtId: string,
  use: {
    readonly id: string;
    readonly strategyId: string;
    readonly classId: string;
    readonly adultId: string;
    readonly stage: StrategyUse;
    readonly plannedFor: string | null;
    readonly doneOn: string | null;
    readonly by: string;
    readonly at: string;
  },
): Promise<void> {
  await db
    .insertInto('strategy_use')
    .values({
      district_id: districtId,
      id: use.id,
      strategy_id: use.strategyId,
      class_id: use.classId,
      adult_id: use.adultId,
      stage: use.stage,
      planned_for: use.plannedFor,
      done_on: use.doneOn,
      noted_by: use.by,
      noted_at: use.at,
      withdrawn_at: null,
    })
    .execute();
}

/** Done on that day, or (null) taken back. False where there is no such note, or it is not the reader's. */
export async function settleUseRow(
  db: Db,
  districtId: string,
  { strategyId, useId }: { readonly strategyId: string; readonly useId: string },
  settled: { readonly doneOn: string | null; readonly at: string },
): Promise<boolean> {
  const changed = await db
    .updateTable('strategy_use')
    .set(settled.doneOn === null ? { withdrawn_at: settled.at } : { done_on: settled.doneOn })
    .where('district_id', '=', districtId)
    .where('strategy_id', '=', strategyId)
    .where('id', '=', useId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}

/** In how many classes each strategy is in use. */
export async function readClassesUsing(db: Db, districtId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('strategy_in_class')
    .select(['strategy_id', (select) => select.fn.countAll<string>().as('classes')])
    .where('district_id', '=', districtId)
    .where('to_date', 'is', null)
    .groupBy('strategy_id')
    .execute();
  return new Map(rows.map((row) => [row.strategy_id, Number(row.classes)]));
}

/** Active goals, by area, of the students of a class whom the reader has on a caseload. */
export async function readGoalAreas(
  db: Db,
  districtId: string,
  classId: string,
  today: string,
): Promise<{ studentId: string; area: Area }[]> {
  return db
    .selectFrom('goal')
    .innerJoin('enrollment', (join) =>
      join
        .onRef('enrollment.district_id', '=', 'goal.district_id')
        .onRef('enrollment.student_id', '=', 'goal.student_id'),
    )
    .select(['goal.student_id as studentId', 'goal.area'])
    .where('goal.district_id', '=', districtId)
    .where('goal.status', '=', 'active')
    .where('enrollment.class_id', '=', classId)
    .where('enrollment.from_date', '<=', today)
    .where((where) => where.or([where('enrollment.to_date', 'is', null), where('enrollment.to_date', '>=', today)]))
    .$castTo<{ studentId: string; area: Area }>()
    .execute();
}

/** Thanks to the adult and from the adult, latest first. */
export async function readThanksOf(db: Db, districtId: string, adultId: string) {
  const rows = await db
    .selectFrom('thanks')
    .innerJoin('adult as giver', (join) =>
      join.onRef('giver.district_id', '=', 'thanks.district_id').onRef('giver.id', '=', 'thanks.from_adult_id'),
    )
    .innerJoin('adult as taker', (join) =>
      join.onRef('taker.district_id', '=', 'thanks.district_id').onRef('taker.id', '=', 'thanks.to_adult_id'),
    )
    .leftJoin('strategy', (join) =>
      join.onRef('strategy.district_id', '=', 'thanks.district_id').onRef('strategy.id', '=', 'thanks.strategy_id'),
    )
    .selectAll('thanks')
    .select(['giver.short_name as from', 'taker.short_name as to', 'strategy.name as strategy_name'])
    .where('thanks.district_id', '=', districtId)
    .where((where) =>
      where.or([where('thanks.to_adult_id', '=', adultId), where('thanks.from_adult_id', '=', adultId)]),
    )
    .orderBy('thanks.said_at', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    mine: row.to_adult_id === adultId,
    from: row.from,
    to: row.to,
    strategyName: row.strategy_name,
    words: row.words,
    at: row.said_at,
    readAt: row.read_at,
  }));
}

export async function insertThanks(
  db: Db,
  districtId: string,
  thanks: {
    readonly id: string;
    readonly from: string;
    readonly to: string;
    readonly classId: string;
    readonly strategyId: string | null;
    readonly words: string;
    readonly at: string;
  },
): Promise<void> {
  await db
    .insertInto('thanks')
    .values({
      district_id: districtId,
      id: thanks.id,
      from_adult_id: thanks.from,
      to_adult_id: thanks.to,
      class_id: thanks.classId,
      strategy_id: thanks.strategyId,
      words: thanks.words,
      said_at: thanks.at,
      read_at: null,
    })
    .execute();
}

export async function markThanksRead(db: Db, districtId: string, thanksId: string, at: string): Promise<boolean> {
  const changed = await db
    .updateTable('thanks')
    .set({ read_at: at })
    .where('district_id', '=', districtId)
    .where('id', '=', thanksId)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}

/** Praise an adult has recorded since an instant, as far as row-level security shows it: with words, and without. */
export async function countPraise(
  db: Db,
  districtId: string,
  adultId: string,
  since: string,
): Promise<{ specific: number; general: number }> {
  const rows = await db
    .selectFrom('event')
    .select(sql<boolean>`body ->> 'text' <> ''`.as('specific'))
    .where('district_id', '=', districtId)
    .where('kind', '=', 'praise')
    .where('recorder_id', '=', adultId)
    .where('occurred_at', '>=', since)
    .where(notVoided)
    .execute();
  const specific = rows.filter((row) => row.specific).length;
  return { specific, general: rows.length - specific };
}

export async function readPraiseOf(db: Db, districtId: string, studentId: string) {
  const rows = await db
    .selectFrom('event')
    .innerJoin('session', (join) =>
      join.onRef('session.district_id', '=', 'event.district_id').onRef('session.id', '=', 'event.session_id'),
    )
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'event.district_id').onRef('adult.id', '=', 'event.recorder_id'),
    )
    .leftJoin('routine', (join) =>
      join.onRef('routine.district_id', '=', 'session.district_id').onRef('routine.id', '=', 'session.routine_id'),
    )
    .select(['event.id', 'event.body', 'session.date', 'adult.short_name', 'routine.name as routine_name'])
    .where('event.district_id', '=', districtId)
    .where('event.kind', '=', 'praise')
    .where('event.student_id', '=', studentId)
    .where(notVoided)
    .orderBy('event.occurred_at', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    day: row.date,
    words: (row.body as PraiseEvent).text,
    by: row.short_name,
    routineName: row.routine_name,
  }));
}

export async function readStrategiesOfGoal(db: Db, districtId: string, goalId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('goal_strategy')
    .select('strategy_id')
    .where('district_id', '=', districtId)
    .where('goal_id', '=', goalId)
    .orderBy('chosen_at')
    .orderBy('strategy_id')
    .execute();
  return rows.map((row) => row.strategy_id);
}

export async function replaceStrategiesOfGoal(
  db: Db,
  districtId: string,
  of: { readonly goalId: string; readonly studentId: string },
  strategyIds: readonly string[],
  chosen: { readonly by: string; readonly at: string },
): Promise<void> {
  const goal = { district_id: districtId, goal_id: of.goalId };
  await db.deleteFrom('goal_strategy').where('district_id', '=', districtId).where('goal_id', '=', of.goalId).execute();
  if (strategyIds.length === 0) return;
  await db
    .insertInto('goal_strategy')
    .values(
      [...new Set(strategyIds)].map((strategy_id) => ({
        ...goal,
        strategy_id,
        student_id: of.studentId,
        chosen_by: chosen.by,
        chosen_at: chosen.at,
      })),
    )
    .execute();
}

/** By strategy: in how many lessons of a class since a day it was given as a support for everybody, as far as the reader sees. */
export async function countSupports(
  db: Db,
  districtId: string,
  classId: string,
  since: string,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('event')
    .innerJoin('session', (join) =>
      join.onRef('session.district_id', '=', 'event.district_id').onRef('session.id', '=', 'event.session_id'),
    )
    .select(['event.session_id', sql<string>`event.body ->> 'strategyId'`.as('strategy_id')])
    .distinct()
    .where('event.district_id', '=', districtId)
    .where('event.kind', '=', 'strategy')
    .where('event.student_id', 'is', null)
    .where('session.class_id', '=', classId)
    .where('session.date', '>=', since)
    .where(notVoided)
    .execute();
  return new Map([...Map.groupBy(rows, (row) => row.strategy_id)].map(([id, lessons]) => [id, lessons.length]));
}
