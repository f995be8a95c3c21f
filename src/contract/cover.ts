import { z } from 'zod';
import { disciplines } from '#domain/goals/goal.ts';
import { sessionDeliveries } from '#domain/school-day/session.ts';
import { operation } from './operation.ts';
import { day, id, wallTime } from './values.ts';

/** A therapist is out: what falls away that day, who could take it over, and what was arranged. The schedule only. */

export const readTherapistOut = operation({
  name: 'cover.read',
  method: 'GET',
  path: '/api/therapist-out',
  summary:
    'A therapist’s sessions of a day with the colleagues who could take each over. One’s own, or for a coordinator anybody’s.',
  act: 'cover.arrange',
  logged: false,
  /** Without an adult: the reader. */
  query: z.object({ date: day, adultId: id.optional() }),
  output: z.object({
    adultId: id,
    adultName: z.string(),
    /** The note that the therapist is out that day, where there is one. */
    absenceId: id.nullable(),
    /** Minutes of sessions that have not been begun. */
    minutes: z.int(),
    colleagues: z.array(z.object({ adultId: id, name: z.string(), discipline: z.enum(disciplines).nullable() })),
    sessions: z.array(
      z.object({
        sessionId: id,
        starts: wallTime,
        ends: wallTime,
        delivery: z.enum(sessionDeliveries),
        schoolName: z.string(),
        className: z.string().nullable(),
        routineName: z.string().nullable(),
        roomName: z.string().nullable(),
        teacherName: z.string().nullable(),
        students: z.int(),
        status: z.enum(['planned', 'cancelled']),
        /** Recorded already, or being recorded: it stays as it is. */
        begun: z.boolean(),
        coverId: id.nullable(),
        /** The free ones first. `against`: what speaks against it at that time. */
        choices: z.array(
          z.object({ adultId: id, against: z.enum(['out', 'in_session', 'other_work', 'elsewhere']).nullable() }),
        ),
      }),
    ),
  }),
});
export type TherapistOut = z.infer<typeof readTherapistOut.output>;

export const arrangements = ['cancel', 'cover', 'keep'] as const;
export type Arrangement = (typeof arrangements)[number];

export const arrangeCover = operation({
  name: 'cover.arrange',
  method: 'POST',
  path: '/api/therapist-out',
  summary:
    'Notes that a therapist is out, or is there after all, and what becomes of each session of the day. A cover reaches the students of that session, that day. The teachers of the classes see it at once.',
  act: 'cover.arrange',
  logged: true,
  body: z.strictObject({
    date: day,
    adultId: id,
    out: z.boolean(),
    /** Sessions that are not named stay as they are. */
    sessions: z
      .array(z.strictObject({ sessionId: id, arrange: z.enum(arrangements), coverId: id.nullable().default(null) }))
      .max(40),
  }),
  output: z.object({
    cancelled: z.int(),
    covered: z.int(),
  }),
});
