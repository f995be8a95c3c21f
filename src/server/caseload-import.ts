import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { applyImport, type ImportPreview, previewImport, readImportTemplate } from '#contract/caseload-import.ts';
import { templateHeadings } from '#domain/caseload/import/columns.ts';
import type { Change, KnownSchool } from '#domain/caseload/import/plan.ts';
import { isApplicable, type PlannedImport, planImport } from '#domain/caseload/import/plan-import.ts';
import { readCaseloadCsv } from '#domain/caseload/import/read-caseload-csv.ts';
import { stops } from '#domain/caseload/import/row.ts';
import { candidatesOf } from '#domain/caseload/import/who-is-it.ts';
import { applyPlan, noteImport, oneImportAtATime, readKnownRecords, readKnownSchool } from '#store/caseload-import.ts';
import { type Handler, handle, type Signed } from './handle.ts';
import { refuse } from './refusal.ts';
import { shortNameOf } from './short-name.ts';

/** More than anybody reads at once. */
const mostShown = 500;

/** As far as an import needs to know who asks: the command line has no sign-in. */
export type ImportAsked = Pick<Signed, 'db' | 'today' | 'now' | 'newId'> & {
  readonly adult: Pick<Signed['adult'], 'districtId' | 'adultId' | 'roles'>;
};

export const caseloadImportHandlers: readonly Handler[] = [
  handle(previewImport, { as: 'owner' }, async (asked) => {
    const planned = await planFor(asked, asked.body.table);
    asked.saw(planned.import.studentIds.filter((id) => planned.reached.has(id)));
    return planned.preview;
  }),
  handle(applyImport, { as: 'owner' }, async (asked) => {
    const applied = await applyFor(asked, asked.body.table, asked.body.token);
    if (applied === null) return refuse('changed_meanwhile', 'table', { because: 'import_changed' });
    asked.saw(applied.studentIds);
    return applied.answer;
  }),
  handle(readImportTemplate, {}, async ({ adult }) =>
    stringify([templateHeadings(adult.language)], { bom: true, record_delimiter: 'windows' }),
  ),
];

/** The preview, and what it is of. Reads only. */
export async function planFor({ db, adult, today }: ImportAsked, table: string) {
  const reading = readCaseloadCsv(table);
  const district = adult.districtId;
  const school = await readKnownSchool(db, district, adult.adultId, today);
  const candidates = candidatesOf(reading.rows, school.names);
  const known: KnownSchool = {
    ...school,
    records: await readKnownRecords(db, district, candidates, adult.adultId, today),
  };
  const holds = (role: string) => adult.roles.some((held) => held.role === role);
  const importer = {
    adultId: adult.adultId,
    therapist: holds('therapist'),
    assigns: holds('coordinator'),
    today,
  };
  const planned = planImport(reading.rows, known, importer, reading.problems);
  const reached = new Set(known.records.filter((record) => record.reached).map(({ id }) => id));
  const names = new Map(known.names.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`]));
  const preview: ImportPreview = {
    columns: [...reading.columns],
    problems: planned.problems
      .slice(0, mostShown)
      .map((problem) => ({ ...problem, values: { ...problem.values }, stops: stops(problem) })),
    problemCount: planned.problems.length,
    counts: planned.counts,
    lines: planned.lines.slice(0, mostShown).map((line) => ({
      ...line,
      rows: [...line.rows],
      changes: line.changes.map((change) =>
        shown(change, line.id === null || line.noun === 'class' || reached.has(line.id)),
      ),
    })),
    lineCount: planned.lines.length,
    leftAlone: planned.leftAlone.map((id) => names.get(id) ?? '').toSorted(),
    token: isApplicable(planned) ? tokenOf(table, planned) : null,
  };
  return { import: planned, preview, reached };
}

/** What was previewed, done in the transaction of `db`; null where the school or the table is not as it was then. */
export async function applyFor(asked: ImportAsked, table: string, token: string) {
  const { db, adult, now, today, newId } = asked;
  await oneImportAtATime(db, adult.districtId);
  const { import: planned } = await planFor(asked, table);
  if (!isApplicable(planned) || tokenOf(table, planned) !== token) return null;
  const studentIds = await applyPlan(db, adult.districtId, planned.plan, {
    by: adult.adultId,
    now,
    today,
    newId,
    shortNameOf,
  });
  const { counts } = planned;
  await noteImport(db, adult.districtId, { id: newId(), adultId: adult.adultId, at: now, table, counts });
  const students = planned.plan.students.flatMap(({ id, fields }, at) =>
    id === null ? [{ id: studentIds[at]!, name: `${fields!.givenName} ${fields!.familyName}` }] : [],
  );
  return { studentIds, answer: { counts, students } };
}

/** A coordinator brings in what the file says, and does not learn from it what the record said. */
function shown({ before, ...change }: Change, seesRecord: boolean) {
  return seesRecord ? { ...change, before } : change;
}

/** The same table, doing the same to the same school on the same day. */
function tokenOf(table: string, { plan }: PlannedImport): string {
  return createHash('sha256')
    .update(JSON.stringify([table, plan]))
    .digest('base64url');
}
