import { z } from 'zod';
import { otherWork, planWishes } from '#domain/services/week-to-plan.ts';
import { operation } from './operation.ts';
import { day, done, id, wallTime, weekday } from './values.ts';

/** The week planned as a whole: what it is planned from, a plan accepted from a date on, and the way back. */

const planWeek = z.int().min(1).max(4).nullable();
const weekTime = { weekday, week: planWeek, starts: wallTime, ends: wallTime };
const weekTimes = z.array(z.object(weekTime));

export const touchBaseChoice = {
  minutes: z.int().min(5).max(15),
  /** 0: not at all. */
  everyWeeks: z.literal([0, 1, 2, 4]),
  allAdults: z.boolean(),
};

const emphasis = z.literal([0, 1, 2, 3]);
export const planChoices = z.strictObject({
  count: z.strictObject(
    Object.fromEntries(planWishes.map((wish) => [wish, emphasis])) as Record<
      (typeof planWishes)[number],
      typeof emphasis
    >,
  ),
  mixAreas: z.boolean(),
  mostMinutesADay: z.int().min(30).max(480).nullable(),
});

const plannedDelivery = z.enum(['push_in', 'pull_out']);

/** The shape is the domain's WeekToPlan. */
const weekToPlan = z.object({
  from: day,
  weeks: z.literal([1, 2, 4]),
  therapist: z.object({
    adultId: id,
    at: z.array(z.object({ ...weekTime, schoolId: id })),
    busy: z.array(z.object({ ...weekTime, what: z.enum(otherWork) })),
    lunchIsSet: z.boolean(),
  }),
  rooms: z.array(z.object({ schoolId: id, own: z.boolean(), busy: weekTimes })),
  classes: z.array(
    z.object({
      classId: id,
      schoolId: id,
      name: z.string(),
      teacherName: z.string().nullable(),
      grade: z.number(),
      routines: z.array(z.object({ routineId: id, name: z.string(), setting: z.string() })),
      blocks: z.array(
        z.object({
          ...weekTime,
          routineId: id,
          pullOut: z.enum(['never', 'allowed']),
          pullOutCost: z.number(),
          pushIn: z.enum(['not_offered', 'open', 'liked']),
        }),
      ),
      visited: weekTimes,
      coTeaching: z.array(
        z.object({
          format: z.string(),
          minutes: z.number(),
          options: z.array(z.object({ weekday, starts: wallTime })),
        }),
      ),
      teacherFree: weekTimes,
      touchBase: z.object(touchBaseChoice),
    }),
  ),
  students: z.array(
    z.object({
      studentId: id,
      label: z.string(),
      classId: id,
      busy: weekTimes,
      elsewhere: weekTimes,
      apartFrom: z.array(id),
    }),
  ),
  services: z.array(
    z.object({
      serviceId: id,
      studentId: id,
      delivery: plannedDelivery,
      minutes: z.number(),
      times: z.number(),
      per: z.enum(['week', 'plan']),
      groupMax: z.number(),
      area: z.string(),
      routineIds: z.array(id),
      classId: id.nullable(),
    }),
  ),
  inForce: z.array(
    z.object({
      ...weekTime,
      seriesId: id,
      delivery: plannedDelivery,
      schoolId: id,
      classId: id.nullable(),
      routineId: id.nullable(),
      coTeaching: z.boolean(),
      studentIds: z.array(id),
      kept: z.boolean(),
    }),
  ),
});

export const readWeekToPlan = operation({
  name: 'plan.read',
  method: 'GET',
  path: '/api/plan',
  summary: 'What the reader’s week is planned from, from a date on, with the week in force and the plans before.',
  act: 'plan.make',
  logged: true,
  query: z.object({ from: day }),
  output: z.object({
    week: weekToPlan,
    schools: z.array(z.object({ schoolId: id, name: z.string() })),
    /** Services that no plan can hold, and why. */
    leftOut: z.array(
      z.object({
        studentId: id,
        label: z.string(),
        minutes: z.number(),
        why: z.enum(['no_class', 'no_routine', 'seldom']),
      }),
    ),
    touchBases: z.array(
      z.object({
        slotId: id,
        classId: id,
        weekday,
        starts: wallTime,
        ends: wallTime,
        everyWeeks: z.literal([1, 2, 4]),
      }),
    ),
    /** Accepted plans, newest first. Only the newest that stands can be gone back on. */
    plans: z.array(
      z.object({
        planId: id,
        from: day,
        acceptedAt: z.iso.datetime({ offset: true }),
        withdrawnAt: z.iso.datetime({ offset: true }).nullable(),
        sessions: z.number(),
      }),
    ),
  }),
});
export type PlanPage = z.infer<typeof readWeekToPlan.output>;

