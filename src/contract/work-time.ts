import { z } from 'zod';
import { workKinds } from '#domain/school-day/other-work.ts';
import { operation } from './operation.ts';
import { day, done, id, line, rotationDay, wallTime, weekday } from './values.ts';

/** Where and when one works, and what else there is besides sessions. The planner keeps it free. */

export const workTime = z.object({
  id,
  kind: z.enum(workKinds),
  label: z.string(),
  schoolId: id.nullable(),
  schoolName: z.string().nullable(),
  weekday,
  rotationDay,
  starts: wallTime,
  ends: wallTime,
  from: day,
  to: day.nullable(),
});
export type WorkTime = z.infer<typeof workTime>;

export const listWorkTimes = operation({
  name: 'work_time.list',
  method: 'GET',
  path: '/api/me/work-times',
  summary: 'The reader’s working times and other work that have not ended, by weekday and time.',
  act: 'self.read',
  logged: false,
  output: z.object({ items: z.array(workTime) }),
});
export const addWorkTime = operation({
  name: 'work_time.add',
  method: 'POST',
  path: '/api/me/work-times',
  summary: 'Adds other work or a working time: on weekdays, every week or every few weeks, from a date on.',
  act: 'self.change',
  logged: false,
  body: z.strictObject({
    kind: z.enum(workKinds),
    label: line(80).default(''),
    schoolId: id.nullable().default(null),
    weekdays: z.array(weekday).min(1).max(5),
    rotationDay: rotationDay.default(null),
    starts: wallTime,
    ends: wallTime,
    everyWeeks: z.int().min(1).max(8).default(1),
    from: day,
    to: day.nullable(),
  }),
  output: z.object({
    ids: z.array(id),
    /** Planned sessions of the reader that lie in that time, within eight weeks: they stay until they are moved or cancelled. */
    sessions: z.int(),
  }),
});
export const endWorkTime = operation({
  name: 'work_time.end',
  method: 'POST',
  path: '/api/me/work-times/end',
  summary: 'Ends other work or working times before a date: what was until then stays.',
  act: 'self.change',
  logged: false,
  body: z.strictObject({ ids: z.array(id).min(1).max(400), on: day }),
  output: done,
});
