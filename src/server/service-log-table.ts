import type { Kysely } from 'kysely';
import type { FieldSet } from '#domain/caseload/access.ts';
import { covers } from '#domain/caseload/roles.ts';
import { wallTimeOf } from '#domain/school-day/intervals.ts';
import { consentOn } from '#domain/services/billing-consent.ts';
import { inForceOf, type LogLine, logLines } from '#domain/services/service-log.ts';
import { readConsents } from '#store/billing-consent.ts';
import { readMinuteRules } from '#store/minute-rule.ts';
import type { Database } from '#store/schema.ts';
import { readCodeLoads } from '#store/service-code.ts';
import { type LogEntry, readGoalRefs, readLogEntries, readMadeUpFor, readStudentNames } from '#store/service-log.ts';
import { readSupervisions } from '#store/supervision.ts';
import { csvOf } from './csv.ts';
import type { SignedIn } from './signed-in.ts';
import { schoolsOf } from './team.ts';

/**
 * The log as a table for claims: signed contacts in force, of students of whom a parent had agreed to billing on that day. A
 * therapist's own and those of their assistants with the notes; a coordinator's schools, or the whole district for whoever keeps the
 * records, without. What is billed is reckoned over everybody's contacts, so that no minute is billed twice.
 */
export async function serviceLogTable(
  db: Kysely<Database>,
  adult: SignedIn,
  {
    from,
    to,
    fields,
    now,
  }: { readonly from: string; readonly to: string; readonly fields: FieldSet; readonly now: string },
): Promise<{ table: string; studentIds: Set<string> }> {
  const { districtId, adultId } = adult;
  const standing = inForceOf(await readLogEntries(db, districtId, { from, to }));
  const studentIds = [...new Set(standing.map(({ studentId }) => studentId))];
  const consents = Map.groupBy(await readConsents(db, districtId, studentIds), ({ studentId }) => studentId);
  const agreed = standing.filter(({ studentId, facts }) => consentOn(facts.date, consents.get(studentId) ?? []));
  const students = await readStudentNames(db, districtId, studentIds);
  const pairs = (await readSupervisions(db, districtId)).filter(({ supervisorId }) => supervisorId === adultId);
  const schools = schoolsOf(adult);
  const seen = (entry: LogEntry): boolean => {
    if (fields === 'accounts') return true;
    if (fields === 'schedule')
      return schools === null || schools.includes(students.get(entry.studentId)?.schoolId ?? '');
    return (
      entry.givenById === adultId ||
      pairs.some((pair) => pair.assistantId === entry.givenById && covers(pair, entry.facts.date))
    );
  };
  const [load] = await readCodeLoads(db, districtId);
  const lines = logLines(
    agreed.map((entry) => ({ ...entry, countersigned: entry.supervisor !== null })),
    load?.codes ?? [],
    await readMinuteRules(db, districtId),
  );
  const entries = new Map(agreed.map((entry) => [entry.id, entry]));
  const rows = lines
    .map((line) => ({ line, entry: entries.get(line.id)! }))
    .filter(({ entry }) => seen(entry))
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const madeUp = await readMadeUpFor(
    db,
    districtId,
    rows.map(({ entry }) => entry.sessionId),
  );
  const goals = await readGoalRefs(
    db,
    districtId,
    rows.flatMap(({ entry }) => entry.facts.goalIds),
  );
  const table = csvOf<Row>(
    {
      log_id: ({ entry }) => entry.id,
      correction_of: ({ entry }) => entry.corrects,
      student_ref: ({ entry }) => students.get(entry.studentId)?.localCode ?? entry.studentId,
      service_date: ({ entry }) => entry.facts.date,
      start: ({ line }) => timeOf(line.from),
      end: ({ line }) => timeOf(line.to),
      minutes: ({ line }) => line.minutes,
      billed_minutes: ({ line }) => line.billedMinutes,
      minutes_by_area: ({ entry }) =>
        entry.facts.minutesByArea.map(({ area, minutes }) => `${area} ${minutes}`).join('; '),
      discipline: ({ entry }) => entry.facts.discipline,
      setting: ({ entry }) => entry.facts.delivery.replace('_', '-'),
      place: ({ entry }) => entry.facts.setting,
      individual_or_group: ({ line }) => line.size,
      group_size: ({ line }) => line.groupSize,
      group_ref: ({ line, entry }) => (line.size === 'group' ? entry.sessionId : null),
      procedure_code: ({ line }) => line.code?.code,
      modifiers: ({ line, entry }) =>
        [...(line.code?.modifiers ?? []), ...(entry.byAssistant ? (line.code?.assistantModifiers ?? []) : [])].join(
          ' ',
        ),
      units: ({ line }) => line.units,
      unit_rule: ({ line }) => line.code?.rule,
      code_table: ({ line }) => (line.code === null ? null : load?.version),
      iep_goal_ref: ({ entry }) => entry.facts.goalIds.map((id) => goals.get(id) ?? '').join('; '),
      provider: ({ entry }) => entry.givenBy,
      credential: ({ entry }) => entry.position,
      supervisor: ({ entry }) => entry.supervisor?.name,
      supervisor_signed_at: ({ entry }) => entry.supervisor?.signedAt,
      note: ({ entry }) => (fields === 'record' ? entry.note : null),
      signed_by: ({ entry }) => entry.givenBy,
      signed_at: ({ entry }) => entry.signedAt,
      status: ({ entry: { facts } }) =>
        facts.status === 'missed' ? facts.reason?.replaceAll('_', '-') : facts.makesUp ? 'makeup' : 'delivered',
      makeup_of: ({ entry }) => madeUp.get(`${entry.sessionId} ${entry.studentId}`),
      billable: ({ line }) => line.why === null,
      not_billable_reason: ({ line }) => line.why,
      exported_at: () => now,
    },
    rows,
  );
  return { table, studentIds: new Set(rows.map(({ entry }) => entry.studentId)) };
}

interface Row {
  readonly line: LogLine;
  readonly entry: LogEntry;
}

const timeOf = (minutes: number | null) => (minutes === null ? null : wallTimeOf(minutes % (24 * 60)));
/** By day and time, the students of a session in one order however often it is asked for. */
const orderOf = ({ line, entry }: Row) =>
  `${entry.facts.date} ${String(line.from ?? 0).padStart(4, '0')} ${entry.sessionId} ${entry.studentId} ${line.size}`;
