import { z } from 'zod';
import { overlap, roles } from '#domain/caseload/roles.ts';
import { areas, disciplines, goalUnits, measureKinds, responseModes } from '#domain/goals/goal.ts';
import { serviceDeliveries } from '#domain/services/service-period.ts';
import { operation } from './operation.ts';
import { serviceLine } from './service.ts';
import {
  day,
  done,
  grade,
  id,
  line,
  made,
  page,
  pageQuery,
  requiredLine,
  rotationDay,
  wallTime,
  weekday,
} from './values.ts';

/**
 * Students. Adults of a class get what is published to them: label, name and class; whoever has the student on a caseload
 * gets the record. The optional parts below are the record's.
 */

const named = {
  id,
  /** What is shown in the room: initials or a symbol, never the name. */
  label: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  preferredName: z.string().nullable(),
  grade,
  classes: z.array(z.object({ id, name: z.string() })),
};

export const caseloadRow = z.object({
  ...named,
  schoolId: id.optional(),
  schoolName: z.string().optional(),
  disciplines: z.array(z.enum(disciplines)).optional(),
  goals: z.object({ active: z.number(), onHold: z.number() }).optional(),
  iepDate: day.nullable().optional(),
  annualReviewDue: day.nullable().optional(),
  reevaluationDue: day.nullable().optional(),
  /** Required minutes of an average school week, of every service that runs today. */
  minutesPerWeek: z
    .array(z.object({ discipline: z.enum(disciplines), delivery: z.enum(serviceDeliveries), minutes: z.number() }))
    .optional(),
});
export type CaseloadRow = z.infer<typeof caseloadRow>;

export const listStudents = operation({
  name: 'student.list',
  method: 'GET',
  path: '/api/students',
  summary: 'The students one may see today, by family name.',
  act: 'student.list',
  logged: true,
  query: z.object({ ...pageQuery, classId: id.optional() }),
  output: page(caseloadRow),
});
/** Looked for in the body, so that no name is ever part of an address or of a log of addresses. */
export const findStudents = operation({
  name: 'student.find',
  method: 'POST',
  path: '/api/students/find',
  summary: 'Students one may see today whose name, label or local code has this in it.',
  act: 'student.list',
  logged: true,
  body: z.strictObject({ search: requiredLine(80) }),
  output: z.object({ items: z.array(caseloadRow) }),
});

const enrollment = z.object({
  id,
  classId: id,
  className: z.string(),
  schoolName: z.string(),
  from: day,
  to: day.nullable(),
});
const iep = z.object({ id, iepDate: day, annualReviewDue: day.nullable(), reevaluationDue: day.nullable() });
const block = z.object({
  id,
  weekday: z.number(),
  rotationDay,
  starts: wallTime,
  ends: wallTime,
  kind: z.enum(['other_service', 'other_class', 'not_at_school', 'other']),
  pullOut: z.enum(['never', 'allowed']),
  from: day,
  to: day.nullable(),
});
const goalLine = z.object({
  id,
  tag: z.string(),
  shownAsCode: z.boolean(),
  discipline: z.enum(disciplines),
  area: z.enum(areas),
  measure: z.enum(measureKinds),
  unit: z.enum(goalUnits),
  status: z.enum(['active', 'on_hold', 'closed']),
  officialWording: z.string(),
  plainWords: z.string(),
  startsOn: day,
  endsOn: day,
});
/** Who sees the student today, and by what. */
const accessLine = z.object({
  adultId: id,
  name: z.string(),
  role: z.enum(roles),
  reach: z.enum(['record', 'published']),
  from: day,
  to: day.nullable(),
});

export const studentRecord = z.object({
  ...named,
  schoolId: id.optional(),
  schoolName: z.string().optional(),
  localCode: z.string().nullable().optional(),
  responseMode: z.enum(responseModes).optional(),
  leftOn: day.nullable().optional(),
  /** From then on the rights over the record are the student's own. */
  ofAgeOn: day.nullable().optional(),
  enrollments: z.array(enrollment).optional(),
  ieps: z.array(iep).optional(),
  blocks: z.array(block).optional(),
  keptApart: z.array(z.object({ id, label: z.string(), name: z.string() })).optional(),
  goals: z.array(goalLine).optional(),
  services: z.array(serviceLine).optional(),
  access: z.array(accessLine).optional(),
});
export type StudentRecord = z.infer<typeof studentRecord>;

export const readStudent = operation({
  name: 'student.read',
  method: 'GET',
  path: '/api/students/:studentId',
  summary: 'One student: classes, IEP dates, goals, services and who has access.',
  act: 'student.read',
  logged: true,
  params: z.object({ studentId: id }),
  output: studentRecord,
});

const endsAfterStart = (value: { from: string; to: string | null }) => value.to === null || value.to >= value.from;
const endsFault = { path: ['to'], params: { code: 'ends_before_start' } };

export const studentInput = z.strictObject({
  schoolId: id,
  givenName: requiredLine(80),
  familyName: requiredLine(80),
  preferredName: line(80).nullable().default(null),
  label: requiredLine(4),
  grade,
  localCode: line(40).nullable().default(null),
  responseMode: z.enum(responseModes).default('speech'),
  leftOn: day.nullable().default(null),
  ofAgeOn: day.nullable().default(null),
  /** All of them. One that is missing ends yesterday; the past stays. */
  enrollments: z
    .array(
      z
        .strictObject({ id: id.optional(), classId: id, from: day, to: day.nullable().default(null) })
        .refine(endsAfterStart, endsFault),
    )
    .max(20)
    .superRefine((list, context) => {
      list.forEach((one, index) => {
        const again = list
          .slice(0, index)
          .some((other) => other.classId === one.classId && overlap(other, one) !== null);
        if (again) context.addIssue({ code: 'custom', path: [index, 'classId'], params: { code: 'class_twice' } });
      });
    }),
  /** The newest IEP's dates; a new `iepDate` adds one. */
  iep: z
    .strictObject({ iepDate: day, annualReviewDue: day.nullable(), reevaluationDue: day.nullable() })
    .refine((dates) => dates.annualReviewDue === null || dates.annualReviewDue >= dates.iepDate, {
      path: ['annualReviewDue'],
      params: { code: 'ends_before_start' },
    })
    .nullable()
    .default(null),
  keptApart: z.array(id).max(20).default([]),
  /** Own timetable where it differs from the class's. One that is missing ends yesterday. */
  blocks: z
    .array(
      z
        .strictObject({
          id: id.optional(),
          weekday,
          rotationDay: rotationDay.default(null),
          starts: wallTime,
          ends: wallTime,
          kind: z.enum(['other_service', 'other_class', 'not_at_school', 'other']),
          pullOut: z.enum(['never', 'allowed']).default('never'),
          from: day,
          to: day.nullable().default(null),
        })
        .refine((value) => value.ends > value.starts, { path: ['ends'], params: { code: 'ends_before_start' } })
        .refine(endsAfterStart, endsFault),
    )
    .max(60)
    .default([]),
});
export type StudentInput = z.input<typeof studentInput>;

export const addStudent = operation({
  name: 'student.add',
  method: 'POST',
  path: '/api/students',
  summary: "Adds a student to one's own caseload.",
  act: 'student.add',
  logged: true,
  body: studentInput,
  output: made,
});
export const changeStudent = operation({
  name: 'student.change',
  method: 'PUT',
  path: '/api/students/:studentId',
  summary: 'Changes a student.',
  act: 'student.change',
  logged: true,
  params: z.object({ studentId: id }),
  body: studentInput,
  output: done,
});
