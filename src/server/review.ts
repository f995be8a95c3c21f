import {
  addReviewWords,
  changeReviewThresholds,
  decideReview,
  dismissReviewPoint,
  readReview,
  readReviewThresholds,
} from '#contract/review.ts';
import { covers } from '#domain/caseload/roles.ts';
import { changeService } from '#domain/services/service-period.ts';
import { readGoal, readGoalsOf } from '#store/goal.ts';
import {
  insertReviewDecision,
  insertReviewDismissal,
  insertReviewThresholds,
  insertReviewWords,
  readReviewDecisions,
  readReviewDismissals,
  readReviewWords,
  readReviewThresholds as readThresholds,
} from '#store/review.ts';
import { applyServiceChange, readServices } from '#store/service.ts';
import { readStrategies, readUses } from '#store/strategy.ts';
import { readEnrollments } from '#store/student.ts';
import { type Handler, handle } from './handle.ts';
import { refuse } from './refusal.ts';
import { refuseAdults } from './service.ts';

export const reviewHandlers: readonly Handler[] = [
  handle(
    readReview,
    { subject: ({ params }) => ({ student: params.studentId }) },
    async ({ db, adult, params, today }) => {
      const { districtId } = adult;
      const { studentId } = params;
      const classes = new Set(
        (await readEnrollments(db, districtId, [studentId]))
          .filter((one) => covers(one, today))
          .map(({ classId }) => classId),
      );
      const areas = new Map((await readStrategies(db, districtId)).map((one) => [one.id, one.areas]));
      // Row-level security: of adults' own ways each reader sees what they noted themselves, and what is their own.
      const uses = (await readUses(db, districtId)).filter(
        ({ classId, stage }) => classes.has(classId) && (stage === 'alone' || stage === 'still_in_use'),
      );
      return {
        practice: uses.map(({ strategyId, plannedFor, doneOn }) => ({
          areas: [...(areas.get(strategyId) ?? [])],
          plannedFor,
          doneOn,
        })),
        words: await readReviewWords(db, districtId, studentId),
        dismissals: await readReviewDismissals(db, districtId, studentId),
        decisions: await readReviewDecisions(db, districtId, studentId),
      };
    },
  ),

  handle(addReviewWords, { subject: ({ params }) => ({ student: params.studentId }) }, async (asked) => {
    const { db, adult, params, body, newId, now, today } = asked;
    if (body.saidOn > today) return refuse('bad_input', 'saidOn', { because: 'in_the_future' });
    const id = newId();
    await insertReviewWords(db, adult.districtId, {
      ...body,
      id,
      studentId: params.studentId,
      by: adult.adultId,
      now,
    });
    return { id };
  }),

  handle(dismissReviewPoint, { subject: ({ params }) => ({ goal: params.goalId }) }, async (asked) => {
    const { db, adult, params, body, newId, now } = asked;
    const goal = await readGoal(db, adult.districtId, params.goalId);
    if (goal === null) return refuse('not_found', 'goalId');
    const { version } = (await readThresholds(db, adult.districtId)).inForce;
    const id = newId();
    await insertReviewDismissal(db, adult.districtId, {
      ...body,
      id,
      goalId: goal.id,
      studentId: goal.studentId,
      thresholdsVersion: version,
      by: adult.adultId,
      now,
    });
    return { id };
  }),

  handle(decideReview, { subject: ({ params }) => ({ student: params.studentId }) }, async (asked) => {
    const { db, adult, params, body, newId, now, today } = asked;
    const { districtId } = adult;
    const { studentId } = params;
    const { service, ...said } = body;
    if (said.heldOn > today) return refuse('bad_input', 'heldOn', { because: 'in_the_future' });
    const goals = new Set((await readGoalsOf(db, districtId, [studentId])).map((goal) => goal.id));
    if (said.points.some(({ goalId }) => !goals.has(goalId)))
      return refuse('bad_input', 'points', { because: 'unknown' });
    if (service !== null) {
      const refused = await refuseAdults(db, districtId, service.parts, 'service.');
      if (refused !== null) return refused;
      const line = (await readServices(db, districtId, [studentId])).find((one) => one.id === service.lineId);
      if (line === undefined) return refuse('not_found', 'service.lineId');
      const change = changeService(line.periods, { on: service.on, reason: said.decision, terms: service.parts });
      if (typeof change === 'string') return refuse('bad_input', 'service.on', { because: change });
      await applyServiceChange(
        db,
        districtId,
        line,
        { ...change, on: service.on, reason: said.decision },
        { by: adult.adultId, now, newId },
      );
    }
    const { version } = (await readThresholds(db, districtId)).inForce;
    const id = newId();
    await insertReviewDecision(db, districtId, {
      ...said,
      id,
      studentId,
      thresholdsVersion: version,
      lineId: service?.lineId ?? null,
      changedOn: service?.on ?? null,
      by: adult.adultId,
      now,
    });
    return { id };
  }),

  handle(readReviewThresholds, {}, async ({ db, adult }) => readThresholds(db, adult.districtId)),

  handle(changeReviewThresholds, {}, async ({ db, adult, body, now }) => {
    const { version } = (await readThresholds(db, adult.districtId)).inForce;
    if (version !== body.basedOn) return refuse('changed_meanwhile', 'basedOn');
    const { thresholds, reason } = body;
    await insertReviewThresholds(db, adult.districtId, {
      version: version + 1,
      thresholds,
      reason,
      by: adult.adultId,
      now,
    });
    return { done: true as const };
  }),
];
