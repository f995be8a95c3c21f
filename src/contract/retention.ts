import { z } from 'zod';
import { operation } from './operation.ts';
import { day, done, id, instant, requiredLine } from './values.ts';

/**
 * Keeping, and the one lawful end of a record. Records are told by their number; no name is shown to whoever keeps them.
 */

const rule = z.object({ version: z.int(), from: day, yearsAfterLeaving: z.int(), waitDays: z.int() });

export const certificate = z.object({
  id,
  studentId: id,
  leftOn: day.nullable(),
  why: z.enum(['no_longer_needed', 'family_asks']),
  toldOn: day.nullable(),
  ruleVersion: z.int(),
  /** Rows destroyed, by table. */
  counts: z.record(z.string(), z.int()),
  hash: z.string(),
  destroyedBy: z.string(),
  destroyedAt: instant,
  /** After this day no scheduled backup holds the record any more. */
  goneFromBackupsOn: day,
});
export type Certificate = z.infer<typeof certificate>;

export const readRetention = operation({
  name: 'retention.read',
  method: 'GET',
  path: '/api/retention',
  summary:
    'Records of students who have left and what stands in the way of their end, the rule, certificates, backups.',
  act: 'store.keep',
  logged: false,
  output: z.object({
    rule,
    /** What the district has set, newest first. */
    rules: z.array(rule.extend({ reason: z.string(), setBy: z.string() })),
    items: z.array(
      z.object({
        studentId: id,
        schoolName: z.string(),
        leftOn: day,
        state: z.enum(['needed', 'due', 'waiting', 'ready', 'held']),
        dueOn: day.nullable(),
        toldOn: day.nullable(),
        readyOn: day.nullable(),
        heldBecause: z.string().nullable(),
      }),
    ),
    /** Students here whose rights over the record are their own by now, or within a year. */
    ofAge: z.array(z.object({ studentId: id, schoolName: z.string(), on: day })),
    certificates: z.array(certificate),
    backup: z.object({ lastRun: instant, outcome: z.string() }).nullable(),
  }),
});
export type RetentionPage = z.infer<typeof readRetention.output>;

export const setRetentionRule = operation({
  name: 'retention.set_rule',
  method: 'POST',
  path: '/api/retention/rules',
  summary: 'Sets how long records are kept, from a day on. What held before stays readable.',
  act: 'store.keep',
  logged: false,
  body: z.strictObject({
    from: day,
    yearsAfterLeaving: z.int().min(1).max(99),
    waitDays: z.int().min(0).max(365),
    reason: requiredLine(300),
  }),
  output: done,
});

export const markRetention = operation({
  name: 'retention.mark',
  method: 'POST',
  path: '/api/retention/records/:studentId/marks',
  summary: 'Notes that the family was told, or that the record is held back or released, with the reason.',
  act: 'store.keep',
  logged: true,
  params: z.object({ studentId: id }),
  body: z.strictObject({ what: z.enum(['told', 'held', 'released']), on: day, reason: requiredLine(300) }),
  output: done,
});

export const destroyRecord = operation({
  name: 'retention.destroy',
  method: 'POST',
  path: '/api/retention/records/:studentId/destroy',
  summary: 'Destroys one record for good and answers the certificate. The last digits of its number confirm it.',
  act: 'store.keep',
  logged: true,
  params: z.object({ studentId: id }),
  body: z.strictObject({ why: z.enum(['no_longer_needed', 'family_asks']), confirm: requiredLine(12) }),
  output: certificate,
});
