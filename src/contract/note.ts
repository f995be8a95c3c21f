import { z } from 'zod';
import { noteOutcomes } from '#domain/partnership/teacher-note.ts';
import { operation } from './operation.ts';
import { day, done, id, instant } from './values.ts';

/** Quick notes: what an adult of the class saw, about what the class is asked to note on its cards. */

const noted = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('once'), outcome: z.enum(noteOutcomes) }),
  z
    .strictObject({ kind: z.literal('of'), x: z.int().min(0).max(100), n: z.int().min(1).max(100) })
    .refine(({ x, n }) => x <= n, { path: ['x'] }),
  z.strictObject({ kind: z.literal('not_observed') }),
]);

export const readNotes = operation({
  name: 'note.read',
  method: 'GET',
  path: '/api/classes/:classId/notes',
  summary: 'What the class is asked to note, its routines of that day, and what the reader has noted that day.',
  act: 'note.write',
  logged: true,
  byLink: true,
  params: z.object({ classId: id }),
  query: z.object({ date: day.optional() }),
  output: z.object({
    className: z.string(),
    date: day,
    /** One line for each student and skill. */
    asks: z.array(z.object({ studentId: id, label: z.string(), name: z.string(), goalId: id, words: z.string() })),
    routines: z.array(z.object({ routineId: id, name: z.string(), starts: z.string(), ends: z.string() })),
    /** Latest first; what was taken back is left out. */
    notes: z.array(z.object({ id, studentId: id, goalId: id, routineId: id.nullable(), at: instant, noted })),
  }),
});
export type Notes = z.infer<typeof readNotes.output>;
export type NoteAsk = Notes['asks'][number];

export const saveNotes = operation({
  name: 'note.save',
  method: 'POST',
  path: '/api/classes/:classId/notes',
  summary: 'Leaves notes about students of the class. The ids are the caller’s: sending again changes nothing.',
  act: 'note.write',
  logged: true,
  byLink: true,
  params: z.object({ classId: id }),
  body: z.strictObject({
    /** The day it was seen, today or up to two weeks ago. */
    date: day,
    routineId: id.nullable().default(null),
    /** `live`: just now; `end_of_activity`: after the lesson or the day; `paper`: from a tally strip. */
    how: z.enum(['live', 'end_of_activity', 'paper']),
    notes: z
      .array(z.strictObject({ id: z.uuid(), studentId: id, goalId: id, noted }))
      .min(1)
      .max(60),
  }),
  output: done,
});

export const takeBackNote = operation({
  name: 'note.take_back',
  method: 'POST',
  path: '/api/classes/:classId/notes/:noteId/take-back',
  summary: 'Takes back a note of the reader’s own. It stays in the record as taken back.',
  act: 'note.write',
  logged: true,
  byLink: true,
  params: z.object({ classId: id, noteId: id }),
  output: done,
});
