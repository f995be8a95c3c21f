import { z } from 'zod';
import { notTodayReasons, replyKinds, visitDifferences } from '#domain/partnership/visit-plan.ts';
import { sessionDeliveries } from '#domain/school-day/session.ts';
import { coTeachingFormats } from '#domain/trials/event.ts';
import { operation } from './operation.ts';
import { day, done, id, instant, line, made, wallTime } from './values.ts';

/** A therapist's visit to a class: what was agreed for it, what the class says of it. */

const planText = {
  activity: line(200).default(''),
  coTeachingFormat: z.enum(coTeachingFormats).nullable().default(null),
  therapistPart: line(200).default(''),
  classPart: line(200).default(''),
  materials: line(400).default(''),
  visuals: line(400).default(''),
  classLine: line(300).default(''),
  strategyIds: z.array(id).max(4).default([]),
};

const visit = z.object({
  sessionId: id,
  classId: id,
  className: z.string(),
  date: day,
  starts: wallTime,
  ends: wallTime,
  delivery: z.enum(sessionDeliveries),
  adultId: id,
  /** Who comes in: the therapist, or the colleague who covers. */
  comes: z.string(),
  coveredFor: z.string().nullable(),
  routineName: z.string().nullable(),
  roomName: z.string().nullable(),
  status: z.enum(['planned', 'cancelled']),
  cancelledReason: z.string().nullable(),
  plan: z.object({
    /** Null: as it stands in the week, nothing was agreed yet. */
    planId: id.nullable(),
    activity: z.string(),
    coTeachingFormat: z.enum(coTeachingFormats).nullable(),
    therapistPart: z.string(),
    classPart: z.string(),
    materials: z.string(),
    visuals: z.string(),
    classLine: z.string(),
    strategies: z.array(z.object({ strategyId: id, name: z.string() })),
    /** The visit it is carried forward from; null where it was written for this one. */
    carriedFrom: day.nullable(),
    changedBy: z.string().nullable(),
    agreed: z.object({ therapist: z.boolean(), class: z.boolean() }),
  }),
  differs: z.array(z.enum(visitDifferences)),
  /** What the visit is for, in the words of the cards; whose words the reader may see. */
  serves: z.array(z.object({ label: z.string(), words: z.string() })),
  /** Not settled yet; latest first. */
  replies: z.array(
    z.object({
      id,
      adultId: id,
      name: z.string(),
      kind: z.enum(replyKinds),
      why: z.enum(notTodayReasons).nullable(),
      words: z.string(),
      at: instant,
    }),
  ),
});
export type Visit = z.infer<typeof visit>;

export const listVisits = operation({
  name: 'visit.list',
  method: 'GET',
  path: '/api/visits',
  summary: 'Visits of a day with their plans: those the reader makes, and those to the reader’s classes.',
  act: 'visit.list',
  logged: true,
  byLink: true,
  query: z.object({ date: day.optional() }),
  output: z.object({ date: day, visits: z.array(visit) }),
});

const ofVisit = z.object({ classId: id, sessionId: id });

export const planVisit = operation({
  name: 'visit.plan',
  method: 'PUT',
  path: '/api/classes/:classId/visits/:sessionId/plan',
  summary: 'Writes the plan of a visit, from that visit on. The other side is asked to agree.',
  act: 'visit.plan',
  logged: false,
  params: ofVisit,
  body: z.strictObject(planText),
  output: made,
});
export const replyToVisit = operation({
  name: 'visit.reply',
  method: 'POST',
  path: '/api/classes/:classId/visits/:sessionId/replies',
  summary: 'Got it, a question or wish, or not today. It reaches the therapist’s Today.',
  act: 'visit.reply',
  logged: false,
  byLink: true,
  params: ofVisit,
  body: z
    .strictObject({
      kind: z.enum(replyKinds),
      why: z.enum(notTodayReasons).nullable().default(null),
      words: line(300).default(''),
    })
    .refine(({ kind, words }) => kind !== 'asks' || words !== '', { path: ['words'], params: { code: 'missing' } }),
  output: made,
});
export const settleReply = operation({
  name: 'visit.settle_reply',
  method: 'POST',
  path: '/api/classes/:classId/visits/:sessionId/replies/:replyId/settle',
  summary: 'Takes what one said back, or says as the therapist that it is dealt with.',
  act: 'visit.reply',
  logged: false,
  byLink: true,
  params: ofVisit.extend({ replyId: id }),
  output: done,
});

/** What became of a visit: begun on a device, called off, or planned for a day that is over and nothing says it was held. */
export const visitOutcomes = ['held', 'cancelled', 'no_record'] as const;

export const listVisitsBefore = operation({
  name: 'visit.before',
  method: 'GET',
  path: '/api/classes/:classId/visits',
  summary:
    'Visits to a class in the last four weeks, latest first: what took place, from the record. No student is named.',
  act: 'class.read',
  logged: false,
  params: z.object({ classId: id }),
  output: z.object({
    visits: z.array(
      z.object({
        sessionId: id,
        date: day,
        starts: wallTime,
        ends: wallTime,
        delivery: z.enum(sessionDeliveries),
        /** Who came in: the therapist, or the colleague who covered. */
        comes: z.string(),
        outcome: z.enum(visitOutcomes),
        cancelledReason: z.string().nullable(),
        routineName: z.string().nullable(),
        /** As recorded where it was held, else as agreed. */
        coTeachingFormat: z.enum(coTeachingFormats).nullable(),
        activity: z.string(),
        therapistPart: z.string(),
        classPart: z.string(),
      }),
    ),
  }),
});
