import { z } from 'zod';
import { operation } from './operation.ts';
import { day, done, id, made } from './values.ts';

/** Who supervises which assistant, and the time given to it: facts and their sums. */

export const supervisionKinds = ['direct', 'indirect'] as const;

export const readSupervision = operation({
  name: 'supervision.read',
  method: 'GET',
  path: '/api/supervision/:from/:to',
  summary: 'Who supervises whom, and the time given in a span of days: of the reader, or of all for a coordinator.',
  act: 'supervision.read',
  logged: false,
  params: z.object({ from: day, to: day }),
  output: z.object({
    pairs: z.array(
      z.object({
        id,
        assistantId: id,
        assistant: z.string(),
        supervisorId: id,
        supervisor: z.string(),
        from: day,
        to: day.nullable(),
        /** Minutes within the span. */
        direct: z.int(),
        indirect: z.int(),
        /** Minutes the assistant has signed for within the span. */
        given: z.int(),
      }),
    ),
    times: z.array(
      z.object({
        id,
        assistant: z.string(),
        supervisor: z.string(),
        supervisorId: id,
        on: day,
        minutes: z.int(),
        kind: z.enum(supervisionKinds),
      }),
    ),
  }),
});
export type SupervisionPage = z.infer<typeof readSupervision.output>;

export const setSupervision = operation({
  name: 'supervision.set',
  method: 'POST',
  path: '/api/supervision',
  summary: 'Says who supervises an assistant from a day on.',
  act: 'supervision.set',
  logged: false,
  body: z.strictObject({ assistantId: id, supervisorId: id, from: day, to: day.nullable() }),
  output: made,
});

export const endSupervision = operation({
  name: 'supervision.end',
  method: 'POST',
  path: '/api/supervision/:supervisionId/end',
  summary: 'Says on which day it ends.',
  act: 'supervision.set',
  logged: false,
  params: z.object({ supervisionId: id }),
  body: z.strictObject({ to: day }),
  output: done,
});

export const noteSupervision = operation({
  name: 'supervision.note',
  method: 'POST',
  path: '/api/me/supervision-times',
  summary: 'Notes time given to an assistant whom one supervises on that day.',
  act: 'supervision.note',
  logged: false,
  body: z.strictObject({ assistantId: id, on: day, minutes: z.int().min(1).max(600), kind: z.enum(supervisionKinds) }),
  output: made,
});

export const takeSupervisionBack = operation({
  name: 'supervision.take_back',
  method: 'POST',
  path: '/api/me/supervision-times/:timeId/take-back',
  summary: 'Takes time back that one has noted by mistake.',
  act: 'supervision.note',
  logged: false,
  params: z.object({ timeId: id }),
  output: done,
});
