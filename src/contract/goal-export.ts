import { z } from 'zod';
import { effectSizeNames } from '#domain/carryover/effect-sizes.ts';
import { therapistParts } from '#domain/trials/event.ts';
import { sessionEvent } from './event.ts';
import { goalRecord, phaseChange } from './goal.ts';
import { operation } from './operation.ts';
import { day, id, instant } from './values.ts';

/** A goal's data to keep or to compute with elsewhere: what was recorded, what is read from it, and the indices of research. */

const number = z.number().nullable();

/** One session (or, where the day is the unit, one day) in one place. */
export const exportedPoint = z.object({
  date: day,
  sessionIds: z.array(id),
  setting: z.string(),
  therapistPart: z.enum(therapistParts),
  /** Unprompted of opportunities; null where the day is the unit. */
  x: number,
  n: number,
  /** A share is 0 to 1; else in the goal's own unit. */
  value: number,
  /** 95 % Wilson interval of a share of trials. */
  lower: number,
  upper: number,
  /** Whether a day reaches the criterion; null where it does not say. */
  reached: z.boolean().nullable(),
});

export const exportedEffect = z.object({
  setting: z.string(),
  therapistPart: z.enum(therapistParts),
  /** First day of the second phase. */
  phaseFrom: day,
  nBefore: z.number(),
  nAfter: z.number(),
  name: z.enum(effectSizeNames),
  estimate: number,
  standardError: number,
  lower: number,
  upper: number,
});

export const goalExport = z.object({
  format: z.literal('carryover-goal-1'),
  madeAt: instant,
  zone: z.string(),
  /** The student by label: the name stays in the record. */
  goal: goalRecord.omit({ student: true }).extend({ studentId: id, studentLabel: z.string() }),
  adults: z.array(z.object({ id, name: z.string(), therapist: z.boolean() })),
  phases: z.array(phaseChange),
  /** As recorded, in order, those taken back and the voids that did it included. */
  events: z.array(sessionEvent),
  /** The school's date of each session behind them. */
  sessions: z.array(z.object({ id, date: day })),
  points: z.array(exportedPoint),
  effectSizes: z.array(exportedEffect),
});
export type GoalExport = z.infer<typeof goalExport>;

export const exportGoal = operation({
  name: 'goal.export',
  method: 'GET',
  path: '/api/goals/:goalId/export',
  summary: 'All data of one goal as JSON: events as recorded, points by session, effect sizes for research.',
  act: 'goal.read',
  logged: true,
  params: z.object({ goalId: id }),
  output: goalExport,
});

export const exportTables = ['events', 'points', 'effect_sizes'] as const;
export type ExportTable = (typeof exportTables)[number];

export const exportGoalTable = operation({
  name: 'goal.export_table',
  method: 'GET',
  path: '/api/goals/:goalId/export/:table',
  summary: 'One table of a goal’s data as CSV, safe to open in a spreadsheet.',
  act: 'goal.read',
  logged: true,
  params: z.object({ goalId: id, table: z.enum(exportTables) }),
  output: z.string(),
  file: { name: 'goal-data.csv', type: 'text/csv' },
});
