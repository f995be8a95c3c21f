import { z } from 'zod';
import { disciplines } from '#domain/goals/goal.ts';
import { accounts } from '#domain/services/ledger.ts';
import { missedReasons } from '#domain/services/minutes.ts';
import { operation } from './operation.ts';
import { day, id } from './values.ts';

/** Minutes promised and given, computed from sessions and service periods whenever it is asked for. */

/** Exact: whole minutes and a fraction below one; of less than nothing all parts are negative. */
export const exactMinutes = z.object({ whole: z.int(), top: z.int(), bottom: z.int() });
export type ExactMinutes = z.infer<typeof exactMinutes>;

export const ledgerLine = z.object({
  discipline: z.enum(disciplines),
  accounts: z.array(
    z.object({
      account: z.enum(accounts),
      required: exactMinutes,
      given: exactMinutes,
      /** Of what was given, in sessions that made up for missed ones. */
      madeUp: exactMinutes,
      open: exactMinutes,
      requiredToEnd: exactMinutes,
      openAtEnd: exactMinutes,
      planned: z.int(),
      unrecorded: z.int(),
      missed: z.array(z.object({ reason: z.enum(missedReasons), minutes: z.int() })),
    }),
  ),
  buckets: z.array(
    z.object({
      kind: z.enum(['direct', 'observation', 'indirect', 'consult']),
      place: z.enum(['in_class', 'out_of_class']).nullable(),
      size: z.enum(['individual', 'group']).nullable(),
      minutes: z.int(),
    }),
  ),
  notCounted: z.int(),
});

export const readLedger = operation({
  name: 'ledger.read',
  method: 'GET',
  path: '/api/students/:studentId/ledger',
  summary: 'Minutes of a student in this school year: asked for, given and where, missed and why, open; and by week.',
  act: 'goal.read',
  logged: true,
  params: z.object({ studentId: id }),
  output: z.object({
    from: day,
    today: day,
    to: day,
    lines: z.array(ledgerLine),
    /** The last weeks with their Mondays: minutes with all therapists, in class and out of class. */
    weeks: z.array(z.object({ monday: day, inClass: z.int(), outOfClass: z.int() })),
  }),
});
export type LedgerPage = z.infer<typeof readLedger.output>;
