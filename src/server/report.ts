import type { Kysely } from 'kysely';
import { exportReport, listReports, printReport, type ReportPage, readReport, saveReport } from '#contract/report.ts';
import type { Discipline } from '#domain/goals/goal.ts';
import { figuresOf } from '#domain/reports/figure.ts';
import { periodsAskedFor, quartersOf, type ReportState } from '#domain/reports/reporting-period.ts';
import { missedReasons } from '#domain/services/minutes.ts';
import { mixed } from '#domain/services/ratio.ts';
import { schoolDaysOf } from '#domain/services/requirement.ts';
import { readAdult } from '#store/adult.ts';
import { readSchoolTimes } from '#store/calendar.ts';
import { type GoalRow, readGoalsOf } from '#store/goal.ts';
import {
  insertReport,
  type ReportKey,
  readReports,
  readWrittenReport,
  updateReport,
  type WrittenReport,
} from '#store/report.ts';
import type { Database } from '#store/schema.ts';
import { readReached, readStudent } from '#store/student.ts';
import { goalPage } from '#telling/goal-page.ts';
import { familyPaper, reportPaper, studentPaper } from '#telling/progress-report.ts';
import { wordsFor } from '#words/words-for.ts';
import { csvOf } from './csv.ts';
import { evidenceOf } from './goal.ts';
import { type Handler, handle, isDone, type Signed } from './handle.ts';
import { ledgersOf } from './ledger.ts';
import { printed } from './paper/print.ts';
import { Refusal, refuse } from './refusal.ts';

/** The longest time a report is about: a school year with its summer. */
const longestDays = 400;

const paperOf = { report: reportPaper, family: familyPaper, student: studentPaper };

export const reportHandlers: readonly Handler[] = [
  handle(listReports, {}, async ({ db, adult, today, saw }) => {
    const { districtId } = adult;
    const own = (await readAdult(db, districtId, adult.adultId))?.discipline ?? null;
    const reached = await readReached(db, districtId, adult.adultId, today);
    const schools = await readSchoolTimes(db, districtId);
    const asked = new Map(
      [...schools].map(([id, { calendar }]) => [id, periodsAskedFor(quartersOf(schoolDaysOf(calendar)), today)]),
    );
    const written = new Map((await readReports(db, districtId, reached)).map((one) => [keyOf(one), one]));
    const goals = Map.groupBy(await readGoalsOf(db, districtId, reached), ({ studentId }) => studentId);
    // A case manager has no discipline of their own: every report of the student is theirs to look after.
    const disciplines = (studentId: string): Discipline[] =>
      [...new Set((goals.get(studentId) ?? []).map(({ discipline }) => discipline))].filter(
        (discipline) => own === null || discipline === own,
      );
    const items = [];
    for (const studentId of reached) {
      const student = await readStudent(db, districtId, studentId);
      if (student === null) continue;
      for (const { from, to } of asked.get(student.schoolId) ?? [])
        for (const discipline of disciplines(studentId)) {
          const about = goalsOf(goals.get(studentId) ?? [], { studentId, discipline, from, to });
          if (about.length === 0) continue;
          const found = written.get(keyOf({ studentId, discipline, from, to }));
          const { givenName, familyName, preferredName } = student;
          items.push({
            studentId,
            givenName,
            familyName,
            preferredName,
            discipline,
            from,
            to,
            goals: about.length,
            state: stateOf(found ?? null),
            finishedAt: found?.finishedAt ?? null,
          });
        }
    }
    saw(new Set(items.map(({ studentId }) => studentId)));
    return { items };
  }),

  // The owner's transaction, since minutes are told by sessions of others (see the ledger).
  handle(readReport, { subject: ({ params }) => ({ student: params.studentId }), as: 'owner' }, async (asked) =>
    pageOf(asked, asked.params),
  ),

  handle(saveReport, { subject: ({ params }) => ({ student: params.studentId }) }, async (asked) => {
    const { db, adult, params, body, newId, now } = asked;
    const { districtId } = adult;
    const refused = refusePeriod(params);
    if (refused !== null) return refused;
    const newest = await readWrittenReport(db, districtId, params);
    if ((newest?.version ?? 0) !== body.basedOn) return refuse('changed_meanwhile', 'basedOn');
    const known = new Set((await readGoalsOf(db, districtId, [params.studentId])).map(({ id }) => id));
    if (body.comments.some(({ goalId }) => !known.has(goalId)))
      return refuse('bad_input', 'comments', { because: 'unknown' });
    const said = {
      comments: Object.fromEntries(
        body.comments.filter(({ text }) => text !== '').map(({ goalId, text }) => [goalId, text]),
      ),
      toFamily: body.toFamily,
      by: adult.adultId,
      now,
      finish: body.finish,
    };
    if (newest !== null && newest.finishedAt === null) await updateReport(db, districtId, newest.id, said);
    else await insertReport(db, districtId, { ...params, ...said, id: newId(), version: body.basedOn + 1 });
    return isDone;
  }),

  handle(printReport, { subject: ({ params }) => ({ student: params.studentId }), as: 'owner' }, async (asked) => {
    const page = await pageOf(asked, asked.params);
    if (page instanceof Refusal) return page;
    const { paper, language } = asked.query;
    return printed(paperOf[paper](wordsFor(language), page)).toString('latin1');
  }),

  handle(exportReport, { subject: ({ params }) => ({ student: params.studentId }), as: 'owner' }, async (asked) => {
    const page = await pageOf(asked, asked.params);
    return page instanceof Refusal ? page : tableOf(page);
  }),
];

