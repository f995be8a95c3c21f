import { z } from 'zod';
import { goalUnits } from '#domain/goals/goal.ts';
import { operation } from './operation.ts';
import { day, id, wallTime } from './values.ts';

/** What is still to be seen of goals, and who could see it in which of the coming routines. */

const places = ['therapy_room', 'natural', 'natural_without_therapist'] as const;

export const samplingNeed = z.object({
  place: z.enum(places),
  /** Trials, or days for goals whose unit is the day. */
  count: z.number(),
  unit: z.enum(goalUnits),
  /** `to_compare`: before the places can be compared at all; `to_tell`: before the gap says something; `new_room`: in a new grade or class. */
  reason: z.enum(['to_compare', 'to_tell', 'days', 'new_room']),
});

export const samplingTask = z.object({
  /** Null: a routine in which no therapist is planned. */
  sessionId: id.nullable(),
  date: day,
  startsAt: wallTime,
  setting: z.string(),
  routineId: id.nullable(),
  routineName: z.string().nullable(),
  classId: id.nullable(),
  className: z.string().nullable(),
  place: z.enum(places),
  count: z.number(),
  recorderId: id,
  recorderName: z.string(),
});
export type SamplingTask = z.infer<typeof samplingTask>;

export const goalSampling = z.object({
  goalId: id,
  studentId: id,
  label: z.string(),
  tag: z.string(),
  unit: z.enum(goalUnits),
  needs: z.array(samplingNeed),
  tasks: z.array(samplingTask),
  /** What the coming days do not cover. */
  short: z.array(samplingNeed),
  /** Looks after the goal was met, at 2, 4 and 8 weeks, whose time has come and which have not been taken. */
  probesDue: z.array(z.object({ weeks: z.number(), dueOn: day, metOn: day })),
});
export type GoalSampling = z.infer<typeof goalSampling>;

export const readSampling = operation({
  name: 'sampling.read',
  method: 'GET',
  path: '/api/sampling',
  summary: 'What is still to be seen of the reader’s own goals, in which coming visits and routines, and probes due.',
  act: 'goal.list',
  logged: true,
  output: z.object({
    from: day,
    to: day,
    /** Goals that need something, by label. */
    items: z.array(goalSampling),
  }),
});

export const readGoalSampling = operation({
  name: 'sampling.of_goal',
  method: 'GET',
  path: '/api/goals/:goalId/sampling',
  summary: 'What is still to be seen of one goal, in which coming visits and routines.',
  act: 'goal.read',
  logged: true,
  params: z.object({ goalId: id }),
  output: z.object({ from: day, to: day, goal: goalSampling }),
});

export const readClassSampling = operation({
  name: 'sampling.of_class',
  method: 'GET',
  path: '/api/classes/:classId/sampling',
  summary:
    'For the adults of a class: for whom it would help to look that day, in which routine, how often. Labels only.',
  act: 'class.read',
  logged: true,
  params: z.object({ classId: id }),
  query: z.object({ date: day }),
  output: z.object({
    items: z.array(
      z.object({
        label: z.string(),
        routineName: z.string().nullable(),
        startsAt: wallTime,
        unit: z.enum(goalUnits),
        count: z.number(),
      }),
    ),
  }),
});
