import { z } from 'zod';
import { disciplines } from '#domain/goals/goal.ts';
import { unitRules } from '#domain/services/billing-units.ts';
import { codeProblems } from '#domain/services/service-codes.ts';
import { operation } from './operation.ts';
import { day, instant, requiredLine } from './values.ts';

/** What services are called on a claim: the district's own table. None comes with Carryover. */

const code = z.object({
  code: z.string(),
  discipline: z.enum(disciplines),
  size: z.enum(['individual', 'group']),
  modifiers: z.array(z.string()),
  assistantModifiers: z.array(z.string()),
  rule: z.enum(unitRules),
  minimumMinutes: z.int(),
  from: day,
  to: day.nullable(),
});

export const readServiceCodes = operation({
  name: 'service_code.read',
  method: 'GET',
  path: '/api/service-codes',
  summary: 'The codes, modifiers and unit rules the district has loaded, and when by whom.',
  act: 'school.read',
  logged: false,
  output: z.object({
    codes: z.array(code),
    /** 0: none was loaded. */
    version: z.int(),
    loads: z.array(
      z.object({ version: z.int(), rows: z.int(), reason: z.string(), loadedBy: z.string(), loadedAt: instant }),
    ),
  }),
});
export type ServiceCodesPage = z.infer<typeof readServiceCodes.output>;

export const loadServiceCodes = operation({
  name: 'service_code.load',
  method: 'POST',
  path: '/api/service-codes',
  summary:
    'Puts a table in the place of the one in force: all of it, or nothing and what to mend in which row and column.',
  act: 'service_codes.load',
  logged: false,
  body: z.strictObject({
    basedOn: z.int().min(0),
    /** Comma, semicolon or tab separated, headings in the first row. */
    table: z.string().min(1).max(200_000),
    reason: requiredLine(500),
  }),
  output: z.object({
    loaded: z.int(),
    /** Empty: it is loaded. */
    problems: z.array(
      z.object({
        row: z.int().nullable(),
        column: z.string().nullable(),
        code: z.enum(codeProblems),
        values: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
  }),
});
export type CodeProblemLine = z.infer<typeof loadServiceCodes.output>['problems'][number];
