import type { Kysely } from 'kysely';
import type { RoutineKind } from '#domain/school-day/class-day.ts';
import type { Database } from './schema.ts';

/** Questions to a class about its day, and what therapists have marked for goals. */

type Db = Kysely<Database>;

/** How often a routine is marked for goals of an area, of other students whom the reader reaches. */
export async function countMarks(
  db: Db,
  districtId: string,
  routineIds: readonly string[],
  notOf: string,
): Promise<{ routineId: string; area: string; count: number }[]> {
  if (routineIds.length === 0) return [];
  const rows = await db
    .selectFrom('goal_routine')
    .innerJoin('goal', (join) =>
      join.onRef('goal.district_id', '=', 'goal_routine.district_id').onRef('goal.id', '=', 'goal_routine.goal_id'),
    )
    .select((select) => ['goal_routine.routine_id as routineId', 'goal.area', select.fn.countAll<number>().as('count')])
    .where('goal_routine.district_id', '=', districtId)
    .where('goal_routine.routine_id', 'in', [...routineIds])
    .where('goal_routine.student_id', '<>', notOf)
    .where('goal.status', '=', 'active')
    .groupBy(['goal_routine.routine_id', 'goal.area'])
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** Planned minutes of the sessions. */
export async function readSessionMinutes(
  db: Db,
  districtId: string,
  sessionIds: readonly string[],
): Promise<Map<string, number>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('session')
    .select(['id', 'starts', 'ends'])
    .where('district_id', '=', districtId)
    .where('id', 'in', [...sessionIds])
    .execute();
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  return new Map(rows.map(({ id, starts, ends }) => [id, Math.max(0, minutes(ends) - minutes(starts))]));
}

export async function insertQuestion(
  db: Db,
  districtId: string,
  question: {
    readonly id: string;
    readonly classId: string;
    readonly kind: RoutineKind;
    readonly askedBy: string;
    readonly askedAt: string;
  },
): Promise<void> {
  await db
    .insertInto('routine_question')
    .values({
      district_id: districtId,
      id: question.id,
      class_id: question.classId,
      kind: question.kind,
      asked_by: question.askedBy,
      asked_at: question.askedAt,
      answered_by: null,
      answered_at: null,
      routine_id: null,
    })
    .execute();
}

/** Questions of classes that wait for an answer, the oldest first. */
export async function readOpenQuestions(db: Db, districtId: string, classIds: readonly string[]) {
  if (classIds.length === 0) return [];
  const rows = await db
    .selectFrom('routine_question as question')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'question.district_id').onRef('adult.id', '=', 'question.asked_by'),
    )
    .select([
      'question.id as questionId',
      'question.class_id as classId',
      'question.kind',
      'question.asked_at as askedAt',
      'adult.short_name as askedBy',
    ])
    .where('question.district_id', '=', districtId)
    .where('question.class_id', 'in', [...classIds])
    .where('question.answered_at', 'is', null)
    .orderBy('question.asked_at')
    .orderBy('question.id')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as RoutineKind }));
}

/** False: somebody has answered it already. */
export async function setAnswer(
  db: Db,
  districtId: string,
  questionId: string,
  answer: { readonly by: string; readonly at: string; readonly routineId: string | null },
): Promise<boolean> {
  const changed = await db
    .updateTable('routine_question')
    .set({ answered_by: answer.by, answered_at: answer.at, routine_id: answer.routineId })
    .where('district_id', '=', districtId)
    .where('id', '=', questionId)
    .where('answered_at', 'is', null)
    .executeTakeFirst();
  return Number(changed.numUpdatedRows) > 0;
}
