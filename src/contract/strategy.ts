import { z } from 'zod';
import { areas } from '#domain/goals/goal.ts';
import { symbols } from '#domain/partnership/strategy.ts';
import { routineKinds } from '#domain/school-day/class-day.ts';
import { strategyUses } from '#domain/trials/event.ts';
import { operation } from './operation.ts';
import { day, done, id, instant, line, made, requiredLine } from './values.ts';

/** Strategies that adults share; how a room does them; an adult's own way with one; thanks between two. */

const text = {
  name: requiredLine(80),
  steps: z
    .array(
      z.strictObject({
        words: requiredLine(160),
        symbol: z.enum(symbols).nullable(),
        /** One of the district's own pictures instead. */
        visualId: id.nullable().default(null),
      }),
    )
    .min(1)
    .max(8),
  areas: z.array(z.enum(areas)).max(13).default([]),
  routineKinds: z.array(z.enum(routineKinds)).max(30).default([]),
  wholeClass: z.boolean().default(false),
};
const strategy = z.object({ id, ...text, writtenBy: z.string(), retired: z.boolean() });
export type Strategy = z.infer<typeof strategy>;

export const listStrategies = operation({
  name: 'strategy.list',
  method: 'GET',
  path: '/api/strategies',
  summary: 'The district’s library of strategies. Nothing of any student.',
  act: 'strategy.read',
  logged: false,
  output: z.object({ items: z.array(strategy) }),
});
export const addStrategy = operation({
  name: 'strategy.add',
  method: 'POST',
  path: '/api/strategies',
  summary: 'Adds a strategy to the library.',
  act: 'strategy.write',
  logged: false,
  body: z.strictObject(text),
  output: made,
});
export const changeStrategy = operation({
  name: 'strategy.change',
  method: 'PUT',
  path: '/api/strategies/:strategyId',
  summary: 'Changes a strategy, or takes it out of the library and back.',
  act: 'strategy.write',
  logged: false,
  params: z.object({ strategyId: id }),
  body: z.strictObject({ ...text, retired: z.boolean().default(false) }),
  output: done,
});

const use = z.object({
  id,
  adultId: id,
  shortName: z.string(),
  stage: z.enum(strategyUses),
  plannedFor: day.nullable(),
  doneOn: day.nullable(),
});
const ofClass = z.object({ classId: id });
const inClass = z.object({ classId: id, strategyId: id });

export const readClassStrategies = operation({
  name: 'strategy.of_class',
  method: 'GET',
  path: '/api/classes/:classId/strategies',
  summary: 'What works in this room and how; of the log only what the reader noted or what is the reader’s own.',
  act: 'strategy.of_class',
  logged: false,
  params: ofClass,
  output: z.object({
    className: z.string(),
    items: z.array(
      z.object({
        strategy,
        how: z.string(),
        /** Routines of the class in which it is done; none: any. */
        routineIds: z.array(id),
        /** Lessons of the last four weeks in which a therapist gave it as a support for everybody. */
        lessons: z.int(),
        from: day,
        /** Null: in use. */
        to: day.nullable(),
        uses: z.array(use),
      }),
    ),
    /** Who works in the class, for noting who has seen it. */
    adults: z.array(z.object({ adultId: id, shortName: z.string() })),
    /** A need that several of the reader's students here share, and a support for everybody that fits it. */
    suggestions: z.array(z.object({ strategyId: id, name: z.string(), area: z.enum(areas), students: z.int() })),
  }),
});
export type ClassStrategies = z.infer<typeof readClassStrategies.output>;

