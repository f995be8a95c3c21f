import { z } from 'zod';
import { roles } from '#domain/caseload/roles.ts';
import { routineKinds } from '#domain/school-day/class-day.ts';
import { coTeachingFormats } from '#domain/trials/event.ts';
import { operation } from './operation.ts';
import { day, done, grade, id, line, made, requiredLine, rotationDay, wallTime, weekday } from './values.ts';

/** Classes and how their days run. A class is a section: homeroom, resource, bell period, preschool group. */

export const classKinds = ['homeroom', 'resource', 'bell_period', 'preschool', 'specials'] as const;
const setting = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);

export const routineTime = z.object({
  id,
  routineId: id,
  weekday,
  rotationDay,
  starts: wallTime,
  ends: wallTime,
  /** `never`: protected, nobody is taken out. */
  pullOut: z.enum(['never', 'allowed']),
  /** What it costs a student to miss a minute of it, 0-100; the planner's points. */
  pullOutCost: z.int().min(0).max(100),
  pushIn: z.enum(['not_offered', 'open', 'liked']),
  from: day,
  to: day.nullable(),
});
export const routine = z.object({ id, kind: z.enum(routineKinds), name: z.string(), setting, placeId: id.nullable() });

export const classSummary = z.object({
  id,
  schoolId: id,
  schoolName: z.string(),
  name: z.string(),
  grade,
  kind: z.enum(classKinds),
  halfDay: z.enum(['am', 'pm']).nullable(),
  roomId: id.nullable(),
  roomName: z.string().nullable(),
  from: day,
  to: day.nullable(),
  adults: z.array(z.object({ adultId: id, name: z.string(), shortName: z.string(), role: z.enum(roles) })),
  /** Routines written down so far: 0 where nobody has said how the class runs. */
  routines: z.int(),
  /** Students of the class whom the reader reaches today. */
  students: z.int(),
});

export const listClasses = operation({
  name: 'class.list',
  method: 'GET',
  path: '/api/classes',
  summary: 'Classes of the district; teachers get their own.',
  act: 'class.list',
  logged: false,
  byLink: true,
  output: z.object({ items: z.array(classSummary) }),
});

export const readClass = operation({
  name: 'class.read',
  method: 'GET',
  path: '/api/classes/:classId',
  summary: 'How the class runs: routines, times, adults, free times, exceptions, its students that the reader reaches.',
  act: 'class.read',
  logged: true,
  params: z.object({ classId: id }),
  output: z.object({
    class: classSummary,
    howItRuns: z.string(),
    routines: z.array(routine),
    times: z.array(routineTime),
    teacherFree: z.array(
      z.object({ id, weekday, rotationDay, starts: wallTime, ends: wallTime, from: day, to: day.nullable() }),
    ),
    coTeaching: z.array(
      z.object({
        id,
        adultId: id,
        format: z.enum(coTeachingFormats),
        minutes: z.int(),
        options: z.array(z.object({ weekday, starts: wallTime })),
        from: day,
        to: day.nullable(),
      }),
    ),
    exceptions: z.array(
      z.object({
        id,
        date: day,
        kind: z.enum(['early_release', 'test', 'not_today', 'guest_teacher', 'trip', 'other']),
        starts: wallTime.nullable(),
        ends: wallTime.nullable(),
        note: z.string(),
      }),
    ),
    touchBase: z.object({
      minutes: z.int(),
      /** 0: not at all. */
      everyWeeks: z.literal([0, 1, 2, 4]),
      allAdults: z.boolean(),
    }),
    students: z.array(z.object({ id, label: z.string(), name: z.string(), onMyCaseload: z.boolean() })),
  }),
});

const classFields = {
  name: requiredLine(120),
  grade,
  kind: z.enum(classKinds),
  halfDay: z.enum(['am', 'pm']).nullable().default(null),
  roomId: id.nullable().default(null),
  from: day,
  to: day.nullable().default(null),
  howItRuns: line(4_000).default(''),
};
export const addClass = operation({
  name: 'class.add',
  method: 'POST',
  path: '/api/classes',
  summary: 'Adds a class.',
  act: 'class.add',
  logged: false,
  body: z.strictObject({ schoolId: id, ...classFields }),
  output: made,
});
export const changeClass = operation({
  name: 'class.change',
  method: 'PUT',
  path: '/api/classes/:classId',
  summary: 'Changes what a class is called, its room, its dates, how it runs.',
  act: 'class.change',
  logged: false,
  params: z.object({ classId: id }),
  body: z.strictObject(classFields),
  output: done,
});

