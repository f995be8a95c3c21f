import { z } from 'zod';
import { sessionDeliveries } from '#domain/school-day/session.ts';
import { missedReasons } from '#domain/services/minutes.ts';
import { operation } from './operation.ts';
import { day, id, made, wallTime } from './values.ts';

/** Missed sessions, and where they could be made up without harm. What is owed as compensation the team decides, not this. */

const makeUp = z.object({
  date: day,
  starts: wallTime,
  ends: wallTime,
  /** The session that the student would join; null: a time of their own. */
  sessionId: id.nullable(),
  /** With the student. */
  students: z.int(),
});

export const listMakeUps = operation({
  name: 'make_up.list',
  method: 'GET',
  path: '/api/make-ups',
  summary: 'What one’s students missed in the last weeks and was not made up, most minutes first, with proposals.',
  act: 'make_up.plan',
  logged: true,
  output: z.object({
    /** The missed sessions are of this day or later. */
    since: day,
    items: z.array(
      z.object({
        studentId: id,
        givenName: z.string(),
        familyName: z.string(),
        preferredName: z.string().nullable(),
        minutes: z.int(),
        missed: z.array(
          z.object({
            sessionId: id,
            date: day,
            delivery: z.enum(sessionDeliveries),
            minutes: z.int(),
            reason: z.enum(missedReasons),
          }),
        ),
        /** For the oldest of them: the soonest first; empty where nothing fits in the next two weeks. */
        proposals: z.array(makeUp),
      }),
    ),
  }),
});
export type MissedAndMadeUp = z.infer<typeof listMakeUps.output>;

export const acceptMakeUp = operation({
  name: 'make_up.accept',
  method: 'POST',
  path: '/api/make-ups',
  summary: 'Plans a make-up as it was proposed: joins the session, or makes one; refused where it no longer fits.',
  act: 'make_up.plan',
  logged: true,
  body: z.strictObject({
    studentId: id,
    missedSessionId: id,
    date: day,
    starts: wallTime,
    sessionId: id.nullable(),
  }),
  output: made,
});