export const readRepair = operation({
  name: 'plan.repair',
  method: 'GET',
  path: '/api/plan/repair',
  summary: 'Services that changed since the plan in force was accepted and that its sessions do not fit any more.',
  act: 'plan.make',
  logged: true,
  output: z.object({
    /** From when a plan would be made again; null where there is nothing to repair. */
    from: day.nullable(),
    changes: z.array(z.object({ studentId: id, label: z.string(), on: day, undone: z.boolean() })),
  }),
});

export const acceptPlan = operation({
  name: 'plan.accept',
  method: 'POST',
  path: '/api/plans',
  summary:
    'Makes weekly sessions and touch-bases of a plan from a date on. What of the week in force is not in it ends the day before.',
  act: 'plan.make',
  logged: true,
  body: z.strictObject({
    from: day,
    choices: planChoices,
    sessions: z
      .array(
        z.strictObject({
          /** The weekly session it continues: stays as it is where nothing differs, else gives its words. */
          seriesId: id.nullable(),
          weekday,
          week: planWeek,
          starts: wallTime,
          ends: wallTime,
          delivery: plannedDelivery,
          schoolId: id,
          classId: id.nullable(),
          routineId: id.nullable(),
          coTeaching: z.boolean(),
          serviceIds: z.array(id).max(12),
        }),
      )
      .max(400),
    /** Series of the week in force that stay although the plan has moved them. */
    keep: z.array(id).max(400),
    /** Without a week: its slot of every week, taken in turn where the class wants it less often. */
    touchBases: z
      .array(z.strictObject({ classId: id, weekday, week: planWeek, starts: wallTime, ends: wallTime }))
      .max(120),
  }),
  output: z.object({
    planId: id,
    /** Weekly sessions made, left as they were, ended. */
    made: z.number(),
    stayed: z.number(),
    ended: z.number(),
  }),
});

export const withdrawPlan = operation({
  name: 'plan.withdraw',
  method: 'POST',
  path: '/api/plans/:planId/withdraw',
  summary: 'Goes back to the week before the plan, from today on. What was begun stays.',
  act: 'plan.make',
  logged: true,
  params: z.object({ planId: id }),
  output: done,
});

export const keepSession = operation({
  name: 'session.keep',
  method: 'POST',
  path: '/api/sessions/:sessionId/keep',
  summary: 'Says whether the weekly session stays where it is when the week is planned anew.',
  act: 'session.change',
  logged: true,
  params: z.object({ sessionId: id }),
  body: z.strictObject({ kept: z.boolean() }),
  output: done,
});

export const chooseTouchBase = operation({
  name: 'touch_base.choose',
  method: 'PUT',
  path: '/api/classes/:classId/touch-base',
  summary: 'How often, how long and with whom the class and its therapists sit together: the teacher’s choice.',
  act: 'class.change',
  logged: false,
  params: z.object({ classId: id }),
  body: z.strictObject(touchBaseChoice),
  output: done,
});

export const touchBaseLine = z.object({
  slotId: id,
  date: day,
  starts: wallTime,
  ends: wallTime,
  classId: id,
  className: z.string(),
  therapistId: id,
  therapistName: z.string(),
  /** The adults of the class who join. */
  adultNames: z.array(z.string()),
});
export type TouchBaseLine = z.infer<typeof touchBaseLine>;

export const listTouchBases = operation({
  name: 'touch_base.list',
  method: 'GET',
  path: '/api/touch-bases',
  summary: 'The reader’s touch-bases from one date to another: as a therapist, or as an adult of a class.',
  act: 'touch_base.list',
  logged: false,
  query: z.object({ from: day, to: day }).refine(({ from, to }) => from <= to, { path: ['to'] }),
  output: z.object({ items: z.array(touchBaseLine) }),
});

/** A weekly session or touch-base that changed days of its class no longer hold. */
export const brokenTime = z.object({
  id,
  what: z.enum(['push_in', 'pull_out', 'touch_base']),
  weekday,
  starts: wallTime,
  ends: wallTime,
  className: z.string(),
  routineName: z.string(),
  /** A rule of the planner, as in `plan.breach.CODE`. */
  code: z.string(),
  since: day,
});
export type BrokenTime = z.infer<typeof brokenTime>;

export const readBroken = operation({
  name: 'plan.broken',
  method: 'GET',
  path: '/api/plan/broken',
  summary: 'Weekly sessions and touch-bases of the reader that changed days of classes no longer hold, and why.',
  act: 'plan.make',
  logged: false,
  output: z.object({
    /** The first day on which a repaired plan can hold; null where nothing is broken. */
    from: day.nullable(),
    items: z.array(brokenTime),
  }),
});