/** One day of the week from a date on. What was in force before that date stays as it was. */
export const setClassDay = operation({
  name: 'class.set_day',
  method: 'PUT',
  path: '/api/classes/:classId/days/:weekday',
  summary: 'Sets the routines of one weekday from a date on; also used to copy a day.',
  act: 'class.change',
  logged: false,
  params: z.object({ classId: id, weekday: z.coerce.number().pipe(weekday) }),
  body: z.strictObject({
    rotationDay: rotationDay.default(null),
    from: day,
    blocks: z
      .array(
        z.strictObject({
          /** An existing routine of the class, or the one to make. */
          routine: z.union([
            z.strictObject({ id }),
            z.strictObject({
              kind: z.enum(routineKinds),
              name: requiredLine(60),
              setting: setting.default('classroom'),
              placeId: id.nullable().default(null),
            }),
          ]),
          starts: wallTime,
          ends: wallTime,
          pullOut: z.enum(['never', 'allowed']),
          pullOutCost: z.int().min(0).max(100).default(0),
          pushIn: z.enum(['not_offered', 'open', 'liked']),
        }),
      )
      .max(60),
  }),
  output: done,
});
export const changeRoutine = operation({
  name: 'class.change_routine',
  method: 'PUT',
  path: '/api/classes/:classId/routines/:routineId',
  summary: "Changes a routine's kind, name or place.",
  act: 'class.change',
  logged: false,
  params: z.object({ classId: id, routineId: id }),
  body: z.strictObject({
    kind: z.enum(routineKinds),
    name: requiredLine(60),
    setting,
    placeId: id.nullable().default(null),
  }),
  output: done,
});
export const setTeacherFree = operation({
  name: 'class.set_teacher_free',
  method: 'PUT',
  path: '/api/classes/:classId/teacher-free',
  summary: 'Says when the teacher is free, from a date on.',
  act: 'class.change',
  logged: false,
  params: z.object({ classId: id }),
  body: z.strictObject({
    from: day,
    times: z
      .array(z.strictObject({ weekday, rotationDay: rotationDay.default(null), starts: wallTime, ends: wallTime }))
      .max(40),
  }),
  output: done,
});
export const setCoTeaching = operation({
  name: 'class.set_co_teaching',
  method: 'PUT',
  path: '/api/classes/:classId/co-teaching',
  summary: 'Agrees how the reader and the teacher share lessons, from a date on.',
  act: 'class.co_teach',
  logged: false,
  params: z.object({ classId: id }),
  body: z.strictObject({
    from: day,
    agreements: z
      .array(
        z.strictObject({
          format: z.enum(coTeachingFormats),
          minutes: z.int().min(5).max(240),
          options: z
            .array(z.strictObject({ weekday, starts: wallTime }))
            .min(1)
            .max(20),
        }),
      )
      .max(10),
  }),
  output: done,
});
export const addClassException = operation({
  name: 'class.add_exception',
  method: 'POST',
  path: '/api/classes/:classId/exceptions',
  summary: 'Says that a date is different for this class: early release, test, not today, guest teacher, trip.',
  act: 'class.change',
  logged: false,
  params: z.object({ classId: id }),
  body: z.strictObject({
    date: day,
    kind: z.enum(['early_release', 'test', 'not_today', 'guest_teacher', 'trip', 'other']),
    starts: wallTime.nullable().default(null),
    ends: wallTime.nullable().default(null),
    note: line(200).default(''),
  }),
  output: made,
});
export const removeClassException = operation({
  name: 'class.remove_exception',
  method: 'DELETE',
  path: '/api/classes/:classId/exceptions/:exceptionId',
  summary: 'Takes an exception back.',
  act: 'class.change',
  logged: false,
  params: z.object({ classId: id, exceptionId: id }),
  output: done,
});
