import { z } from 'zod';
import { disciplines } from '#domain/goals/goal.ts';
import { sessionDeliveries } from '#domain/school-day/session.ts';
import { sessionEvent } from './event.ts';
import { goalRecord } from './goal.ts';
import { ledgerLine } from './ledger.ts';
import { operation } from './operation.ts';
import { paperLanguages } from './report.ts';
import { review } from './review.ts';
import { serviceLine } from './service.ts';
import { notedConsent, signedContact } from './service-log.ts';
import { day, grade, id, instant, wallTime } from './values.ts';

/**
 * A copy of one student's whole record, for a parent who asks to see it. Sessions in a group are in it without the others: nobody
 * else's marks, labels or names; where what an adult wrote names another student of those sessions, the name is taken out.
 */

export const recordCopy = z.object({
  format: z.literal('carryover-record-1'),
  madeAt: instant,
  zone: z.string(),
  student: z.object({
    id,
    givenName: z.string(),
    familyName: z.string(),
    preferredName: z.string().nullable(),
    grade,
    schoolName: z.string(),
    localCode: z.string().nullable(),
  }),
  classes: z.array(z.object({ className: z.string(), from: day, to: day.nullable() })),
  ieps: z.array(z.object({ iepDate: day, annualReviewDue: day.nullable(), reevaluationDue: day.nullable() })),
  goals: z.array(goalRecord.omit({ student: true })),
  services: z.array(serviceLine),
  minutes: z.array(ledgerLine),
  sessions: z.array(
    z.object({
      id,
      date: day,
      starts: wallTime,
      ends: wallTime,
      delivery: z.enum(sessionDeliveries),
      discipline: z.enum(disciplines),
      adultName: z.string(),
      /** Whole minutes that the student was there; null where it was not held, or not yet. */
      minutes: z.int().nullable(),
      inGroup: z.boolean(),
    }),
  ),
  /** Everything recorded of the student, as it was recorded; what was taken back, and by which entry, is among it. */
  events: z.array(sessionEvent),
  serviceNotes: z.array(z.object({ date: day, text: z.string(), authorName: z.string() })),
  /** All that was signed of services, in the order of dates; a record that a later one corrects stays beside it. */
  serviceLog: z.array(signedContact.omit({ studentId: true, studentName: true, areas: true, noteSince: true })),
  /** Noted last first. */
  billingConsent: z.array(notedConsent),
  cards: z.array(
    z.object({
      publishedAt: instant,
      looksLike: z.string(),
      cue: z.string(),
      praise: z.string(),
      writtenBy: z.string(),
    }),
  ),
  review: review.pick({ words: true, decisions: true }),
  reports: z.array(
    z.object({
      discipline: z.enum(disciplines),
      from: day,
      to: day,
      comments: z.array(z.object({ goalId: id, text: z.string() })),
      toFamily: z.string(),
      writtenBy: z.string(),
      finishedAt: instant.nullable(),
    }),
  ),
  /** Who is spoken of by id in the events. */
  adults: z.array(z.object({ id, name: z.string() })),
  /** Who has looked, on which days, and how often. */
  seenBy: z.array(z.object({ adultName: z.string(), date: day, times: z.int() })),
  /** How many texts had another student's name taken out: read them before the copy is handed over. */
  namesTakenOut: z.int(),
});
export type RecordCopy = z.infer<typeof recordCopy>;

export const readRecordCopy = operation({
  name: 'record_copy.read',
  method: 'GET',
  path: '/api/students/:studentId/record',
  summary: 'The whole record of one student as JSON, without anything of other students.',
  act: 'record.copy',
  logged: true,
  params: z.object({ studentId: id }),
  output: recordCopy,
});

export const printRecordCopy = operation({
  name: 'record_copy.print',
  method: 'GET',
  path: '/api/students/:studentId/record/paper',
  summary: 'The same to read, as a tagged PDF.',
  act: 'record.copy',
  logged: true,
  params: z.object({ studentId: id }),
  query: z.object({ language: z.enum(paperLanguages).default('en') }),
  output: z.string(),
  file: { name: 'student-record.pdf', type: 'application/pdf' },
});

/** A bundle of FHIR R4 resources. What each of them holds, the standard says. */
export const fhirBundle = z.object({
  resourceType: z.literal('Bundle'),
  type: z.literal('collection'),
  timestamp: instant,
  entry: z.array(
    z.object({
      fullUrl: z.string(),
      resource: z.looseObject({
        resourceType: z.enum(['Patient', 'Goal', 'CarePlan', 'Encounter', 'Observation']),
        id,
      }),
    }),
  ),
});

export const readFhirRecord = operation({
  name: 'record_copy.fhir',
  method: 'GET',
  path: '/api/students/:studentId/record/fhir',
  summary: 'Goals, services, sessions and what was recorded of one student as FHIR R4, without anything of others.',
  act: 'record.copy',
  logged: true,
  params: z.object({ studentId: id }),
  output: fhirBundle,
});
