import { z } from 'zod';
import { disciplines } from '#domain/goals/goal.ts';
import { serviceDeliveries, serviceRates } from '#domain/services/service-period.ts';
import { operation } from './operation.ts';
import { day, done, id, instant, line, made } from './values.ts';

/** The services an IEP names: lines by discipline, each with its periods. A change closes what runs and opens the next. */

const terms = z.strictObject({
  delivery: z.enum(serviceDeliveries),
  minutes: z.int().min(5).max(480),
  times: z.int().min(1).max(400),
  per: z.enum(serviceRates),
  groupMax: z.int().min(1).max(12).default(1),
  place: line(120).default(''),
  adultId: id,
});
/** A split service has one part for each way of giving it. */
const parts = z.array(terms).max(4);

export const servicePeriod = z.object({
  id,
  delivery: z.enum(serviceDeliveries),
  minutes: z.number(),
  times: z.number(),
  per: z.enum(serviceRates),
  groupMax: z.number(),
  place: z.string(),
  reason: z.string(),
  adultId: id,
  adultName: z.string(),
  from: day,
  to: day.nullable(),
});
export const serviceLine = z.object({
  id,
  discipline: z.enum(disciplines),
  /** Newest first. */
  periods: z.array(servicePeriod),
  /** Newest first, those undone included. */
  changes: z.array(
    z.object({
      id,
      on: day,
      reason: z.string(),
      madeBy: z.string(),
      madeAt: instant,
      undoneAt: instant.nullable(),
      mayUndo: z.boolean(),
    }),
  ),
});
export type ServiceLine = z.infer<typeof serviceLine>;

export const listServices = operation({
  name: 'service.list',
  method: 'GET',
  path: '/api/students/:studentId/services',
  summary: 'The service lines of a student with all their periods.',
  act: 'goal.read',
  logged: true,
  params: z.object({ studentId: id }),
  output: z.object({ items: z.array(serviceLine) }),
});
export const addService = operation({
  name: 'service.add',
  method: 'POST',
  path: '/api/students/:studentId/services',
  summary: 'Adds a service line with its first period.',
  act: 'service.change',
  logged: true,
  params: z.object({ studentId: id }),
  body: z.strictObject({
    discipline: z.enum(disciplines),
    from: day,
    reason: line(500).default(''),
    parts: parts.min(1),
  }),
  output: made,
});
export const changeService = operation({
  name: 'service.change',
  method: 'POST',
  path: '/api/students/:studentId/services/:lineId/changes',
  summary: 'Changes a service from a day on: what runs ends the day before, the new parts begin. No parts end it.',
  act: 'service.change',
  logged: true,
  params: z.object({ studentId: id, lineId: id }),
  body: z.strictObject({ on: day, reason: line(500).default(''), parts }),
  output: done,
});
export const undoServiceChange = operation({
  name: 'service.undo_change',
  method: 'POST',
  path: '/api/students/:studentId/services/:lineId/changes/:changeId/undo',
  summary: 'Takes a change back that has not begun: what it ended runs on, what it would have begun is gone.',
  act: 'service.change',
  logged: true,
  params: z.object({ studentId: id, lineId: id, changeId: id }),
  output: done,
});
