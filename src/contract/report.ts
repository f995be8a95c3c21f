import { z } from 'zod';
import { disciplines } from '#domain/goals/goal.ts';
import { reportStates } from '#domain/reports/reporting-period.ts';
import { accounts } from '#domain/services/ledger.ts';
import { missedReasons } from '#domain/services/minutes.ts';
import { therapistParts } from '#domain/trials/event.ts';
import { goalEvidence } from './goal.ts';
import { exactMinutes } from './ledger.ts';
import { operation } from './operation.ts';
import { day, done, grade, id, instant, line } from './values.ts';

/**
 * Progress reports: of one student, one discipline and one period. Stored is what the therapist says; every number is computed
 * from the events and names them. A report that is finished speaks of what had arrived by then, whatever is corrected later.
 */

const number = z.number().nullable();
const ofReport = z.object({ studentId: id, discipline: z.enum(disciplines), from: day, to: day });

export const reportFigure = z.object({
  goalId: id,
  setting: z.string(),
  part: z.enum(therapistParts),
  x: number,
  n: number,
  lower: number,
  upper: number,
  median: number,
  days: z.int(),
  eventIds: z.array(id),
});

export const reportPage = z.object({
  format: z.literal('carryover-report-1'),
  student: z.object({
    id,
    label: z.string(),
    givenName: z.string(),
    familyName: z.string(),
    preferredName: z.string().nullable(),
    grade,
    schoolName: z.string(),
  }),
  discipline: z.enum(disciplines),
  /** IANA zone of the school. */
  zone: z.string(),
  from: day,
  to: day,
  /** Last day that the numbers speak of: the period's last, or today while it runs. */
  until: day,
  /** 0: nothing was written yet. What was finished and is written again has the next. */
  version: z.int(),
  state: z.enum(reportStates),
  writtenBy: z.string().nullable(),
  finishedAt: instant.nullable(),
  comments: z.array(z.object({ goalId: id, text: z.string() })),
  toFamily: z.string(),
  /** As far as known on the last day. */
  goals: z.array(goalEvidence),
  figures: z.array(reportFigure),
  minutes: z.array(
    z.object({
      account: z.enum(accounts),
      required: exactMinutes,
      given: exactMinutes,
      missed: z.array(z.object({ reason: z.enum(missedReasons), minutes: z.int() })),
    }),
  ),
});
export type ReportPage = z.infer<typeof reportPage>;

export const listReports = operation({
  name: 'report.list',
  method: 'GET',
  path: '/api/reports',
  summary: 'Reports asked for now of the students one has: of the quarter that has ended, and of the one that runs.',
  act: 'goal.list',
  logged: true,
  output: z.object({
    items: z.array(
      z.object({
        studentId: id,
        givenName: z.string(),
        familyName: z.string(),
        preferredName: z.string().nullable(),
        discipline: z.enum(disciplines),
        from: day,
        to: day,
        goals: z.int(),
        state: z.enum(reportStates),
        finishedAt: instant.nullable(),
      }),
    ),
  }),
});
export type ReportsAskedFor = z.infer<typeof listReports.output>;

export const readReport = operation({
  name: 'report.read',
  method: 'GET',
  path: '/api/students/:studentId/reports/:discipline/:from/:to',
  summary: 'One report: what is written, the goals with all that is known of them, every number with its events.',
  act: 'goal.read',
  logged: true,
  params: ofReport,
  output: reportPage,
});

export const saveReport = operation({
  name: 'report.save',
  method: 'PUT',
  path: '/api/students/:studentId/reports/:discipline/:from/:to',
  summary:
    'Keeps what the therapist says. A finished report stays as it is; what is said then begins the next version.',
  act: 'report.write',
  logged: true,
  params: ofReport,
  body: z.strictObject({
    basedOn: z.int().min(0),
    comments: z.array(z.strictObject({ goalId: id, text: line(2_000) })).max(60),
    toFamily: line(4_000),
    finish: z.boolean().default(false),
  }),
  output: done,
});

export const papers = ['report', 'family', 'student'] as const;
export const paperLanguages = ['en', 'es'] as const;

export const printReport = operation({
  name: 'report.print',
  method: 'GET',
  path: '/api/students/:studentId/reports/:discipline/:from/:to/paper',
  summary: 'The report as a tagged PDF: for the team, for the family in plain words, or one page for the student.',
  act: 'goal.read',
  logged: true,
  params: ofReport,
  query: z.object({ paper: z.enum(papers).default('report'), language: z.enum(paperLanguages).default('en') }),
  output: z.string(),
  file: { name: 'progress-report.pdf', type: 'application/pdf' },
});

export const exportReport = operation({
  name: 'report.export_table',
  method: 'GET',
  path: '/api/students/:studentId/reports/:discipline/:from/:to/table',
  summary: 'The numbers of a report as CSV, a line for each, with the events behind it.',
  act: 'goal.read',
  logged: true,
  params: ofReport,
  output: z.string(),
  file: { name: 'progress-report.csv', type: 'text/csv' },
});