const keyOf = ({ studentId, discipline, from, to }: ReportKey): string => [studentId, discipline, from, to].join();

const stateOf = (written: WrittenReport | null): ReportState =>
  written === null ? 'not_begun' : written.finishedAt === null ? 'draft' : 'finished';

/** Of the discipline, and in force at some time of the period. */
function goalsOf(goals: readonly GoalRow[], { discipline, from, to }: ReportKey): GoalRow[] {
  return goals.filter(
    (goal) =>
      goal.discipline === discipline && goal.startsOn <= to && (goal.status !== 'closed' || goal.endsOn >= from),
  );
}

function refusePeriod({ from, to }: ReportKey): Refusal | null {
  if (to < from) return refuse('bad_input', 'to', { because: 'ends_before_start' });
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return days > longestDays ? refuse('bad_input', 'to', { because: 'period_too_long' }) : null;
}

async function pageOf(
  { db, adult, today }: Pick<Signed, 'db' | 'adult' | 'today'>,
  key: ReportKey,
): Promise<ReportPage | Refusal> {
  const { districtId } = adult;
  const refused = refusePeriod(key);
  if (refused !== null) return refused;
  const student = await readStudent(db, districtId, key.studentId);
  const school = (await readSchoolTimes(db, districtId)).get(student?.schoolId ?? '');
  if (student === null || school === undefined) return refuse('not_found', 'studentId');
  const written = await readWrittenReport(db, districtId, key);
  const until = key.to < today ? key.to : today;
  const goals = [];
  for (const row of goalsOf(await readGoalsOf(db, districtId, [student.id]), key)) {
    const evidence = await evidenceOf(db, adult, row, until, written?.finishedAt ?? undefined);
    // A goal whose first wording begins after the period has nothing to say in it.
    if (!(evidence instanceof Refusal)) goals.push(evidence);
  }
  const { id, label, givenName, familyName, preferredName, grade, schoolName } = student;
  return {
    format: 'carryover-report-1',
    student: { id, label, givenName, familyName, preferredName, grade, schoolName },
    discipline: key.discipline,
    zone: school.zone,
    from: key.from,
    to: key.to,
    until,
    version: written?.version ?? 0,
    state: stateOf(written),
    writtenBy: written?.writtenBy ?? null,
    finishedAt: written?.finishedAt ?? null,
    comments: Object.entries(written?.comments ?? {}).map(([goalId, text]) => ({ goalId, text })),
    toFamily: written?.toFamily ?? '',
    goals,
    figures: goals.flatMap((evidence) => {
      const { rules, viewpoint } = goalPage(evidence, key.from);
      return figuresOf(evidence.events, rules, viewpoint, key).map((figure) => ({
        ...figure,
        eventIds: [...figure.eventIds],
      }));
    }),
    minutes: await minutesOf(db, districtId, key, school.calendar, until),
  };
}

async function minutesOf(
  db: Kysely<Database>,
  districtId: string,
  { studentId, discipline, from, to }: ReportKey,
  calendar: Parameters<typeof ledgersOf>[3],
  until: string,
): Promise<ReportPage['minutes']> {
  const { ledgers } = await ledgersOf(db, districtId, studentId, calendar, { from, today: until, to });
  const accounts = ledgers.find((one) => one.discipline === discipline)?.accounts ?? [];
  return accounts
    .filter(({ required, given }) => required.top !== 0n || given.top !== 0n)
    .map(({ account, required, given, missed }) => ({
      account,
      required: mixed(required),
      given: mixed(given),
      missed: missedReasons.flatMap((reason) => (missed[reason] > 0 ? [{ reason, minutes: missed[reason] }] : [])),
    }));
}

function tableOf({ goals, figures, from, until, comments }: ReportPage): string {
  const goalOf = new Map(goals.map(({ goal }) => [goal.id, goal]));
  const said = new Map(comments.map(({ goalId, text }) => [goalId, text]));
  return csvOf<ReportPage['figures'][number]>(
    {
      from: () => from,
      to: () => until,
      goal: ({ goalId }) => goalOf.get(goalId)?.tag,
      setting: ({ setting }) => setting,
      therapist_part: ({ part }) => part,
      unprompted: ({ x }) => x,
      opportunities: ({ n }) => n,
      likely_lower: ({ lower }) => lower,
      likely_upper: ({ upper }) => upper,
      median_of_days: ({ median }) => median,
      days: ({ days }) => days,
      comment: ({ goalId }) => said.get(goalId),
      events: ({ eventIds }) => eventIds.join(' '),
    },
    figures,
  );
}
