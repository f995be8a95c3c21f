import { z } from 'zod';
import { disciplines } from '#domain/goals/goal.ts';
import { sessionDeliveries } from '#domain/school-day/session.ts';
import { missedReasons } from '#domain/services/minutes.ts';
import { exactMinutes, ledgerLine } from './ledger.ts';
import { operation } from './operation.ts';
import { day, id, instant, line, made, requiredLine, wallTime } from './values.ts';
import { workloadWeek } from './workload.ts';

/**
 * What whoever leads a team sees: the therapists of their schools in counts, without any student; one student's minutes and
 * attendance for a purpose; the record itself only behind glass, with a reason, for a few days, and logged.
 */

export const readTeam = operation({
  name: 'team.read',
  method: 'GET',
  path: '/api/team',
  summary:
    'The therapists of the reader’s schools: coverage, open minutes, reviews due, unread cards, workload. Counts only.',
  act: 'team.read',
  logged: false,
  output: z.object({
    monday: day,
    today: day,
    therapists: z.array(
      z.object({
        adultId: id,
        name: z.string(),
        discipline: z.enum(disciplines).nullable(),
        outToday: z.boolean(),
        students: z.int(),
        /** Of this week: sessions planned, recorded, cancelled, taken over by a colleague. */
        week: z.object({ planned: z.int(), recorded: z.int(), cancelled: z.int(), covered: z.int() }),
        /** Sessions of the last two weeks that took place or not: nobody has said. */
        unrecorded: z.int(),
        /** From today on: sessions of days on which the therapist is out, that nobody covers or has cancelled. */
        uncovered: z.int(),
        /** Minutes open to date of the students who have any, in all services. */
        open: exactMinutes,
        studentsOpen: z.int(),
        reviewsPast: z.int(),
        /** Within sixty days. */
        reviewsSoon: z.int(),
        cardsPublished: z.int(),
        cardsUnread: z.int(),
        work: workloadWeek,
      }),
    ),
  }),
});
export type TeamPage = z.infer<typeof readTeam.output>;

/** Why somebody looks at one student’s minutes and attendance; kept in the access log. */
export const lookPurposes = ['family_asks', 'team_meeting', 'make_up', 'complaint', 'transfer'] as const;
const purpose = z.enum(lookPurposes);

export const findForLook = operation({
  name: 'team.find_student',
  method: 'POST',
  path: '/api/team/students',
  summary: 'Students of the reader’s schools whose name or local code begins so, for a purpose that is logged.',
  act: 'team.look',
  logged: true,
  body: z.strictObject({ search: requiredLine(80), purpose }),
  output: z.object({
    items: z.array(z.object({ studentId: id, name: z.string(), grade: z.number().nullable(), className: z.string() })),
  }),
});

export const lookAtStudent = operation({
  name: 'team.look',
  method: 'POST',
  path: '/api/team/looks',
  summary:
    'One student’s minutes and attendance of the last four weeks, for a purpose that is logged. No goals, trials or notes.',
  act: 'team.look',
  logged: true,
  body: z.strictObject({ studentId: id, purpose }),
  output: z.object({
    name: z.string(),
    className: z.string(),
    from: day,
    today: day,
    lines: z.array(ledgerLine),
    /** Newest first. */
    attendance: z.array(
      z.object({
        date: day,
        starts: wallTime,
        ends: wallTime,
        discipline: z.enum(disciplines),
        delivery: z.enum(sessionDeliveries),
        therapistName: z.string(),
        was: z.enum(['there', 'missed', 'not_recorded']),
        minutes: z.int(),
        reason: z.enum(missedReasons).nullable(),
      }),
    ),
  }),
});
export type StudentLook = z.infer<typeof lookAtStudent.output>;

export const listBreakGlass = operation({
  name: 'break_glass.list',
  method: 'GET',
  path: '/api/break-glass',
  summary: 'Records that were opened with a reason, newest first: by whom, until when, why.',
  act: 'access_log.read',
  logged: false,
  output: z.object({
    items: z.array(
      z.object({ id, adultName: z.string(), studentId: id, reason: z.string(), from: day, to: day, madeAt: instant }),
    ),
  }),
});

export const mostGlassDays = 5;

export const breakGlass = operation({
  name: 'break_glass.open',
  method: 'POST',
  path: '/api/break-glass',
  summary: 'Opens one student’s record to the coordinator for a few days, with a reason that the records officer sees.',
  act: 'break_glass.open',
  logged: true,
  body: z.strictObject({
    studentId: id,
    /** Says why; names nobody. */
    reason: line(300).refine((said) => said.trim().length >= 20, { params: { code: 'reason_too_short' } }),
    days: z.int().min(1).max(mostGlassDays),
  }),
  output: made,
});
