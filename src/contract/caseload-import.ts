import { z } from 'zod';
import { columnKeys } from '#domain/caseload/import/columns.ts';
import { mostLetters } from '#domain/caseload/import/limits.ts';
import { changedFields } from '#domain/caseload/import/plan.ts';
import { problemCodes } from '#domain/caseload/import/row.ts';
import { serviceDeliveries, serviceRates } from '#domain/services/service-period.ts';
import { operation } from './operation.ts';
import { id } from './values.ts';

/** A caseload brought in from a table: looked at first, then applied as it was looked at, all of it or nothing. */

const column = z.enum(columnKeys as readonly [(typeof columnKeys)[number], ...(typeof columnKeys)[number][]]);
const problem = z.object({
  /** As a spreadsheet counts; null: about the whole. */
  row: z.int().nullable(),
  column: column.nullable(),
  code: z.enum(problemCodes),
  /** Whether it keeps the caseload from being brought in. */
  stops: z.boolean(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ImportProblem = z.infer<typeof problem>;

const terms = z.object({
  minutes: z.number(),
  times: z.number(),
  per: z.enum(serviceRates),
  delivery: z.enum(serviceDeliveries),
  groupMax: z.number(),
});
const value = z.union([z.string(), z.number(), terms]).nullable();
const change = z.object({
  field: z.enum(changedFields),
  /** Of which goal (its tag) or service (its discipline). */
  of: z.string().nullable(),
  /** null: there was nothing; absent: the reader does not see the record. */
  before: value.optional(),
  after: value,
});
export type ImportChange = z.infer<typeof change>;

const line = z.object({
  noun: z.enum(['student', 'class']),
  is: z.enum(['new', 'changed']),
  id: id.nullable(),
  name: z.string(),
  rows: z.array(z.int()),
  changes: z.array(change),
});
export type ImportLine = z.infer<typeof line>;

const counted = z.object({ new: z.int(), changed: z.int(), unchanged: z.int() });
const counts = z.object({
  students: counted,
  goals: counted,
  services: counted,
  classes: z.int(),
  teachers: z.int(),
});

export const importPreview = z.object({
  columns: z.array(z.object({ heading: z.string(), column: column.nullable() })),
  /** The first of them. */
  problems: z.array(problem),
  problemCount: z.int(),
  counts,
  lines: z.array(line),
  lineCount: z.int(),
  /** On the reader's own caseload and not in the table: they stay as they are. */
  leftAlone: z.array(z.string()),
  /** Stands for exactly this preview; null where something is in the way, or nothing is to be done. */
  token: z.string().nullable(),
});
export type ImportPreview = z.infer<typeof importPreview>;

/** Comma, semicolon or tab separated, headings included. */
const table = z.string().min(1).max(mostLetters);

export const previewImport = operation({
  name: 'caseload.preview_import',
  method: 'POST',
  path: '/api/caseload/import/preview',
  summary: 'What bringing in a caseload would change, and what stands in the way. Changes nothing.',
  act: 'caseload.import',
  logged: true,
  body: z.strictObject({ table }),
  output: importPreview,
});

export const applyImport = operation({
  name: 'caseload.apply_import',
  method: 'POST',
  path: '/api/caseload/import',
  summary: 'Brings in a caseload as it was previewed, if the school is still as it was then.',
  act: 'caseload.import',
  logged: true,
  body: z.strictObject({ table, token: z.string().min(1).max(100) }),
  output: z.object({
    counts,
    /** Students who are new, by family name. */
    students: z.array(z.object({ id, name: z.string() })),
  }),
});

export const readImportTemplate = operation({
  name: 'caseload.import_template',
  method: 'GET',
  path: '/api/caseload/import/template',
  summary: 'An empty table with the headings of a caseload, as CSV.',
  act: 'caseload.import',
  logged: false,
  output: z.string(),
  file: { name: 'caseload.csv', type: 'text/csv' },
});
