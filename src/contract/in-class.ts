import { z } from 'zod';
import { operation } from './operation.ts';
import { day, id } from './values.ts';

/** Time in class and out of class: facts of one student; of many only counts. */

export const readInClass = operation({
  name: 'in_class.of_student',
  method: 'GET',
  path: '/api/students/:studentId/in-class',
  summary:
    'Minutes with therapists in class and out of class by grade, and what the class did while the student was out.',
  act: 'goal.read',
  logged: true,
  params: z.object({ studentId: id }),
  output: z.object({
    /** First and last day of what was looked at: this school year to date. */
    from: day,
    to: day,
    /** Oldest first; a grade is that of the class the student was in. */
    grades: z.array(
      z.object({ grade: z.number().nullable(), from: day, weeks: z.int(), inClass: z.int(), outOfClass: z.int() }),
    ),
    /** Most minutes first. */
    missed: z.array(z.object({ routineId: id, name: z.string(), className: z.string(), minutes: z.int() })),
  }),
});
export type InClassPage = z.infer<typeof readInClass.output>;

export const countOutOfClass = operation({
  name: 'in_class.counts',
  method: 'GET',
  path: '/api/in-class',
  summary:
    'How many students are out of class how long a week: of the reader’s caseload, or for a coordinator of each school. No names.',
  act: 'in_class.count',
  logged: false,
  output: z.object({
    from: day,
    to: day,
    weeks: z.int(),
    groups: z.array(
      z.object({
        /** Null: the reader's own caseload. */
        schoolName: z.string().nullable(),
        counts: z.array(
          z.object({
            grades: z.object({ from: z.int(), to: z.int() }).nullable(),
            students: z.int(),
            counts: z.array(z.int()).nullable(),
          }),
        ),
      }),
    ),
  }),
});
export type OutOfClassPage = z.infer<typeof countOutOfClass.output>;
