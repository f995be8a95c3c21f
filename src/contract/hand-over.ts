import { z } from 'zod';
import { disciplines } from '#domain/goals/goal.ts';
import { operation } from './operation.ts';
import { day, done, id, instant, line, made } from './values.ts';

/**
 * Students pass from one therapist to another from a day on: seen before it is done, taken back until that day. One's own
 * students, or for a coordinator anybody's at their schools; of goals and records nothing is told here but how many.
 */

const student = z.object({
  studentId: id,
  name: z.string(),
  grade: z.number().nullable(),
  className: z.string(),
});

export const readHandOver = operation({
  name: 'hand_over.read',
  method: 'GET',
  path: '/api/hand-overs',
  summary: 'A therapist’s students, the colleagues who could have them, and what was handed over before.',
  act: 'hand_over.make',
  logged: true,
  /** Without an adult: the reader, who is a therapist; else only the choice of therapists. */
  query: z.object({ adultId: id.optional() }),
  output: z.object({
    therapists: z.array(z.object({ adultId: id, name: z.string(), discipline: z.enum(disciplines).nullable() })),
    of: z
      .object({
        adultId: id,
        name: z.string(),
        /** Therapists of the same discipline. */
        colleagues: z.array(z.object({ adultId: id, name: z.string() })),
        students: z.array(student),
        /** The next day after today on which school is in for one of them; tomorrow where the year has no more. */
        firstDay: day,
        /** Newest first, those undone included. */
        made: z.array(
          z.object({
            id,
            on: day,
            toName: z.string(),
            students: z.int(),
            reason: z.string(),
            madeBy: z.string(),
            madeAt: instant,
            undoneAt: instant.nullable(),
            mayUndo: z.boolean(),
          }),
        ),
      })
      .nullable(),
  }),
});
export type HandOverPage = z.infer<typeof readHandOver.output>;

const handingOver = z.strictObject({
  fromAdultId: id,
  toAdultId: id,
  /** The successor’s first day: tomorrow or later. */
  on: day,
  studentIds: z.array(id).min(1).max(200),
  /** Names nobody. */
  reason: line(300).default(''),
});

export const previewHandOver = operation({
  name: 'hand_over.preview',
  method: 'POST',
  path: '/api/hand-overs/preview',
  summary:
    'What handing these students over would do: services, sessions that pass or are to be planned, what is open.',
  act: 'hand_over.make',
  logged: true,
  body: handingOver,
  output: z.object({
    students: z.array(
      student.extend({
        goals: z.int(),
        services: z.int(),
        /** Sessions already planned from that day on: given by the successor at the same time, or to be planned anew. */
        sessionsPass: z.int(),
        sessionsToPlan: z.int(),
        /** Weekly sessions of that day and after, of which only the first weeks are written as sessions. */
        weeklyPass: z.int(),
        weeklyToPlan: z.int(),
        /** Sessions of the last two weeks of which nobody has said whether they took place. */
        unrecorded: z.int(),
        reviewDue: day.nullable(),
        /** Why this student cannot pass on that day. */
        against: z.enum(['change_ahead', 'not_at_school']).nullable(),
      }),
    ),
  }),
});
export type HandOverPreview = z.infer<typeof previewHandOver.output>;

export const makeHandOver = operation({
  name: 'hand_over.make',
  method: 'POST',
  path: '/api/hand-overs',
  summary: 'Hands students over, all or none: caseload, services and what is planned, from that day on. Both are told.',
  act: 'hand_over.make',
  logged: true,
  body: handingOver,
  output: made,
});

export const undoHandOver = operation({
  name: 'hand_over.undo',
  method: 'POST',
  path: '/api/hand-overs/:handOverId/undo',
  summary: 'Takes a hand-over back whose day has not come: everything is as it was.',
  act: 'hand_over.make',
  logged: true,
  params: z.object({ handOverId: id }),
  body: z.strictObject({ fromAdultId: id }),
  output: done,
});
