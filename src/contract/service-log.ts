import { z } from 'zod';
import { areas, disciplines } from '#domain/goals/goal.ts';
import { sessionDeliveries } from '#domain/school-day/session.ts';
import { missedReasons } from '#domain/services/minutes.ts';
import { operation } from './operation.ts';
import { day, done, id, instant, line, made, requiredLine, wallTime } from './values.ts';

/** The log of services that were given: signed by whoever gave them, and a table of it for claims. */

const areaMinutes = z.object({ area: z.enum(areas), minutes: z.int().min(0).max(1_440) });

const contact = z.object({
  sessionId: id,
  studentId: id,
  studentName: z.string(),
  date: day,
  discipline: z.enum(disciplines),
  delivery: z.enum(sessionDeliveries),
  /** `HH:MM`; null where nothing was given. */
  starts: wallTime.nullable(),
  ends: wallTime.nullable(),
  /** Minutes with the student; 0: missed. */
  minutes: z.int(),
  inGroup: z.boolean(),
  missed: z.enum(missedReasons).nullable(),
  minutesByArea: z.array(areaMinutes),
  /** Parts of a student's goals in this contact; minutes go to no others. */
  areas: z.array(z.enum(areas)),
  note: z.string(),
});

export const signedContact = contact.extend({
  id,
  givenBy: z.string(),
  signedAt: instant,
  /** null: by a therapist; else by an assistant, with the supervisor's signature or waiting for it. */
  supervisor: z.object({ name: z.string(), signedAt: instant }).nullable(),
  byAssistant: z.boolean(),
  /** The record it corrects, and why; empty: it is the first. */
  corrects: id.nullable(),
  reason: z.string(),
  /** Whether a later record corrects it. */
  corrected: z.boolean(),
  /** What the note of the session says where it was changed after the signature; empty: it was taken back; null: it was not. */
  noteSince: z.string().nullable(),
});
export type SignedContactLine = z.infer<typeof signedContact>;
export type ContactLine = z.infer<typeof contact>;

export const readServiceLog = operation({
  name: 'service_log.read',
  method: 'GET',
  path: '/api/service-log/:from',
  summary: 'One week of one’s own log: contacts to sign, those signed, and records of assistants that wait for one.',
  act: 'service_log.keep',
  logged: true,
  params: z.object({ from: day }),
  output: z.object({
    from: day,
    to: day,
    toSign: z.array(contact),
    signed: z.array(signedContact),
    /** Of assistants whom the reader supervises, of any week. */
    waiting: z.array(signedContact),
    /** Contacts of the week with a student of whom no parent has agreed to billing on that day. */
    withoutConsent: z.int(),
  }),
});
export type ServiceLogWeek = z.infer<typeof readServiceLog.output>;

const said = { note: line(4_000), minutesByArea: z.array(areaMinutes).max(areas.length).optional() };

export const signServiceLog = operation({
  name: 'service_log.sign',
  method: 'POST',
  path: '/api/service-log',
  summary: 'Signs contacts one has given. What is signed is locked; a later change is a record of its own.',
  act: 'service_log.keep',
  logged: true,
  body: z.strictObject({
    contacts: z
      .array(
        z.strictObject({
          sessionId: id,
          studentId: id,
          /** As they were shown: what came in meanwhile is not signed unseen. */
          minutes: z.int().min(0),
          ...said,
        }),
      )
      .min(1)
      .max(200),
  }),
  output: done,
});

export const correctServiceLog = operation({
  name: 'service_log.correct',
  method: 'POST',
  path: '/api/service-log/:entryId/correct',
  summary: 'Signs a record that takes the place of one’s own earlier one; that one stays readable.',
  act: 'service_log.keep',
  logged: true,
  params: z.object({ entryId: id }),
  body: z.strictObject({ ...said, starts: wallTime.optional(), ends: wallTime.optional(), reason: requiredLine(500) }),
  output: made,
});

export const countersignServiceLog = operation({
  name: 'service_log.countersign',
  method: 'POST',
  path: '/api/service-log/countersign',
  summary: 'Signs records of assistants as their supervisor on the day of the service.',
  act: 'service_log.countersign',
  logged: true,
  body: z.strictObject({ entryIds: z.array(id).min(1).max(200) }),
  output: done,
});

export const exportServiceLog = operation({
  name: 'service_log.export',
  method: 'GET',
  path: '/api/service-log/:from/:to/table',
  summary:
    'Signed contacts of a span of days as CSV, with codes and units; of students of whom a parent agrees to billing only. The note stands in a therapist’s own.',
  act: 'service_log.export',
  logged: true,
  params: z.object({ from: day, to: day }),
  output: z.string(),
  file: { name: 'service-log.csv', type: 'text/csv' },
});

/** That a parent has agreed to billing, or has taken it back, from a day on. */
export const notedConsent = z.object({ id, given: z.boolean(), from: day, notedBy: z.string(), notedAt: instant });

export const readBillingConsent = operation({
  name: 'billing_consent.read',
  method: 'GET',
  path: '/api/students/:studentId/billing-consent',
  summary: 'Whether a parent agrees to billing for the student today, and all that was noted of it.',
  act: 'goal.read',
  logged: true,
  params: z.object({ studentId: id }),
  output: z.object({
    given: z.boolean(),
    /** Noted last first. */
    history: z.array(notedConsent),
  }),
});

export const noteBillingConsent = operation({
  name: 'billing_consent.note',
  method: 'POST',
  path: '/api/students/:studentId/billing-consent',
  summary: 'Notes that a parent has agreed to billing, or has taken it back, from a day on.',
  act: 'billing_consent.note',
  logged: true,
  params: z.object({ studentId: id }),
  body: z.strictObject({ given: z.boolean(), from: day }),
  output: made,
});
