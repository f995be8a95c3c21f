import { z } from 'zod';
import { areas, disciplines } from '#domain/goals/goal.ts';
import { routineKinds } from '#domain/school-day/class-day.ts';
import { operation } from './operation.ts';
import { day, done, id, instant, made, wallTime, weekday } from './values.ts';

/** Be there when it happens: in which routines a goal gets chances, and asking a class when a routine is. */

const reason = z.discriminatedUnion('code', [
  z.object({ code: z.literal('counted'), per10Minutes: z.number(), chances: z.number(), visits: z.number() }),
  z.object({ code: z.literal('counted_none'), visits: z.number() }),
  z.object({ code: z.literal('marked') }),
  z.object({ code: z.literal('marked_for_others'), count: z.number() }),
  z.object({ code: z.literal('usual'), strength: z.enum(['many', 'some']) }),
  z.object({ code: z.literal('not_offered') }),
]);
export type MatchReasonLine = z.infer<typeof reason>;

export const readRoutineMatch = operation({
  name: 'routine_match.read',
  method: 'GET',
  path: '/api/students/:studentId/routine-match',
  summary: 'For each goal of the student the routines of the classes, by the chances they give, with the reasons.',
  act: 'goal.read',
  logged: true,
  params: z.object({ studentId: id }),
  output: z.object({
    label: z.string(),
    goals: z.array(
      z.object({
        goalId: id,
        tag: z.string(),
        words: z.string(),
        area: z.enum(areas),
        discipline: z.enum(disciplines),
        routines: z.array(
          z.object({
            routineId: id,
            name: z.string(),
            classId: id,
            className: z.string(),
            minutesPerWeek: z.number(),
            days: z.number(),
            marked: z.boolean(),
            reasons: z.array(reason),
          }),
        ),
        /** Kinds of routine that usually give such a goal many chances and that the class has not told of. */
        ask: z.array(
          z.object({
            classId: id,
            className: z.string(),
            kind: z.enum(routineKinds),
            /** Already asked and not answered yet. */
            asked: z.boolean(),
          }),
        ),
      }),
    ),
  }),
});
export type RoutineMatchPage = z.infer<typeof readRoutineMatch.output>;

export const confirmRoutines = operation({
  name: 'routine_match.confirm',
  method: 'PUT',
  path: '/api/goals/:goalId/routines',
  summary: 'Confirms in which routines the goal is worked on, the best first. The services of its discipline follow.',
  act: 'goal.change',
  logged: true,
  params: z.object({ goalId: id }),
  body: z.strictObject({ routineIds: z.array(id).max(20) }),
  output: done,
});

export const askClass = operation({
  name: 'question.ask',
  method: 'POST',
  path: '/api/classes/:classId/questions',
  summary: 'Asks the adults of a class when a routine is. The question names no student.',
  act: 'class.ask',
  logged: false,
  params: z.object({ classId: id }),
  body: z.strictObject({ kind: z.enum(routineKinds) }),
  output: made,
});

export const listQuestions = operation({
  name: 'question.list',
  method: 'GET',
  path: '/api/classes/:classId/questions',
  summary: 'What a class is asked and has not answered yet, the oldest first.',
  act: 'class.read',
  logged: false,
  params: z.object({ classId: id }),
  output: z.object({
    items: z.array(
      z.object({
        questionId: id,
        kind: z.enum(routineKinds),
        askedBy: z.string(),
        askedAt: instant,
      }),
    ),
  }),
});

export const answerQuestion = operation({
  name: 'question.answer',
  method: 'POST',
  path: '/api/classes/:classId/questions/:questionId/answer',
  summary:
    'Answers when the routine is; the answer stands in the class’s week from that date on. No times: there is none.',
  act: 'class.change',
  logged: false,
  params: z.object({ classId: id, questionId: id }),
  body: z.strictObject({
    from: day,
    times: z.array(z.strictObject({ weekday, starts: wallTime, ends: wallTime })).max(10),
    /** Whether a therapist may come then. */
    pushIn: z.enum(['not_offered', 'open', 'liked']),
  }),
  output: done,
});
