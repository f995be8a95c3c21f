import { z } from 'zod';
import { operation } from './operation.ts';
import { day, done, id, made, requiredLine } from './values.ts';

/**
 * What changed around a student on a day, where nothing else here knows of it: another room, a new seat, a new device. It draws a
 * line in the charts of the student's goals; the goal's evidence has it among its phases.
 */

/** Short enough to stand at a line in a chart. */
export const longestNotedChange = 40;

export const noteChange = operation({
  name: 'noted_change.add',
  method: 'POST',
  path: '/api/students/:studentId/noted-changes',
  summary: 'Notes what changed around the student on a day; a line in the charts of all their goals.',
  act: 'goal.change',
  logged: true,
  params: z.object({ studentId: id }),
  body: z.strictObject({ on: day, words: requiredLine(longestNotedChange) }),
  output: made,
});

export const takeBackNotedChange = operation({
  name: 'noted_change.take_back',
  method: 'POST',
  path: '/api/students/:studentId/noted-changes/:changeId/take-back',
  summary: 'Takes a noted change back: it was noted by mistake. It is kept, and no longer drawn.',
  act: 'goal.change',
  logged: true,
  params: z.object({ studentId: id, changeId: id }),
  output: done,
});
