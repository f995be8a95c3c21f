import { z } from 'zod';
import { heldBackBy, reviewRules } from '#domain/reviews/review-point.ts';
import { type ReviewThresholds, reviewThresholdLimits } from '#domain/reviews/thresholds.ts';
import { operation } from './operation.ts';
import { changeService } from './service.ts';
import { day, done, id, instant, made, requiredLine } from './values.ts';

/**
 * What a team says and decides of a student's services. The points are computed from the events by whoever shows them
 * (`domain/reviews`); stored are words, what was set aside, and decisions with what was on the table.
 */

export const reviewSpeakers = ['student', 'family', 'teacher', 'other'] as const;

const share = (key: keyof ReviewThresholds) =>
  z.number().min(reviewThresholdLimits[key][0]).max(reviewThresholdLimits[key][1]);
const whole = (key: keyof ReviewThresholds) => share(key).int();
const thresholds = z.strictObject({
  fewestTrials: whole('fewestTrials'),
  fewestDays: whole('fewestDays'),
  fewestPoints: whole('fewestPoints'),
  cueShare: share('cueShare'),
  cueTrials: whole('cueTrials'),
  therapistCueShare: share('therapistCueShare'),
  changeWeeks: whole('changeWeeks'),
  agreement: share('agreement'),
});

const rule = z.enum(reviewRules);
const pointOnTheTable = z.strictObject({
  goalId: id,
  rule,
  heldBackBy: z.array(z.enum(heldBackBy)).max(heldBackBy.length),
});

export const reviewThresholds = z.object({
  /** Version 0: the usual ones. */
  inForce: z.object({ version: z.number(), thresholds }),
  /** What the district has set, newest first. */
  history: z.array(
    z.object({ version: z.number(), thresholds, reason: z.string(), setBy: z.string(), setAt: instant }),
  ),
});
export type ReviewThresholdsRecord = z.infer<typeof reviewThresholds>;

export const review = z.object({
  /** Practice of strategies without the therapist in the student's classes, as far as the reader may see it; no names. */
  practice: z.array(z.object({ areas: z.array(z.string()), plannedFor: day.nullable(), doneOn: day.nullable() })),
  words: z.array(z.object({ id, who: z.enum(reviewSpeakers), words: z.string(), saidOn: day, notedBy: z.string() })),
  dismissals: z.array(
    z.object({ id, goalId: id, rule, reason: z.string(), dismissedBy: z.string(), dismissedAt: instant }),
  ),
  /** Newest first. */
  decisions: z.array(
    z.object({
      id,
      heldOn: day,
      tookPart: z.string(),
      decision: z.string(),
      reasons: z.string(),
      points: z.array(pointOnTheTable),
      thresholdsVersion: z.number(),
      lineId: id.nullable(),
      changedOn: day.nullable(),
      notedBy: z.string(),
      notedAt: instant,
    }),
  ),
});
export type Review = z.infer<typeof review>;

export const readReview = operation({
  name: 'review.read',
  method: 'GET',
  path: '/api/students/:studentId/review',
  summary: 'The words of the team, points set aside, and decisions with what was on the table.',
  act: 'goal.read',
  logged: true,
  params: z.object({ studentId: id }),
  output: review,
});

export const addReviewWords = operation({
  name: 'review.add_words',
  method: 'POST',
  path: '/api/students/:studentId/review/words',
  summary: 'Puts what somebody of the team says beside the data, in their own words.',
  act: 'review.change',
  logged: true,
  params: z.object({ studentId: id }),
  body: z.strictObject({ who: z.enum(reviewSpeakers), words: requiredLine(2_000), saidOn: day }),
  output: made,
});

export const dismissReviewPoint = operation({
  name: 'review.dismiss',
  method: 'POST',
  path: '/api/goals/:goalId/review/dismissals',
  summary: 'Sets a point of a goal aside, with the reason. It stays readable.',
  act: 'review.change',
  logged: true,
  params: z.object({ goalId: id }),
  body: z.strictObject({ rule, reason: requiredLine(500) }),
  output: made,
});

export const decideReview = operation({
  name: 'review.decide',
  method: 'POST',
  path: '/api/students/:studentId/review/decisions',
  summary:
    'Keeps what the team decided, who took part and why; where it changes a service, the new period begins with it.',
  act: 'review.change',
  logged: true,
  params: z.object({ studentId: id }),
  body: z.strictObject({
    heldOn: day,
    tookPart: requiredLine(500),
    decision: requiredLine(500),
    reasons: requiredLine(2_000),
    /** All that was on the table, of every goal. */
    points: z.array(pointOnTheTable).max(200),
    service: changeService.body!.omit({ reason: true }).extend({ lineId: id }).nullable(),
  }),
  output: made,
});

export const readReviewThresholds = operation({
  name: 'review.read_thresholds',
  method: 'GET',
  path: '/api/review-thresholds',
  summary: 'When a point is put to a team: what holds in the district, and what held before.',
  act: 'school.read',
  logged: false,
  output: reviewThresholds,
});

export const changeReviewThresholds = operation({
  name: 'review.change_thresholds',
  method: 'POST',
  path: '/api/review-thresholds',
  summary: 'Sets the district’s thresholds anew; those before stay readable, with who set them and why.',
  act: 'review.change_thresholds',
  logged: false,
  body: z.strictObject({ basedOn: z.int().min(0), thresholds, reason: requiredLine(500) }),
  output: done,
});
