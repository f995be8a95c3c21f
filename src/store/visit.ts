import { type Kysely, sql } from 'kysely';
import type { NotTodayReason, ReplyKind, VisitPlan, VisitPlanText } from '#domain/partnership/visit-plan.ts';
import type { CoTeachingFormat } from '#domain/trials/event.ts';
import type { Database } from './schema.ts';

/** Plans of visits and what classes say of them. Versions and replies are added, never overwritten. */

type Db = Kysely<Database>;

/** Every version for these classes' visits up to a date. */
export async function readVisitPlans(
  db: Db,
  districtId: string,
  classIds: readonly string[],
  upTo: string,
): Promise<(VisitPlan & { readonly changedByName: string })[]> {
  if (classIds.length === 0) return [];
  const rows = await db
    .selectFrom('visit_plan')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'visit_plan.district_id').onRef('adult.id', '=', 'visit_plan.changed_by'),
    )
    .selectAll('visit_plan')
    .select('adult.short_name')
    .where('visit_plan.district_id', '=', districtId)
    .where('visit_plan.class_id', 'in', [...classIds])
    .where('visit_plan.date', '<=', upTo)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    sessionId: row.session_id,
    classId: row.class_id,
    adultId: row.adult_id,
    routineId: row.routine_id,
    date: row.date,
    activity: row.activity,
    coTeachingFormat: row.co_teaching_format,
    therapistPart: row.therapist_part,
    classPart: row.class_part,
    materials: row.materials,
    visuals: row.visuals,
    classLine: row.class_line,
    strategyIds: row.strategy_ids,
    changedBy: row.changed_by,
    changedByName: row.short_name,
    changedAt: row.changed_at,
  }));
}

export async function insertVisitPlan(
  db: Db,
  districtId: string,
  plan: Omit<VisitPlan, keyof VisitPlanText>,
  text: VisitPlanText,
): Promise<void> {
  await db
    .insertInto('visit_plan')
    .values({
      district_id: districtId,
      id: plan.id,
      session_id: plan.sessionId,
      class_id: plan.classId,
      adult_id: plan.adultId,
      routine_id: plan.routineId,
      date: plan.date,
      activity: text.activity,
      co_teaching_format: text.coTeachingFormat,
      therapist_part: text.therapistPart,
      class_part: text.classPart,
      materials: text.materials,
      visuals: text.visuals,
      class_line: text.classLine,
      strategy_ids: JSON.stringify(text.strategyIds),
      changed_by: plan.changedBy,
      changed_at: plan.changedAt,
    })
    .execute();
}

export interface ReplyRow {
  readonly id: string;
  readonly sessionId: string;
  readonly adultId: string;
  readonly name: string;
  readonly kind: ReplyKind;
  readonly planId: string | null;
  readonly why: NotTodayReason | null;
  readonly words: string;
  readonly at: string;
}

/** What is not settled of these visits, and who stands behind these versions; latest first. */
export async function readVisitReplies(
  db: Db,
  districtId: string,
  of: { readonly sessionIds: readonly string[]; readonly planIds: readonly string[] },
): Promise<ReplyRow[]> {
  if (of.sessionIds.length === 0) return [];
  const rows = await db
    .selectFrom('visit_reply')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'visit_reply.district_id').onRef('adult.id', '=', 'visit_reply.adult_id'),
    )
    .selectAll('visit_reply')
    .select('adult.short_name')
    .where('visit_reply.district_id', '=', districtId)
    .where('visit_reply.settled_at', 'is', null)
    .where((where) =>
      where.or([
        where('visit_reply.session_id', 'in', [...of.sessionIds]),
        ...(of.planIds.length === 0 ? [] : [where('visit_reply.plan_id', 'in', [...of.planIds])]),
      ]),
    )
    .orderBy('visit_reply.said_at', 'desc')
    .orderBy('visit_reply.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    sessionId: row.session_id,
    adultId: row.adult_id,
    name: row.short_name,
    kind: row.kind,
    planId: row.plan_id,
    why: row.why,
    words: row.words,
    at: row.said_at,
  }));
}

export async function insertVisitReply(
  db: Db,
  districtId: string,
  reply: Omit<ReplyRow, 'name'> & { readonly classId: string },
): Promise<void> {
  await db
    .insertInto('visit_reply')
    .values({
      district_id: districtId,
      id: reply.id,
      session_id: reply.sessionId,
      class_id: reply.classId,
      adult_id: reply.adultId,
      kind: reply.kind,
      plan_id: reply.planId,
      why: reply.why,
      words: reply.words,
      said_at: reply.at,
      settled_at: null,
    })
    .execute();
}

/** False where there is no such reply, or it is not the reader's to settle. */
export async function settleVisitReply(
  db: Db,
  districtId: string,
  { sessionId, replyId }: { readonly sessionId: string; readonly replyId: string },
  at: string,
): Promise<boolean> {
  const changed = await db
    .updateTable('visit_reply')
    .set({ settled_at: at })
    .where('district_id', '=', districtId)
    .where('session_id', '=', sessionId)
    .where('id', '=', replyId)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}

/**
 * How the lesson was shared, by session, as the record has it: what was said last counts. Of the events only this is read, so
 * that the owner's transaction may answer whoever belongs to the class.
 */
export async function readFormatsRecorded(
  db: Db,
  districtId: string,
  sessionIds: readonly string[],
): Promise<Map<string, CoTeachingFormat>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('event')
    .select(['session_id', sql<CoTeachingFormat | null>`body -> 'context' ->> 'coTeachingFormat'`.as('format')])
    .where('district_id', '=', districtId)
    .where('session_id', 'in', [...sessionIds])
    .where('kind', 'in', ['opened', 'context'])
    .orderBy('occurred_at')
    .orderBy('id')
    .execute();
  return new Map(rows.flatMap(({ session_id, format }) => (format === null ? [] : [[session_id, format] as const])));
}
