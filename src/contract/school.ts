import { z } from 'zod';
import { operation } from './operation.ts';
import { day, done, id, line, made, requiredLine, wallTime } from './values.ts';

/** Schools: year, rotation, dates that differ, bell times, rooms and places as the school names them. */

export const schoolDateKinds = ['holiday', 'early_release', 'late_start', 'testing', 'closed'] as const;
export const rotations = ['none', 'ab', '1-4', '1-5', '1-6'] as const;
const setting = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);

const schoolFields = {
  name: requiredLine(120),
  timeZone: z.string().min(1).max(60),
  yearFrom: day,
  yearTo: day,
  rotation: z.enum(rotations),
  /** The date that is A, or day 1. */
  rotationFrom: day.nullable(),
};

export const school = z.object({
  id,
  ...schoolFields,
  /** Prepared and not begun. */
  nextYear: z.object({ from: day, to: day, rotation: z.enum(rotations), rotationFrom: day.nullable() }).nullable(),
  dates: z.array(
    z.object({
      date: day,
      kind: z.enum(schoolDateKinds),
      label: z.string(),
      starts: wallTime.nullable(),
      ends: wallTime.nullable(),
      rotationDay: z.string().nullable(),
    }),
  ),
  bellPeriods: z.array(z.object({ id, schedule: z.string(), name: z.string(), starts: wallTime, ends: wallTime })),
  rooms: z.array(
    z.object({ id, name: z.string(), kind: z.enum(['classroom', 'therapy', 'other']), adultId: id.nullable() }),
  ),
  places: z.array(z.object({ id, name: z.string(), setting })),
});
export type School = z.infer<typeof school>;

export const listSchools = operation({
  name: 'school.list',
  method: 'GET',
  path: '/api/schools',
  summary: 'The schools of the district with their dates, bell times, rooms and places.',
  act: 'school.read',
  logged: false,
  output: z.object({ items: z.array(school) }),
});
export const addSchool = operation({
  name: 'school.add',
  method: 'POST',
  path: '/api/schools',
  summary: 'Adds a school.',
  act: 'school.change',
  logged: false,
  body: z.strictObject(schoolFields),
  output: made,
});
export const changeSchool = operation({
  name: 'school.change',
  method: 'PUT',
  path: '/api/schools/:schoolId',
  summary: 'Changes name, year or rotation.',
  act: 'school.change',
  logged: false,
  params: z.object({ schoolId: id }),
  body: z.strictObject(schoolFields),
  output: done,
});
export const setSchoolDate = operation({
  name: 'school.set_date',
  method: 'PUT',
  path: '/api/schools/:schoolId/dates/:date',
  summary:
    'Says how a date differs, or all school weekdays until another: holiday, early release, late start, testing, closed.',
  act: 'school.change',
  logged: false,
  params: z.object({ schoolId: id, date: day }),
  body: z.strictObject({
    /** The last of several dates that differ alike, as in a break; weekends are left out. */
    through: day.nullable().default(null),
    kind: z.enum(schoolDateKinds),
    label: line(120).default(''),
    starts: wallTime.nullable().default(null),
    ends: wallTime.nullable().default(null),
    rotationDay: z.string().max(2).nullable().default(null),
  }),
  output: done,
});
export const clearSchoolDate = operation({
  name: 'school.clear_date',
  method: 'DELETE',
  path: '/api/schools/:schoolId/dates/:date',
  summary: 'Makes a date an ordinary school day again.',
  act: 'school.change',
  logged: false,
  params: z.object({ schoolId: id, date: day }),
  output: done,
});
export const setBellPeriods = operation({
  name: 'school.set_bell_periods',
  method: 'PUT',
  path: '/api/schools/:schoolId/bell-periods/:schedule',
  summary: 'Replaces the bell times of one schedule (regular, early release).',
  act: 'school.change',
  logged: false,
  params: z.object({ schoolId: id, schedule: requiredLine(40) }),
  body: z.strictObject({
    periods: z.array(z.strictObject({ name: requiredLine(40), starts: wallTime, ends: wallTime })).max(40),
  }),
  output: done,
});
export const saveRoom = operation({
  name: 'room.save',
  method: 'POST',
  path: '/api/schools/:schoolId/rooms',
  summary: 'Adds a room or changes one.',
  act: 'school.change',
  logged: false,
  params: z.object({ schoolId: id }),
  body: z.strictObject({
    id: id.optional(),
    name: requiredLine(60),
    kind: z.enum(['classroom', 'therapy', 'other']),
    adultId: id.nullable().default(null),
  }),
  output: made,
});
export const savePlace = operation({
  name: 'place.save',
  method: 'POST',
  path: '/api/schools/:schoolId/places',
  summary: 'Adds a place as the school names it, and the setting it counts as.',
  act: 'school.change',
  logged: false,
  params: z.object({ schoolId: id }),
  body: z.strictObject({ id: id.optional(), name: requiredLine(60), setting }),
  output: made,
});