export const sayHow = operation({
  name: 'strategy.say_how',
  method: 'PUT',
  path: '/api/classes/:classId/strategies/:strategyId',
  summary: 'Takes a strategy into use in a room and says how it is done there, or says that it is not done any more.',
  act: 'strategy.say_how',
  logged: false,
  params: inClass,
  body: z.strictObject({
    how: line(600).default(''),
    routineIds: z.array(id).max(30).default([]),
    inUse: z.boolean().default(true),
  }),
  output: done,
});
export const noteUse = operation({
  name: 'strategy.note_use',
  method: 'POST',
  path: '/api/classes/:classId/strategies/:strategyId/uses',
  summary:
    'Notes that a strategy was modelled for an adult, done together or alone, or plans it. Of others by therapists only.',
  act: 'strategy.note_use',
  logged: false,
  params: inClass,
  body: z
    .strictObject({
      adultId: id,
      stage: z.enum(strategyUses),
      plannedFor: day.nullable().default(null),
      doneOn: day.nullable().default(null),
    })
    .refine(({ plannedFor, doneOn }) => plannedFor !== null || doneOn !== null, {
      path: ['doneOn'],
      params: { code: 'missing' },
    }),
  output: made,
});
export const settleUse = operation({
  name: 'strategy.settle_use',
  method: 'POST',
  path: '/api/classes/:classId/strategies/:strategyId/uses/:useId',
  summary: 'Says when what was planned was done, or takes a note back.',
  act: 'strategy.note_use',
  logged: false,
  params: inClass.extend({ useId: id }),
  body: z.strictObject({ doneOn: day.nullable() }),
  output: done,
});

export const countStrategies = operation({
  name: 'strategy.counts',
  method: 'GET',
  path: '/api/strategy-counts',
  summary: 'How many adults of the district have reached which stage, without names; fewer than three is not said.',
  act: 'strategy.count',
  logged: false,
  output: z.object({
    items: z.array(
      z.object({
        strategyId: id,
        name: z.string(),
        classes: z.int(),
        modelled: z.int().nullable(),
        together: z.int().nullable(),
        alone: z.int().nullable(),
        stillInUse: z.int().nullable(),
      }),
    ),
  }),
});

export const listThanks = operation({
  name: 'thanks.list',
  method: 'GET',
  path: '/api/thanks',
  summary:
    'Thanks to the reader and from the reader, and how the reader praises: with words or without. For nobody else.',
  act: 'thanks.read',
  logged: false,
  output: z.object({
    items: z.array(
      z.object({
        id,
        mine: z.boolean(),
        from: z.string(),
        to: z.string(),
        strategyName: z.string().nullable(),
        words: z.string(),
        at: instant,
        readAt: instant.nullable(),
      }),
    ),
    /** Praise that the reader has recorded in the last 28 days: saying what for, or not. */
    praise: z.object({ specific: z.int(), general: z.int() }),
  }),
});
export const sayThanks = operation({
  name: 'thanks.say',
  method: 'POST',
  path: '/api/classes/:classId/thanks',
  summary: 'A private thank-you to an adult of the class for something that helped.',
  act: 'thanks.say',
  logged: false,
  params: ofClass,
  body: z.strictObject({ adultId: id, strategyId: id.nullable().default(null), words: requiredLine(400) }),
  output: made,
});
export const readThanks = operation({
  name: 'thanks.mark_read',
  method: 'POST',
  path: '/api/thanks/:thanksId/read',
  summary: 'The reader has read a thank-you.',
  act: 'thanks.read',
  logged: false,
  params: z.object({ thanksId: id }),
  output: done,
});

export const readStudentPraise = operation({
  name: 'praise.of_student',
  method: 'GET',
  path: '/api/students/:studentId/praise',
  summary: 'What a student has been praised for, latest first.',
  act: 'goal.read',
  logged: true,
  params: z.object({ studentId: id }),
  output: z.object({
    items: z.array(z.object({ id, day, words: z.string(), by: z.string(), routineName: z.string().nullable() })),
  }),
});

const ofGoal = z.object({ goalId: id });
export const readGoalStrategies = operation({
  name: 'strategy.of_goal',
  method: 'GET',
  path: '/api/goals/:goalId/strategies',
  summary: 'The strategies that a goal is worked on with.',
  act: 'goal.read',
  logged: true,
  params: ofGoal,
  output: z.object({ strategyIds: z.array(id) }),
});
export const setGoalStrategies = operation({
  name: 'strategy.set_for_goal',
  method: 'PUT',
  path: '/api/goals/:goalId/strategies',
  summary: 'Says which strategies a goal is worked on with.',
  act: 'goal.change',
  logged: true,
  params: ofGoal,
  body: z.strictObject({ strategyIds: z.array(id).max(20) }),
  output: done,
});
