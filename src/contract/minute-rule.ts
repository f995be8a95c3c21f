import { z } from 'zod';
import { operation } from './operation.ts';
import { day, done, instant, requiredLine } from './values.ts';

/** What a district says of its minutes, from a day on. The ledger counts each day by the rules in force on it. */

const rules = {
  observation: z.enum(['direct', 'apart']),
  coTreatment: z.enum(['each_in_full', 'shared']),
  holidayWeeks: z.enum(['owed_in_full', 'by_school_days']),
};

export const readMinuteRules = operation({
  name: 'minute_rules.read',
  method: 'GET',
  path: '/api/minute-rules',
  summary: 'What minutes count as in the district today, and all that was set, with who set it and why.',
  act: 'school.read',
  logged: false,
  output: z.object({
    inForce: z.object(rules),
    /** Version of what was set last; 0: nothing was. */
    version: z.int(),
    /** Set last first. */
    history: z.array(
      z.object({ ...rules, version: z.int(), from: day, reason: z.string(), setBy: z.string(), setAt: instant }),
    ),
  }),
});
export type MinuteRulesPage = z.infer<typeof readMinuteRules.output>;

export const setMinuteRules = operation({
  name: 'minute_rules.set',
  method: 'POST',
  path: '/api/minute-rules',
  summary: 'Sets what minutes count as from a day on; the days before keep the rules they had.',
  act: 'minute_rules.set',
  logged: false,
  body: z.strictObject({ ...rules, basedOn: z.int().min(0), from: day, reason: requiredLine(500) }),
  output: done,
});
