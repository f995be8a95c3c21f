import type { Kysely } from 'kysely';
import type { Review, ReviewThresholdsRecord } from '#contract/review.ts';
import { type ReviewThresholds, usualReviewThresholds } from '#domain/reviews/thresholds.ts';
import type { Database } from './schema.ts';

/** Words, points set aside, decisions and thresholds of reviews. All of it is added, nothing changed. */

type Db = Kysely<Database>;
type Words = Review['words'][number];
type Decision = Review['decisions'][number];

/** What holds now, the usual ones as version 0, and all that was set, newest first. */
export async function readReviewThresholds(db: Db, districtId: string): Promise<ReviewThresholdsRecord> {
  const history = await db
    .selectFrom('review_thresholds as set')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'set.district_id').onRef('adult.id', '=', 'set.set_by'),
    )
    .select(['set.version', 'set.thresholds', 'set.reason', 'adult.name as setBy', 'set.set_at as setAt'])
    .where('set.district_id', '=', districtId)
    .orderBy('set.version', 'desc')
    .execute();
  return { inForce: history[0] ?? { version: 0, thresholds: { ...usualReviewThresholds } }, history };
}

export async function insertReviewThresholds(
  db: Db,
  districtId: string,
  set: {
    readonly version: number;
    readonly thresholds: ReviewThresholds;
    readonly reason: string;
    readonly by: string;
    readonly now: string;
  },
): Promise<void> {
  await db
    .insertInto('review_thresholds')
    .values({
      district_id: districtId,
      version: set.version,
      thresholds: JSON.stringify(set.thresholds),
      reason: set.reason,
      set_by: set.by,
      set_at: set.now,
    })
    .execute();
}

export async function readReviewWords(db: Db, districtId: string, studentId: string): Promise<Words[]> {
  return db
    .selectFrom('review_words as said')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'said.district_id').onRef('adult.id', '=', 'said.noted_by'),
    )
    .select(['said.id', 'said.who', 'said.words', 'said.said_on as saidOn', 'adult.name as notedBy'])
    .where('said.district_id', '=', districtId)
    .where('said.student_id', '=', studentId)
    .orderBy('said.said_on', 'desc')
    .orderBy('said.id', 'desc')
    .execute();
}

interface By {
  readonly studentId: string;
  readonly by: string;
  readonly now: string;
}

export async function insertReviewWords(
  db: Db,
  districtId: string,
  said: By & Pick<Words, 'id' | 'who' | 'words' | 'saidOn'>,
): Promise<void> {
  await db
    .insertInto('review_words')
    .values({
      district_id: districtId,
      id: said.id,
      student_id: said.studentId,
      who: said.who,
      words: said.words,
      said_on: said.saidOn,
      noted_by: said.by,
      noted_at: said.now,
    })
    .execute();
}

export async function readReviewDismissals(
  db: Db,
  districtId: string,
  studentId: string,
): Promise<Review['dismissals']> {
  return db
    .selectFrom('review_dismissal as aside')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'aside.district_id').onRef('adult.id', '=', 'aside.dismissed_by'),
    )
    .select(['aside.id', 'aside.goal_id as goalId', 'aside.rule', 'aside.reason'])
    .select(['adult.name as dismissedBy', 'aside.dismissed_at as dismissedAt'])
    .where('aside.district_id', '=', districtId)
    .where('aside.student_id', '=', studentId)
    .orderBy('aside.dismissed_at', 'desc')
    .orderBy('aside.id')
    .execute();
}

export async function insertReviewDismissal(
  db: Db,
  districtId: string,
  aside: By & {
    readonly id: string;
    readonly goalId: string;
    readonly rule: Review['dismissals'][number]['rule'];
    readonly reason: string;
    readonly thresholdsVersion: number;
  },
): Promise<void> {
  await db
    .insertInto('review_dismissal')
    .values({
      district_id: districtId,
      id: aside.id,
      student_id: aside.studentId,
      goal_id: aside.goalId,
      rule: aside.rule,
      reason: aside.reason,
      thresholds_version: aside.thresholdsVersion,
      dismissed_by: aside.by,
      dismissed_at: aside.now,
    })
    .execute();
}

export async function readReviewDecisions(db: Db, districtId: string, studentId: string): Promise<Decision[]> {
  return db
    .selectFrom('review_decision as made')
    .innerJoin('adult', (join) =>
      join.onRef('adult.district_id', '=', 'made.district_id').onRef('adult.id', '=', 'made.noted_by'),
    )
    .select(['made.id', 'made.held_on as heldOn', 'made.took_part as tookPart', 'made.decision', 'made.reasons'])
    .select(['made.points', 'made.thresholds_version as thresholdsVersion', 'made.line_id as lineId'])
    .select(['made.changed_on as changedOn', 'adult.name as notedBy', 'made.noted_at as notedAt'])
    .where('made.district_id', '=', districtId)
    .where('made.student_id', '=', studentId)
    .orderBy('made.held_on', 'desc')
    .orderBy('made.id', 'desc')
    .execute();
}

export async function insertReviewDecision(
  db: Db,
  districtId: string,
  made: By & Omit<Decision, 'notedBy' | 'notedAt'>,
): Promise<void> {
  await db
    .insertInto('review_decision')
    .values({
      district_id: districtId,
      id: made.id,
      student_id: made.studentId,
      held_on: made.heldOn,
      took_part: made.tookPart,
      decision: made.decision,
      reasons: made.reasons,
      points: JSON.stringify(made.points),
      thresholds_version: made.thresholdsVersion,
      line_id: made.lineId,
      changed_on: made.changedOn,
      noted_by: made.by,
      noted_at: made.now,
    })
    .execute();
}
