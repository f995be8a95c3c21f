import { z } from 'zod';
import { strategyUses } from '#domain/trials/event.ts';
import { operation } from './operation.ts';
import { day, done, id, line, made, requiredLine, wallTime } from './values.ts';

/** A touch-base of a therapist and a class: its agenda from the week, notes, decisions. No student is present. */

const between = z.object({ classId: id, therapistId: id });
const point = z.object({
  id,
  words: z.string(),
  saidBy: z.string(),
  saidOn: day,
});

export const readAgenda = operation({
  name: 'touch_base.agenda',
  method: 'GET',
  path: '/api/classes/:classId/touch-bases/:therapistId',
  summary: 'What there is to talk about between a therapist and a class, made from the week; notes and open decisions.',
  act: 'touch_base.hold',
  logged: true,
  params: between,
  query: z.object({ date: day.optional() }),
  output: z.object({
    className: z.string(),
    therapistName: z.string(),
    date: day,
    /** Who may be named for a decision. */
    adults: z.array(z.object({ adultId: id, shortName: z.string() })),
    /** Decisions not done yet, the ones longest due first; those done in the last two weeks after them. */
    decisions: z.array(
      point.extend({ who: z.string(), by: day.nullable(), overdue: z.boolean(), doneOn: day.nullable() }),
    ),
    questions: z.array(point),
    /** Labels of students whose card in force waits to be read, and by whom. */
    cardsUnread: z.array(z.object({ label: z.string(), adultId: id, name: z.string() })),
    /** Plans of coming visits that one side has changed and the other has not agreed to. */
    plansOpen: z.array(
      z.object({ sessionId: id, date: day, starts: wallTime, what: z.string(), changedBy: z.string() }),
    ),
    /** Asked or said of visits, not dealt with. */
    replies: z.array(z.object({ name: z.string(), date: day, words: z.string(), notToday: z.boolean() })),
    /** Days ahead on which the class is different. */
    differentDays: z.array(z.object({ date: day, kind: z.string(), note: z.string() })),
    /** As far as the reader may see the log: what is due for a look. */
    strategiesDue: z.array(
      z.object({ name: z.string(), strategy: z.string(), stage: z.enum(strategyUses), since: day.nullable() }),
    ),
    notes: z.string(),
  }),
});
export type Agenda = z.infer<typeof readAgenda.output>;

export const saveTouchBaseNotes = operation({
  name: 'touch_base.save_notes',
  method: 'PUT',
  path: '/api/classes/:classId/touch-bases/:therapistId/notes',
  summary: 'Keeps the notes of the touch-base of a day.',
  act: 'touch_base.hold',
  logged: false,
  params: between,
  body: z.strictObject({ date: day, notes: line(4_000) }),
  output: done,
});
export const decide = operation({
  name: 'touch_base.decide',
  method: 'POST',
  path: '/api/classes/:classId/touch-bases/:therapistId/decisions',
  summary: 'A decision: what, who does it, by when. It comes back until it is done.',
  act: 'touch_base.hold',
  logged: false,
  params: between,
  body: z.strictObject({ words: requiredLine(300), whoId: id, by: day.nullable().default(null) }),
  output: made,
});
export const askForTouchBase = operation({
  name: 'touch_base.ask',
  method: 'POST',
  path: '/api/classes/:classId/touch-bases/:therapistId/questions',
  summary: 'Puts a question on the agenda of the next touch-base.',
  act: 'touch_base.hold',
  logged: false,
  params: between,
  body: z.strictObject({ words: requiredLine(300) }),
  output: made,
});
export const settlePoint = operation({
  name: 'touch_base.settle',
  method: 'POST',
  path: '/api/classes/:classId/touch-bases/:therapistId/points/:pointId',
  summary: 'Says that a decision is done or a question answered, or that it is open after all.',
  act: 'touch_base.hold',
  logged: false,
  params: between.extend({ pointId: id }),
  body: z.strictObject({ settled: z.boolean() }),
  output: done,
});
