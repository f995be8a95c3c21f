import { z } from 'zod';
import { yearProblemKinds } from '#domain/caseload/new-year.ts';
import { classKinds } from './class.ts';
import { operation } from './operation.ts';
import { rotations } from './school.ts';
import { day, done, grade, id, instant, made } from './values.ts';

/**
 * A school's next year, prepared by a coordinator: what becomes of each class and student. Seen before it is done, all or
 * nothing, taken back until its first day. Names, grades, classes; nothing of goals and records.
 */

const classNextYear = z.strictObject({
  classId: id,
  fate: z.enum(['goes_on', 'new_teacher', 'closes']),
  /** Of a new teacher; else null. */
  teacherId: id.nullable().default(null),
});

const studentNextYear = z.strictObject({
  studentId: id,
  fate: z.enum(['goes_on', 'leaves']),
  grade,
  classIds: z.array(id).max(20),
  therapistIds: z.array(id).max(10),
});

const yearFields = {
  yearFrom: day,
  yearTo: day,
  rotation: z.enum(rotations),
  rotationFrom: day.nullable(),
};

export const readNewYear = operation({
  name: 'new_year.read',
  method: 'GET',
  path: '/api/new-years',
  summary: 'A school’s classes and students with what is proposed for the next year, and the years prepared before.',
  act: 'new_year.make',
  logged: true,
  /** Without a school: only the choice of schools. */
  query: z.object({ schoolId: id.optional() }),
  output: z.object({
    schools: z.array(z.object({ schoolId: id, name: z.string() })),
    of: z
      .object({
        schoolId: id,
        ...yearFields,
        teachers: z.array(z.object({ adultId: id, name: z.string() })),
        therapists: z.array(z.object({ adultId: id, name: z.string() })),
        classes: z.array(
          z.object({
            classId: id,
            name: z.string(),
            grade,
            kind: z.enum(classKinds),
            teachers: z.array(z.string()),
          }),
        ),
        students: z.array(
          z.object({
            studentId: id,
            name: z.string(),
            grade,
            classNames: z.array(z.string()),
            proposed: studentNextYear.omit({ studentId: true }),
          }),
        ),
        /** Newest first, those taken back included. */
        made: z.array(
          z.object({
            id,
            yearFrom: day,
            yearTo: day,
            students: z.int(),
            madeBy: z.string(),
            madeAt: instant,
            undoneBy: z.string().nullable(),
            undoneAt: instant.nullable(),
            mayUndo: z.boolean(),
          }),
        ),
      })
      .nullable(),
  }),
});
export type NewYearPage = z.infer<typeof readNewYear.output>;

const body = z.strictObject({
  schoolId: id,
  ...yearFields,
  /** Every class and every student of the school. */
  classes: z.array(classNextYear).max(500),
  students: z.array(studentNextYear).max(2_000),
});
export type NewYearPlan = z.infer<typeof body>;

export const previewNewYear = operation({
  name: 'new_year.preview',
  method: 'POST',
  path: '/api/new-years/preview',
  summary: 'What the plan for the next year would do, in numbers, and what is wrong with it.',
  act: 'new_year.make',
  logged: true,
  body,
  output: z.object({
    counts: z.object({
      goOn: z.int(),
      leave: z.int(),
      /** Students with another class than this year. */
      changeClass: z.int(),
      /** Goals of which something is asked in the new grade or class. */
      goalsToProbe: z.int(),
      classesClose: z.int(),
      newTeachers: z.int(),
      /** Weekly sessions that end with the year. */
      seriesEnd: z.int(),
    }),
    problems: z.array(
      z.object({
        of: z.enum(['class', 'student']),
        id,
        name: z.string(),
        kind: z.enum(yearProblemKinds),
        stops: z.boolean(),
      }),
    ),
  }),
});
export type NewYearPreview = z.infer<typeof previewNewYear.output>;

export const makeNewYear = operation({
  name: 'new_year.make',
  method: 'POST',
  path: '/api/new-years',
  summary: 'Prepares the next year, all or nothing, from its first day on. Therapists and new teachers are told.',
  act: 'new_year.make',
  logged: true,
  body,
  output: made,
});

export const undoNewYear = operation({
  name: 'new_year.undo',
  method: 'POST',
  path: '/api/new-years/:newYearId/undo',
  summary: 'Takes back a year that has not begun: everything is as it was.',
  act: 'new_year.make',
  logged: true,
  params: z.object({ newYearId: id }),
  body: z.strictObject({ schoolId: id }),
  output: done,
});
